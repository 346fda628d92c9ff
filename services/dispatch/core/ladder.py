"""What happens to a call while its department is silent, nobody pressing anything.

Rule 1: which rung is reached when was reckoned when the clock began (`limits`); who is told is
looked up when it fires, for posts outlive people.
Rule 2: each clock climbs its ladder once, rung by rung; a duty that is done climbs no further.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from contracts.actor import Role
from contracts.city import City
from contracts.city.local import day_of, head, told
from contracts.events.call import CallEscalated, CallOverdue, CallWarned
from contracts.events.event import Event
from contracts.summons import RungAt
from contracts.words import Level
from contracts.written import NOBODY_ANSWERED
from services.dispatch.core.call import Call
from services.dispatch.core.questions import Question, ask, escalating, seat
from services.dispatch.core.supervision import Opening, opened
from services.dispatch.core.whistle import Whistle

HANDLER: Final = "handler"
"""On a rung of the city's ladder: whoever answers for the call at the department."""

_GRAVE: Final = frozenset({"supervise", "escalate"})
"""Rungs that the head of the unit hears of, whatever the ladder says."""

TALK_AFTER: Final = "supervision.talk_after"
"""So late that there is a talk 约谈."""


@dataclass(frozen=True)
class Step:
    """The next rung of one clock."""

    whistle: Whistle
    call: Call
    rung: RungAt

    @property
    def at(self) -> datetime:
        """When it is reached."""
        return self.rung.at

    def fire(self, city: City, now: datetime) -> Sequence[Event]:
        """Say what this rung means."""
        return _ACTIONS[self.rung.action](self, city, now)


def steps(whistle: Whistle) -> Iterator[Step]:
    """The next rung of every clock that runs."""
    for call in whistle.answering:
        if call.suspension:
            continue
        for clock in call.clocks.values():
            if clock.done_at is None and clock.ladder:
                yield Step(whistle, call, clock.ladder[0])


def _common(step: Step, city: City, now: datetime) -> dict[str, Any]:
    return {
        "whistle_id": step.whistle.id,
        "task_id": step.call.task_id,
        "department": step.call.department,
        "duty": step.rung.duty,
        "tell": _tell(step, city, now),
    }


def _tell(step: Step, city: City, now: datetime) -> tuple[str, ...]:
    """The accounts this rung tells: those who hold the roles it names, where they matter here.

    Who is on duty stands for all who hold the post; the unit's head (一把手) hears of grave ones.
    The leading street's district hears of what another district rules on.
    """
    named = (word for rung in city.ladder if rung.action == step.rung.action for word in rung.tell)
    roles = (Role.DEPARTMENT_LIAISON if word == HANDLER else Role(word) for word in named)
    above = seat(Level.DISTRICT, step.whistle, step.call, city)
    places = (step.call.department, *step.whistle.sharing, step.whistle.district, above)
    holders = (account for role in roles for at in places for account in told(city, role, at, now))
    answers = head(city, step.call.department, day_of(now)) if step.rung.action in _GRAVE else None
    return tuple(dict.fromkeys([*holders, *([answers] if answers else [])]))


def _warn(step: Step, city: City, now: datetime) -> Sequence[Event]:
    return [CallWarned(**_common(step, city, now), by_when=step.call.clocks[step.rung.duty].by)]


def _overdue(step: Step, city: City, now: datetime) -> Sequence[Event]:
    by = step.call.clocks[step.rung.duty].by
    talk_at = city.due(step.call.department, by, city.span(TALK_AFTER)).at
    return [CallOverdue(**_common(step, city, now), by_when=by, talk_at=talk_at)]


def _supervise(step: Step, city: City, now: datetime) -> Sequence[Event]:
    opening = Opening(step.rung.duty, "limit", tell=_tell(step, city, now))
    return [opened(opening, step.whistle, step.call, city, now)]


def _escalate(step: Step, city: City, now: datetime) -> Sequence[Event]:
    question = Question("escalation", Level.DISTRICT, NOBODY_ANSWERED.zh)
    asked = ask(question, step.whistle, step.call, city, now)
    grade = city.graver(step.call.grade)
    said = CallEscalated(**_common(step, city, now), grade=grade, answer_by=asked.due_at)
    return [said] if escalating(step.call) else [said, asked]


_ACTIONS: Final[Mapping[str, Callable[[Step, City, datetime], Sequence[Event]]]] = {
    "warn": _warn,
    "overdue": _overdue,
    "supervise": _supervise,
    "escalate": _escalate,
}
