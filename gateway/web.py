"""The public application: what stands around every route people can reach.

It stands behind the edge every process has (health, gate, size limit, traces), so that it can
answer for addresses nobody has: with a problem in the reader's language, and the same headers.
"""

from collections.abc import Mapping, Sequence
from functools import partial
from secrets import token_hex

from fastapi import APIRouter, FastAPI
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gateway.openapi import documented
from gateway.refusing import Refusing, not_yet
from gateway.views import NotYet
from services.chassis import edge, problems
from services.chassis.described import described
from services.chassis.straight import Problems, Straight

PREFIX = "/api/v1"

PROBLEMS: Problems = {
    Refusing: lambda error: error.problem,
    NotYet: lambda _: not_yet().problem,
    **edge.PROBLEMS,
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
    make = partial(
        FastAPI,
        title="Whistle 吹哨报到",
        version="1",
        description="A street whistles, every department a problem needs reports.",
        docs_url=None,
        redoc_url=None,
        openapi_url=f"{PREFIX}/openapi.json",
    )
    app = described(make, api, PREFIX)
    for router in pages:
        app.include_router(router)
    edge.tells(app, PROBLEMS)
    documented(app, PREFIX)
    return Headers(Straight(app, api, PROBLEMS, PREFIX))


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
