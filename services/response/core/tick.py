"""The clock strikes: a step, a tier or the whole of a procedure is near its limit, or past it.

Rule 1: every clock warns once and is overdue once. A tier that ran out hands the file up, with all
that was tried; the whole is looked at again until somebody acts, so that nothing is ever forgotten.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from contracts.calendar import Span
from contracts.city import City
from contracts.events.event import Event
from contracts.events.procedure import TaskStepOverdue, TaskStepWarned
from contracts.steps import TIER, WHOLE
from services.response.core.effects import passed_up
from services.response.core.gate import about
from services.response.core.order import planned
from services.response.core.step_clocks import Strike, next_strike
from services.response.core.stepping import lapse
from services.response.core.task import Task

AGAIN: Final = "procedure.again"
_AGAIN: Final = Span.parse("5 wd")
"""ours: how long after the whole is overdue it is said again."""
TIER_RAN_OUT: Final = "本层级调处时限已到，自动移交上一层级"


def tick(task: Task | None, city: City, now: datetime) -> Sequence[Event]:
    """Say what the passing of time does to a task; nothing before its next clock."""
    strike = next_strike(task) if task else None
    if task is None or strike is None or now < strike.at:
        return []
    return _overdue(strike, task, city, now) if strike.late else [_warned(strike, task)]


def _warned(strike: Strike, task: Task) -> Event:
    return TaskStepWarned(**about(task), step=strike.clock.step, due_at=strike.clock.due_at)


def _overdue(strike: Strike, task: Task, city: City, now: datetime) -> Sequence[Event]:
    step = strike.clock.step
    silent = planned(step, task)
    if silent and silent.silence:
        return lapse(task, silent, city, now)
    again = city.due(task.department, now, city.rules.spans.get(AGAIN, _AGAIN)).at
    late = TaskStepOverdue(
        **about(task),
        step=step,
        was_due_at=strike.clock.due_at,
        next_at=again if step == WHOLE else None,
    )
    return [late, *(passed_up(task, TIER_RAN_OUT, city, now) if step == TIER else ())]
