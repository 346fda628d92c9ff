"""Which steps of a task's procedure are open, and who may take them.

Rule 1: `contracts.steps` says when a step opens; here that is worked out from what was taken.
Rule 2: a role counts at the responder and at the place it serves; `above-role` at any place around
it; `named-group` are the accounts named on the task.
"""

from collections.abc import Iterable, Sequence

from contracts.actor import Actor, Role
from contracts.events.task import TaskStep
from contracts.steps import ABOVE, GROUP
from services.response.core.task import Task


def open_steps(task: Task) -> tuple[TaskStep, ...]:
    """Return the steps that may be taken next, in the order of the procedure."""
    return tuple(step for step in task.steps if is_open(step, task))


def is_open(step: TaskStep, task: Task) -> bool:
    """Whether this step may be taken now."""
    times = task.taken.get(step.step, 0)
    if (times and not step.repeatable) or (step.most is not None and times >= step.most):
        return False
    if _shut_out(step, task) or not _reached(step, task):
        return False
    return task.result is None or step.after == () or step.step in _after_the_result(task)


def _after_the_result(task: Task) -> frozenset[str]:
    """The steps that follow a result up: what was done to find one is over."""
    found = {step.step for step in task.steps if step.tells}
    told = False
    for step in task.steps:
        if not found.isdisjoint(step.after or ()) or (told and step.after is None):
            found.add(step.step)
        told = told or step.tells is not None
    return frozenset(found)


def owed(task: Task) -> tuple[TaskStep, ...]:
    """Return the open steps that somebody has to take: not optional, not taken yet."""
    return tuple(
        step for step in open_steps(task) if not step.optional and not task.taken.get(step.step)
    )


def names(steps: Iterable[TaskStep]) -> tuple[str, ...]:
    """Return the steps by name."""
    return tuple(step.step for step in steps)


def planned(name: str, task: Task) -> TaskStep | None:
    """Return a step by its name."""
    return next((step for step in task.steps if step.step == name), None)


def may_take(step: TaskStep, task: Task, actor: Actor) -> bool:
    """Whether the step is the actor's."""
    return any(_is(word, task, actor) for word in step.who)


def takes_part(task: Task, actor: Actor) -> bool:
    """Whether any step of the task is the actor's."""
    return any(may_take(step, task, actor) for step in task.steps)


def _is(word: str, task: Task, actor: Actor) -> bool:
    if word.startswith(GROUP):
        return actor.id in task.named.get(word.removeprefix(GROUP), ())
    if task.restricted and {word, word.removeprefix(ABOVE)}.isdisjoint(task.seen_by):
        return False
    if word.startswith(ABOVE):
        return actor.holds(Role(word.removeprefix(ABOVE)), *task.at, *task.place.path, task.street)
    return actor.holds(Role(word), *task.at)


def _shut_out(step: TaskStep, task: Task) -> bool:
    rivals = (one for one in task.steps if one.choice and one.choice == step.choice)
    return any(task.taken.get(one.step) for one in rivals if one.step != step.step)


def _reached(step: TaskStep, task: Task) -> bool:
    if step.after is not None:
        return not step.after or any(task.taken.get(name) for name in step.after)
    return all(_settled(before, task) for before in _before(step, task.steps))


def _before(step: TaskStep, steps: Sequence[TaskStep]) -> Sequence[TaskStep]:
    return steps[: [one.step for one in steps].index(step.step)]


def _settled(before: TaskStep, task: Task) -> bool:
    """Taken, not needed, or another of its choice was."""
    return bool(before.optional or task.taken.get(before.step) or _shut_out(before, task))
