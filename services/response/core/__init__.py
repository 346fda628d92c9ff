"""What a called department may do with a task, and what follows. Pure."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeAlias

from contracts.actor import Actor
from contracts.city import City
from contracts.commands.command import Command
from contracts.commands.relief import Extend, Resume, Suspend
from contracts.commands.step import OpenTask, TakeStep
from contracts.commands.task import Acknowledge, Arrive, CannotSolve, Complete, ObjectTo, Progress
from contracts.events.event import Event
from services.response.core.answer import acknowledge, complete, progress
from services.response.core.arrival import arrive
from services.response.core.convening import on_roll_called
from services.response.core.evolve import evolve
from services.response.core.life import TASK_LIFE, Stage
from services.response.core.linking import on_part_ended
from services.response.core.notice import on_summoned, on_transferred
from services.response.core.opening import on_entrusted, on_spawned, open_task
from services.response.core.question import cannot_solve, object_to
from services.response.core.step_clocks import due_at
from services.response.core.stepping import Filed, take
from services.response.core.task import Task
from services.response.core.tick import tick
from services.response.core.timing import extend, resume, suspend
from services.response.core.turn import allowed

Decision: TypeAlias = Callable[[Any, Task | None, Actor, City, datetime], Sequence[Event]]

DECISIONS: Mapping[type[Command], Decision] = {
    Acknowledge: acknowledge,
    Arrive: arrive,
    Progress: progress,
    Complete: complete,
    ObjectTo: object_to,
    CannotSolve: cannot_solve,
    OpenTask: open_task,
    TakeStep: take,
    Extend: extend,
    Suspend: suspend,
    Resume: resume,
}

__all__ = [
    "DECISIONS",
    "TASK_LIFE",
    "Decision",
    "Filed",
    "Stage",
    "Task",
    "allowed",
    "arrive",
    "due_at",
    "evolve",
    "on_entrusted",
    "on_part_ended",
    "on_roll_called",
    "on_spawned",
    "on_summoned",
    "on_transferred",
    "take",
    "tick",
]
