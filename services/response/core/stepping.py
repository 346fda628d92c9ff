"""A step of a procedure is taken: by whom it may be, in its turn, with what it has to show.

Rule 1: the actor is looked at first, so that a stranger learns nothing of the file.
Rule 2: taking a step may tell the case its result, end the file, and set off the step's effects.
Rule 3: a file that ends without a result gives the case back, so that none is ever left behind.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import reduce
from typing import Final, NamedTuple

from contracts.actor import Actor
from contracts.city import City
from contracts.commands.step import TakeStep
from contracts.events.event import Event
from contracts.events.procedure import TaskEnded, TaskSettled, TaskStepped
from contracts.events.task import TaskStep
from contracts.recusal import steps_aside
from contracts.refusals import NotNow, NotSo, NotThere, NotYours
from contracts.sentences import Sentence
from contracts.steps import Result
from services.response.core import step_clocks
from services.response.core.effects import Taken
from services.response.core.evolve import evolve
from services.response.core.gate import about
from services.response.core.order import is_open, may_take, names, open_steps, planned, takes_part
from services.response.core.step_effects import EFFECTS
from services.response.core.step_fields import checked, named, told
from services.response.core.step_rules import RULES
from services.response.core.task import Task


class Filed(NamedTuple):
    """What a task does not know of itself."""

    id: str
    """From which the tasks it asks for get theirs."""
    number: str | None = None
    """Of the paper the step makes, if it is made now for the first time."""


UNFILED: Final = Filed("task")


def take(
    command: TakeStep,
    task: Task | None,
    actor: Actor,
    city: City,
    now: datetime,
    file: Filed = UNFILED,
) -> Sequence[Event]:
    """Take a step."""
    task, step = _admitted(command, task, actor, city)
    fields = checked(command, step, city)
    taken = Taken(file.id, step, fields, command.note, task, city, now, actor.id)
    for rule in step.rules:
        RULES[rule](taken)
    stepped = _stepped(command, taken, file.number)
    ending = _ending(command, taken)
    after = reduce(evolve, ending, evolve(task, stepped))
    follows = [event for effect in step.effects for event in EFFECTS[effect](taken)]
    clocks = () if "pass_up" in step.effects else step_clocks.fresh(after, city, now)
    opened = {"clocks": clocks, "opens": _possible(after)}
    return [stepped.model_copy(update=opened), *follows, *ending]


def lapse(task: Task, step: TaskStep, city: City, now: datetime) -> Sequence[Event]:
    """Take a step whose limit passed in silence, as if it had been said."""
    command = TakeStep(step=step.step)
    taken = Taken(UNFILED.id, step, {}, None, task, city, now)
    stepped = _stepped(command, taken)
    after = evolve(task, stepped)
    opened = {
        "clocks": step_clocks.fresh(after, city, now),
        "opens": names(open_steps(after)),
    }
    follows = [event for effect in step.effects for event in EFFECTS[effect](taken)]
    return [stepped.model_copy(update=opened), *follows, *_ending(command, taken)]


def _admitted(
    command: TakeStep, task: Task | None, actor: Actor, city: City
) -> tuple[Task, TaskStep]:
    if task is None or steps_aside(actor, task.recused, city):
        raise NotThere("not_found")
    if not takes_part(task, actor):
        raise NotYours("not_on_this_file")
    step = planned(command.step, task) if task.procedure else None
    if step is None:
        raise NotSo("unknown_step", field="step", allowed=names(task.steps))
    if not may_take(step, task, actor):
        raise NotYours("step_not_yours", step=step.label_zh or step.step, who=step.who)
    if not task.open or not is_open(step, task):
        steps = tuple(_called(one) for one in open_steps(task)) if task.open else ()
        raise NotNow("step_not_open", state=task.stage, allowed=_possible(task), steps=steps)
    return task, step


def _called(step: TaskStep) -> Sentence:
    return Sentence(step.label_zh or step.step, step.label_en or step.step)


def _possible(task: Task) -> tuple[str, ...]:
    return names(open_steps(task)) if task.open else ()


def _stepped(command: TakeStep, taken: Taken, number: str | None = None) -> TaskStepped:
    step, task = taken.step, taken.task
    return TaskStepped(
        **about(task),
        step=step.step,
        label_zh=step.label_zh or step.step,
        label_en=step.label_en or step.step,
        tier=task.tiers[0].tier if task.tiers else None,
        fields=told(taken.fields, step),
        note=command.note,
        photos=command.photos,
        named=named(taken.fields, step),
        paper=step.paper,
        paper_number=number if step.paper and step.paper not in task.papers else None,
    )


def _ending(command: TakeStep, taken: Taken) -> Sequence[Event]:
    step, task = taken.step, taken.task
    told: Result | None = step.tells or ("returned" if step.ends and task.case_id else None)
    said: list[Event] = []
    if told and task.result is None:
        said.append(
            TaskSettled(
                **about(task),
                result=told,
                outcome=step.step,
                text=_words(command, taken),
                photos=command.photos,
            )
        )
    if step.ends:
        said.append(TaskEnded(**about(task), outcome=step.step, parent=task.parent))
    return said


def _words(command: TakeStep, taken: Taken) -> str:
    """What the case hears: the result in a field of that name, else the note, else the step."""
    said = taken.fields.get("result")
    words = said if isinstance(said, str) else command.note or taken.fields.get("reason")
    return words if isinstance(words, str) else taken.step.label_zh or taken.step.step
