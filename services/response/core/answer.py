"""The called department acknowledges, says how it goes on, and says that it is done."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from contracts.actor import Actor
from contracts.city import City
from contracts.commands.task import Acknowledge, Complete, Progress
from contracts.events.event import Event
from contracts.events.task import TaskAcknowledged, TaskCompleted, TaskProgressed
from contracts.refusals import NotSo
from services.response.core.gate import about, department
from services.response.core.task import Task

_FAST_CLOCK = timedelta(minutes=5)
"""How far ahead somebody's own clock may be."""


def acknowledge(
    command: Acknowledge, task: Task | None, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """签收: the clock of acknowledging stops, and one named person is in charge."""
    task = department(command, task, actor, city, now)
    if command.eta and command.eta < now - _FAST_CLOCK:
        raise NotSo("eta_past", field="eta")
    return [TaskAcknowledged(**about(task), handler=command.handler, eta=command.eta)]


def progress(
    command: Progress, task: Task | None, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """Say what has been done so far."""
    task = department(command, task, actor, city, now)
    return [TaskProgressed(**about(task), text=command.text, photos=command.photos)]


def complete(
    command: Complete, task: Task | None, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """办结反馈: four fields, with times that can be true. The street has yet to accept it."""
    task = department(command, task, actor, city, now)
    for field in ("accepted_at", "finished_at"):
        if getattr(command, field) > now + _FAST_CLOCK:
            raise NotSo("time_in_future", field=field)
    if command.finished_at < command.accepted_at:
        raise NotSo("finished_before_accepted", field="finished_at")
    return [
        TaskCompleted(
            **about(task),
            accepted_at=command.accepted_at,
            contacted=command.contacted,
            measures=command.measures,
            finished_at=command.finished_at,
            photos=command.photos,
        )
    ]
