"""The life of a task: every possible move is in TASK_LIFE and nowhere else.

Rule 1: the steps a task was given (its procedure) say which of these moves come next; they never
add one.
Rule 2: a task of a procedure of its own moves only by `task.stepped` and what follows from it.
Rule 3: an objection or a cannot-solve stops no clock, so it moves nothing: the task keeps it beside
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
from contracts.events.case_handed import CaseEntrusted, CaseReturned, CaseTransferred
from contracts.events.case_ruling import CaseRuled
from contracts.events.case_work import CaseRecomputed
from contracts.events.event import Event
from contracts.events.procedure import (
    TaskAttended,
    TaskEnded,
    TaskMoved,
    TaskOpened,
    TaskPartEnded,
    TaskProlonged,
    TaskRecomputed,
    TaskRollCalled,
    TaskSettled,
    TaskSpawned,
    TaskStepOverdue,
    TaskStepped,
    TaskStepWarned,
)
from contracts.events.recomputed import CallRecomputed
from contracts.events.relief import CallExtended, CallResumed, CallSuspended, ReliefDecided
from contracts.events.task import (
    TaskAcknowledged,
    TaskArrived,
    TaskCannotSolve,
    TaskCompleted,
    TaskExtensionAsked,
    TaskNotified,
    TaskObjected,
    TaskProgressed,
    TaskResumeAsked,
    TaskSuspensionAsked,
)
from contracts.events.vote import TaskBallotCast, TaskVoteClosed, TaskVotePut
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
    GIVEN = "given"
    STEPPING = "stepping"
    """It follows its procedure, step by step."""
    SETTLED = "settled"
    """The case has its result; what follows it up, and the filing, are still to come."""
    ENDED = "ended"


_RULED = (RulingOpened, RulingDecided, CaseRuled)
_TIMED = (
    *(ReliefDecided, CallExtended, CallSuspended, CallResumed),
    *(CallRecomputed, CaseRecomputed, TaskRecomputed),
)
"""The word on a request about its time, and what that does."""


def _open(stage: Stage) -> dict[type[Event], Stage]:
    """What may happen to any open task without moving it, and what takes it away."""
    stays = dict.fromkeys((TaskObjected, CallEscalated, *_RULED, *_TIMED), stage)
    return {**stays, CallReleased: Stage.RELEASED, CaseReturned: Stage.RELEASED}


def _begun(stage: Stage) -> dict[type[Event], Stage]:
    """The same once a person is named: it may get on, be done, or prove beyond them."""
    return {
        **_open(stage),
        **dict.fromkeys((TaskCannotSolve, TaskExtensionAsked, TaskSuspensionAsked), stage),
        TaskResumeAsked: stage,
        TaskProgressed: Stage.WORKING,
        TaskCompleted: Stage.COMPLETED,
    }


def _stepping(stage: Stage) -> dict[type[Event], Stage]:
    """What may happen to an open procedure without moving it, and what ends it."""
    stays = (
        *(TaskStepped, TaskMoved, TaskProlonged, TaskSpawned, TaskStepWarned, TaskStepOverdue),
        *(TaskRecomputed, CaseRecomputed, TaskPartEnded, TaskRollCalled, TaskAttended),
        *(TaskVotePut, TaskBallotCast, TaskVoteClosed),
    )
    return {**dict.fromkeys(stays, stage), TaskEnded: Stage.ENDED}


_GIVEN: dict[type[Event], Stage] = dict.fromkeys(
    (CaseEntrusted, TaskOpened, TaskSpawned), Stage.GIVEN
)

TASK_LIFE: Machine[Stage] = Machine(
    {
        Stage.NEW: {CallSummoned: Stage.CALLED, CaseTransferred: Stage.CALLED, **_GIVEN},
        Stage.CALLED: {TaskNotified: Stage.NOTIFIED},
        Stage.NOTIFIED: {
            **_open(Stage.NOTIFIED),
            **dict.fromkeys((TaskStepWarned, TaskStepOverdue), Stage.NOTIFIED),
            TaskAcknowledged: Stage.ACKNOWLEDGED,
        },
        Stage.ACKNOWLEDGED: {**_begun(Stage.ACKNOWLEDGED), TaskArrived: Stage.ARRIVED},
        Stage.ARRIVED: _begun(Stage.ARRIVED),
        Stage.WORKING: _begun(Stage.WORKING),
        Stage.COMPLETED: {
            CallEscalated: Stage.COMPLETED,
            **dict.fromkeys((*_RULED, *_TIMED), Stage.COMPLETED),
            CallSentBack: Stage.WORKING,
            CallAccepted: Stage.ACCEPTED,
            CallReleased: Stage.RELEASED,
            CaseReturned: Stage.RELEASED,
        },
        Stage.GIVEN: {TaskNotified: Stage.STEPPING},
        Stage.STEPPING: {
            **_stepping(Stage.STEPPING),
            TaskSettled: Stage.SETTLED,
            CaseReturned: Stage.RELEASED,
        },
        Stage.SETTLED: {**_stepping(Stage.SETTLED), CaseReturned: Stage.SETTLED},
        Stage.ENDED: dict.fromkeys((CaseReturned, CaseRecomputed, TaskAttended), Stage.ENDED),
        Stage.ACCEPTED: {},
        Stage.RELEASED: {CaseRecomputed: Stage.RELEASED},
    }
)
