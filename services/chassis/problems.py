"""Every refusal and failure as RFC 9457 problem+json, in the reader's language.

Rule 1: a problem names a stable `code`, says in a sentence what to do, and carries the facts a
client needs to go on (`state`, `allowed`, `version`).
Rule 2: what broke inside is logged under the same `trace_id` the client gets; nothing of it is
shown.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from json import dumps
from secrets import token_hex
from typing import Any, cast

from starlette.requests import Request
from starlette.responses import Response

from contracts.machine import IllegalTransition
from contracts.reasons import reason
from contracts.refusals import NotNow, NotSo, NotThere, NotYours, Refused, Stale
from contracts.sentences import TITLES, Language, say
from services.chassis import spans
from services.chassis.language import language
from services.chassis.problem_schema import MEDIA_TYPE

RETRY_AFTER = 2
"""Seconds a client waits before it tries again."""

STATUS: Mapping[type[Refused], int] = {
    NotSo: 422,
    NotYours: 403,
    NotNow: 409,
    Stale: 409,
    NotThere: 404,
    Refused: 409,
}


class NotSignedIn(Exception):
    """Nobody known is asking; the message is the code: sign_in, sign_in_expired, sign_in_forged."""

    @property
    def code(self) -> str:
        """The code of its sentence."""
        return str(self)


@dataclass(frozen=True)
class Problem:
    """One problem, before it is put into words."""

    status: int
    code: str
    facts: Mapping[str, object] = field(default_factory=dict[str, object])
    errors: Sequence[Mapping[str, Any]] = ()
    """As pydantic lists them: `loc`, `type`, `ctx`."""
    headers: Mapping[str, str] = field(default_factory=dict[str, str])


def answer(request: Request, problem: Problem) -> Response:
    """Put a problem into words, in the language the request asks for."""
    tongue = language(request.headers.get("accept-language", ""))
    body: dict[str, object] = {
        "type": f"/problems/{problem.code}",
        "title": getattr(TITLES.get(problem.status, TITLES[500]), tongue),
        "status": problem.status,
        "code": problem.code,
        "detail": say(problem.code, tongue, problem.facts),
        **{key: value for key, value in problem.facts.items() if key != "field"},
    }
    if errors := [_error(error, tongue) for error in problem.errors]:
        body["errors"] = errors
    elif "field" in problem.facts:
        body["errors"] = [{"field": problem.facts["field"], "reason": body["detail"]}]
    if trace := trace_id():
        body.setdefault("trace_id", trace)
    headers = {"content-language": tongue, **problem.headers}
    text = dumps(body, ensure_ascii=False, default=_plain)
    return Response(text, problem.status, headers, MEDIA_TYPE)


def of_refusal(refused: Refused) -> Problem:
    """What a refusal of the domain looks like at the edge."""
    status = next(STATUS[kind] for kind in type(refused).__mro__ if kind in STATUS)
    return Problem(status, refused.code, refused.facts)


def of_transition(error: IllegalTransition) -> Problem:
    """A move the machine does not know."""
    return Problem(409, "illegal_move", {"state": str(error.state)})


def of_errors(errors: Sequence[Mapping[str, Any]]) -> Problem:
    """Fields that are not right, as pydantic lists them."""
    if any(error["type"] == "json_invalid" for error in errors):
        return Problem(400, "not_json")
    return Problem(422, "invalid", {"count": len(errors)}, errors)


def of_size(limit: int) -> Problem:
    """A body of more bytes than the limit; the rest of it is not waited for."""
    facts = {"limit": f"{max(limit // 1024, 1)} KB"}
    return Problem(413, "too_long", facts, headers={"connection": "close"})


def of_outage(seconds: int = RETRY_AFTER) -> Problem:
    """Something we depend on is down, or we are about to leave."""
    return Problem(503, "unavailable", {"seconds": seconds}, headers={"retry-after": str(seconds)})


def of_fault(trace: str) -> Problem:
    """Our fault. `trace` is in the log line too."""
    return Problem(500, "broken", {"trace_id": trace})


def trace_id() -> str | None:
    """The running trace, if there is one."""
    context = spans.traceparent()
    return context.split("-")[1] if context else None


def new_trace_id() -> str:
    """The running trace, or a number made up for this one fault."""
    return trace_id() or token_hex(16)


def _error(error: Mapping[str, Any], tongue: Language) -> dict[str, str]:
    path = [str(step) for step in error["loc"]]
    if path[:1] in (["body"], ["query"], ["path"], ["header"]):
        path = path[1:]
    why = reason(error["type"], tongue, error.get("ctx", {}))
    return {"field": ".".join(path), "reason": why}


def _plain(value: object) -> object:
    if isinstance(value, set | frozenset):
        return sorted(map(str, cast("frozenset[object]", value)))
    return str(value)
