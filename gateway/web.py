"""The public application: what stands around every route people can reach.

It stands behind the edge every process has (health, gate, size limit, traces), so that it can
answer for addresses nobody has: with a problem in the reader's language, and the same headers.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from secrets import token_hex
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from contracts.refusals import Refused
from gateway.openapi import documented
from gateway.refusing import Refusing, not_yet
from gateway.views import NotYet
from services.chassis import problems
from services.chassis.problems import NotSignedIn, Problem
from services.chassis.store import Unavailable
from services.chassis.straight import Straight

PREFIX = "/api/v1"

_HTTP_CODES: Mapping[int, str] = {404: "not_found", 405: "no_such_method", 400: "not_json"}

PROBLEMS: Mapping[type[Exception], Callable[[Any], Problem]] = {
    Refusing: lambda error: error.problem,
    NotYet: lambda _: not_yet().problem,
    Refused: problems.of_refusal,
    RequestValidationError: lambda error: problems.of_errors(error.errors()),
    NotSignedIn: lambda error: Problem(401, error.code, headers={"www-authenticate": "Bearer"}),
    Unavailable: lambda _: problems.of_outage(),
    ConnectionError: lambda _: problems.of_outage(),
    TimeoutError: lambda _: problems.of_outage(),
    HTTPException: lambda error: Problem(
        error.status_code,
        _HTTP_CODES.get(error.status_code, "general"),
        headers=error.headers or {},
    ),
}

_SAFE: Mapping[str, str] = {
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(self), geolocation=(self), microphone=()",
    "content-security-policy": (
        "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; "
        "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
}


_ALWAYS = [
    (name.encode(), value.encode())
    for name, value in (*_SAFE.items(), ("cache-control", "no-store"))
]


def public(api: Sequence[APIRouter], pages: Sequence[APIRouter]) -> ASGIApp:
    """The whole public application."""
    app = FastAPI(
        title="Whistle 吹哨报到",
        version="1",
        description="A street whistles, every department a problem needs reports.",
        docs_url=None,
        redoc_url=None,
        openapi_url=f"{PREFIX}/openapi.json",
    )
    for router in api:
        app.include_router(router, prefix=PREFIX)
    for router in pages:
        app.include_router(router)
    for kind, problem in PROBLEMS.items():
        app.add_exception_handler(kind, _handler(problem))
    app.add_exception_handler(Exception, _passed_on)
    documented(app, PREFIX)
    return Headers(Straight(app, api, PROBLEMS, PREFIX))


def _handler(problem: Callable[[Any], Problem]) -> Callable[[Request, Any], Awaitable[Response]]:
    async def handle(request: Request, error: Any) -> Response:
        return problems.answer(request, problem(error))

    return handle


async def _passed_on(_: Request, error: Exception) -> Response:
    """Leave what nobody expected to the guards of the process: they log it and give it a number."""
    raise error


class Headers:
    """Puts on every answer what a browser must know, and the number of its trace."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Run the application; add the headers when it begins to answer."""

        async def headed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = message["headers"]
                given = {name for name, _ in headers}
                headers.extend(pair for pair in _ALWAYS if pair[0] not in given)
                headers.append((b"x-trace-id", _trace(scope).encode()))
            await send(message)

        await self._app(scope, receive, headed)


def _trace(scope: Scope) -> str:
    if known := problems.trace_id():
        return known
    given = Request(scope).headers.get("traceparent", "").split("-")
    return given[1] if len(given) == 4 and len(given[1]) == 32 else token_hex(16)
