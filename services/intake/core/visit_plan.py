"""A visit is planned, and put off.

Rule 1: a visit ends with its day: whoever did not go has missed it, unless it was put off before.
Rule 2: whoever plans one stands at that place or above it; whom they send may come from elsewhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from contracts.actor import Actor
from contracts.calendar.wall import to_instant, to_wall
from contracts.city import City, VisitKind
from contracts.commands import visit as ask
from contracts.events.event import Event
from contracts.events.visit import VisitPlanned, VisitPostponed
from contracts.refusals import NotNow, NotSo, NotYours
from contracts.visiting import Subject
from contracts.words import Level, Owner, Place
from services.intake.core.ladder import highest, rung, rungs
from services.intake.core.visit import Visit


@dataclass(frozen=True)
class Whereabouts:
    """What a new visit cannot know by itself."""

    place: Place
    compound: str | None = None


def plan(
    command: ask.PlanVisit,
    visit: Visit | None,
    actor: Actor,
    city: City,
    now: datetime,
    *,
    facts: Whereabouts,
) -> Sequence[Event]:
    """Somebody is to go there on a day: the one who plans it, or another of the city's people."""
    if visit is not None:
        raise NotNow("illegal_move", state=visit.stage.value, allowed=[])
    kind = city.visiting.kinds.get(command.kind)
    if kind is None:
        raise NotSo("unknown_visit_kind", field="kind")
    visitor = _visitor(command, actor, city)
    if highest(actor, facts.place) is None:
        raise NotYours("not_your_area")
    check_day(command.day, now)
    subject = Subject(
        kind=command.subject, name=command.name, place=facts.place, compound=facts.compound
    )
    more = {"note": command.note, "case_id": command.case_id}
    return [planned(kind, subject, visitor, command.day, city, **more)]


def _visitor(command: ask.PlanVisit, actor: Actor, city: City) -> Actor:
    if command.visitor is None or command.visitor == actor.id:
        return actor
    person = city.people.get(command.visitor)
    if person is None:
        raise NotSo("unknown_visitor", field="visitor")
    return Actor(id=person.id, posts=person.posts)


def planned(
    kind: VisitKind, subject: Subject, visitor: Actor, day: date, city: City, **more: Any
) -> VisitPlanned:
    """The plan of a visit; it is owed by the visitor's own rung, until the end of its day."""
    told: dict[str, Any] = {"due_at": end_of(day), **more}
    return VisitPlanned(
        kind=kind.kind,
        subject=subject,
        visitor=visitor.id,
        day=day,
        channel=kind.channel,
        category=kind.category,
        checks=kind.checks,
        recheck=kind.recheck if kind.checks else None,
        restricted=kind.restricted,
        owner=_owner(visitor, subject.place),
        **told,
    )


def _owner(visitor: Actor, place: Place) -> Owner:
    """The visitor's rung; the community's, or the lowest above it, for a cadre from elsewhere."""
    level = highest(visitor, place)
    own = rung(place, level) if level else None
    return own or next(rungs(place, Level.COMMUNITY), Owner(level=Level.DISTRICT, at=place.path[0]))


def end_of(day: date) -> datetime:
    """The instant at which a day in China is over."""
    return to_instant(datetime.combine(day + timedelta(days=1), time()))


def check_day(day: date, now: datetime) -> None:
    """Refuse a day that is over."""
    if end_of(day) <= now:
        raise NotSo("day_is_over", field="day", today=to_wall(now).date())


def postpone(
    command: ask.PostponeVisit, visit: Visit, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """Go on another day; not for ever."""
    check_day(command.day, now)
    kind = city.visiting.kinds.get(visit.kind)
    if kind and visit.postponed >= kind.postponements:
        raise NotNow(
            "postponed_too_often",
            state=visit.stage.value,
            allowed=["record"],
            times=visit.postponed,
        )
    return [
        VisitPostponed(
            day=command.day,
            reason=command.reason,
            count=visit.postponed + 1,
            owner=visit.owner,
            due_at=end_of(command.day),
        )
    ]
