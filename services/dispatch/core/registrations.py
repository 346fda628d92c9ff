"""双报到: units report to a partner community, members to their home community or grid.

Each names their skills.

Rule 1: whoever reports does it themselves, or for the organisation they speak for; the community
says yes or no, and once a year how it was.
Rule 2: until they leave a registration has an owner and a next date.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final, TypeAlias

from pydantic import AwareDatetime, BaseModel, ConfigDict

from contracts.actor import Actor, Role
from contracts.city import City
from contracts.commands import registration as ask
from contracts.commands.command import Command
from contracts.commands.routes import BY_COMMAND, COMMUNITY
from contracts.events import registration as r
from contracts.events.event import Event
from contracts.machine import Machine
from contracts.refusals import NotNow, NotSo, NotThere, NotYours
from contracts.words import Level, Owner


class Stage(StrEnum):
    """Where a registration stands."""

    NEW = "new"
    REGISTERED = "registered"
    ACTIVE = "active"
    REFUSED = "refused"
    LEFT = "left"


REGISTRATION_LIFE: Machine[Stage] = Machine(
    {
        Stage.NEW: {r.Registered: Stage.REGISTERED},
        Stage.REGISTERED: {
            r.RegistrationConfirmed: Stage.ACTIVE,
            r.RegistrationRefused: Stage.REFUSED,
            r.RegistrationLeft: Stage.LEFT,
            r.RegistrationOverdue: Stage.REGISTERED,
        },
        Stage.ACTIVE: {
            r.RegistrationReviewed: Stage.ACTIVE,
            r.RegistrationLeft: Stage.LEFT,
            r.RegistrationOverdue: Stage.ACTIVE,
        },
        Stage.REFUSED: {},
        Stage.LEFT: {},
    }
)

LIVE: Final = (Stage.REGISTERED, Stage.ACTIVE)
SPEAKERS: Final = frozenset({Role.DEPARTMENT_LIAISON, Role.DEPARTMENT_HEAD, Role.PROPERTY_MANAGER})


class Registration(BaseModel):
    """One unit or member at one community."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    stage: Stage
    number: str
    account: str
    unit: str | None
    at: str
    street: str
    community: str
    skills: tuple[str, ...]
    owner: Owner
    due_at: AwareDatetime | None
    """By when the community owes its word; None once it is over."""


@dataclass(frozen=True)
class Arrival:
    """What is found outside before somebody registers."""

    number: str
    live: bool = False
    """They are registered at this community already."""


def evolve(state: Registration | None, event: Event) -> Registration:
    """Return the registration after an event.

    Raises:
        IllegalTransition: it may not happen in this stage.
    """
    stage = REGISTRATION_LIFE.advance(state.stage if state else Stage.NEW, event)
    if isinstance(event, r.Registered):
        kept = ("number", "account", "unit", "at", "street", "community", "skills", "owner")
        told = {name: getattr(event, name) for name in kept}
        return Registration(stage=stage, due_at=event.due_at, **told)
    assert state is not None
    due_at = getattr(event, "due_at", None)
    return state.model_copy(update={"stage": stage, "due_at": due_at})


def next_clock(state: Registration) -> datetime | None:
    """When the clock must look next."""
    return state.due_at


def tick(state: Registration | None, city: City, now: datetime) -> Sequence[Event]:
    """The community owes its word: it is told, and told again."""
    if state is None or state.due_at is None or state.due_at > now:
        return []
    told = (Role.COMMUNITY_SECRETARY, Role.COMMUNITY_OFFICER)
    return [
        r.RegistrationOverdue(
            owner=state.owner,
            was_due_at=state.due_at,
            due_at=city.due(state.community, now, city.rules.offers.reminder).at,
            tell=tuple(one for role in told for one in city.holders(role, state.community)),
        )
    ]


