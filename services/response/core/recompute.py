"""The calendar changed: the window to object and a procedure's running limits end at other times.

Rule 1: what a whistle or a case set is theirs to move: they say it, and the task hears it.
Rule 2: what has struck has struck; whoever is still to be warned is warned as long before as ever.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from contracts.calendar import Span
from contracts.city import City
from contracts.events.event import Event
from contracts.events.procedure import TaskRecomputed
from contracts.reckoning import Limit, Said, moved
from contracts.steps import TIER, WHOLE, StepClock
from services.response.core.gate import about
from services.response.core.procedure_notice import whole_limit
from services.response.core.task import Task
from services.response.core.voting import COUNTING

OBJECT = "object_by"
"""What the window to object is called among a task's limits."""


def recompute(task: Task, said: Said, city: City, before: Sequence[City]) -> Sequence[Event]:
    """Reckon a task's own limits by the calendar as it is now."""
    limits = [*_window(task), *_steps(task)] if task.open else []
    found = {one.id: one for one in moved(limits, said, city, before)}
    if not found:
        return []
    window = found.get(OBJECT)
    clocks = (one.moved_to(found[one.step].due_at) for one in task.clocks if one.step in found)
    return [
        TaskRecomputed(
            **about(task),
            calendar=city.calendar_version,
            moved=tuple(found.values()),
            object_by=window.due_at if window else task.object_by,
            clocks=tuple(clocks),
        )
    ]


def _window(task: Task) -> Iterator[Limit]:
    """A window that has closed is not opened again by anybody: the limit asks for its span only."""
    if task.object_by is None or task.procedure:
        return
    span = "objection.window" if task.whistle_id else "order.objection"
    yield Limit(
        OBJECT, task.object_by, lambda by, at: by.due(task.department, at, by.span(span)).at
    )


def _steps(task: Task) -> Iterator[Limit]:
    for one in task.clocks:
        span = _span(one.step, task)
        if span is not None and one.step not in task.late:
            yield _limit(one, span, task.department)
        if one.step == WHOLE and one.step not in task.late and not task.case_id:
            yield Limit(one.step, one.due_at, lambda by, at: _whole(task, by, at))


def _whole(task: Task, by: City, at: datetime) -> datetime:
    """The whole of what answers no case; of what does, the case says when it ends."""
    limit = whole_limit(by.procedure(task.procedure or ""), by)
    return by.due(task.department, at, limit).at


def _limit(one: StepClock, span: Span, responder: str) -> Limit:
    return Limit(one.step, one.due_at, lambda by, at: by.due(responder, at, span).at)


def _span(step: str, task: Task) -> Span | None:
    if step == TIER:
        return next((tier.limit for tier in task.tiers), None)
    kept = (one for one in task.steps if COUNTING not in one.effects)  # a vote ends as was told
    return next((one.limit for one in kept if one.step == step), None)
