"""The calendar changed: a visit is to be made, or its hazards looked at again, by another time.

Rule 1: a day that somebody chose or a schedule brought stands.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from contracts.calendar.wall import to_wall
from contracts.city import City
from contracts.envelope import Envelope
from contracts.events.event import Event
from contracts.events.recomputed import DueMoved
from contracts.events.risk import RiskRecomputed
from contracts.events.visit import VisitPlanned, VisitRecomputed
from contracts.reckoning import Limit, Said, moved
from contracts.visit_life import VisitStage
from services.intake.core.visit import Visit


def recompute_visit(
    visit: Visit, said: Said, city: City, before: Sequence[City]
) -> Sequence[Event]:
    """Reckon by when a hazard is looked at again, or a visit announced late is made."""
    found = moved(_of_visit(visit, said), said, city, before)
    return [_visited(one, visit, city) for one in found]


def _of_visit(visit: Visit, said: Said) -> Iterator[Limit]:
    if visit.due_at is None:
        return
    span, at = visit.recheck, visit.owner.at
    if visit.stage is not VisitStage.PLANNED and span:
        yield Limit("due_at", visit.due_at, lambda by, since: by.due(at, since, span).at)
    for told in (envelope.data for envelope in said):
        if isinstance(told, VisitPlanned) and told.due_at == visit.due_at and told.schedule:
            yield Limit("due_at", visit.due_at, _late(told.schedule))


def _late(plan: str) -> Callable[[City, datetime], datetime]:
    """A schedule that the city has no more moves nothing."""

    def reckon(by: City, since: datetime) -> datetime:
        schedule = by.visiting.schedules.get(plan)
        return by.due("", since, schedule.late).at if schedule else since

    return reckon


def on_risk_recomputed(
    heard: Envelope[RiskRecomputed], visit: Visit | None, city: City
) -> Sequence[Event]:
    """The warning it answers is due at another time; a visit that was put off keeps its day."""
    [one] = heard.data.moved
    if visit is None or visit.stage is not VisitStage.PLANNED or visit.due_at != one.was:
        return []
    later = visit.model_copy(update={"day": to_wall(one.due_at).date()})
    return [_visited(one, later, city)]


def _visited(one: DueMoved, visit: Visit, city: City) -> VisitRecomputed:
    return VisitRecomputed(
        calendar=city.calendar_version, moved=(one,), due_at=one.due_at, day=visit.day
    )
