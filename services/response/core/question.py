"""Not ours, or beyond us: the department asks, and somebody above gives the word.

Nobody may be silent, but everybody may say no once, with a reason and a basis. What bars an
objection is in the table of `turn`.
"""

from collections.abc import Sequence
from datetime import datetime

from contracts.actor import Actor
from contracts.city import City
from contracts.commands.task import CannotSolve, ObjectTo
from contracts.events.event import Event
from contracts.events.task import TaskCannotSolve, TaskObjected
from contracts.refusals import NotSo
from services.response.core.gate import about, department
from services.response.core.task import Task


def object_to(
    command: ObjectTo, task: Task | None, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """异议: not ours, for this reason, on this basis. The clocks run on."""
    task = department(command, task, actor, city, now)
    if command.suggestion == task.department:
        raise NotSo("suggests_itself", field="suggestion")
    if command.suggestion and not city.knows_organisation(command.suggestion):
        raise NotSo("unknown_organisation", field="suggestion", value=command.suggestion)
    return [
        TaskObjected(
            **about(task),
            reason=command.reason,
            basis=command.basis,
            suggestion=command.suggestion,
        )
    ]


def cannot_solve(
    command: CannotSolve, task: Task | None, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """Ours, but beyond us: the upper level must study it."""
    task = department(command, task, actor, city, now)
    return [TaskCannotSolve(**about(task), reason=command.reason)]
