"""Where a registration stands, and what an event makes of it."""

from datetime import datetime
from enum import StrEnum
from typing import Final

from pydantic import AwareDatetime, BaseModel, ConfigDict

from contracts.events import registration as r
from contracts.events.event import Event
from contracts.machine import Machine
from contracts.words import Owner


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
            r.RegistrationRecomputed: Stage.REGISTERED,
        },
        Stage.ACTIVE: {
            r.RegistrationReviewed: Stage.ACTIVE,
            r.RegistrationLeft: Stage.LEFT,
            r.RegistrationOverdue: Stage.ACTIVE,
            r.RegistrationRecomputed: Stage.ACTIVE,
        },
        Stage.REFUSED: {},
        Stage.LEFT: {},
    }
)


LIVE: Final = (Stage.REGISTERED, Stage.ACTIVE)


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
