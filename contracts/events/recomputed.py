"""What is said when the calendar changed: which open limits moved, from when to when.

`Reckoned` is the shape of it for every service; each says its own, beside its other events.
"""

from typing import ClassVar

from pydantic import AwareDatetime, BaseModel, ConfigDict

from contracts.events.call import CallEvent
from contracts.events.event import Event
from contracts.summons import Clocks, RungAt
from contracts.words import Id


class DueMoved(BaseModel):
    """One deadline, before and after."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Id
    was: AwareDatetime
    due_at: AwareDatetime
    since: AwareDatetime | None = None
    """When the limit began."""


class Reckoned(Event):
    """Open limits were reckoned by another calendar, and these moved."""

    calendar: str
    """Version of the working calendars of the city."""
    moved: tuple[DueMoved, ...]


class DueReckoned(Reckoned):
    """The one limit of an aggregate moved."""

    due_at: AwareDatetime


class CallRecomputed(CallEvent):
    """The clocks of one call by the new calendar, and the rungs still before them."""

    type: ClassVar[str] = "call.recomputed"

    was: Clocks
    clocks: Clocks
    ladder: tuple[RungAt, ...] = ()


class WhistleRecomputed(Event):
    """An open whistle was reckoned by another calendar; its calls before it, where they moved."""

    type: ClassVar[str] = "whistle.recomputed"

    was_calendar: str | None = None
    calendar: str
    """Version of the working calendars of the city."""
    moved: tuple[DueMoved, ...] = ()
    was_due_at: AwareDatetime | None = None
    due_at: AwareDatetime | None = None
    case_ids: tuple[Id, ...] = ()
    """Cases whose limit is the whistle's."""
    answers: tuple[DueMoved, ...] = ()
    """To what the street asked on the thread."""
    beside: tuple[DueMoved, ...] = ()
    """`ratify_by`, `join_by`, and by its task the next look at a call that waits."""


class RulingRecomputed(CallEvent, DueReckoned):
    """A ruling is due at another time by the new calendar."""

    type: ClassVar[str] = "ruling.recomputed"

    ruling_id: Id


class ReliefRecomputed(CallEvent, DueReckoned):
    """The word on more time, a pause or a waiver is due at another time by the new calendar."""

    type: ClassVar[str] = "relief.recomputed"

    relief_id: Id


class SupervisionRecomputed(CallEvent, DueReckoned):
    """The answer to a supervision is due at another time by the new calendar."""

    type: ClassVar[str] = "supervision.recomputed"

    supervision_id: Id
