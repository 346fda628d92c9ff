"""The live stream over HTTP: server-sent events, and the same by polling.

Rule 1: only what the token may see, as long as the token is good; a session that ends ends its
streams.
Rule 2: `Last-Event-ID` goes on where a reader stopped, at any gateway process. A reader that was
away too long, or too slow, is told so in plain words and reads its lists anew.
"""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Query
from fastapi.responses import StreamingResponse
from pydantic import TypeAdapter
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from contracts.actor import Role
from contracts.refusals import NotSo
from contracts.views.live import Happening, Happenings
from gateway.callers import Caller, Callers, bearer
from gateway.hub import Hub, Listener, Push, checkpoint, said
from gateway.passages import EVERYBODY
from gateway.rates import Rate
from gateway.shelf import json
from gateway.strict import Strict
from services.chassis.problems import NotSignedIn

HEARTBEAT = 15.0
"""Seconds without news until a sign of life; the token is looked at again as often, news or not."""
PATIENCE = 60.0
"""Seconds a reader may leave a frame lying that was sent to it."""
TOO_FAR = 5000
"""Entries of the log a reader may be behind."""
HEADERS = {"cache-control": "no-store", "x-accel-buffering": "no"}
RETRY = b"retry: 2000\n\n"
ALIVE = b": alive\n\n"
_SENT: dict[int | str, dict[str, Any]] = {200: {"content": {"text/event-stream": {}}}}
WHO = EVERYBODY - {Role.OPS, Role.ADMIN}

_HAPPENING: TypeAdapter[Happening] = TypeAdapter(Happening)


RESET = said("reset", "You were away too long: read your lists anew.")
SIGNED_OUT = said("signed_out", "Your session has ended: sign in again.")


@dataclass(frozen=True)
class Streams:
    """Opens streams."""

    hub: Hub
    callers: Callers
    per_account: Rate

    def open(self, caller: Caller, token: str, after: int | None) -> Response:
        """Answer with a stream; the reader has joined when the answer begins."""
        listener, at, ahead = self.hub.join(caller.scope)
        beyond = ahead if after is not None else ()
        frames = self._frames(listener, token, self._missed(caller, after, at), beyond)
        return _Stream(frames, lambda: self.hub.leave(listener))

    async def _frames(
        self,
        listener: Listener,
        token: str,
        missed: AsyncGenerator[bytes],
        beyond: Sequence[Push],
    ) -> AsyncGenerator[bytes]:
        yield RETRY
        async for frame in missed:
            yield frame
        for push in beyond:
            if listener.scope.sees(push.tags):
                yield push.frame
        async for frame in self._live(listener, token):
            yield frame

    async def _missed(self, caller: Caller, after: int | None, at: int) -> AsyncGenerator[bytes]:
        if after is not None and not at - TOO_FAR <= after <= at:
            yield RESET
            after = None
        while after is not None and after < at:
            pushes, after = await self.hub.between(after, at)
            for push in pushes:
                if caller.scope.sees(push.tags):
                    yield push.frame
        yield checkpoint(at)

    async def _live(self, listener: Listener, token: str) -> AsyncGenerator[bytes]:
        looked = monotonic()
        while not listener.ended or not listener.frames.empty():
            first = await _within(listener.frames.get(), HEARTBEAT)
            if monotonic() - looked >= HEARTBEAT:
                if not await self._good(token, listener):
                    yield SIGNED_OUT
                    return
                looked = monotonic()
            yield _joined(first, listener) if first else ALIVE
        yield listener.ended

    async def _good(self, token: str, listener: Listener) -> bool:
        """Whether the token is; the posts it stands for may have changed."""
        try:
            listener.scope = (await self.callers.by(token)).scope
        except NotSignedIn:
            return False
        return True

    async def poll(self, caller: Caller, after: int | None) -> Happenings:
        """What this reader may see of one page of the log."""
        at = self.hub.at
        if after is None or not at - TOO_FAR <= after <= at:
            return Happenings(items=(), next_cursor=str(at), reset=after is not None)
        pushes, upto = await self.hub.between(after, at)
        seen = [push for push in pushes if caller.scope.sees(push.tags)]
        return Happenings(items=tuple(map(_told, seen)), next_cursor=str(upto))


class _Stream(StreamingResponse):
    """An answer that tells when it is over, however it ended."""

    def __init__(self, frames: AsyncGenerator[bytes], over: Callable[[], None]) -> None:
        super().__init__(frames, media_type="text/event-stream", headers=HEADERS)
        self._over = over

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Stream until the reader leaves, or takes nothing any more."""

        async def patiently(message: Message) -> None:
            async with asyncio.timeout(PATIENCE):
                await send(message)

        try:
            await super().__call__(scope, receive, patiently)
        finally:
            self._over()


def stream_router(streams: Streams) -> APIRouter:
    """Make the routes."""
    router = APIRouter(tags=["stream"], route_class=Strict)
    calling = Depends(streams.callers.holding(WHO))

    @router.get("/stream", response_class=StreamingResponse, responses=_SENT)
    async def stream(
        caller: Annotated[Caller, calling],
        request: Request,
        last_event_id: Annotated[list[str] | None, Header()] = None,
    ) -> Response:
        """Server-sent events: what happens to whatever the reader may see, as it happens."""
        streams.per_account.hit(caller.actor.id)
        return streams.open(
            caller, bearer(request), _number(",".join(last_event_id or ()), "Last-Event-ID")
        )

    @router.get("/stream/poll", response_model=Happenings)
    async def poll(
        caller: Annotated[Caller, calling], after: Annotated[str | None, Query()] = None
    ) -> Response:
        """The same without a stream: what happened since the cursor of the answer before."""
        return json(await streams.poll(caller, _number(after, "after")))

    return router


def _number(text: str | None, field: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdecimal()) or len(text) > 15:
        raise NotSo("bad_cursor", field=field)
    return int(text)


async def _within(waiting: Awaitable[bytes], seconds: float) -> bytes | None:
    try:
        async with asyncio.timeout(seconds):
            return await waiting
    except TimeoutError:
        return None


def _joined(first: bytes, listener: Listener) -> bytes:
    """All frames that wait, in one write."""
    frames = [first]
    while not listener.frames.empty():
        frames.append(listener.frames.get_nowait())
    return b"".join(frames)


def _told(push: Push) -> Happening:
    return _HAPPENING.validate_json(push.frame.removeprefix(b"data: "))
