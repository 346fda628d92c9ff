"""The gate every act passes: the task is there, the actor may, it is time, nothing is missing."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from contracts.actor import Actor, Role
from contracts.city import City
from contracts.commands.command import Command
from contracts.commands.routes import BY_COMMAND, COMMANDER
from contracts.events.task import TaskStep
from contracts.refusals import NotSo, NotThere, NotYours
from services.response.core.task import Task
from services.response.core.turn import in_turn

RESPONDERS = frozenset({Role.DEPARTMENT_LIAISON, Role.DEPARTMENT_HEAD, Role.PROPERTY_MANAGER})
"""Who may answer for a department, unless the step says otherwise."""


def department(
    command: Command, task: Task | None, actor: Actor, city: City, now: datetime
) -> Task:
    """Return the task if the called department's people may do this now."""
    task, step = _known(command, task)
    roles = frozenset(map(Role, step.who)) if step and step.who else RESPONDERS
    if not actor.holds_any(roles, task.department):
        raise NotYours("not_the_called_department", department=task.department)
    return _open(command, task, step, city, now)


def street(command: Command, task: Task | None, actor: Actor, city: City, now: datetime) -> Task:
    """Return the task if the commander who called may say this of it now."""
    task, step = _known(command, task)
    if not actor.holds_any(COMMANDER, task.street):
        raise NotYours("only_the_street_confirms", street=task.street)
    return _open(command, task, step, city, now)


def about(task: Task) -> Mapping[str, Any]:
    """Return what every event of this task says."""
    return {name: getattr(task, name) for name in ("department", "whistle_id", "case_id")}


def _known(command: Command, task: Task | None) -> tuple[Task, TaskStep | None]:
    if task is None:
        raise NotThere("not_found")
    act = BY_COMMAND[type(command)].act
    return task, next((step for step in task.steps if step.step == act), None)


def _open(command: Command, task: Task, step: TaskStep | None, city: City, now: datetime) -> Task:
    in_turn(BY_COMMAND[type(command)].act, task, city, now)
    for name in step.evidence if step else ():
        if not getattr(command, name, True):
            raise NotSo("evidence_missing", field=name)
    return task
