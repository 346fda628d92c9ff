"""More time or a pause: the department asks, somebody above gives the word.

What bars an asking is in the table of `turn`; nothing is changed here before the word is given.
"""

from collections.abc import Sequence
from datetime import datetime

from contracts.actor import Actor
from contracts.calendar.wall import to_instant, to_wall
from contracts.city import City
from contracts.commands.relief import Extend, Resume, Suspend
from contracts.commands.routes import COMMANDER
from contracts.events.event import Event
from contracts.events.task import TaskExtensionAsked, TaskResumeAsked, TaskSuspensionAsked
from contracts.refusals import NotSo
from services.response.core.gate import about, department, street
from services.response.core.task import Task

LONGEST = "suspension.max"
"""How long a matter may wait."""


def extend(
    command: Extend, task: Task | None, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """延期: ask for more time, before it is late."""
    task = department(command, task, actor, city, now)
    if command.until and command.until <= task.complete_by:
        raise NotSo("extension_no_longer", field="until")
    return [TaskExtensionAsked(**about(task), reason=command.reason, until=_instant(command.until))]


def suspend(
    command: Suspend, task: Task | None, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """挂账: ask to let it wait until a day."""
    task = department(command, task, actor, city, now)
    latest = city.due(task.department, now, city.span(LONGEST)).at
    if not now < command.until <= latest:
        raise NotSo("suspension_too_long", field="until", latest=latest)
    until = to_instant(to_wall(command.until))
    return [
        TaskSuspensionAsked(**about(task), cause=command.cause, reason=command.reason, until=until)
    ]


def resume(
    command: Resume, task: Task | None, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """What it waited for is there: the department or the street says so."""
    by_street = task is not None and actor.holds_any(COMMANDER, task.street)
    admit = street if by_street else department
    task = admit(command, task, actor, city, now)
    return [TaskResumeAsked(**about(task), reason=command.reason)]


def _instant(moment: datetime | None) -> datetime | None:
    return to_instant(to_wall(moment)) if moment else None
