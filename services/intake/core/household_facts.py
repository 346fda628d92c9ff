"""Facts of homes and buildings 基础信息采集: of the pack's kinds only, with source, date and end.

Rule 1: only the grid worker of that grid writes them down, or takes them back.
Rule 2: each has a time after which it is shown to nobody; then the retention job takes it out.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from contracts.actor import Actor, Role
from contracts.calendar.wall import to_wall
from contracts.city import City
from contracts.city.households import FactKind
from contracts.commands import household as ask
from contracts.events import household as h
from contracts.events.event import Event
from contracts.household import BindingStage, Home
from contracts.redaction import ANYBODY
from contracts.refusals import NotSo, NotThere, NotYours
from contracts.words import Place
from services.intake.core.household import Household


def of_grid(actor: Actor, place: Place) -> bool:
    """Whether the actor works in this grid."""
    return actor.holds_any(frozenset({Role.GRID_WORKER}), place.territory)


def record_fact(
    command: ask.RecordFact,
    home: Household | None,
    actor: Actor,
    city: City,
    now: datetime,
    *,
    facts: Place,
) -> Sequence[Event]:
    """Write a fact down."""
    if not of_grid(actor, facts):
        raise NotYours("not_your_grid")
    kind = city.rules.households.fact(command.kind)
    if kind is None:
        raise NotSo("unknown_fact", field="kind")
    _check(command, kind)
    today = to_wall(now).date()
    if command.observed_on > today:
        raise NotSo("seen_in_future", field="observed_on", today=today)
    keep_until = now - timedelta(days=(today - command.observed_on).days - kind.keep_days)
    if keep_until <= now:
        raise NotSo("seen_too_long_ago", field="observed_on", days=kind.keep_days)
    told = command.model_dump(include={"kind", "value", "known_from", "observed_on"})
    told |= {"at": command.home.at, "door": command.home.words}
    return [h.HouseholdFactRecorded(**told, place=facts, keep_until=keep_until)]


def _check(command: ask.RecordFact, kind: FactKind) -> None:
    if kind.of != subject_of(command.home):
        raise NotSo("fact_of_another", field="kind")
    if not kind.number and command.value > 1:
        raise NotSo("yes_or_no", field="value")


def subject_of(home: Home) -> str:
    """What is spoken of: a home has a door."""
    return "household" if home.door else "building"


def drop_fact(
    command: ask.DropFact, home: Household | None, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """It is wrong, or no longer so."""
    if home is None or not of_grid(actor, home.place):
        raise NotThere("not_found")
    if command.kind not in home.facts:
        raise NotSo("unknown_fact", field="kind")
    return [h.HouseholdFactDropped(kind=command.kind, because="wrong")]


def over(home: Household | None, now: datetime, forgotten: datetime) -> Sequence[Event]:
    """What may be kept no longer: facts whose time is over, bindings that ended before a time."""
    if home is None:
        return []
    facts = [kind for kind, fact in home.facts.items() if fact.keep_until <= now]
    past = [id for id, one in home.bindings.items() if one.over_at and one.over_at <= forgotten]
    dropped = (h.HouseholdFactDropped(kind=kind, because="over") for kind in facts)
    return [*dropped, *(h.BindingForgotten(binding_id=id, resident=ANYBODY) for id in past)]


def left(home: Household | None, account: str, now: datetime) -> Sequence[Event]:
    """Somebody leaves for good: they live nowhere any more, and never asked."""
    events: list[Event] = []
    for id, one in home.bindings.items() if home else ():
        if one.resident != account:
            continue
        if one.stage in {BindingStage.ASKED, BindingStage.VERIFIED}:
            events.append(h.BindingEnded(binding_id=id, resident=ANYBODY, over_at=now))
        events.append(h.BindingForgotten(binding_id=id, resident=ANYBODY))
    return events
