"""The limits of a procedure: which clocks run, and when the next one strikes."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final, NamedTuple

from contracts.calendar import Span
from contracts.city import City
from contracts.events.task import TaskStep
from contracts.moments import instant
from contracts.steps import TIER, WHOLE, StepClock, Tier
from services.response.core.life import Stage
from services.response.core.order import open_steps
from services.response.core.task import Task

WARN: Final = 0.75
"""ours: the share of a limit after which the responder is warned; the pack's ladder may differ."""


class Strike(NamedTuple):
    """The next thing a clock does."""

    at: datetime
    clock: StepClock
    late: bool
    """False: a warning."""


def clock(
    step: str,
    responder: str,
    span: Span,
    city: City,
    now: datetime,
    *,
    warn_after: Span | None = None,
) -> StepClock:
    """Return a clock that starts now and runs this long on the responder's calendar."""
    due = city.due(responder, now, span).at
    share = city.share(responder, now, due, span, warned_after(city))
    warn = city.due(responder, now, warn_after).at if warn_after else share
    return StepClock(step=step, due_at=due, warn_at=warn if warn < due else None)


def until(step: str, due_at: datetime, now: datetime, city: City) -> StepClock:
    """Return a clock whose end is given."""
    warn = now + (due_at - now) * warned_after(city)
    return StepClock(step=step, due_at=due_at, warn_at=warn if now < warn < due_at else None)


def warned_after(city: City) -> float:
    """The share of a limit after which somebody is warned."""
    return next((rung.share for rung in city.ladder if rung.action == "warn"), WARN)


def fresh(task: Task, city: City, now: datetime) -> tuple[StepClock, ...]:
    """Return the clocks of steps that are open and have none yet."""
    running = {one.step for one in task.clocks}
    return tuple(
        _clock(step, step.limit, task, city, now)
        for step in open_steps(task)
        if step.limit is not None and step.step not in running and not task.taken.get(step.step)
    )


def _clock(step: TaskStep, limit: Span, task: Task, city: City, now: datetime) -> StepClock:
    since = _since(step, task, now)
    return clock(step.step, task.department, limit, city, since, warn_after=step.warn)


def _since(step: TaskStep, task: Task, now: datetime) -> datetime:
    """When its limit begins: at the time a field names, if that is ahead and within the whole."""
    told = task.known.get(step.since or "")
    return max(now, min(instant(told), task.complete_by)) if isinstance(told, str) else now


def of_tier(tiers: Sequence[Tier], responder: str, city: City, now: datetime) -> list[StepClock]:
    """Return the clock of the present tier, if it has one of its own."""
    limits = [tier.limit for tier in tiers[:1] if tier.limit is not None]
    return [clock(TIER, responder, limit, city, now) for limit in limits]


def next_strike(task: Task) -> Strike | None:
    """Return what strikes next; None once it has ended."""
    if not task.open or not task.clocks:
        return None
    strikes = [strike for one in task.clocks if (strike := _strike(one, task))]
    soonest = min(strikes, key=lambda strike: strike.at, default=None)
    if task.result is None:
        return soonest
    follows = [strike for strike in strikes if strike.clock.step not in (WHOLE, TIER)]
    return min(follows, key=lambda strike: strike.at, default=_whole(strikes))


def _whole(strikes: Sequence[Strike]) -> Strike | None:
    """Once there is a result the whole only counts when nothing else does."""
    return next((strike for strike in strikes if strike.clock.step == WHOLE), None)


def due_at(task: Task) -> datetime | None:
    """Return when the clock must look at a task next."""
    strike = next_strike(task)
    return strike.at if strike else None


def _strike(one: StepClock, task: Task) -> Strike | None:
    if one.step == WHOLE and one.step in task.late and task.again_at:
        return Strike(task.again_at, one, late=True)
    if one.step in task.late or _not_owed(one.step, task):
        return None
    if one.warn_at and one.step not in task.warned:
        return Strike(one.warn_at, one, late=False)
    if _shuts(one.step, task):
        return None
    return Strike(one.due_at, one, late=True)


def _shuts(step: str, task: Task) -> bool:
    """A window that closes by itself: nobody is late with it."""
    return any(one.step == step and "in_window" in one.rules for one in task.steps)


def _not_owed(step: str, task: Task) -> bool:
    """A limit that was kept, or that nobody can keep any more, is silent."""
    if task.procedure is None:
        return task.stage is not Stage.NOTIFIED
    return step not in (WHOLE, TIER) and step not in {one.step for one in open_steps(task)}
