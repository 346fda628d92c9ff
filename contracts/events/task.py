"""What response says about a task 报到任务: one responder's answer to one call."""

from typing import ClassVar, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict

from contracts.events.event import Event
from contracts.words import Grade, Id, Line, Photos, Point, Words

Way = Literal["gps", "qr", "remote", "hand"]
"""How the arrival is shown: on the map, by the street's code, by video, by the street's word."""


class TaskEvent(Event):
    """Something that happened to one task; the task is the envelope's subject."""

    department: Id
    whistle_id: Id | None = None
    """Set when a whistle called it."""
    case_id: Id | None = None
    """Set when a case was transferred to it."""


class TaskStep(BaseModel):
    """One step of the procedure as it was when the task began; later packs do not change it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    step: Id
    who: tuple[Id, ...] = ()
    """Roles that may take it, at the department."""
    evidence: tuple[Id, ...] = ()


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
