"""Blowing the whistle: whom, as what; every call gets its clocks and its ladder."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from contracts.calendar.wall import to_wall
from contracts.city import City
from contracts.events.call import CallSummoned
from contracts.events.event import Event
from contracts.events.whistle import WhistleRaised
from contracts.refusals import NotSo
from contracts.summons import Responder, Tried
from contracts.words import Danger, Grade, Kind
from services.dispatch.core.limits import Limits, Timetable
from services.dispatch.core.whistle import Whistle

PROCEDURE: Final = "muster"

AT_ONCE: Final = "arrive.at_once"
"""How soon whoever is called at once must come (北京平谷: 30 minutes; domain.md 1.4)."""


@dataclass(frozen=True)
class Order:
    """What the commander whistles."""

    kind: Kind
    grade: Grade
    responders: Sequence[Responder]
    arrive_by: datetime | None = None
    at_once: bool = False
    ratify_by: datetime | None = None
    """By when it must be approved after the fact."""
    tried: str | None = None
    is_another: bool = False
    similar: Sequence[str] = ()
    shown: Sequence[Tried] = ()
    danger: Danger | None = None


JOIN: Final = "whistle.approve"
"""As long as a commander has for a draft, another has to say whether the street takes part."""


@dataclass(frozen=True)
class Summons:
    """One call to be made."""

    department: str
    lead: bool
    designated: bool = False
    arrive_by: datetime | None = None


def raised(whistle: Whistle, order: Order, city: City, now: datetime) -> Sequence[Event]:
    """Raise it, and summon everybody.

    Raises:
        NotSo: nobody is called, or the time to come is past or longer than the kind allows.
    """
    if not order.responders:
        raise NotSo("nobody_to_call", field="responders")
    _check_arrival(whistle, order, city, now)
    called = whistle.model_copy(update={"kind": order.kind, "grade": order.grade})
    by = _come_by(order, whistle.street, city, now)
    summonses = (Summons(r.department, r.lead, arrive_by=by) for r in order.responders)
    calls = summon(called, summonses, city, now)
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
            ratify_by=order.ratify_by,
            tried=order.tried,
            is_another=order.is_another,
            similar=tuple(order.similar),
            shown=tuple(order.shown),
            danger=order.danger,
            promised_by=whistle.promised_by,
            join_by=city.due(whistle.street, now, city.span(JOIN)).at if whistle.joint else None,
        ),
        *calls,
    ]


def summon(
    whistle: Whistle, summonses: Iterable[Summons], city: City, now: datetime
) -> list[CallSummoned]:
    """Call these, numbered on from those called before; one calendar is reckoned by once.

    Raises:
        NotSo: one of them is who the matter is about.
    """
    reckoned: dict[tuple[str, datetime | None], Timetable] = {}
    calls: list[CallSummoned] = []
    for n, summons in enumerate(summonses, len(whistle.calls) + 1):
        if summons.department in whistle.recused:
            raise NotSo("reported_cannot_handle", field="responders")
        by = (city.calendar(summons.department).id, summons.arrive_by)
        if by not in reckoned:
            limits = Limits(whistle.kind, summons.department, city, whistle.promised_by)
            reckoned[by] = limits.timetable(now, summons.arrive_by)
        calls.append(_summoned(whistle, f"{whistle.id}-{n}", summons, reckoned[by], now))
    return calls


def _summoned(
    whistle: Whistle, task_id: str, summons: Summons, timetable: Timetable, now: datetime
) -> CallSummoned:
    return CallSummoned(
        task_id=task_id,
        whistle_id=whistle.id,
        number=whistle.number,
        procedure=PROCEDURE,
        kind=whistle.kind,
        grade=whistle.grade,
        street=whistle.street,
        department=summons.department,
        lead=summons.lead,
        clocks=timetable.clocks,
        problems=whistle.problems,
        place=whistle.place,
        designated=summons.designated,
        summoned_at=now,
        ladder=timetable.ladder,
        arrive_fixed=timetable.arrive_fixed,
        recused=whistle.recused,
        joint=whistle.joint,
    )


def _come_by(order: Order, street: str, city: City, now: datetime) -> datetime | None:
    """By when everybody must have come, where the street wants it sooner than the kind."""
    soon = city.due(street, now, city.span(AT_ONCE)).at if order.at_once else None
    return min((one for one in (order.arrive_by, soon) if one), default=None)


def _check_arrival(whistle: Whistle, order: Order, city: City, now: datetime) -> None:
    if order.arrive_by is None:
        return
    if order.arrive_by <= now:
        raise NotSo("arrival_in_the_past", field="arrive_by")
    latest = max(
        Limits(order.kind, responder.department, city, whistle.promised_by).due("arrive", now)
        for responder in order.responders
    )
    if order.arrive_by > latest:
        raise NotSo(
            "limit_only_shorter", field="arrive_by", latest=f"{to_wall(latest):%Y-%m-%d %H:%M}"
        )
