"""What the events of a procedure leave behind in a task."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from contracts.events.case_work import CaseRecomputed
from contracts.events.event import Event
from contracts.events.procedure import (
    TaskMoved,
    TaskPartEnded,
    TaskProlonged,
    TaskRecomputed,
    TaskSettled,
    TaskSpawned,
    TaskStepOverdue,
    TaskStepped,
    TaskStepWarned,
)
from contracts.events.task import TaskNotified
from contracts.events.vote import TaskBallotCast, TaskVoteClosed, TaskVotePut
from contracts.steps import TIER, WHOLE, StepClock, Value
from services.response.core import vote

if TYPE_CHECKING:
    from services.response.core.task import Task

Change: TypeAlias = Callable[["Task", Any], dict[str, Any]]


def begun(event: TaskNotified) -> dict[str, Any]:
    """What a task remembers of its procedure."""
    kept = (
        "at",
        "tiers",
        "clocks",
        "named",
        "prolonged_by",
        "restricted",
        "seen_by",
        "about",
        "recused",
        "panel",
        "parent",
    )
    return {"procedure": event.procedure, **{name: getattr(event, name) for name in kept}}


def _stepped(task: "Task", event: TaskStepped) -> dict[str, Any]:
    shut = next((one.shuts for one in task.steps if one.step == event.step), ())
    taken = {**task.taken, event.step: task.taken.get(event.step, 0) + 1}
    return {
        "taken": {step: times for step, times in taken.items() if step not in shut},
        "proposals": _proposals(task, event.fields),
        "known": {**task.known, **event.fields},
        "named": {**task.named, **event.named},
        "consents": _consents(task, event.fields),
        "taken_off": tuple(dict.fromkeys((*task.taken_off, *_gone(task, event)))),
        "clocks": (*_without(task.clocks, event.step), *event.clocks),
        "papers": tuple(dict.fromkeys((*task.papers, *((event.paper,) if event.paper else ())))),
    }


def _proposals(task: "Task", fields: Mapping[str, Value]) -> tuple[str, ...]:
    said = fields.get("proposal")
    if not isinstance(said, str) or said in task.proposals:
        return task.proposals
    return (*task.proposals, said)


def _vote_put(task: "Task", event: TaskVotePut) -> dict[str, Any]:
    closing = {one.step for one in event.clocks}
    clocks = tuple(one for one in task.clocks if one.step not in closing)
    return {"vote": vote.put(event), "clocks": (*clocks, *event.clocks)}


def _dropped(task: "Task") -> vote.Vote | None:
    """A vote that runs when the tier runs out comes to nothing: the next tier begins anew."""
    return task.vote and task.vote.model_copy(update={"open": False, "carried": False})


def _consents(task: "Task", fields: Mapping[str, Value]) -> dict[str, bool]:
    party, agrees = fields.get("party"), fields.get("agrees")
    if isinstance(party, str) and isinstance(agrees, bool):
        return {**task.consents, party: agrees}
    return task.consents


def _gone(task: "Task", event: TaskStepped) -> tuple[str, ...]:
    """Whoever was assigned and is not any more: taken off the file, for good."""
    if "assigned" not in event.named:
        return ()
    return tuple(
        one for one in task.named.get("assigned", ()) if one not in event.named["assigned"]
    )


def _moved(task: "Task", event: TaskMoved) -> dict[str, Any]:
    anew = {step.step for step in task.steps if step.per_tier}
    whole = tuple(clock for clock in task.clocks if clock.step == WHOLE)
    named = {group: ids for group, ids in task.named.items() if group != "assigned"}
    return {
        "department": event.responder,
        "at": event.at,
        "tiers": event.tiers,
        "clocks": (*whole, *event.clocks),
        "taken": {step: times for step, times in task.taken.items() if step not in anew},
        "named": named,
        "vote": _dropped(task),
        **_struck(task, anew | {TIER}),
    }


def _struck(task: "Task", anew: set[str]) -> dict[str, tuple[str, ...]]:
    """The clocks that rang already, without those that begin anew."""
    return {
        "warned": tuple(step for step in task.warned if step not in anew),
        "late": tuple(step for step in task.late if step not in anew),
    }


def _prolonged(task: "Task", event: TaskProlonged) -> dict[str, Any]:
    clocks = (*_without(task.clocks, WHOLE), *event.clocks)
    return {"complete_by": event.complete_by, "clocks": clocks, **_struck(task, {WHOLE})}


def _recomputed(task: "Task", event: TaskRecomputed) -> dict[str, Any]:
    whole = (one.due_at for one in event.clocks if one.step == WHOLE)
    return {
        "object_by": event.object_by,
        "clocks": _instead(task.clocks, event.clocks),
        "complete_by": next(whole, task.complete_by),
    }


def _of_case(task: "Task", event: CaseRecomputed) -> dict[str, Any]:
    """The case it has moved with the calendar, and with it the whole."""
    moved = (one.moved_to(event.due_at) for one in task.clocks if one.step == WHOLE)
    return {"complete_by": event.due_at, "clocks": _instead(task.clocks, tuple(moved))}


def _instead(clocks: tuple[StepClock, ...], moved: tuple[StepClock, ...]) -> tuple[StepClock, ...]:
    by_step = {one.step: one for one in moved}
    return tuple(by_step.get(one.step, one) for one in clocks)


def _asked(task: "Task", event: TaskSpawned) -> dict[str, Any]:
    asked = {event.child: event.responder}
    called = {**task.called, **asked} if event.held_at else task.called
    return {"spawned": task.spawned + 1, "parts": {**task.parts, **asked}, "called": called}


def _part_ended(task: "Task", event: TaskPartEnded) -> dict[str, Any]:
    return {"parts": {part: who for part, who in task.parts.items() if part != event.part}}


def _warned(task: "Task", event: TaskStepWarned) -> dict[str, Any]:
    return {"warned": (*task.warned, event.step)}


def _late(task: "Task", event: TaskStepOverdue) -> dict[str, Any]:
    late = tuple(dict.fromkeys((*task.late, event.step)))
    return {"late": late, "again_at": event.next_at or task.again_at}


def _without(clocks: tuple[StepClock, ...], step: str) -> tuple[StepClock, ...]:
    return tuple(clock for clock in clocks if clock.step != step)


CHANGES: Mapping[type[Event], Change] = {
    TaskStepped: _stepped,
    TaskMoved: _moved,
    TaskProlonged: _prolonged,
    TaskSpawned: _asked,
    TaskPartEnded: _part_ended,
    TaskRecomputed: _recomputed,
    CaseRecomputed: _of_case,
    TaskVotePut: _vote_put,
    TaskBallotCast: lambda task, event: {"vote": task.vote and vote.cast(task.vote, event)},
    TaskVoteClosed: lambda task, event: {"vote": task.vote and vote.closed(task.vote, event)},
    TaskSettled: lambda _, event: {"result": event.result},
    TaskStepWarned: _warned,
    TaskStepOverdue: _late,
}
