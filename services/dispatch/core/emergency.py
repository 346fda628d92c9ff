"""应急状态: the district says that an emergency is on; only then pools are mustered.

Rule 1: an emergency that nobody prolongs ends by the clock, so that it is never forgotten.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from pydantic import AwareDatetime, BaseModel, ConfigDict

from contracts.actor import Actor, Role
from contracts.city import City
from contracts.commands import emergency as ask
from contracts.commands.command import Command
from contracts.events import emergency as e
from contracts.events.event import Event
from contracts.machine import Machine
from contracts.refusals import NotNow, NotSo, NotThere, NotYours
from contracts.words import Level, Owner


class Stage(StrEnum):
    """Where an emergency stands."""

    NEW = "new"
    ON = "on"
    ENDED = "ended"


EMERGENCY_LIFE: Machine[Stage] = Machine(
    {
        Stage.NEW: {e.EmergencyDeclared: Stage.ON},
        Stage.ON: {e.EmergencyProlonged: Stage.ON, e.EmergencyEnded: Stage.ENDED},
        Stage.ENDED: {},
    }
)


class Emergency(BaseModel):
    """One time of emergency."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    stage: Stage
    number: str
    at: str
    owner: Owner
    due_at: AwareDatetime | None


def evolve(state: Emergency | None, event: Event) -> Emergency:
    """Return the emergency after an event.

    Raises:
        IllegalTransition: it may not happen in this stage.
    """
    stage = EMERGENCY_LIFE.advance(state.stage if state else Stage.NEW, event)
    if isinstance(event, e.EmergencyDeclared):
        kept = event.model_dump(include={"number", "at", "owner", "due_at"})
        return Emergency(stage=stage, **kept)
    assert state is not None
    return state.model_copy(update={"stage": stage, "due_at": getattr(event, "due_at", None)})


def next_clock(state: Emergency) -> datetime | None:
    """When it ends by itself."""
    return state.due_at


def tick(state: Emergency | None, city: City, now: datetime) -> Sequence[Event]:
    """Its time is over."""
    over = state is not None and state.due_at is not None and state.due_at <= now
    return [e.EmergencyEnded()] if over else []


def declare(
    command: ask.DeclareEmergency,
    state: Emergency | None,
    actor: Actor,
    city: City,
    now: datetime,
    facts: tuple[str, bool],
) -> Sequence[Event]:
    """Switch it on; `facts` are its number and whether one is on already.

    Raises:
        NotSo, NotYours, NotNow: no such district, not the actor's, or it is on.
    """
    number, on = facts
    known = city.knows_territory(command.at)
    if not known or city.territory(command.at).level is not Level.DISTRICT:
        raise NotSo("not_a_district", field="at")
    if not actor.holds(Role.DISTRICT_SUPERVISOR, command.at):
        raise NotYours("only_the_district")
    if on:
        raise NotNow("emergency_already", state=Stage.ON.value, allowed=("prolong", "end"))
    return [
        e.EmergencyDeclared(
            number=number,
            at=command.at,
            reason=command.reason,
            by=actor.id,
            owner=Owner(level=Level.DISTRICT, at=command.at),
            due_at=_until(command.at, city, now),
        )
    ]


def _prolong(
    command: ask.ProlongEmergency, state: Emergency, city: City, now: datetime
) -> Sequence[Event]:
    return [e.EmergencyProlonged(reason=command.reason, due_at=_until(state.at, city, now))]


def _end(command: ask.EndEmergency, state: Emergency, city: City, now: datetime) -> Sequence[Event]:
    return [e.EmergencyEnded(reason=command.reason)]


def _until(at: str, city: City, now: datetime) -> datetime:
    return city.due(at, now, city.rules.offers.emergency).at


_DEEDS: Final[
    Mapping[type[Command], Callable[[Any, Emergency, City, datetime], Sequence[Event]]]
] = {ask.ProlongEmergency: _prolong, ask.EndEmergency: _end}


def _decide(
    command: Any, state: Emergency | None, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    if state is None:
        raise NotThere("not_found")
    if not actor.holds(Role.DISTRICT_SUPERVISOR, state.at):
        raise NotYours("only_the_district")
    if state.stage is not Stage.ON:
        raise NotNow("illegal_move", state=state.stage.value, allowed=())
    return _DEEDS[type(command)](command, state, city, now)


DECISIONS: Final[Mapping[type[Command], Callable[..., Sequence[Event]]]] = {
    ask.DeclareEmergency: declare,
    **dict.fromkeys(_DEEDS, _decide),
}
