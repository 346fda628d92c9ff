"""预警: a hot spot becomes a warning, and a preventive visit answers it 事前预防.

Rule 1: every possible move is in RISK_LIFE and nowhere else.
Rule 2: a warning that nobody went for is not over: the community has it as a case 提级.
Rule 3: one warning an area and week, whatever stands out there; the visit's day is its deadline.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from pydantic import AwareDatetime, BaseModel, ConfigDict

from contracts.city import City
from contracts.events.event import Event
from contracts.events.risk import (
    RiskAnswered,
    RiskEvent,
    RiskFlagged,
    RiskMissed,
    RiskRecomputed,
    RiskSpot,
)
from contracts.events.visit import VisitMissed, WentEvent
from contracts.machine import Machine
from contracts.refusals import NotThere
from contracts.words import Level, Owner
from services.evaluation.core.account import STREET_AT
from services.evaluation.core.hot import HotSpot
from services.evaluation.core.limits import limit

VISIT: Final = "risk.visit"
"""The limit within which somebody shall have been there."""


class Stage(StrEnum):
    """Where a warning stands."""

    NEW = "new"
    FLAGGED = "flagged"
    ANSWERED = "answered"
    MISSED = "missed"


RISK_LIFE: Machine[Stage] = Machine(
    {
        Stage.NEW: {RiskFlagged: Stage.FLAGGED},
        Stage.FLAGGED: {
            RiskAnswered: Stage.ANSWERED,
            RiskMissed: Stage.MISSED,
            RiskRecomputed: Stage.FLAGGED,
        },
        Stage.ANSWERED: {},
        Stage.MISSED: {},
    }
)


class Risk(BaseModel):
    """One area's warning of one week."""

    model_config = ConfigDict(frozen=True)

    stage: Stage = Stage.NEW
    area: str = ""
    street: str = ""
    visit_id: str = ""
    spots: tuple[RiskSpot, ...] = ()
    at: AwareDatetime | None = None
    owner: Owner | None = None
    due_at: AwareDatetime | None = None


def evolve(risk: Risk | None, event: Event) -> Risk:
    """Return the warning after an event; what is told of its visit changes nothing by itself.

    Raises:
        IllegalTransition: it cannot happen now.
        NotThere: somebody speaks of a warning that was never given.
    """
    if risk is None and not isinstance(event, RiskFlagged):
        raise NotThere("not_found")
    before = risk or Risk()
    if not isinstance(event, RiskEvent):
        return before
    stage = RISK_LIFE.advance(before.stage, event)
    kept = _KEPT.get(type(event))
    changes: dict[str, Any] = {"owner": None, "due_at": None}
    if kept:
        changes = {name: getattr(event, name) for name in kept}
    return before.model_copy(update={**changes, "stage": stage})


_KEPT: Final[Mapping[type[Event], Sequence[str]]] = {
    RiskFlagged: ("area", "street", "visit_id", "spots", "at", "owner", "due_at"),
    RiskRecomputed: ("due_at",),
}
"""What is remembered of an event; of any other, that it is over."""


def risk_id(week: str, area: str) -> str:
    """The warning of an area and week: the same one however often it is found."""
    return f"ri-{week}-{area}"


def flagged(spots: Sequence[HotSpot], city: City, now: datetime) -> Sequence[Event]:
    """Warn of an area, for all that stands out there, and say by when somebody shall go."""
    first = spots[0]
    path = city.path(first.area)
    return [
        RiskFlagged(
            area=first.area,
            visit_id=f"vi-{risk_id(first.week, first.area)}",
            week=first.week,
            level=Level(first.level),
            community=first.community,
            street=path[min(STREET_AT, len(path) - 1)],
            spots=tuple(_counted(spot) for spot in spots),
            at=now,
            owner=Owner(level=Level(first.level), at=first.area),
            due_at=city.due(first.area, now, limit(city, VISIT)).at,
        )
    ]


def _counted(spot: HotSpot) -> RiskSpot:
    return RiskSpot(**{name: getattr(spot, name) for name in RiskSpot.model_fields})


def visited(risk: Risk | None, told: WentEvent | VisitMissed) -> Sequence[Event]:
    """Its visit was made, or its time passed; said once."""
    if risk is None or risk.stage is not Stage.FLAGGED:
        return []
    if isinstance(told, VisitMissed):
        return [_missed(risk, told)]
    return [
        RiskAnswered(
            area=risk.area,
            visit_id=risk.visit_id,
            visited_at=told.visited_at,
            cases=tuple(found.case_id for found in told.findings if found.case_id),
        )
    ]


def _missed(risk: Risk, told: VisitMissed) -> RiskMissed:
    return RiskMissed(
        area=risk.area,
        visit_id=risk.visit_id,
        was_due_at=told.was_due_at,
        case_id=f"case-{risk.visit_id}" if risk.spots else None,
        spots=risk.spots,
    )
