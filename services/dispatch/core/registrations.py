"""双报到: units report to a partner community, members to their home community or grid.

Each names their skills.

Rule 1: whoever reports does it themselves, or for the organisation they speak for; the community
says yes or no, and once a year how it was.
Rule 2: until they leave a registration has an owner and a next date.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, TypeAlias

from contracts.actor import Actor, Role
from contracts.city import City
from contracts.commands import registration as ask
from contracts.commands.command import Command
from contracts.commands.routes import BY_COMMAND, COMMUNITY
from contracts.events import registration as r
from contracts.events.event import Event
from contracts.refusals import NotNow, NotSo, NotThere, NotYours
from contracts.words import Level, Owner
from services.dispatch.core.keepers import tell
from services.dispatch.core.registration_life import REGISTRATION_LIFE, Registration, Stage
from services.dispatch.core.skills import check_skills

SPEAKERS: Final = frozenset({Role.DEPARTMENT_LIAISON, Role.DEPARTMENT_HEAD, Role.PROPERTY_MANAGER})


@dataclass(frozen=True)
class Arrival:
    """What is found outside before somebody registers."""

    number: str
    live: bool = False
    """They are registered at this community already."""


def tick(state: Registration | None, city: City, now: datetime) -> Sequence[Event]:
    """The community owes its word: it is told, and told again."""
    if state is None or state.due_at is None or state.due_at > now:
        return []
    return [
        r.RegistrationOverdue(
            owner=state.owner,
            was_due_at=state.due_at,
            due_at=city.due(state.community, now, city.rules.offers.reminder).at,
            tell=tell(state.owner, city),
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
    check_skills(command.skills, city)
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
