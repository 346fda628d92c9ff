"""Schedules come round: on each of their days everybody on the list has a visit to make.

Rule 1: each day opens once, also one that the machine slept through; then it is announced late.
Rule 2: what is announced late may be made late: nobody misses a day they could not know of.
"""

from collections.abc import Sequence
from datetime import date, datetime, time
from hashlib import sha256

from pydantic import AwareDatetime, BaseModel, ConfigDict

from contracts.actor import Actor
from contracts.calendar.wall import to_instant, to_wall
from contracts.city import City, Errand, Schedule
from contracts.events.event import Event
from contracts.events.visit import RoundBegun, RoundEnded, RoundOpened, VisitPlanned
from services.intake.core.visit_plan import end_of, planned


class Round(BaseModel):
    """One schedule, and its next day."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    schedule: str
    day: date | None = None
    """The next day; None: the city has it no more."""
    opens_at: AwareDatetime | None = None


def evolve_round(known: Round | None, event: Event) -> Round:
    """Return the round after an event."""
    if isinstance(event, RoundBegun):
        return Round(schedule=event.schedule, day=event.day, opens_at=event.opens_at)
    if isinstance(event, RoundOpened):
        return Round(schedule=event.schedule, day=event.next_day, opens_at=event.opens_at)
    assert known, "a round begins before anything else happens to it"
    ended = {"day": None, "opens_at": None}
    return known.model_copy(update=ended) if isinstance(event, RoundEnded) else known


def begin(known: Round | None, schedule: Schedule, city: City, now: datetime) -> Sequence[Event]:
    """Let a schedule run that does not; its first day may be today."""
    if known is not None and known.day is not None:
        return []
    day = schedule.first_on(to_wall(now).date())
    return [
        RoundBegun(
            schedule=schedule.id,
            districts=_districts(schedule, city),
            day=day,
            opens_at=start_of(day),
        )
    ]


def tick_round(known: Round | None, city: City, now: datetime) -> Sequence[Event]:
    """Open the day that has come; one at a time, so that none is forgotten."""
    if known is None or known.day is None or known.opens_at is None or now < known.opens_at:
        return []
    schedule = city.visiting.schedules.get(known.schedule)
    if schedule is None:
        return [RoundEnded(schedule=known.schedule)]
    following = schedule.after(known.day)
    return [
        RoundOpened(
            schedule=known.schedule,
            districts=_districts(schedule, city),
            day=known.day,
            next_day=following,
            opens_at=start_of(following),
        )
    ]


def visits_of(opened: RoundOpened, city: City, now: datetime) -> Sequence[tuple[str, VisitPlanned]]:
    """The visits of a day that opened, each with its id; the same ones however often heard."""
    schedule = city.visiting.schedules.get(opened.schedule)
    kind = city.visiting.kinds.get(schedule.kind) if schedule else None
    if schedule is None or kind is None:
        return []
    more = {"schedule": schedule.id, "due_at": _due(schedule, opened, city, now)}
    return [
        (
            _visit_id(opened, errand),
            planned(kind, errand.subject, _visitor(errand, city), opened.day, city, **more),
        )
        for errand in city.visiting.errands.get(schedule.id, ())
    ]


def _districts(schedule: Schedule, city: City) -> tuple[str, ...]:
    """Where everybody on its list is sent, so that overseers see what is their own."""
    listed = city.visiting.errands.get(schedule.id, ())
    return tuple(sorted({errand.subject.place.path[0] for errand in listed}))


def start_of(day: date) -> datetime:
    """The instant at which a day in China begins."""
    return to_instant(datetime.combine(day, time()))


def _due(schedule: Schedule, opened: RoundOpened, city: City, now: datetime) -> datetime:
    late = now >= end_of(opened.day)
    return city.due("", now, schedule.late).at if late else end_of(opened.day)


def _visitor(errand: Errand, city: City) -> Actor:
    person = city.people[errand.visitor]
    return Actor(id=person.id, posts=person.posts)


def _visit_id(opened: RoundOpened, errand: Errand) -> str:
    where = errand.subject.compound or errand.subject.name
    told = f"{opened.schedule} {opened.day} {errand.visitor} {where}"
    return f"vi-{sha256(told.encode()).hexdigest()[:16]}"
