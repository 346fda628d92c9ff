"""Commands on their way to their owners.

Rule 1: the table in `contracts.commands.routes` makes the doors; this file only guards them: the
token, the post, the size, the key, the rate, and what is named that only the gateway keeps
(`gateway.naming`). Everything else that is asked is read by its owner alone.
Rule 2: a door is on every request's way, so it does nothing else: no answer is parsed.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from inspect import Parameter, Signature
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from contracts.actor import Role
from contracts.commands.command import Command
from contracts.commands.routes import ROUTES
from contracts.refusals import NotThere
from gateway.bodies import questions, sent
from gateway.callers import Callers
from gateway.naming import Naming
from gateway.passages import PASSAGES, Question
from gateway.powers import Powers
from gateway.upstream import Upstream
from services.chassis import spans
from services.chassis.actors import HEADER as ACTOR_HEADER
from services.chassis.acts import Answered
from services.chassis.keys import KEY_HEADER, Key, key_of
from services.chassis.straight import StraightRoute

_ID = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-")
_PASSED_ON = ("accept-language", "content-type")


@dataclass(frozen=True)
class Door:
    """One way through the gateway."""

    method: str
    path: str
    owner: str
    roles: frozenset[Role]
    summary: str
    command: type[Command] | None = None
    creates: bool = False
    keyed: bool = True
    """It changes something, and so needs a key."""
    query: Mapping[str, Question] | None = None


DOORS: tuple[Door, ...] = (
    *(
        Door(p.method, p.path, p.owner, p.roles, p.summary, p.command, keyed=False, query=p.query)
        for p in PASSAGES
    ),
    *(
        Door("POST", r.path, r.owner, r.roles, r.command.__doc__ or "", r.command, r.creates)
        for r in ROUTES
    ),
)
"""Those with fixed words before those with an id: `/cases/similar` is no case."""


def doors_router(callers: Callers, upstream: Upstream, powers: Powers, naming: Naming) -> APIRouter:
    """Make the routes of all doors."""
    router = APIRouter()
    for door in DOORS:
        router.routes.append(_route(Guard(door, callers, upstream, powers, naming)))
    return router


@dataclass(frozen=True)
class Guard:
    """Stands at one door."""

    door: Door
    callers: Callers
    upstream: Upstream
    powers: Powers
    naming: Naming

    async def handle(self, request: Request) -> Response:
        """Let a request through to the owner, and the answer back."""
        caller = await self.callers.of(request)
        caller.must_hold(self.door.roles)
        self.powers.check(self.door.path, caller.actor)
        headers = {ACTOR_HEADER: caller.header, **_passed_on(request)}
        if self.door.keyed:
            headers[KEY_HEADER] = key_of(request)
        target, body = self._target(request), await sent(request)
        named = headers.get(KEY_HEADER, ""), request.path_params.get("id", "")
        await self.naming.check(self.door.command, body, caller, *named)
        with spans.span(f"{self.door.method} {self.door.owner}", "client"):
            if context := spans.traceparent() or request.headers.get("traceparent"):
                headers["traceparent"] = context
            answer = await self.upstream.ask(
                self.door.owner, self.door.method, target, headers, body
            )
        return Response(answer.body, answer.status, answer.headers)

    def _target(self, request: Request) -> str:
        path = self.door.path
        for name, value in request.path_params.items():
            if not value or len(value) > 64 or not _ID.issuperset(value):
                raise NotThere("not_found")
            path = path.replace(f"{{{name}}}", value)
        query: bytes = request.scope["query_string"]
        if query:
            questions(request, self.door.query or ())
        return f"{path}?{query.decode('latin-1')}" if query else path


def _route(guard: Guard) -> StraightRoute:
    door = guard.door
    return StraightRoute(
        door.path,
        guard.handle,
        _documented(door),
        methods=[door.method],
        name=_name(door),
        response_model=Answered if door.keyed else None,
        response_model_exclude_none=True,
        status_code=201 if door.creates else 200,
        tags=[door.path.split("/")[1]],
    )


def _passed_on(request: Request) -> dict[str, str]:
    headers = request.headers
    return {name: headers[name] for name in _PASSED_ON if name in headers}


def _name(door: Door) -> str:
    return door.command.__name__ if door.command else door.path.strip("/").replace("/", " ")


def _asked(name: str, question: Question) -> Parameter:
    told = Annotated[question.kind, Query(description=question.meaning)]
    absent = Parameter.empty if question.needed else None
    return Parameter(name, Parameter.KEYWORD_ONLY, annotation=told, default=absent)


def _documented(door: Door) -> Callable[..., Awaitable[None]]:
    """A function whose signature tells FastAPI what to document."""

    async def endpoint(**_: Any) -> None: ...

    told: dict[str, Any] = {
        name: str for name in ("period", "subject", "id", "figure") if f"{{{name}}}" in door.path
    }
    if door.command:
        told["command"] = door.command
    if door.keyed:
        told["key"] = Key
    kind = Parameter.KEYWORD_ONLY
    parameters = [Parameter(name, kind, annotation=what) for name, what in told.items()]
    parameters += [_asked(name, one) for name, one in (door.query or {}).items()]
    endpoint.__signature__ = Signature(parameters)  # pyright: ignore[reportFunctionMemberAccess]
    endpoint.__doc__ = door.summary
    return endpoint
