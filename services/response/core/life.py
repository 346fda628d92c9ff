"""The life of a task: every possible move is in TASK_LIFE and nowhere else.

Rule 1: the steps a task was given (its procedure) say which of these moves come next; they never
add one.
Rule 2: an objection or a cannot-solve stops no clock, so it moves nothing: the task keeps it beside
its stage until the word is given.
"""

from enum import StrEnum

from contracts.events.call import (
    CallAccepted,
    CallEscalated,
    CallReleased,
    CallSentBack,
    CallSummoned,
    RulingDecided,
    RulingOpened,
)
from contracts.events.case import CaseReturned, CaseTransferred
from contracts.events.event import Event
from contracts.events.task import (
    TaskAcknowledged,
    TaskArrived,
    TaskCannotSolve,
    TaskCompleted,
    TaskNotified,
    TaskObjected,
    TaskProgressed,
)
from contracts.machine import Machine


class Stage(StrEnum):
    """Where a task stands."""

    NEW = "new"
    CALLED = "called"
    NOTIFIED = "notified"
    ACKNOWLEDGED = "acknowledged"
    ARRIVED = "arrived"
    WORKING = "working"
    COMPLETED = "completed"
    ACCEPTED = "accepted"
    RELEASED = "released"


def _open(stage: Stage) -> dict[type[Event], Stage]:
    """What may happen to any open task without moving it, and what takes it away."""
    stays = dict.fromkeys((TaskObjected, CallEscalated, RulingOpened, RulingDecided), stage)
    return {**stays, CallReleased: Stage.RELEASED, CaseReturned: Stage.RELEASED}


def _begun(stage: Stage) -> dict[type[Event], Stage]:
    """The same once a person is named: it may get on, be done, or prove beyond them."""
    return {
        **_open(stage),
        TaskCannotSolve: stage,
        TaskProgressed: Stage.WORKING,
        TaskCompleted: Stage.COMPLETED,
    }


TASK_LIFE: Machine[Stage] = Machine(
    {
        Stage.NEW: {CallSummoned: Stage.CALLED, CaseTransferred: Stage.CALLED},
        Stage.CALLED: {TaskNotified: Stage.NOTIFIED},
        Stage.NOTIFIED: {**_open(Stage.NOTIFIED), TaskAcknowledged: Stage.ACKNOWLEDGED},
        Stage.ACKNOWLEDGED: {**_begun(Stage.ACKNOWLEDGED), TaskArrived: Stage.ARRIVED},
        Stage.ARRIVED: _begun(Stage.ARRIVED),
        Stage.WORKING: _begun(Stage.WORKING),
        Stage.COMPLETED: {
            CallEscalated: Stage.COMPLETED,
            RulingOpened: Stage.COMPLETED,
            RulingDecided: Stage.COMPLETED,
            CallSentBack: Stage.WORKING,
            CallAccepted: Stage.ACCEPTED,
            CallReleased: Stage.RELEASED,
            CaseReturned: Stage.RELEASED,
        },
        Stage.ACCEPTED: {},
        Stage.RELEASED: {},
    }
)
