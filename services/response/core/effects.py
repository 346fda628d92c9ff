"""What else happens when a step is taken: the file goes up, gets more time, or asks for help.

Each effect is one function of the table at the end; those of votes stand in `voting`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, TypeAlias, cast

from contracts.actor import CLOCK
from contracts.calendar.wall import to_wall
from contracts.city import City
from contracts.city.staffing import staffed
from contracts.city.tiers import manned, places
from contracts.events.event import Event
from contracts.events.procedure import TaskMoved, TaskProlonged, TaskSpawned
from contracts.events.task import TaskStep
from contracts.moments import instant
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


class Wanted(NamedTuple):
    """Something that is asked of somebody."""

    responder: str
    text: str
    field: str
    """Where the step says so."""
    due_at: datetime | None = None
    """None: as long as the procedure gives."""
    held_at: datetime | None = None
    """When the meeting is that it calls to."""


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
    return spawned(taken, _wanted(taken))


def spawned(taken: Taken, wanted: Sequence[Wanted]) -> Sequence[Event]:
    """Make a task of the step's kind of each of these.

    Raises:
        NotSo: there is no such organisation, nobody there could do it, or its time has passed.
    """
    procedure = taken.step.spawns
    if procedure is None:
        return []
    return [
        _asked(taken, n, procedure, one) for n, one in enumerate(wanted, taken.task.spawned + 1)
    ]


def bodies(taken: Taken) -> Sequence[str]:
    """Return the organisations the step names, each once."""
    return tuple(dict.fromkeys(cast(tuple[str, ...], taken.fields.get("bodies", ()))))


def _wanted(taken: Taken) -> Sequence[Wanted]:
    if taken.step.spawn_at:
        return [Wanted(taken.step.spawn_at, worded(taken), "step")]
    tasks = cast(tuple[Mapping[str, str], ...], taken.fields.get("tasks", ()))
    promised = [Wanted(one["responder"], one["text"], "fields.tasks", _by(one)) for one in tasks]
    return [*promised, *(Wanted(body, worded(taken), "fields.bodies") for body in bodies(taken))]


def _by(one: Mapping[str, str]) -> datetime | None:
    return instant(one["by"]) if one.get("by") else None


def worded(taken: Taken) -> str:
    """Return what somebody is asked: the words of the step, when and where, and the matter."""
    return "\n".join((taken.reason, *_when_and_where(taken), taken.task.text))[:2000]


def _when_and_where(taken: Taken) -> Iterator[str]:
    labels = {rule.name: rule.label_zh for rule in taken.step.fields}
    for name in ("held_at", "where", "topic"):
        said = taken.fields.get(name)
        if isinstance(said, str):
            shown = f"{to_wall(instant(said)):%Y-%m-%d %H:%M}" if name == "held_at" else said
            yield f"{labels.get(name, name)}：{shown}"


def _may_be_asked(one: Wanted, procedure: str, taken: Taken) -> None:
    """Nothing is asked where nobody could do it: it would lie there until its limit."""
    city, task = taken.city, taken.task
    if not city.answers(one.responder):
        raise NotSo("unknown_organisation", field=one.field, value=one.responder)
    if one.responder in task.recused:
        raise NotSo("reported_cannot_handle", field=one.field)
    if not staffed(city.procedure(procedure), one.responder, task.place.path, city):
        raise NotSo("nobody_there", field=one.field, value=one.responder)


def _asked(taken: Taken, n: int, procedure: str, one: Wanted) -> Event:
    _may_be_asked(one, procedure, taken)
    if one.due_at and one.due_at <= taken.now:
        raise NotSo("due_past", field=one.field)
    return TaskSpawned(
        **about(taken.task),
        child=f"{taken.id}-{n}",
        procedure=procedure,
        responder=one.responder,
        street=taken.task.street,
        text=one.text,
        where=taken.task.place,
        restricted=taken.task.restricted,
        recused=taken.task.recused,
        due_at=one.due_at,
        held_at=one.held_at,
    )


EFFECTS: Mapping[str, Effect] = {"pass_up": _pass_up, "prolong": _prolong, "spawn": _spawn}
"""By the name the pack uses."""
