"""What response says about a task that follows a procedure of the pack, step by step."""

from collections.abc import Mapping
from typing import ClassVar

from pydantic import AwareDatetime

from contracts.events.recomputed import Reckoned
from contracts.events.task import TaskEvent
from contracts.steps import Result, StepClock, Tier, Value
from contracts.words import Id, Line, Photos, Place, Words


class TaskOpened(TaskEvent):
    """Somebody began a procedure that answers no case: a meeting, a visit, a service."""

    type: ClassVar[str] = "task.opened"

    procedure: Id
    street: Id
    text: Words
    where: Place
    about: tuple[Id, ...] = ()
    """Cases and whistles it is about."""
    named: Mapping[Id, tuple[Id, ...]] = {}
    due_at: AwareDatetime | None = None
    """By when it must be over, when whoever began it says so."""


class TaskSpawned(TaskEvent):
    """A resolution asks somebody for something: a task of their own begins."""

    type: ClassVar[str] = "task.spawned"

    child: Id
    procedure: Id
    responder: Id
    street: Id
    text: Words
    where: Place
    restricted: bool = False
    """As confidential as the file it comes from."""
    recused: tuple[Id, ...] = ()
    due_at: AwareDatetime | None = None
    held_at: AwareDatetime | None = None
    """When the meeting is that it calls to."""


class TaskStepped(TaskEvent):
    """A step of the procedure was taken, with what it had to show."""

    type: ClassVar[str] = "task.stepped"

    step: Id
    label_zh: Line
    label_en: Line
    tier: Id | None = None
    fields: Mapping[Id, Value] = {}
    note: Words | None = None
    photos: Photos = ()
    named: Mapping[Id, tuple[Id, ...]] = {}
    """Accounts named by it: each group given is from now on these."""
    clocks: tuple[StepClock, ...] = ()
    """Limits of the steps that it opened."""
    opens: tuple[Id, ...] = ()
    """Steps that may be taken now."""
    paper: Id | None = None
    """What it put on paper."""
    paper_number: Id | None = None
    """The number of that paper, given when it was made first."""


class TaskMoved(TaskEvent):
    """The tier below tried and could not: the next one takes the file over, with its records."""

    type: ClassVar[str] = "task.moved"

    responder: Id
    """Who answers from now on."""
    at: tuple[Id, ...]
    tiers: tuple[Tier, ...]
    clocks: tuple[StepClock, ...] = ()
    readers: tuple[Line, ...] = ()
    """`role:place` of everybody who may read it from now on because of a post."""
    opens: tuple[Id, ...] = ()
    reason: Words


class TaskProlonged(TaskEvent):
    """The limit of the whole was moved, with the consent it takes."""

    type: ClassVar[str] = "task.prolonged"

    complete_by: AwareDatetime
    clocks: tuple[StepClock, ...] = ()
    reason: Words


class TaskSettled(TaskEvent):
    """The result is known: what the case hears. The file may still be open."""

    type: ClassVar[str] = "task.settled"

    result: Result
    outcome: Id
    text: Words
    photos: Photos = ()


class TaskEnded(TaskEvent):
    """The last step was taken: the file is closed."""

    type: ClassVar[str] = "task.ended"

    outcome: Id
    parent: Id | None = None
    """The task that asked for it."""


class TaskPartEnded(TaskEvent):
    """Somebody this task asked for something is done with it."""

    type: ClassVar[str] = "task.part_ended"

    part: Id
    """Their task."""
    responder: Id
    outcome: Id | None = None
    """The last step of it."""


class TaskRollCalled(TaskEvent):
    """The meeting was held: whether a body that was called to it came."""

    type: ClassVar[str] = "task.roll_called"

    child: Id
    """Its task, by which it was called."""
    responder: Id
    came: bool


class TaskAttended(TaskEvent):
    """What the roll of a meeting says of a body that was called: it came, or it was absent."""

    type: ClassVar[str] = "task.attended"

    came: bool


class TaskStepWarned(TaskEvent):
    """A limit is near: the responder is told."""

    type: ClassVar[str] = "task.step_warned"

    step: Id
    """`whole` and `tier` are the limits of the whole and of the present tier."""
    due_at: AwareDatetime


class TaskStepOverdue(TaskEvent):
    """A limit has passed: the responder's superior is told."""

    type: ClassVar[str] = "task.step_overdue"

    step: Id
    """`whole` and `tier` are the limits of the whole and of the present tier."""
    was_due_at: AwareDatetime
    next_at: AwareDatetime | None = None
    """When it is looked at again if nobody acts."""


class TaskRecomputed(TaskEvent, Reckoned):
    """The calendar changed: its running limits end at other times."""

    type: ClassVar[str] = "task.recomputed"

    object_by: AwareDatetime | None = None
    clocks: tuple[StepClock, ...] = ()
    """Those that moved."""
