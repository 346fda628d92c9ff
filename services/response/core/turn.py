"""Whose turn it is: which acts a task is open to now.

Rule 1: a step bears the name of its act. It may be taken when every step before it was taken and it
was not; `progress` may be made any number of times, or never.
Rule 2: while somebody's word is awaited a task goes on, as its clocks do. A transferred one that is
beyond its department stands still, because its case goes back at once.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import TypeAlias

from contracts.city import City
from contracts.events.event import Event
from contracts.events.task import (
    TaskAcknowledged,
    TaskArrived,
    TaskCannotSolve,
    TaskCompleted,
    TaskExtensionAsked,
    TaskObjected,
    TaskProgressed,
    TaskResumeAsked,
    TaskSuspensionAsked,
)
from contracts.refusals import NotNow
from services.response.core.life import TASK_LIFE
from services.response.core.task import Task

Bars: TypeAlias = Mapping[str, Callable[[Task, City, datetime], bool]]
"""What stands in the way of an act, by the refusal's code; the first that holds is said."""

_ANY_TIMES = frozenset({"progress"})


def allowed(task: Task, city: City, now: datetime) -> tuple[str, ...]:
    """Return the acts that may be tried now, as the last words of their paths."""
    return tuple(act for act in ACTS if _barred(act, task, city, now) is None)


def in_turn(act: str, task: Task, city: City, now: datetime) -> None:
    """Refuse an act whose turn it is not, naming the acts whose turn it is."""
    code = _barred(act, task, city, now)
    if code is not None:
        possible = allowed(task, city, now)
        raise NotNow(code, state=task.stage, allowed=possible, object_by=task.object_by)


def _barred(act: str, task: Task, city: City, now: datetime) -> str | None:
    kind, bars = ACTS[act]
    if not TASK_LIFE.allows(task.stage, kind):
        return "illegal_move"
    return next((code for code, holds in bars.items() if holds(task, city, now)), None)


def _out_of_order(step: str, task: Task, _: City, __: datetime) -> bool:
    for planned in task.steps:
        if planned.step == step:
            return step in task.done and step not in _ANY_TIMES
        if planned.step not in task.done and planned.step not in _ANY_TIMES:
            return True
    return True


def _goes_back(task: Task, _: City, __: datetime) -> bool:
    beyond = task.waiting == "cannot_solve" and task.whistle_id is None
    return beyond and not task.designated


def _asked(task: Task, _: City, __: datetime) -> bool:
    return task.waiting is not None


def _must_go_first(task: Task, city: City, _: datetime) -> bool:
    at_once = task.kind is None or city.kind(task.kind).objection_before_arrival
    return not at_once and "arrive" not in task.done


def _too_late(task: Task, _: City, now: datetime) -> bool:
    return task.object_by is None or now > task.object_by


def _suspended(task: Task, _: City, __: datetime) -> bool:
    return task.suspended


def _never(task: Task, city: City, _: datetime) -> bool:
    return task.kind is not None and not city.kind(task.kind).extendable


def _handed_over(task: Task, _: City, __: datetime) -> bool:
    return task.whistle_id is None


def _pleading(task: Task, _: City, __: datetime) -> bool:
    return task.pleading


def _step(step: str) -> Bars:
    return {
        "suspended": _suspended,
        "illegal_move": partial(_out_of_order, step),
        "case_goes_back": _goes_back,
    }


_ASKING: Bars = {
    "only_whistled": _handed_over,
    "never_extended": _never,
    "suspended": _suspended,
    "relief_awaited": _pleading,
}
"""What bars asking for more time, and for a pause."""

ACTS: Mapping[str, tuple[type[Event], Bars]] = {
    "acknowledge": (TaskAcknowledged, _step("acknowledge")),
    "arrive": (TaskArrived, _step("arrive")),
    "progress": (TaskProgressed, _step("progress")),
    "complete": (TaskCompleted, _step("complete")),
    "object": (
        TaskObjected,
        {
            "suspended": _suspended,
            "ruling_awaited": _asked,
            "designated_may_not_object": lambda task, _, __: task.designated,
            "objected_before": lambda task, city, _: task.objections >= city.objection.max,
            "go_first": _must_go_first,
            "objection_too_late": _too_late,
        },
    ),
    "cannot-solve": (TaskCannotSolve, {"suspended": _suspended, "ruling_awaited": _asked}),
    "extend": (
        TaskExtensionAsked,
        {
            **_ASKING,
            "relief_used_up": lambda task, city, _: task.extensions >= city.extension.max,
            "extension_too_late": lambda task, _, now: now > task.complete_by,
        },
    ),
    "suspend": (
        TaskSuspensionAsked,
        {
            **_ASKING,
            "relief_used_up": lambda task, city, _: task.suspensions >= city.suspension.max,
        },
    ),
    "resume": (TaskResumeAsked, {"not_suspended": lambda task, _, __: not task.suspended}),
}
