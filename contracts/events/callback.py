"""What evaluation says of asking a reporter 回访: what was said, and what counts of it."""

from typing import ClassVar

from pydantic import AwareDatetime

from contracts.events.evaluation import Period
from contracts.events.event import Event
from contracts.events.recomputed import Reckoned
from contracts.events.redacted import Redacted
from contracts.words import AskedBy, Id, Line, Satisfaction, Words


class CallbackDue(Event):
    """The reporter must be asked: the case is confirmed, or its limit is over, done or not."""

    type: ClassVar[str] = "callback.due"

    case_id: Id
    number: str
    reporter: Id
    street: Id
    category: Id
    round: int
    due_at: AwareDatetime
    recused: tuple[Id, ...] = ()
    """Who steps aside 回避: neither asked to handle it nor shown it."""
    limit_at: AwareDatetime | None = None
    """When the case's own limit is over; None: it had none."""
    finished: bool = True
    """Whether the reporter had been told a result."""
    handling: int | None = None
    """Which handling of the case it is about; None in what was said before this was told."""


class CallbackTried(Event):
    """Nobody answered; three tries without an answer are not a valid call-back."""

    type: ClassVar[str] = "callback.tried"

    case_id: Id
    tries: int
    due_at: AwareDatetime
    tried_at: AwareDatetime | None = None
    channel: AskedBy | None = None
    caller: Id | None = None
    """Who tried."""


class CallbackOverdue(Event):
    """Nobody asked the reporter in time; `tell` are the accounts that are told."""

    type: ClassVar[str] = "callback.overdue"

    case_id: Id
    was_due_at: AwareDatetime
    tell: tuple[Id, ...]


class CallbackRecorded(Event):
    """What the reporter said."""

    type: ClassVar[str] = "callback.recorded"

    case_id: Id
    reached: bool
    contacted: bool | None = None
    solved: bool | None = None
    satisfaction: Satisfaction | None = None
    words: Words | None = None
    period: Period | None = None
    channel: AskedBy | None = None
    recorded_at: AwareDatetime | None = None
    tries: int | None = None
    """Which try brought it; None: nobody called, the reporter said it unasked."""
    caller: Id | None = None
    unfinished: bool = False
    """Nobody had told the reporter a result by then: it counts as not solved."""
    again: bool = False
    """The case is confirmed, and its reporter was asked when its limit was over: what was said then
    stands, and nobody asks again."""


class CallbackExcluded(Event):
    """剔除: this answer counts in no rate any more; the case stays in the volume."""

    type: ClassVar[str] = "callback.excluded"

    case_id: Id
    round: int
    reason: Line


class CallbackRedacted(Redacted):
    """Its personal data were taken out: their time was over, or who reported it has left."""

    type: ClassVar[str] = "callback.redacted"


class CallbackRecomputed(Reckoned):
    """The calendar changed: the reporter is to be called by another time."""

    type: ClassVar[str] = "callback.recomputed"

    case_id: Id
    due_at: AwareDatetime
