"""What dispatch says about a registration 双报到: units at partner communities, members at home."""

from typing import ClassVar, Literal

from pydantic import AwareDatetime

from contracts.events.event import Event
from contracts.events.recomputed import DueReckoned
from contracts.events.redacted import Redacted
from contracts.offering import Corps
from contracts.words import Id, Line, Owner, Words


class RegistrationEvent(Event):
    """Something that happened to one registration; it is the envelope's subject."""


class Registered(RegistrationEvent):
    """Somebody reports to a community, with skills; the community must confirm."""

    type: ClassVar[str] = "registration.registered"

    number: str
    account: Id
    unit: Id | None = None
    """The organisation that registers; None: the person does."""
    at: Id
    """Community or grid."""
    street: Id
    community: Id
    skills: tuple[Id, ...] = ()
    corps: Corps | None = None
    note: Line | None = None
    owner: Owner
    due_at: AwareDatetime
    registered_at: AwareDatetime


class RegistrationConfirmed(RegistrationEvent):
    """The community has taken them in: they can be called, and are reviewed once a year."""

    type: ClassVar[str] = "registration.confirmed"

    account: Id
    unit: Id | None = None
    street: Id
    community: Id
    number: str
    due_at: AwareDatetime


class RegistrationRefused(RegistrationEvent):
    """The community does not take them in, with a reason."""

    type: ClassVar[str] = "registration.refused"

    reason: Words


class RegistrationReviewed(RegistrationEvent):
    """The community's yearly word on a unit or member."""

    type: ClassVar[str] = "registration.reviewed"

    result: Literal["good", "fair", "poor"]
    words: Words | None = None
    due_at: AwareDatetime


class RegistrationLeft(RegistrationEvent):
    """Moved away, or struck off with a reason."""

    type: ClassVar[str] = "registration.left"

    account: Id
    unit: Id | None = None
    reason: Words


class RegistrationOverdue(RegistrationEvent):
    """The community owes its word."""

    type: ClassVar[str] = "registration.overdue"

    owner: Owner
    was_due_at: AwareDatetime
    due_at: AwareDatetime
    tell: tuple[Id, ...] = ()


class RegistrationRedacted(Redacted):
    """Its personal data are gone."""

    type: ClassVar[str] = "registration.redacted"


class RegistrationRecomputed(RegistrationEvent, DueReckoned):
    """The calendar changed: the community has its word by another time."""

    type: ClassVar[str] = "registration.recomputed"
