"""The need list 需求清单: what people need, from which source, until a deed 实事 has met it.

Rule 1: a need is met by an offer made for it: matched, agreed when somebody takes it, done.
Rule 2: an offer that comes to nothing leaves the need open again; only the offer that has it moves
it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from pydantic import AwareDatetime, BaseModel, ConfigDict

from contracts.actor import Actor, Role
from contracts.city import City
from contracts.city.local import social_station
from contracts.commands import supply as ask
from contracts.commands.command import Command
from contracts.commands.routes import COMMUNITY
from contracts.events import supply as s
from contracts.events.event import Event
from contracts.machine import Machine
from contracts.refusals import NotNow, NotSo, NotThere, NotYours
from contracts.words import Level, Owner, Place, Urgency
from services.dispatch.core.offers.clocks import tell


class Stage(StrEnum):
    """Where a need stands."""

    NEW = "new"
    OPEN = "open"
    MATCHED = "matched"
    AGREED = "agreed"
    DONE = "done"
    WITHDRAWN = "withdrawn"


NEED_LIFE: Machine[Stage] = Machine(
    {
        Stage.NEW: {s.NeedStated: Stage.OPEN},
        Stage.OPEN: {
            s.NeedMatched: Stage.MATCHED,
            s.NeedWithdrawn: Stage.WITHDRAWN,
            s.NeedOverdue: Stage.OPEN,
        },
        Stage.MATCHED: {
            s.NeedAgreed: Stage.AGREED,
            s.NeedReopened: Stage.OPEN,
            s.NeedDone: Stage.DONE,
            s.NeedOverdue: Stage.MATCHED,
        },
        Stage.AGREED: {
            s.NeedReopened: Stage.OPEN,
            s.NeedDone: Stage.DONE,
            s.NeedOverdue: Stage.AGREED,
        },
        Stage.DONE: {},
        Stage.WITHDRAWN: {},
    }
)


class Need(BaseModel):
    """One thing people need."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    stage: Stage
    number: str
    source: str
    category: str | None
    skills: tuple[str, ...]
    quantity: int
    urgency: Urgency
    place: Place
    community: str
    asker: str | None
    stated_by: str
    stated_at: AwareDatetime
    owner: Owner | None
    due_at: AwareDatetime | None
    station: str | None = None
    """The social-work station that alone matches it."""
    offer_id: str | None = None
    """The offer that has it."""


@dataclass(frozen=True)
class Stating:
    """What is found outside before a need is stated."""

    number: str
    place: Place


def evolve(need: Need | None, event: Event) -> Need:
    """Return the need after an event.

    Raises:
        IllegalTransition: it may not happen in this stage.
        NotThere: somebody speaks of a need that dispatch never had.
    """
    if not isinstance(event, s.NeedEvent):
        if need is None:
            raise NotThere("not_found")
        return need
    stage = NEED_LIFE.advance(need.stage if need else Stage.NEW, event)
    if isinstance(event, s.NeedStated):
        return Need(stage=stage, **event.model_dump(exclude={"text", "street"}))
    assert need is not None
    changes = {name: getattr(event, name, None) for name in ("owner", "due_at")}
    if isinstance(event, s.NeedMatched):
        changes["offer_id"] = event.offer_id
    return need.model_copy(update={"stage": stage, **changes})


def next_clock(need: Need) -> datetime | None:
    """When the clock must look next."""
    return need.due_at


def tick(need: Need | None, city: City, now: datetime) -> Sequence[Event]:
    """Nobody has met it: whoever matches it is told, and told again."""
    if need is None or need.due_at is None or need.due_at > now:
        return []
    return [
        s.NeedOverdue(
            owner=_home(need),
            was_due_at=need.due_at,
            due_at=city.due(need.community, now, city.rules.offers.reminder).at,
            tell=tell(_home(need), city),
        )
    ]


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
    known = city.rules.offers.skills
    if unknown := [skill for skill in command.skills if skill not in known]:
        raise NotSo("unknown_skill", field="skills", skill=unknown[0], skills=known)
    asker = actor.id if actor.holds(Role.RESIDENT) else None
    return [stated(command, actor.id, facts, city, now, asker=asker)]


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
        owner=_matcher(station, path[2]),
        due_at=city.due(path[2], now, city.rules.offers.match).at,
        **more,
    )


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


def on_made(offer_id: str, need: Need, city: City, now: datetime) -> Sequence[Event]:
    """An offer is made for it."""
    if not NEED_LIFE.allows(need.stage, s.NeedMatched):
        return []
    return [s.NeedMatched(offer_id=offer_id, **_owed(need, city, now))]


def on_taken(
    offer_id: str, unit: str | None, need: Need, city: City, now: datetime
) -> Sequence[Event]:
    """Somebody took the offer."""
    if not (_has(need, offer_id) and NEED_LIFE.allows(need.stage, s.NeedAgreed)):
        return []
    return [s.NeedAgreed(offer_id=offer_id, unit=unit, **_owed(need, city, now))]


def on_over(offer_id: str, need: Need, city: City, now: datetime) -> Sequence[Event]:
    """The offer came to nothing."""
    if not (_has(need, offer_id) and NEED_LIFE.allows(need.stage, s.NeedReopened)):
        return []
    return [s.NeedReopened(offer_id=offer_id, **_owed(need, city, now))]


def on_done(offer_id: str, result: str, need: Need, city: City, now: datetime) -> Sequence[Event]:
    """The deed is done."""
    if not (_has(need, offer_id) and NEED_LIFE.allows(need.stage, s.NeedDone)):
        return []
    return [s.NeedDone(offer_id=offer_id, result=result)]


def _has(need: Need, offer_id: str) -> bool:
    return need.offer_id == offer_id


def _home(need: Need) -> Owner:
    return _matcher(need.station, need.community)


def _matcher(station: str | None, community: str) -> Owner:
    """Who finds an offer for it: the station, else its community."""
    if station:
        return Owner(level=Level.DEPARTMENT, at=station)
    return Owner(level=Level.COMMUNITY, at=community)


def _owed(need: Need, city: City, now: datetime) -> dict[str, Any]:
    span = city.rules.offers.match
    return {"owner": _home(need), "due_at": city.due(need.community, now, span).at}


DECISIONS: Final[Mapping[type[Command], Callable[..., Sequence[Event]]]] = {
    ask.StateNeed: state,
    ask.WithdrawNeed: withdraw,
}
