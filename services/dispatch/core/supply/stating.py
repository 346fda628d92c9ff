"""A need is stated, and taken back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from contracts.actor import Actor, Role
from contracts.city import City
from contracts.city.local import social_station
from contracts.commands import supply as ask
from contracts.commands.command import Command
from contracts.commands.routes import COMMUNITY
from contracts.events import supply as s
from contracts.events.event import Event
from contracts.refusals import NotNow, NotSo, NotThere, NotYours
from contracts.words import Place
from services.dispatch.core.skills import check_skills
from services.dispatch.core.supply.need import NEED_LIFE, Need, matcher


@dataclass(frozen=True)
class Stating:
    """What is found outside before a need is stated."""

    number: str
    place: Place


def state(
    command: ask.StateNeed,
    need: Need | None,
    actor: Actor,
    city: City,
    now: datetime,
    facts: Stating,
) -> Sequence[Event]:
    """Put it on the list."""
    path = facts.place.path
    if len(path) < 3:
        raise NotSo("not_a_community", field="point")
    if command.category and not city.knows_category(command.category):
        raise NotSo("unknown_category", field="category")
    check_skills(command.skills, city)
    asker = actor.id if actor.holds(Role.RESIDENT) else None
    return [stated(command, actor.id, facts, city, now, asker=asker)]


def _station(command: ask.StateNeed, path: Sequence[str], city: City) -> str | None:
    """以群众需求为导向 (000:11): a social need is the social-work station's, where there is one."""
    social = city.rules.offers.is_social(command.category, command.skills)
    return social_station(city, path) if social else None


def withdraw(
    command: ask.WithdrawNeed, need: Need | None, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """No longer needed."""
    if need is None:
        raise NotThere("not_found")
    if actor.id != need.stated_by and not actor.holds_any(COMMUNITY, need.community):
        raise NotYours("not_your_need")
    if not NEED_LIFE.allows(need.stage, s.NeedWithdrawn):
        raise NotNow("illegal_move", state=need.stage.value, allowed=())
    return [s.NeedWithdrawn(reason=command.reason)]


DECISIONS: Final[Mapping[type[Command], Callable[..., Sequence[Event]]]] = {
    ask.StateNeed: state,
    ask.WithdrawNeed: withdraw,
}


def stated(
    told: ask.StateNeed, by: str, facts: Stating, city: City, now: datetime, **more: Any
) -> s.NeedStated:
    """The entry in the list: its community, or its station, owes it an offer."""
    copied = ("source", "text", "category", "skills", "quantity", "urgency")
    path = facts.place.path
    station = _station(told, path, city)
    return s.NeedStated(
        **{name: getattr(told, name) for name in copied},
        **vars(facts),
        street=path[1],
        community=path[2],
        stated_by=by,
        stated_at=now,
        station=station,
        owner=matcher(station, path[2]),
        due_at=city.due(path[2], now, city.rules.offers.match).at,
        **more,
    )
