"""The command edge every service has, made from the table of doors.

Rule 1: the body is read once, from bytes to a validated command; FastAPI only documents it.
Rule 2: an answer is the same whether an act was done now or long ago.
"""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from inspect import Parameter, Signature
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from contracts.refusals import Refused
from services.chassis import metrics, spans
from services.chassis.actors import Actors
from services.chassis.doors import Acting, Answered, Door, Posted, mixed, new_id
from services.chassis.keys import Key, key_of
from services.chassis.posted import read
from services.chassis.store import Outcome
from services.chassis.straight import StraightRoute

__all__ = ["Answered", "Posted", "acts_router", "mixed", "new_id"]


def acts_router(
    doors: Iterable[Door], acting: Acting, actors: Actors, now: Callable[[], datetime]
) -> APIRouter:
    """Make the routes of a service's commands."""
    router = APIRouter()
    for door in doors:
        router.routes.append(_route(_Edge(door, acting, actors, now)))
    return router


@dataclass(frozen=True)
class _Edge:
    door: Door
    acting: Acting
    actors: Actors
    now: Callable[[], datetime]

    @property
    def status(self) -> int:
        return 201 if self.door.prefix else 200

    async def handle(self, request: Request) -> Response:
        by = self.actors(request)
        key = mixed(by, key_of(request))
        command = read(self.door.command, await request.body())
        path_id = request.path_params.get("id", "")
        id = self.door.target(path_id, command) if path_id else self.door.prefix + key[:16]
        act = Posted(
            by=by,
            at=self.now(),
            key=key,
            fingerprint=_fingerprint(request.url.path, command),
            expected_version=getattr(command, "expected_version", None),
            path_id=path_id,
        )
        return self._answered(await self._act(command, id, act))

    async def _act(self, command: BaseModel, id: str, act: Posted) -> Outcome[Any]:
        name = type(command).__name__
        deciding = spans.decision_span(name, self.door.path, act.path_id or id)
        with deciding as span, metrics.ACT_SECONDS.labels(name).time():
            spans.describe(span, spans.ids_of(command))
            try:
                outcome = await self.acting.act(command, id, act)
            except Refused as refused:
                metrics.ACTS.labels(name, refused.code).inc()
                raise
            spans.describe(span, spans.ids_of(outcome.state))
        metrics.ACTS.labels(name, "repeated" if outcome.repeated else "done").inc()
        return outcome

    def _answered(self, outcome: Outcome[Any]) -> Response:
        state = outcome.state
        answer = Answered(
            id=outcome.id,
            number=getattr(state, "number", None),
            version=outcome.version,
            state=str(getattr(state, "stage", "")),
        )
        body = answer.model_dump_json(exclude_none=True)
        return Response(body, self.status, media_type="application/json")

    def documented(self) -> Callable[..., Awaitable[None]]:
        """A function whose signature tells FastAPI what to document."""

        async def endpoint(**_: Any) -> None: ...

        told: dict[str, Any] = {"command": self.door.command, "idempotency_key": Key}
        if "{id}" in self.door.path:
            told["id"] = str
        kind = Parameter.KEYWORD_ONLY
        parameters = [Parameter(name, kind, annotation=what) for name, what in told.items()]
        endpoint.__signature__ = Signature(parameters)  # pyright: ignore[reportFunctionMemberAccess]
        endpoint.__doc__ = self.door.command.__doc__
        return endpoint


def _route(edge: _Edge) -> StraightRoute:
    return StraightRoute(
        edge.door.path,
        edge.handle,
        edge.documented(),
        methods=["POST"],
        name=edge.door.command.__name__,
        response_model=Answered,
        response_model_exclude_none=True,
        status_code=edge.status,
    )


def _fingerprint(path: str, command: BaseModel) -> str:
    return sha256(f"{path}\n{command.model_dump_json()}".encode()).hexdigest()
