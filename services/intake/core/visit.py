"""What intake remembers about a visit, and how each event changes it.

Rule 1: `owner` must see to it next, by `due_at`; both are there until the end.
Rule 2: the visitor goes; whoever stands at the owner's rung may stand in for them.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from pydantic import AwareDatetime, BaseModel, ConfigDict

from contracts.calendar import Span
from contracts.events.event import Event
from contracts.events.visit import (
    OwedVisitEvent,
    VisitEvent,
    VisitHazardsFound,
    VisitMissed,
    VisitOverdue,
    VisitPlanned,
    VisitPostponed,
    VisitRechecked,
    VisitRecomputed,
    VisitRecorded,
)
from contracts.refusals import NotThere
from contracts.visit_life import VISIT_LIFE, VisitStage
from contracts.visiting import Check, Finding, Subject
from contracts.words import Id, Owner


class Visit(BaseModel):
    """Somebody is to go somewhere on a day, and says what is found there."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    stage: VisitStage
    kind: Id
    subject: Subject
    visitor: Id
    day: date
    channel: Id
    category: Id
    case_id: Id | None = None
    """The case it is made for."""
    checks: tuple[Check, ...] = ()
    recheck: Span | None = None
    owner: Owner
    due_at: AwareDatetime | None
    """None once it has ended."""
    findings: tuple[Finding, ...] = ()
    postponed: int = 0
    risk: Id | None = None
    """The warning it answers."""

    @property
    def open(self) -> bool:
        """Whether anything may still happen to it."""
        return bool(VISIT_LIFE.table[self.stage])


def evolve_visit(visit: Visit | None, event: Event) -> Visit:
    """Return the visit after an event.

    Raises:
        IllegalTransition: it may not happen in this stage.
        NotThere: somebody speaks of a visit that was never planned.
    """
    if isinstance(event, VisitPlanned):
        return _planned(visit, event)
    if visit is None:
        raise NotThere("not_found")
    if not isinstance(event, VisitEvent):
        return visit
    changes: dict[str, Any] = {"stage": VISIT_LIFE.advance(visit.stage, event)}
    if isinstance(event, OwedVisitEvent):
        changes |= {"owner": event.owner, "due_at": event.due_at}
    if remember := _REMEMBER.get(type(event)):
        changes |= remember(event)
    return visit.model_copy(update=changes)


def _planned(visit: Visit | None, event: VisitPlanned) -> Visit:
    kept = (
        *("kind", "subject", "visitor", "day", "channel", "category", "checks", "recheck"),
        *("risk", "case_id"),
    )
    return Visit(
        stage=VISIT_LIFE.advance(visit.stage if visit else VisitStage.NEW, event),
        owner=event.owner,
        due_at=event.due_at,
        **{name: getattr(event, name) for name in kept},
    )


def _found(event: VisitHazardsFound) -> dict[str, Any]:
    return {"findings": event.findings, "owner": event.owner, "due_at": event.due_at}


_REMEMBER: Mapping[type[VisitEvent], Callable[[Any], dict[str, Any]]] = {
    VisitPostponed: lambda event: {"day": event.day, "postponed": event.count},
    VisitRecorded: lambda event: {"findings": event.findings, "due_at": None},
    VisitHazardsFound: _found,
    VisitMissed: lambda _: {"due_at": None},
    VisitRechecked: lambda _: {"due_at": None},
    VisitOverdue: lambda event: {"due_at": event.next_at},
    VisitRecomputed: lambda event: {"due_at": event.due_at, "day": event.day},
}
