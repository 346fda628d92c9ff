"""What a case's own record shows that was tried before anybody whistled (domain.md 1.3, 1.10).

Rule 1: only what somebody did counts. What the clock passed up or took back was tried by nobody.
Rule 2: who carried it out is kept by name; whether that is one of the street's own is asked of the
city when a whistle is blown.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from pydantic import BaseModel, ConfigDict

from contracts.city import City
from contracts.events.case import CaseEscalated
from contracts.events.case_handed import CaseEntrusted, CaseReturned, CaseTransferred
from contracts.events.event import Event
from contracts.summons import Tried
from contracts.words import Id, Level
from contracts.written import english


class Trail(BaseModel):
    """Which hands a case went through, and who of them came to an end with it."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    handed: Mapping[Id, Id] = {}
    """Task id → who carries it out."""
    tried: tuple[Id, ...] = ()
    """Levels that passed it up, organisations and places that gave it back, each once."""


def evolve(trail: Trail | None, event: Event) -> Trail:
    """Return what is known of a case after one event more."""
    known = trail or Trail()
    note = _NOTES.get(type(event))
    return note(known, event) if note else known


def shown(trails: Mapping[str, Trail], city: City) -> tuple[Tried, ...]:
    """Return who of the street's own has tried these cases."""
    return tuple(
        Tried(case_id=case_id, by=by)
        for case_id, trail in trails.items()
        for by in _own(trail.tried, city)
    )


def _own(tried: Iterable[str], city: City) -> Iterator[str]:
    """A level below the street, a place, an office, team or other body that serves a part of the
    district only; a district department is what a whistle is for."""
    for by in tried:
        local = city.knows_organisation(by) and city.organisation(by).territory is not None
        if by in _LEVELS or city.knows_territory(by) or local:
            yield by


def _passed_up(trail: Trail, event: CaseEscalated) -> Trail:
    return _noted(trail, event.from_level.value, event.reason)


def _handed(trail: Trail, task_id: str, to: str) -> Trail:
    return trail.model_copy(update={"handed": {**trail.handed, task_id: to}})


def _given_back(trail: Trail, event: CaseReturned) -> Trail:
    to = trail.handed.get(event.task_id or "")
    return _noted(trail, to, event.reason) if to else trail


def _noted(trail: Trail, by: str, reason: str) -> Trail:
    if english(reason) or by in trail.tried:
        return trail
    return trail.model_copy(update={"tried": (*trail.tried, by)})


_LEVELS: Final = frozenset(level.value for level in Level if level is not Level.DISTRICT)

_NOTES: Final[Mapping[type[Event], Callable[[Trail, Any], Trail]]] = {
    CaseEscalated: _passed_up,
    CaseTransferred: lambda trail, event: _handed(trail, event.task_id, event.department),
    CaseEntrusted: lambda trail, event: _handed(trail, event.task_id, event.responder),
    CaseReturned: _given_back,
}
NOTED: Final = tuple(_NOTES)
"""What is heard of a case for it."""
