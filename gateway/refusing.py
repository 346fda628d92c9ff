"""What only the gateway refuses: statuses the domain has no word for."""

import json
from typing import Any, Final

from contracts.refusals import NotThere
from services.chassis.problems import Problem, of_outage

_PLAIN: Final = frozenset({"type", "title", "status", "code", "detail", "errors", "trace_id"})
"""What every problem says; the rest are its facts."""


class Refusing(Exception):
    """Answer with this problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def too_many(seconds: int, code: str = "too_many") -> Refusing:
    """Asked too often; `seconds` until it may be asked again."""
    seconds = max(1, seconds)
    headers = {"retry-after": str(seconds)}
    return Refusing(Problem(429, code, {"seconds": seconds}, headers=headers))


def not_yet(seconds: int = 1) -> Refusing:
    """The view has not caught up."""
    headers = {"retry-after": str(seconds)}
    return Refusing(Problem(504, "not_yet", {"seconds": seconds}, headers=headers))


def busy(seconds: int) -> Refusing:
    """It takes too long just now."""
    return Refusing(of_outage(seconds))


def wrong_type(wanted: str) -> Refusing:
    """It was sent as something else."""
    return Refusing(Problem(415, "wrong_type", {"wanted": wanted}))


def too_large(limit: str) -> Refusing:
    """More than may be sent here."""
    return Refusing(Problem(413, "too_long", {"limit": limit}))


def refused_by_owner(status: int, body: bytes) -> Exception:
    """What an owner refused to show, told again at our door in the words of whoever asks here."""
    if status >= 500:
        return ConnectionError(f"the owner answered {status}")
    told: dict[str, Any] = json.loads(body) if status in (403, 422) else {}
    if "code" not in told:
        return NotThere("not_found")
    facts = {name: value for name, value in told.items() if name not in _PLAIN}
    for error in told.get("errors", ()):
        facts["field"] = error["field"]
    return Refusing(Problem(status, told["code"], facts))
