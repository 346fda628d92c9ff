"""What dispatch says about how street and departments talk, meet and agree on a whistle."""

from typing import ClassVar, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict

from contracts.events.event import Event
from contracts.words import Id, Line, Photos, Words

Side = Literal["street", "department"]
"""Who speaks: the street that whistled, or one of those it called."""

Meeting = Literal["on_scene", "coordination"]
"""现场会商 at the scene, or a 协调会 led by the street (街道办事处条例 art. 17)."""


class MessageSaid(Event):
    """Street or department says something on the whistle's thread; the other side owes an answer.

    `answer_seconds` is how long the department took, by the clock on the wall.
    """

    type: ClassVar[str] = "whistle.message_said"

    message_id: Id
    side: Side
    department: Id | None = None
    """The department that speaks or is asked; None: the street speaks to everybody it called."""
    text: Words
    photos: Photos = ()
    said_at: AwareDatetime
    answer_by: AwareDatetime | None = None
    answers: Id | None = None
    answer_seconds: int | None = None


class MessageUnanswered(Event):
    """A department owes the street an answer and the time is over; said once per department."""

    type: ClassVar[str] = "whistle.message_unanswered"

    message_id: Id
    department: Id
    was_due_at: AwareDatetime
    tell: tuple[Id, ...]


class Attendee(BaseModel):
    """Who was there."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    organisation: Id
    person: Line


class StepAgreed(BaseModel):
    """What was agreed: a unit, a named person, a target that can be measured, and a time."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Id
    department: Id
    person: Line
    target: Words
    due_at: AwareDatetime


class MeetingHeld(Event):
    """会商: the street met the departments; what was decided became steps with owners."""

    type: ClassVar[str] = "whistle.meeting_held"

    meeting_id: Id
    form: Meeting
    held_at: AwareDatetime
    attendees: tuple[Attendee, ...]
    decision: Words
    steps: tuple[StepAgreed, ...] = ()


class StepDone(Event):
    """An agreed step is done, and how its target was met."""

    type: ClassVar[str] = "whistle.step_done"

    step_id: Id
    department: Id
    result: Words
    photos: Photos = ()


class StepOverdue(Event):
    """An agreed step is late; said again at `due_at` until it is done."""

    type: ClassVar[str] = "whistle.step_overdue"

    step_id: Id
    department: Id
    was_due_at: AwareDatetime
    due_at: AwareDatetime
    tell: tuple[Id, ...]
