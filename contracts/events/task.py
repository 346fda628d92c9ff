"""What response says about a task 报到任务: one responder's answer to one call."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from pydantic import AwareDatetime

from contracts.calendar import Span
from contracts.events.event import Event
from contracts.events.redacted import Redacted
from contracts.relief import Cause
from contracts.steps import FieldRule, StepClock, StepRule, Tier
from contracts.words import Grade, Id, Line, Photos, Place, Point, Words

Way = Literal["gps", "qr", "remote", "hand"]
"""How the arrival is shown: on the map, by the street's code, by video, by the street's word."""


class TaskEvent(Event):
    """Something that happened to one task; the task is the envelope's subject."""

    department: Id
    whistle_id: Id | None = None
    """Set when a whistle called it."""
    case_id: Id | None = None
    """Set when a case was transferred to it."""


class TaskStep(StepRule):
    """One step of the procedure as it was when the task began; later packs do not change it."""

    label_zh: Line | None = None
    label_en: Line | None = None
    limit: Span | None = None
    """How long it may stand open; None: as long as the whole."""
    warn: Span | None = None
    """How long after it opened its responder is reminded; None: at the pack's share."""
    fields: tuple[FieldRule, ...] = ()


class TaskNotified(TaskEvent):
    """The task stands in the department's inbox."""

    type: ClassVar[str] = "task.notified"

    procedure: str
    street: Id
    number: str | None = None
    text: Words
    lead: bool
    complete_by: AwareDatetime
    steps: tuple[TaskStep, ...] = ()
    """What the responder must do, in this order."""
    object_by: AwareDatetime | None = None
    """Until when it may say that it is not theirs; None: it may not."""
    recused: tuple[Id, ...] = ()
    """Who steps aside 回避: neither asked to handle it nor shown it."""
    at: tuple[Id, ...] = ()
    """Where the roles of its steps count: the responder, and the place it serves."""
    where: Place | None = None
    clocks: tuple[StepClock, ...] = ()
    """Limits of the steps that are open at once."""
    readers: tuple[Line, ...] = ()
    """`role:place` of everybody who may read it because of a post."""
    opens: tuple[Id, ...] = ()
    """Steps that may be taken at once."""
    tiers: tuple[Tier, ...] = ()
    """Who tries next, the present one first."""
    restricted: bool = False
    seen_by: tuple[Id, ...] = ()
    prolonged_by: Span | None = None
    panel: tuple[Id, ...] = ()
    """Professions that help to settle it, where a tier takes its mediators from the panel."""
    about: tuple[Id, ...] = ()
    """Cases and whistles it is about, beside the case it answers."""
    parent: Id | None = None
    """The task whose resolution asked for it."""
    named: Mapping[Id, tuple[Id, ...]] = {}
    """Groups of accounts that are named on it from the start."""


class TaskAcknowledged(TaskEvent):
    """签收: received, and one named person will see to it."""

    type: ClassVar[str] = "task.acknowledged"

    handler: Line
    handler_phone_known: bool = False
    eta: AwareDatetime | None = None


class TaskArrived(TaskEvent):
    """报到: who came, of what rank, where, and how that is shown."""

    type: ClassVar[str] = "task.arrived"

    person: Line
    rank: Grade
    way: Way
    point: Point | None = None
    distance_m: int | None = None
    photos: Photos = ()


class TaskProgressed(TaskEvent):
    """What has been done so far."""

    type: ClassVar[str] = "task.progressed"

    text: Words
    photos: Photos = ()


class TaskCompleted(TaskEvent):
    """The responder says it is done, in four fields: 受理时间 沟通对象 措施 时限."""

    type: ClassVar[str] = "task.completed"

    accepted_at: AwareDatetime
    contacted: Words
    measures: Words
    finished_at: AwareDatetime
    photos: Photos = ()


class TaskObjected(TaskEvent):
    """Not ours: the reason, the basis, and who it belongs to instead."""

    type: ClassVar[str] = "task.objected"

    reason: Words
    basis: Words
    suggestion: Id | None = None


class TaskCannotSolve(TaskEvent):
    """Ours, but beyond us: the upper level must study it."""

    type: ClassVar[str] = "task.cannot_solve"

    reason: Words


class TaskExtensionAsked(TaskEvent):
    """延期: more time is asked for, before it is late."""

    type: ClassVar[str] = "task.extension_asked"

    reason: Words
    until: AwareDatetime | None = None
    """None: as much as one extension may give."""


class TaskSuspensionAsked(TaskEvent):
    """挂账: it has to wait for something outside, until a day."""

    type: ClassVar[str] = "task.suspension_asked"

    cause: Cause
    reason: Words
    until: AwareDatetime


class TaskResumeAsked(TaskEvent):
    """What it waited for is there before its day."""

    type: ClassVar[str] = "task.resume_asked"

    reason: Words


class TaskRedacted(Redacted):
    """Its personal data were taken out: their time was over, or who reported it has left."""

    type: ClassVar[str] = "task.redacted"
