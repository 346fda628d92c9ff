"""What intake says about homes: who is bound to a door, and the facts that dispatch needs."""

from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import AwareDatetime, Field

from contracts.events.event import Event
from contracts.events.recomputed import DueReckoned
from contracts.words import Id, Line, Owner, Place, Words

FactSource = Literal["visit", "resident", "neighbour", "property", "record"]
"""How a fact is known: seen at a visit, said by them, by a neighbour, by the property company, or
taken from a list of the community."""
FactEnd = Literal["wrong", "over"]
Value = Annotated[int, Field(ge=0, le=99)]


class BindingEvent(Event):
    """Something that happened to one request to be bound to a door."""

    binding_id: Id
    resident: Id


class BindingAsked(BindingEvent):
    """Somebody says that they live there; somebody who knows the house must say so too."""

    type: ClassVar[str] = "binding.asked"

    at: Id
    """Compound or grid."""
    door: Line
    """Building, unit and door in words."""
    place: Place
    owner: Owner
    due_at: AwareDatetime
    residents: tuple[Id, ...] = ()
    """Who lives there already: they are told."""


class BindingOverdue(BindingEvent):
    """Nobody said it in time: the next one up must."""

    type: ClassVar[str] = "binding.overdue"

    owner: Owner
    was_due_at: AwareDatetime
    next_at: AwareDatetime


class BindingVerified(BindingEvent):
    """Whoever knows the house says: yes, they live there."""

    type: ClassVar[str] = "binding.verified"


class BindingRefused(BindingEvent):
    """No, they do not."""

    type: ClassVar[str] = "binding.refused"

    reason: Words
    over_at: AwareDatetime


class BindingEnded(BindingEvent):
    """They moved out, or took the request back."""

    type: ClassVar[str] = "binding.ended"

    reason: Words | None = None
    over_at: AwareDatetime


class BindingForgotten(BindingEvent):
    """Who it was is taken out: they left, or it has been over for long."""

    type: ClassVar[str] = "binding.forgotten"


class HouseholdEvent(Event):
    """Something that is known of a home; the home is the envelope's subject."""

    kind: Id
    """A kind of fact of the city pack."""


class HouseholdFactRecorded(HouseholdEvent):
    """A grid worker wrote a fact down; the one of the same kind before it is replaced."""

    type: ClassVar[str] = "household.fact_recorded"

    at: Id
    door: Line
    place: Place
    value: Value
    """A number, or 1 for yes and 0 for no."""
    known_from: FactSource
    observed_on: date
    keep_until: AwareDatetime
    """After this it is shown to nobody, and taken out by the retention job."""


class HouseholdFactDropped(HouseholdEvent):
    """A fact was wrong, or its time is over; what was said of it is taken out of the past too."""

    type: ClassVar[str] = "household.fact_dropped"

    because: FactEnd


class BindingRecomputed(BindingEvent, DueReckoned):
    """The calendar changed: somebody must vouch by another time."""

    type: ClassVar[str] = "binding.recomputed"
