"""What may be asked on a raised whistle between street and departments: talk, meet, supervise."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from contracts.commands.command import Command
from contracts.events.coordination import Attendee, Meeting
from contracts.moments import Moment
from contracts.words import Id, Line, Photos, Words


class Say(Command):
    """Say something on the whistle's thread; what a street asks, the department must answer."""

    text: Words
    department: Id | None = None
    """Whom the street asks; None: everybody it called. A department always speaks for itself."""
    answers: Id | None = None
    """The message it answers; None: the last one it still owes an answer to."""
    photos: Photos = ()


class StepWanted(BaseModel):
    """A step to be agreed: unit, person, measurable target, time."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    department: Id
    person: Line
    target: Words
    due_at: Moment


class Meet(Command):
    """会商: write down a meeting of the street with the departments, and what follows from it."""

    form: Meeting = "on_scene"
    held_at: Moment
    attendees: Annotated[tuple[Attendee, ...], Field(min_length=1, max_length=40)]
    decision: Words
    steps: Annotated[tuple[StepWanted, ...], Field(max_length=20)] = ()


class FinishStep(Command):
    """An agreed step is done: say how its target was met."""

    step_id: Id
    result: Words
    photos: Photos = ()


class Supervise(Command):
    """督办 by hand: have a department answer for its call."""

    task_id: Id
    reason: Words
    kind: Literal["DAILY", "LISTED", "TALK"] | None = None
    """None: the next one, 日常 then 挂牌 then 约谈."""


class AnswerSupervision(Command):
    """The department answers a supervision."""

    text: Words
