"""退回: repairs that came back from who was to make them, and by which way.

Rule 1: a repair comes back once for each of those who had it: passed on to the next rung or taken
from them, given back to the case's holder, or opened again because it was not mended.
Rule 2: counted of the repairs they were given, whoever mended them in the end.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict

from contracts.events import case as c
from contracts.events import case_handed as handed
from contracts.events.event import Event
from contracts.events.procedure import TaskMoved

Why: TypeAlias = Literal["passed_on", "returned", "reopened"]


class Repairs(BaseModel):
    """Who was to mend what one case is about."""

    model_config = ConfigDict(frozen=True)

    task: str = ""
    """The task it was last entrusted as, while nobody else was given the case."""
    by: tuple[str, ...] = ()
    """Everybody who had it, the present or last one last."""
    back: Mapping[str, Why] = {}
    """From whom it came back, and how the last time."""


class ReturnedRepair(BaseModel):
    """One case behind the count: no words, no person, no place."""

    model_config = ConfigDict(frozen=True)

    id: str
    number: str
    why: Why
    closed: bool
    """Whether it is by now."""


class ReturnedRepairs(BaseModel):
    """A page of what is behind one company's count."""

    model_config = ConfigDict(frozen=True)

    period: str
    id: str
    formula: str = "sent back ÷ accepted"
    items: tuple[ReturnedRepair, ...]
    next: str | None = None


def repairs_after(before: Repairs, word: Event) -> Repairs:
    """Return who has it after a word that moves it."""
    return REPAIR_WORDS[type(word)](before, word)


def _entrusted(before: Repairs, word: handed.CaseEntrusted) -> Repairs:
    return Repairs(task=word.task_id, by=_last(before.by, word.responder), back=before.back)


def _moved(before: Repairs, word: TaskMoved) -> Repairs:
    had = _last(before.by, word.department)
    back: dict[str, Why] = {**before.back, word.department: "passed_on"}
    return before.model_copy(update={"by": _last(had, word.responder), "back": back})


def _returned(before: Repairs, word: handed.CaseReturned) -> Repairs:
    return _came_back(before, "returned") if word.task_id == before.task else before


def _came_back(before: Repairs, why: Why) -> Repairs:
    if not before.task:
        return before
    back: dict[str, Why] = {**before.back, before.by[-1]: why}
    return before.model_copy(update={"task": "", "back": back})


def _given_away(before: Repairs, _: Event) -> Repairs:
    return before.model_copy(update={"task": ""})


def _last(by: tuple[str, ...], one: str) -> tuple[str, ...]:
    return (*(other for other in by if other != one), one)


REPAIR_WORDS: Final[Mapping[type[Event], Callable[[Repairs, Any], Repairs]]] = {
    handed.CaseEntrusted: _entrusted,
    TaskMoved: _moved,
    handed.CaseReturned: _returned,
    c.CaseReopened: lambda before, _: _came_back(before, "reopened"),
    handed.CaseTransferred: _given_away,
    handed.CaseWhistled: _given_away,
}
"""What moves a repair."""
