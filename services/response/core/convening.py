"""A meeting is called: who is called says whether it comes, and the roll says who came.

Rule 1: whoever is called owes an answer by its own limit or before the meeting begins, whichever
comes first.
Rule 2: whoever held the meeting calls the roll of everybody who was called. That closes what nobody
answered, and each body reads on its own page what was put on record of it.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final, cast

from contracts.events.event import Event
from contracts.events.procedure import TaskAttended, TaskEnded, TaskRollCalled
from contracts.moments import instant
from contracts.refusals import NotSo
from services.response.core.effects import Effect, Taken, Wanted, bodies, spawned, worded
from services.response.core.gate import about
from services.response.core.life import TASK_LIFE
from services.response.core.mediating import Rule
from services.response.core.procedure_notice import whole_limit
from services.response.core.task import Task

HELD_AT: Final = "held_at"
"""The field that says when the meeting is."""
CAME: Final = "came"
"""The field of the roll: which of those called came."""
UNANSWERED: Final = "unanswered"
"""How the task of a body ends that never said whether it comes."""


def on_roll_called(told: TaskRollCalled, task: Task | None) -> Sequence[Event]:
    """The roll was called: what it says of this body; nothing is to be answered any more."""
    if task is None or TaskAttended not in TASK_LIFE.table[task.stage]:
        return []
    attended = TaskAttended(**about(task), came=told.came)
    over = TaskEnded(**about(task), outcome=UNANSWERED, parent=task.parent)
    return [attended, over] if task.open else [attended]


def ahead(taken: Taken) -> None:
    """Whoever is called can still come."""
    if bodies(taken) and _held_at(taken) <= taken.now:
        raise NotSo("meeting_past", field=f"fields.{HELD_AT}")


def roll_called(taken: Taken) -> None:
    """Of everybody who was called it is said whether they came, and of nobody else."""
    called, came = set(taken.task.called.values()), _came(taken)
    if called and came is None:
        raise NotSo("roll_missing", field=f"fields.{CAME}", called=_labels(called, taken))
    strangers = sorted(set(came or ()) - called)
    if strangers:
        facts = {"value": _labels(strangers, taken), "called": _labels(called, taken)}
        raise NotSo("not_called", field=f"fields.{CAME}", **facts)


def _invite(taken: Taken) -> Sequence[Event]:
    """Call every body the step names: each has a task of its own, its answer."""
    held_at = _held_at(taken) if bodies(taken) else taken.now
    return spawned(taken, [_call(body, held_at, taken) for body in bodies(taken)])


def _call(body: str, held_at: datetime, taken: Taken) -> Wanted:
    city = taken.city
    limit = whole_limit(city.procedure(taken.step.spawns or ""), city)
    answer = min(city.due(body, taken.now, limit).at, held_at)
    return Wanted(body, worded(taken), "fields.bodies", answer, held_at)


def _roll(taken: Taken) -> Sequence[Event]:
    came = _came(taken) or ()
    return [
        TaskRollCalled(**about(taken.task), child=child, responder=who, came=who in came)
        for child, who in taken.task.called.items()
    ]


def _held_at(taken: Taken) -> datetime:
    return instant(str(taken.fields[HELD_AT]))


def _came(taken: Taken) -> tuple[str, ...] | None:
    return cast("tuple[str, ...] | None", taken.fields.get(CAME))


def _labels(ids: set[str] | list[str], taken: Taken) -> tuple[str, ...]:
    city = taken.city
    known = {**city.directory.stations, **city.territories, **city.organisations}
    return tuple(known[one].name if one in known else one for one in sorted(ids))


RULES: Mapping[str, Rule] = {"ahead": ahead, "roll_called": roll_called}
EFFECTS: Mapping[str, Effect] = {"invite": _invite, "roll": _roll}
"""By the names the pack uses."""
