"""What stands before every route, as pure ASGI: the gate, the size limit, the last resort.

Rule 1: health and metrics pass a closed gate: a process that starts or stops must still tell so.
Rule 2: a body is counted as it comes; a length that was promised too large is not read at all.
Rule 3: an exception that nobody expected becomes a problem with a number, and that number is in the
log beside the exception's name and place.
"""

from dataclasses import dataclass

import structlog
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from services.chassis import logs, problems
from services.chassis.problems import Problem

_log = structlog.get_logger()

OPEN_ROUTES = frozenset({"/live", "/ready", "/metrics"})
MEGABYTE = 1024 * 1024


class TooLarge(HTTPException):
    """The body is larger than the limit."""

    def __init__(self, limit: int) -> None:
        super().__init__(413)
        self.limit = limit


@dataclass
class Gate:
    """Whether this process takes requests now."""

    open: bool = True


class Guards:
    """Gate, size limit and last resort in one layer: each request passes them once."""

    def __init__(self, app: ASGIApp, gate: Gate, limit: int = MEGABYTE) -> None:
        self._app, self._gate, self._limit = app, gate, limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or say why not."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif not self._gate.open and scope["path"] not in OPEN_ROUTES:
            await _say(problems.of_outage(), scope, receive, send)
        else:
            await self._guarded(scope, receive, send)

    async def _guarded(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = False

        async def noticed(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, _Counted(scope, receive, self._limit), noticed)
        except Exception as error:
            problem = _broken(error, scope["path"])
            if not started:
                await _say(problem, scope, receive, send)


class _Counted:
    """A receive that counts the body."""

    def __init__(self, scope: Scope, receive: Receive, limit: int) -> None:
        self._receive, self._limit, self._left = receive, limit, limit
        promised = next((v for k, v in scope["headers"] if k == b"content-length"), b"0")
        self._hopeless = promised.isdigit() and int(promised) > limit

    async def __call__(self) -> Message:
        """Hand on the next piece, unless it is one too many."""
        if self._hopeless:
            raise TooLarge(self._limit)
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            raise TooLarge(self._limit)
        return message


def _broken(error: Exception, path: str) -> Problem:
    trace = problems.new_trace_id()
    _log.error("broken", path=path, trace=trace, **logs.fault(error))
    return problems.of_fault(trace)


async def _say(problem: Problem, scope: Scope, receive: Receive, send: Send) -> None:
    await problems.answer(Request(scope), problem)(scope, receive, send)
