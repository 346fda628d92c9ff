"""Who lives where: asked by the resident, vouched for by whoever knows the house.

Rule 1: nobody vouches for themselves; the first rung at which somebody else stands is asked.
Rule 2: a rung that lets its time pass hands it to the next, up to the street; there it is said to
be late once per limit, until somebody answers.
Rule 3: requests are bounded per account and per door, and who lives there already is told: nobody
is bound to another's home unseen.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, TypeAlias

from contracts.actor import Actor
from contracts.city import City
from contracts.commands import household as ask
from contracts.commands.command import Command
from contracts.events import household as h
from contracts.events.event import Event
from contracts.household import BINDING_LIFE, BindingStage, Home, binding_id
from contracts.refusals import NotNow, NotThere, NotYours
from contracts.words import Level, Owner, Place
from services.intake.core.household import Binding, Household
from services.intake.core.ladder import LADDER, ROLES, rung_here, stands_on

Decision: TypeAlias = Callable[..., Sequence[Event]]
HIGHEST: Final = LADDER[: LADDER.index(Level.STREET) + 1]


@dataclass(frozen=True)
class Claim:
    """What a request cannot know by itself."""

    place: Place
    home: Home
    waiting: int
    """How many requests of this account wait elsewhere."""


def rungs_for(place: Place, resident: str, city: City) -> tuple[Owner, ...]:
    """Who may vouch, the lowest first: every rung at which somebody else than they stands."""
    here = (rung_here(place, level, city) for level in HIGHEST)
    return tuple(one for one in here if one and _somebody_else(one, resident, city))


def _somebody_else(owner: Owner, resident: str, city: City) -> bool:
    holders = (city.holders(role, owner.at) for role in ROLES[owner.level])
    return any(account != resident for several in holders for account in several)


def ask_binding(
    command: ask.AskBinding,
    home: Household | None,
    actor: Actor,
    city: City,
    now: datetime,
    *,
    facts: Claim,
) -> Sequence[Event]:
    """Ask to be bound to a door."""
    rules, bindings = city.rules.households, home.bindings.values() if home else ()
    mine = [one for one in bindings if one.resident == actor.id]
    if any(BINDING_LIFE.table[one.stage] for one in mine):
        raise NotNow("bound_already", state="asked", allowed=["end"])
    if facts.waiting >= rules.open_per_account:
        raise NotNow("asks_elsewhere", state="asked", allowed=["end"], most=rules.open_per_account)
    if len(mine) >= rules.tries:
        raise NotNow("asked_too_often", state="refused", allowed=[], times=len(mine))
    if home and len(home.standing(BindingStage.ASKED)) >= rules.open_per_door:
        raise NotNow("door_is_asked_for", state="asked", allowed=[], most=rules.open_per_door)
    return [_asked(facts, home, actor.id, len(mine), city, now)]


def _asked(
    claim: Claim, home: Household | None, resident: str, nth: int, city: City, now: datetime
) -> Event:
    owners = rungs_for(claim.place, resident, city)
    if not owners:
        raise NotNow("nobody_vouches", state="new", allowed=[])
    return h.BindingAsked(
        binding_id=binding_id(claim.home.id, resident, nth),
        resident=resident,
        at=claim.home.at,
        door=claim.home.words,
        place=claim.place,
        owner=owners[0],
        due_at=city.due(owners[0].at, now, city.rules.households.verify).at,
        residents=home.residents if home else (),
    )


def vouches(actor: Actor, binding: Binding, place: Place) -> bool:
    """Whether the actor stands on the rung that is asked, or above it; never for themselves."""
    asked = HIGHEST[HIGHEST.index(binding.owner.level) :]
    owners = (Owner(level=level, at=_at(place, level)) for level in asked)
    return actor.id != binding.resident and any(stands_on(actor, one) for one in owners)


def knows_house(actor: Actor, binding: Binding, place: Place) -> bool:
    """Whether the actor may say that somebody moved out: themselves, or any rung of the house."""
    owners = (Owner(level=level, at=_at(place, level)) for level in HIGHEST)
    return actor.id == binding.resident or any(stands_on(actor, one) for one in owners)


def _at(place: Place, level: Level) -> str:
    depth = {Level.COMMUNITY: 2, Level.STREET: 1}.get(level, len(place.path) - 1)
    return place.path[min(depth, len(place.path) - 1)]


Gate: TypeAlias = tuple[Callable[[Actor, Binding, Place], bool], frozenset[BindingStage]]
GATES: Final[Mapping[type[Command], Gate]] = {
    ask.VerifyBinding: (vouches, frozenset({BindingStage.ASKED})),
    ask.RefuseBinding: (vouches, frozenset({BindingStage.ASKED})),
    ask.EndBinding: (knows_house, frozenset({BindingStage.ASKED, BindingStage.VERIFIED})),
}
"""Who may answer a request, and in which stages."""


def answer(
    command: Command,
    home: Household | None,
    actor: Actor,
    city: City,
    now: datetime,
    *,
    facts: str,
) -> Sequence[Event]:
    """Verify, refuse or end a binding.

    Args:
        facts: its id.
    """
    binding = home.bindings.get(facts) if home else None
    if home is None or binding is None:
        raise NotThere("not_found")
    may, stages = GATES[type(command)]
    if not may(actor, binding, home.place):
        raise NotYours("not_your_house")
    if binding.stage not in stages:
        raise NotNow("illegal_move", state=binding.stage.value, allowed=[])
    return [_ANSWERS[type(command)](command, facts, binding.resident, now)]


def _verified(_: Command, id: str, resident: str, __: datetime) -> Event:
    return h.BindingVerified(binding_id=id, resident=resident)


def _refused(command: ask.RefuseBinding, id: str, resident: str, now: datetime) -> Event:
    return h.BindingRefused(binding_id=id, resident=resident, reason=command.reason, over_at=now)


def _ended(command: ask.EndBinding, id: str, resident: str, now: datetime) -> Event:
    return h.BindingEnded(binding_id=id, resident=resident, reason=command.reason, over_at=now)


_ANSWERS: Mapping[type[Command], Callable[..., Event]] = {
    ask.VerifyBinding: _verified,
    ask.RefuseBinding: _refused,
    ask.EndBinding: _ended,
}


def tick_household(home: Household | None, city: City, now: datetime) -> Sequence[Event]:
    """Hand up every request that was not answered in time."""
    bindings = home.bindings.items() if home else ()
    late = [(id, one) for id, one in bindings if one.due_at and one.due_at <= now]
    return [_late(id, one, home.place, city, now) for id, one in late if home]


def _late(id: str, binding: Binding, place: Place, city: City, now: datetime) -> Event:
    owners = rungs_for(place, binding.resident, city)
    level = HIGHEST.index(binding.owner.level)
    above = (one for one in owners if HIGHEST.index(one.level) > level)
    owner = next(above, binding.owner)
    assert binding.due_at, "only what is asked is late"
    return h.BindingOverdue(
        binding_id=id,
        resident=binding.resident,
        owner=owner,
        was_due_at=binding.due_at,
        next_at=city.due(owner.at, now, city.rules.households.verify).at,
    )
