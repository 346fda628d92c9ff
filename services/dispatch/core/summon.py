"""Summoning: whom, as what, and by when. Every call gets its three clocks here.

Rule 1: limits are the kind's, in the called organisation's own working time.
Rule 2: the street may shorten the time to come, never lengthen it; to acknowledge is then due no
later than to come.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from contracts.city import City
from contracts.events.call import CallSummoned
from contracts.events.event import Event
from contracts.events.whistle import WhistleRaised
from contracts.refusals import NotSo
from contracts.summons import Clocks, Duty, Responder
from contracts.words import Grade, Kind
from services.dispatch.core.call import Call
from services.dispatch.core.whistle import Whistle

PROCEDURE: Final = "muster"


@dataclass(frozen=True)
class Order:
    """What the commander whistles."""

    kind: Kind
    grade: Grade
    responders: Sequence[Responder]
    arrive_by: datetime | None = None


@dataclass(frozen=True)
class Summons:
    """One call to be made."""

    department: str
    lead: bool
    designated: bool = False
    arrive_by: datetime | None = None


def limit(kind: Kind, duty: Duty, department: str, start: datetime, city: City) -> datetime:
    """Return when this duty of a call of this kind ends, if it starts then."""
    return city.due(department, start, city.kind(kind).clocks[duty]).at


def clocks(summons: Summons, kind: Kind, city: City, now: datetime) -> Clocks:
    """Return by when each duty of a call is owed."""
    acknowledge, arrive, complete = (
        limit(kind, duty, summons.department, now, city)
        for duty in ("acknowledge", "arrive", "complete")
    )
    arrive = min(arrive, summons.arrive_by or arrive)
    return Clocks(acknowledge_by=min(acknowledge, arrive), arrive_by=arrive, complete_by=complete)


def summon(
    whistle: Whistle, summonses: Iterable[Summons], city: City, now: datetime
) -> list[CallSummoned]:
    """Call these, numbered on from those called before."""
    return [
        CallSummoned(
            task_id=f"{whistle.id}-{n}",
            whistle_id=whistle.id,
            number=whistle.number,
            procedure=PROCEDURE,
            kind=whistle.kind,
            grade=whistle.grade,
            street=whistle.street,
            department=summons.department,
            lead=summons.lead,
            clocks=clocks(summons, whistle.kind, city, now),
            problems=whistle.problems,
            place=whistle.place,
            designated=summons.designated,
            summoned_at=now,
        )
        for n, summons in enumerate(summonses, len(whistle.calls) + 1)
    ]


def raised(whistle: Whistle, order: Order, city: City, now: datetime) -> Sequence[Event]:
    """Blow the whistle: it is raised, and everybody is summoned.

    Raises:
        NotSo: nobody is called, or the time to come is past or longer than the kind allows.
    """
    if not order.responders:
        raise NotSo("nobody_to_call", field="responders")
    _check_arrival(order, city, now)
    called = whistle.model_copy(update={"kind": order.kind, "grade": order.grade})
    calls = summon(called, _summonses(order), city, now)
    lead = next(call for call in calls if call.lead)
    return [
        WhistleRaised(
            number=whistle.number,
            kind=order.kind,
            grade=order.grade,
            street=whistle.street,
            problems=whistle.problems,
            departments=tuple(call.department for call in calls),
            lead=lead.department,
            complete_by=lead.clocks.complete_by,
        ),
        *calls,
    ]


def _summonses(order: Order) -> Iterable[Summons]:
    return (
        Summons(department=r.department, lead=r.lead, arrive_by=order.arrive_by)
        for r in order.responders
    )


def _check_arrival(order: Order, city: City, now: datetime) -> None:
    if order.arrive_by is None:
        return
    if order.arrive_by <= now:
        raise NotSo("arrival_in_the_past", field="arrive_by")
    latest = max(limit(order.kind, "arrive", r.department, now, city) for r in order.responders)
    if order.arrive_by > latest:
        raise NotSo("limit_only_shorter", field="arrive_by", latest=latest.isoformat())


def no_show_at(kind: Kind, call: Call, city: City) -> datetime:
    """Return when a department that has not come counts as one that did not come 未报到."""
    grace = city.kind(kind).no_show_after
    return city.due(call.department, call.clocks["arrive"].by, grace).at
