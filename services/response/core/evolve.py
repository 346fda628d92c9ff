"""What each event leaves behind in a task."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from contracts.events.call import (
    CallEscalated,
    CallSentBack,
    CallSummoned,
    RulingDecided,
    RulingOpened,
)
from contracts.events.case_handed import CaseEntrusted, CaseTransferred
from contracts.events.case_ruling import CaseRuled
from contracts.events.event import Event
from contracts.events.procedure import TaskOpened, TaskSpawned
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
    TaskSuspensionAsked,
)
from services.response.core import stepped
from services.response.core.life import TASK_LIFE, Stage
from services.response.core.task import Task


def evolve(task: Task | None, event: Event) -> Task:
    """Return the task after this event; what was heard without its words changes nothing.

    Raises:
        IllegalTransition: it cannot happen now.
    """
    if task and type(event) is Event:
        return task
    stage = TASK_LIFE.advance(task.stage if task else Stage.NEW, event)
    if task is None:
        return _BORN[type(event)](event, stage)
    changes = _CHANGES[type(event)](task, event) if type(event) in _CHANGES else {}
    return task.model_copy(update={**changes, "stage": stage})


def _summoned(event: CallSummoned, stage: Stage) -> Task:
    return Task(
        stage=stage,
        department=event.department,
        street=event.street,
        place=event.place,
        complete_by=event.clocks.complete_by,
        kind=event.kind,
        grade=event.grade,
        designated=event.designated,
    )


def _transferred(event: CaseTransferred, stage: Stage) -> Task:
    return Task(
        stage=stage,
        department=event.department,
        street=event.street,
        place=event.place,
        complete_by=event.due_at,
        designated=event.designated,
    )


def _given(event: CaseEntrusted, stage: Stage) -> Task:
    return Task(
        stage=stage,
        department=event.responder,
        street=event.street,
        place=event.place,
        complete_by=event.due_at,
        text=event.text,
    )


def _begun(event: TaskOpened | TaskSpawned, stage: Stage) -> Task:
    """Its limit is in the notice that follows."""
    spawned = isinstance(event, TaskSpawned)
    return Task(
        stage=stage,
        department=event.responder if spawned else event.department,
        street=event.street,
        place=event.where,
        complete_by=event.due_at or NEVER,
        text=event.text,
    )


NEVER = datetime.max.replace(tzinfo=UTC)
"""The limit of a task that was given none; its notice sets one."""


_BORN: Mapping[type[Event], Callable[[Any, Stage], Task]] = {
    CallSummoned: _summoned,
    CaseTransferred: _transferred,
    CaseEntrusted: _given,
    TaskOpened: _begun,
    TaskSpawned: _begun,
}


def _notified(_: Task, event: TaskNotified) -> dict[str, Any]:
    kept = ("whistle_id", "case_id", "steps", "object_by", "complete_by", "clocks")
    known = {name: getattr(event, name) for name in kept}
    return {**known, **stepped.begun(event)} if event.at else known


def _acknowledged(task: Task, event: TaskAcknowledged) -> dict[str, Any]:
    left = tuple(one for one in task.clocks if one.step != "acknowledge")
    return {"handler": event.handler, "done": _with(task, "acknowledge"), "clocks": left}


def _objected(task: Task, _: TaskObjected) -> dict[str, Any]:
    return {"waiting": "objection", "objections": task.objections + 1}


def _sent_back(task: Task, event: CallSentBack) -> dict[str, Any]:
    return {
        "done": tuple(step for step in task.done if step != "complete"),
        "complete_by": event.complete_by,
        "reworks": task.reworks + 1,
    }


def _asked(task: Task, event: RulingOpened) -> dict[str, Any]:
    """What the street passes on to the district is still awaited; who is done awaits nothing."""
    return {"waiting": None if task.stage is Stage.COMPLETED else event.about}


def _answered(task: Task, event: RulingDecided) -> dict[str, Any]:
    return {"waiting": None if task.waiting == event.about else task.waiting}


def _left_with(task: Task, event: CaseRuled) -> dict[str, Any]:
    """Rejected, it is theirs by a ruling from now on."""
    return {"waiting": None, "designated": task.designated or not event.upheld}


def _with(task: Task, step: str) -> tuple[str, ...]:
    return (*(done for done in task.done if done != step), step)


_CHANGES: Mapping[type[Event], Callable[[Task, Any], dict[str, Any]]] = {
    TaskNotified: _notified,
    TaskAcknowledged: _acknowledged,
    TaskArrived: lambda task, _: {"done": _with(task, "arrive")},
    TaskProgressed: lambda task, _: {"done": _with(task, "progress")},
    TaskCompleted: lambda task, _: {
        "done": _with(task, "complete"),
        "waiting": None,
        "pleading": False,
    },
    TaskObjected: _objected,
    TaskCannotSolve: lambda _, __: {"waiting": "cannot_solve"},
    RulingOpened: _asked,
    RulingDecided: _answered,
    CaseRuled: _left_with,
    CallSentBack: _sent_back,
    TaskExtensionAsked: lambda _, __: {"pleading": True},
    TaskSuspensionAsked: lambda _, __: {"pleading": True},
    ReliefDecided: lambda _, __: {"pleading": False},
    CallExtended: lambda _, e: {"complete_by": e.complete_by, "extensions": e.count},
    CallSuspended: lambda task, _: {"suspended": True, "suspensions": task.suspensions + 1},
    CallRecomputed: lambda _, e: {"complete_by": e.clocks.complete_by},
    CallResumed: lambda _, e: {"suspended": False, "complete_by": e.clocks.complete_by},
    CallEscalated: lambda _, event: {"grade": event.grade},
    **stepped.CHANGES,
}
