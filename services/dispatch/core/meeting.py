"""会商: the street meets the departments on the whistle; what is agreed becomes steps.

Rule 1: every step names a department that is called, a person, a target and a time ahead.
Rule 2: a step that is late is said again until it is done; the street confirms no whistle over it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from contracts.actor import Actor, Role
from contracts.calendar.wall import to_instant, to_wall
from contracts.city import City
from contracts.commands.coordination import FinishStep, Meet, StepWanted
from contracts.events.coordination import MeetingHeld, StepAgreed, StepDone, StepOverdue
from contracts.events.event import Event
from contracts.refusals import NotSo, NotYours
from services.dispatch.core import choose
from services.dispatch.core.agreed import Step
from services.dispatch.core.gates import commander, responding
from services.dispatch.core.whistle import UNDER_WAY, Whistle

AGAIN = "close.street_confirm"
"""How often it is said that a step is late."""
_FAST_CLOCK = timedelta(minutes=5)
"""How far ahead somebody's own clock may be."""


def meet(
    command: Meet, whistle: Whistle, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """Write down a meeting and the steps it led to."""
    if command.held_at > now + _FAST_CLOCK:
        raise NotSo("meeting_in_future", field="held_at")
    for n, attendee in enumerate(command.attendees):
        if not city.knows_organisation(attendee.organisation):
            field = f"attendees.{n}.organisation"
            raise NotSo("unknown_unit", field=field, department=attendee.organisation)
    steps = tuple(
        _agreed(step, len(whistle.steps) + n, whistle, city, now)
        for n, step in enumerate(command.steps, 1)
    )
    return [
        MeetingHeld(
            meeting_id=f"{whistle.id}-h{whistle.meetings + 1}",
            form=command.form,
            held_at=to_instant(to_wall(command.held_at)),
            attendees=command.attendees,
            decision=command.decision,
            steps=steps,
        )
    ]


def _agreed(step: StepWanted, n: int, whistle: Whistle, city: City, now: datetime) -> StepAgreed:
    if whistle.call_of(step.department) is None:
        name = choose.name_of(step.department, city) if _known(step, city) else step.department
        raise NotSo("step_not_called", field="steps", department=name)
    if step.due_at <= now:
        raise NotSo("step_in_the_past", field="steps")
    return StepAgreed(
        id=f"{whistle.id}-a{n}",
        department=step.department,
        person=step.person,
        target=step.target,
        due_at=to_instant(to_wall(step.due_at)),
    )


def _known(step: StepWanted, city: City) -> bool:
    return city.knows_organisation(step.department)


def finish_step(
    command: FinishStep, whistle: Whistle, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """Say that an agreed step is done: its own department may, and the street."""
    step = next((step for step in whistle.steps if step.id == command.step_id), None)
    if step is None or step.done:
        raise NotSo("no_such_step", field="step_id")
    if responding(actor, whistle) != step.department and not commander(actor, whistle):
        raise NotYours("not_your_step", department=choose.name_of(step.department, city))
    return [
        StepDone(
            step_id=step.id,
            department=step.department,
            result=command.result,
            photos=command.photos,
        )
    ]


def late_steps(whistle: Whistle) -> Iterator["LateStep"]:
    """The steps that wait, of departments still called."""
    if whistle.stage in UNDER_WAY:
        for step in whistle.open_steps:
            yield LateStep(step.look_at, step)


@dataclass(frozen=True)
class LateStep:
    """An agreed step was not done in time."""

    at: datetime
    step: Step

    def fire(self, city: City, now: datetime) -> Sequence[Event]:
        """Tell its department, and when it will be told again."""
        roles = (Role.DEPARTMENT_LIAISON, Role.DEPARTMENT_HEAD)
        department = self.step.department
        return [
            StepOverdue(
                step_id=self.step.id,
                department=department,
                was_due_at=self.at,
                due_at=city.due(department, now, city.span(AGAIN)).at,
                tell=tuple(a for role in roles for a in city.holders(role, department)),
            )
        ]
