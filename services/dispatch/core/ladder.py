"""What happens to a call while its department is silent, nobody pressing anything.

Rule 1: the rungs are the city's: at which share of a limit, which action, who is told.
Rule 2: each clock climbs its ladder once, rung by rung; a duty that is done climbs no further.
Rule 3: a department that counts as not having come is supervised then, if not before.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal

from contracts.actor import Role
from contracts.city import City, Rung
from contracts.events.call import CallEscalated, CallOverdue, CallWarned, SupervisionOpened
from contracts.events.event import Event
from contracts.summons import Duty
from contracts.words import Level
from services.dispatch.core.call import DUTIES, Call
from services.dispatch.core.questions import Question, ask, escalating
from services.dispatch.core.summon import no_show_at
from services.dispatch.core.whistle import RAISED, Whistle

NOBODY_ANSWERED: Final = "超过时限一倍仍未履行，自动提级，请区级裁定或另行指派"
"""Why the district is asked when a limit has passed twice over."""

HANDLER: Final = "handler"
_KINDS: Final[tuple[Literal["DAILY", "LISTED", "TALK"], ...]] = ("DAILY", "LISTED", "TALK")
"""日常督办, then 挂牌督办, then 约谈督办."""


@dataclass(frozen=True)
class Step:
    """The next rung of one clock, and when it is reached."""

    at: datetime
    whistle: Whistle
    call: Call
    duty: Duty
    rung: Rung

    def fire(self, city: City, now: datetime) -> Sequence[Event]:
        """Say what this rung means."""
        return _ACTIONS[self.rung.action](self, city, now)


def steps(whistle: Whistle, city: City) -> Iterator[Step]:
    """The next rung of every clock that runs."""
    if whistle.stage not in RAISED:
        return
    for call in whistle.answering:
        for duty in DUTIES:
            clock = call.clocks[duty]
            if clock.done_at is None and clock.climbed < len(city.ladder):
                yield _step(whistle, call, duty, city)


def _step(whistle: Whistle, call: Call, duty: Duty, city: City) -> Step:
    clock = call.clocks[duty]
    rung = city.ladder[clock.climbed]
    span = city.kind(whistle.kind).clocks[duty]
    at = city.share(call.department, clock.since, clock.by, span, rung.share)
    if duty == "arrive" and rung.action == "supervise":
        at = min(at, no_show_at(whistle.kind, call, city))
    return Step(at, whistle, call, duty, rung)


def _common(step: Step, city: City) -> dict[str, Any]:
    return {
        "whistle_id": step.whistle.id,
        "task_id": step.call.task_id,
        "department": step.call.department,
        "duty": step.duty,
        "tell": _tell(step, city),
    }


def _tell(step: Step, city: City) -> tuple[str, ...]:
    """The accounts this rung tells: those who hold the roles it names, where they matter here."""
    roles = (Role.DEPARTMENT_LIAISON if word == HANDLER else Role(word) for word in step.rung.tell)
    places = (step.call.department, step.whistle.street, step.whistle.district)
    told = (account for role in roles for at in places for account in city.holders(role, at))
    return tuple(dict.fromkeys(told))


def _warn(step: Step, city: City, now: datetime) -> Sequence[Event]:
    return [CallWarned(**_common(step, city), by_when=step.call.clocks[step.duty].by)]


def _overdue(step: Step, city: City, now: datetime) -> Sequence[Event]:
    return [CallOverdue(**_common(step, city), by_when=step.call.clocks[step.duty].by)]


def _supervise(step: Step, city: City, now: datetime) -> Sequence[Event]:
    count = step.call.supervisions + 1
    answer_by = city.due(step.call.department, now, city.span("supervision.answer")).at
    kind = _KINDS[min(count, len(_KINDS)) - 1]
    return [SupervisionOpened(**_common(step, city), kind=kind, count=count, answer_by=answer_by)]


def _escalate(step: Step, city: City, now: datetime) -> Sequence[Event]:
    question = Question("escalation", Level.DISTRICT, NOBODY_ANSWERED)
    asked = ask(question, step.whistle, step.call, city, now)
    grade = city.graver(step.call.grade)
    said = CallEscalated(**_common(step, city), grade=grade, answer_by=asked.due_at)
    return [said] if escalating(step.call) else [said, asked]


_ACTIONS: Final[Mapping[str, Callable[[Step, City, datetime], Sequence[Event]]]] = {
    "warn": _warn,
    "overdue": _overdue,
    "supervise": _supervise,
    "escalate": _escalate,
}