def register(
    command: ask.Register,
    state: Registration | None,
    actor: Actor,
    city: City,
    now: datetime,
    facts: Arrival,
) -> Sequence[Event]:
    """Report to a community or grid.

    Raises:
        NotSo, NotYours, NotNow: not there, not for this unit, or there already.
    """
    community = city.community_of(command.at) if city.knows_territory(command.at) else None
    if community is None:
        raise NotSo("not_a_community", field="at")
    if command.unit and not actor.holds_any(SPEAKERS, command.unit):
        raise NotYours("not_your_unit")
    known = city.rules.offers.skills
    if unknown := [skill for skill in command.skills if skill not in known]:
        raise NotSo("unknown_skill", field="skills", skill=unknown[0], skills=known)
    if facts.live:
        raise NotNow("registered_already", state=Stage.ACTIVE, allowed=("leave",))
    return [
        r.Registered(
            number=facts.number,
            account=actor.id,
            unit=command.unit,
            at=command.at,
            street=city.street_of(community),
            community=community,
            skills=command.skills,
            corps=command.corps,
            note=command.note,
            owner=Owner(level=Level.COMMUNITY, at=community),
            due_at=city.due(community, now, city.rules.offers.admit).at,
            registered_at=now,
        )
    ]


def _confirm(_: Any, state: Registration, city: City, now: datetime) -> Event:
    return r.RegistrationConfirmed(
        account=state.account,
        unit=state.unit,
        street=state.street,
        community=state.community,
        number=state.number,
        due_at=_review_by(state, city, now),
    )


def _refuse(
    command: ask.RefuseRegistration, state: Registration, city: City, now: datetime
) -> Event:
    return r.RegistrationRefused(reason=command.reason)


def _review(
    command: ask.ReviewRegistration, state: Registration, city: City, now: datetime
) -> Event:
    due_at = _review_by(state, city, now)
    return r.RegistrationReviewed(result=command.result, words=command.words, due_at=due_at)


def _leave(command: ask.LeaveRegistration, state: Registration, city: City, now: datetime) -> Event:
    return r.RegistrationLeft(account=state.account, unit=state.unit, reason=command.reason)


def _review_by(state: Registration, city: City, now: datetime) -> datetime:
    return city.due(state.community, now, city.rules.offers.review).at


def _community(actor: Actor, state: Registration) -> bool:
    return actor.holds_any(COMMUNITY, state.community) and actor.id != state.account


def _itself(actor: Actor, state: Registration) -> bool:
    speaks = state.unit is not None and actor.holds_any(SPEAKERS, state.unit)
    return actor.id == state.account or speaks


def _either(actor: Actor, state: Registration) -> bool:
    return _community(actor, state) or _itself(actor, state)


May: TypeAlias = Callable[[Actor, Registration], bool]
Deed: TypeAlias = Callable[[Any, Registration, City, datetime], Event]

GATES: Final[Mapping[type[Command], tuple[May, type[Event], Deed]]] = {
    ask.ConfirmRegistration: (_community, r.RegistrationConfirmed, _confirm),
    ask.RefuseRegistration: (_community, r.RegistrationRefused, _refuse),
    ask.ReviewRegistration: (_community, r.RegistrationReviewed, _review),
    ask.LeaveRegistration: (_either, r.RegistrationLeft, _leave),
}
"""Who may, what it says, and how."""


def _decide(
    command: Any, state: Registration | None, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    may, kind, deed = GATES[type(command)]
    if state is None:
        raise NotThere("not_found")
    if not may(actor, state):
        raise NotYours("not_this_registration")
    if not REGISTRATION_LIFE.allows(state.stage, kind):
        raise NotNow("illegal_move", state=state.stage.value, allowed=_allowed(actor, state))
    return [deed(command, state, city, now)]


def _allowed(actor: Actor, state: Registration) -> list[str]:
    return [
        BY_COMMAND[command].act
        for command, (may, kind, _) in GATES.items()
        if may(actor, state) and REGISTRATION_LIFE.allows(state.stage, kind)
    ]


DECISIONS: Final[Mapping[type[Command], Callable[..., Sequence[Event]]]] = {
    ask.Register: register,
    **dict.fromkeys(GATES, _decide),
}
