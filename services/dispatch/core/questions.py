"""Questions about a call that wait for somebody's word: not ours, beyond us, nobody answered.

Rule 1: the street is asked first; what it passes up or leaves lying goes to the district that the
department answers to: its own, or the street's for one that serves the whole city.
Rule 2: a question stops no clock.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from contracts.city import City
from contracts.envelope import Envelope
from contracts.events.call import RulingDecided, RulingOpened
from contracts.events.event import Event
from contracts.events.task import TaskCannotSolve, TaskObjected
from contracts.summons import About
from contracts.words import Level
from contracts.written import MAY_NOT_RETURN
from services.dispatch.core.call import Call
from services.dispatch.core.whistle import Whistle

_LIMITS: Final[Mapping[tuple[About, Level], str]] = {
    ("objection", Level.STREET): "objection.ruling",
    ("objection", Level.DISTRICT): "dispute.designate",
    ("cannot_solve", Level.STREET): "objection.ruling",
    ("cannot_solve", Level.DISTRICT): "escalation.answer",
    ("escalation", Level.DISTRICT): "escalation.answer",
}


@dataclass(frozen=True)
class Question:
    """What is asked, and whom."""

    about: About
    level: Level
    reason: str
    basis: str | None = None
    suggestion: str | None = None


def ask(
    question: Question, whistle: Whistle, call: Call, city: City, now: datetime
) -> RulingOpened:
    """Open a ruling."""
    at = seat(question.level, whistle, call, city)
    return RulingOpened(
        whistle_id=whistle.id,
        task_id=call.task_id,
        department=call.department,
        ruling_id=f"{call.task_id}-r{call.ruled + 1}",
        about=question.about,
        level=question.level,
        at=at,
        reason=question.reason,
        basis=question.basis,
        suggestion=question.suggestion,
        due_at=due(question.about, question.level, at, city, now),
        asked_at=now,
        joint=whistle.joint,
    )


def seat(level: Level, whistle: Whistle, call: Call, city: City) -> str:
    """Return where this level rules on a call."""
    if level is not Level.DISTRICT:
        return whistle.street
    return city.district_over(call.department, whistle.street)


def due(about: About, level: Level, at: str, city: City, now: datetime) -> datetime:
    """Return by when this level must give its word there, if it is asked now."""
    return city.due(at, now, city.span(_LIMITS[about, level])).at


def escalating(call: Call) -> bool:
    """Whether the district was asked about this call already and has not answered."""
    return any(ruling.about == "escalation" for ruling in call.rulings)


def on_objected(
    heard: Envelope[TaskObjected], whistle: Whistle, city: City, now: datetime
) -> Sequence[Event]:
    """异议: the street rules; who may not object any more is told no at once."""
    call = whistle.call(heard.subject)
    if not call.answering:
        return []
    word = heard.data
    question = Question("objection", Level.STREET, word.reason, word.basis, word.suggestion)
    opened = ask(question, whistle, call, city, now)
    if call.designated or call.objections > city.objection.max:
        return [opened, _rejected(opened)]
    return [opened]


def on_cannot_solve(
    heard: Envelope[TaskCannotSolve], whistle: Whistle, city: City, now: datetime
) -> Sequence[Event]:
    """办不了: the street must accept that before the upper level studies it."""
    call = whistle.call(heard.subject)
    if not call.answering:
        return []
    question = Question("cannot_solve", Level.STREET, heard.data.reason)
    return [ask(question, whistle, call, city, now)]


def _rejected(opened: RulingOpened) -> RulingDecided:
    return RulingDecided(
        whistle_id=opened.whistle_id,
        task_id=opened.task_id,
        department=opened.department,
        ruling_id=opened.ruling_id,
        about=opened.about,
        upheld=False,
        reason=MAY_NOT_RETURN.zh,
    )
