"""The life of one call: where it may stand, and what moves it.

Rule 1: everything that may happen to a call is in CALL_LIFE and nowhere else.
Rule 2: a call owes its duties in order, but all their clocks run from the summons.
Rule 3: a released call is out: what its department still says of it is heard and changes nothing.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from contracts.events import call as c
from contracts.events import recomputed as m
from contracts.events import relief as r
from contracts.events import supervision as v
from contracts.events import task as t
from contracts.events.evaluation import AssessmentScored
from contracts.events.event import Event
from contracts.machine import Machine
from contracts.summons import Duty

DUTIES: Final[tuple[Duty, ...]] = ("acknowledge", "arrive", "complete")

DONE_BY: Final[Mapping[type[Event], Duty]] = {
    t.TaskAcknowledged: "acknowledge",
    t.TaskArrived: "arrive",
    t.TaskCompleted: "complete",
}
"""The word that ends a duty."""


class CallStage(StrEnum):
    """Where a call stands."""

    NEW = "new"
    SUMMONED = "summoned"
    ACKNOWLEDGED = "acknowledged"
    ARRIVED = "arrived"
    COMPLETED = "completed"
    ACCEPTED = "accepted"
    JUDGED = "judged"
    RELEASED = "released"


ANSWERING: Final = frozenset({CallStage.SUMMONED, CallStage.ACKNOWLEDGED, CallStage.ARRIVED})
"""The department still owes something."""

_ASKS: Final = (
    t.TaskObjected,
    t.TaskCannotSolve,
    t.TaskExtensionAsked,
    t.TaskSuspensionAsked,
    t.TaskResumeAsked,
)
"""What its department may ask."""

_SAID_OF_IT: Final = (
    c.CallWarned,
    c.CallOverdue,
    c.SupervisionOpened,
    r.ReliefAsked,
    r.ReliefPassedOn,
    r.ReliefOverdue,
    r.ReliefDecided,
    r.CallExtended,
    r.CallSuspended,
    r.CallRechecked,
    r.CallResumed,
    m.CallRecomputed,
    m.RulingRecomputed,
    m.ReliefRecomputed,
    m.SupervisionRecomputed,
    c.RulingReferred,
    v.SupervisionAnswered,
    v.SupervisionUnanswered,
    c.CallEscalated,
    c.RulingOpened,
    c.RulingOverdue,
    c.RulingDecided,
    *_ASKS,
)
"""What may happen to a call that still owes something, without moving it."""


_LAPSES: Final = (c.RulingLapsed, v.SupervisionClosed, r.ReliefLapsed)
"""What is said of a call that owes nothing any more."""


def _answering(stage: CallStage) -> dict[type[Event], CallStage]:
    return {**dict.fromkeys(_SAID_OF_IT, stage), c.CallReleased: CallStage.RELEASED}


CALL_LIFE: Final[Machine[CallStage]] = Machine(
    {
        CallStage.NEW: {c.CallSummoned: CallStage.SUMMONED},
        CallStage.SUMMONED: {
            **_answering(CallStage.SUMMONED),
            t.TaskAcknowledged: CallStage.ACKNOWLEDGED,
        },
        CallStage.ACKNOWLEDGED: {
            **_answering(CallStage.ACKNOWLEDGED),
            t.TaskArrived: CallStage.ARRIVED,
        },
        CallStage.ARRIVED: {
            **_answering(CallStage.ARRIVED),
            t.TaskCompleted: CallStage.COMPLETED,
        },
        CallStage.COMPLETED: {
            **dict.fromkeys(_LAPSES, CallStage.COMPLETED),
            c.CallAccepted: CallStage.ACCEPTED,
            c.CallSentBack: CallStage.ARRIVED,
            c.CallReleased: CallStage.RELEASED,
        },
        CallStage.ACCEPTED: {AssessmentScored: CallStage.JUDGED},
        CallStage.JUDGED: {},
        CallStage.RELEASED: dict.fromkeys((*DONE_BY, *_ASKS, *_LAPSES), CallStage.RELEASED),
    }
)
