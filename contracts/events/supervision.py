"""What dispatch says about a supervision 督办 after it was opened (`contracts.events.call`)."""

from typing import ClassVar, Literal

from pydantic import AwareDatetime

from contracts.events.call import CallEvent
from contracts.words import Id, Words


class SupervisionAnswered(CallEvent):
    """The department answers for it: why, and what it does now."""

    type: ClassVar[str] = "supervision.answered"

    supervision_id: Id
    text: Words
    in_time: bool


class SupervisionUnanswered(CallEvent):
    """No answer in time; said again at the new time until there is one."""

    type: ClassVar[str] = "supervision.unanswered"

    supervision_id: Id
    was_due_at: AwareDatetime
    answer_by: AwareDatetime
    tell: tuple[Id, ...]


class SupervisionClosed(CallEvent):
    """What was supervised is done, or the call is out of the whistle."""

    type: ClassVar[str] = "supervision.closed"

    supervision_id: Id
    outcome: Literal["solved", "released"]
