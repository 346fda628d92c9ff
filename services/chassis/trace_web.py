"""One span per HTTP request, as pure ASGI; nothing at all while tracing is off."""

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from services.chassis import spans

_UNTRACED = frozenset({"/live", "/ready", "/metrics"})


class TraceWeb:
    """Continues the caller's trace, or begins one."""

    def __init__(self, app: ASGIApp, service: str) -> None:
        self._app, self._service = app, service

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Run the request inside a span."""
        if scope["type"] != "http" or scope["path"] in _UNTRACED or not spans.on():
            await self._app(scope, receive, send)
            return
        parent = Request(scope).headers.get("traceparent")
        method = scope["method"]
        with spans.span(method, "server", parent=parent, http__request__method=method) as span:

            async def noticed(message: Message) -> None:
                if message["type"] == "http.response.start":
                    _name(span, scope, message["status"])
                await send(message)

            await self._app(scope, receive, noticed)


def _name(span: spans.Span, scope: Scope, status: int) -> None:
    path = getattr(scope.get("route"), "path", None)
    if path:
        span.update_name(f"{scope['method']} {path}")
        span.set_attribute("http.route", path)
        if id := scope.get("path_params", {}).get("id"):
            spans.describe(span, spans.named_by(path, id))
    span.set_attribute("http.response.status_code", status)
