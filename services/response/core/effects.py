"""What else happens when a step is taken: the file goes up, gets more time, or asks for help.

Each effect is one function of the table at the end; those of votes stand in `voting`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias, cast

from contracts.actor import CLOCK
from contracts.city import City
from contracts.city.tiers import manned, places
from contracts.events.event import Event
from contracts.events.procedure import TaskMoved, TaskProlonged, TaskSpawned
from contracts.events.task import TaskStep
from contracts.refusals import NotNow, NotSo
from contracts.steps import WHOLE, Value
from contracts.words import Words
from services.response.core import step_clocks
from services.response.core.gate import about
from services.response.core.order import names, open_steps
from services.response.core.readers import readers
from services.response.core.task import Task


@dataclass(frozen=True)
class Taken:
    """A step somebody takes, with everything an effect looks at."""

    id: str
    """Of the task."""
    step: TaskStep
    fields: Mapping[str, Value]
    note: Words | None
    task: Task
    city: City
    now: datetime
    by: str = CLOCK.id
    """The account that takes it."""

    @property
    def reason(self) -> str:
        """In the words of whoever took it; else what the step is called."""
        said = self.fields.get("reason")
        named = self.step.label_zh or self.step.step
        return self.note or (said if isinstance(said, str) else None) or named


Effect: TypeAlias = Callable[[Taken], Sequence[Event]]


def passed_up(task: Task, reason: str, city: City, now: datetime) -> Sequence[Event]:
    """Hand the file to the next tier that there is at its place; nothing when there is none."""
    responder, tiers = manned(task.tiers[1:], task.place.path, city)
    if responder is None:
        return []
    moved = _at(responder, task)
    return [
        TaskMoved(
            **about(task),
            responder=responder,
            at=places(responder, city),
            tiers=tiers,
            clocks=(
                *step_clocks.of_tier(tiers, responder, city, now),
                *step_clocks.fresh(moved, city, now),
            ),
            opens=names(open_steps(moved)),
            readers=readers(task.steps, task.seen_by, places(responder, city), task.place.path),
            reason=reason,
        )
    ]


def _at(responder: str, task: Task) -> Task:
    """The task as the next tier finds it: its own steps still to take."""
    anew = {step.step for step in task.steps if step.per_tier}
    taken = {step: times for step, times in task.taken.items() if step not in anew}
    kept = tuple(one for one in task.clocks if one.step == WHOLE)
    return task.model_copy(update={"department": responder, "taken": taken, "clocks": kept})


def _pass_up(taken: Taken) -> Sequence[Event]:
    moved = passed_up(taken.task, taken.reason, taken.city, taken.now)
    if not moved:
        possible = names(open_steps(taken.task))
        raise NotNow("no_tier_above", state=taken.task.stage, allowed=possible)
    return moved


def _prolong(taken: Taken) -> Sequence[Event]:
    task, city = taken.task, taken.city
    if task.prolonged_by is None:
        return []
    due = city.due(task.department, task.complete_by, task.prolonged_by).at
    whole = step_clocks.until(WHOLE, due, taken.now, city)
    return [TaskProlonged(**about(task), complete_by=due, clocks=(whole,), reason=taken.reason)]


def _spawn(taken: Taken) -> Sequence[Event]:
    """Make a task for everybody the step asks for something."""
    procedure = taken.step.spawns
    if procedure is None:
        return []
    return [
        _asked(taken, n, procedure, responder, text)
        for n, (responder, text) in enumerate(_wanted(taken), taken.task.spawned + 1)
    ]


def _wanted(taken: Taken) -> Sequence[tuple[str, str]]:
    if taken.step.spawn_at:
        return [(taken.step.spawn_at, f"{taken.reason}\n{taken.task.text}"[:2000])]
    tasks = cast(tuple[Mapping[str, str], ...], taken.fields.get("tasks", ()))
    bodies = cast(tuple[str, ...], taken.fields.get("bodies", ()))
    asked = [(one["responder"], one["text"]) for one in tasks]
    return [*asked, *((body, f"{taken.reason}\n{taken.task.text}"[:2000]) for body in bodies)]


def _asked(taken: Taken, n: int, procedure: str, responder: str, text: str) -> Event:
    if not taken.city.answers(responder):
        raise NotSo("unknown_organisation", field="fields.tasks", value=responder)
    return TaskSpawned(
        **about(taken.task),
        child=f"{taken.id}-{n}",
        procedure=procedure,
        responder=responder,
        street=taken.task.street,
        text=text,
        where=taken.task.place,
        restricted=taken.task.restricted,
        recused=taken.task.recused,
    )


EFFECTS: Mapping[str, Effect] = {"pass_up": _pass_up, "prolong": _prolong, "spawn": _spawn}
"""By the name the pack uses."""
