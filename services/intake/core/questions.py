"""Whoever a case was handed to says it is not theirs: whose word that waits for, and until when.

Rule 1: the street is asked first; what it passes up or leaves lying goes to the district. The
district is asked at once about a case it holds itself, or from which the street steps aside.
Rule 2: a question stops no clock, and leaves the case where it is until the word is given.
Rule 3: with whom a ruling left the case, they may not return it (潍坊12345条例 art. 22): their
objection is rejected at once, and even what is beyond them waits for a word. Whoever else cannot
solve it gives it back.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from contracts.actor import Role
from contracts.city import City
from contracts.envelope import Envelope
from contracts.events.case import CaseSolved
from contracts.events.case_handed import CaseReturned
from contracts.events.case_ruling import (
    CaseRuled,
    CaseRulingLapsed,
    CaseRulingOpened,
    CaseRulingOverdue,
)
from contracts.events.event import Event
from contracts.events.task import TaskCannotSolve, TaskObjected
from contracts.lifecycle import CaseStage
from contracts.summons import About
from contracts.words import Level
from contracts.written import MAY_NOT_RETURN
from services.intake.core.case import Case
from services.intake.core.returning import returned
from services.intake.core.rulers import first_ruler, seat

_LIMITS: Final[Mapping[Level, str]] = {
    Level.STREET: "order.objection.ruling",
    Level.DISTRICT: "order.dispute.designate",
}


def rule_by(level: Level, case: Case, city: City, now: datetime) -> datetime:
    """Return by when this level must give its word, if it is asked now."""
    return city.due(seat(level, case), now, city.span(_LIMITS[level])).at


def on_objected(
    heard: Envelope[TaskObjected], case: Case, city: City, now: datetime
) -> Sequence[Event]:
    """异议: the street rules; who may not return it any more is told no at once."""
    if not _theirs(heard, case):
        return []
    opened = _asked(heard, "objection", case, city, now).model_copy(
        update={"basis": heard.data.basis, "suggestion": heard.data.suggestion}
    )
    return [opened, _rejected(opened)] if heard.data.department in case.bound else [opened]


def on_cannot_solve(
    heard: Envelope[TaskCannotSolve], case: Case, city: City, now: datetime
) -> Sequence[Event]:
    """办不了: its holder must act again; of who was named, a ruler must agree first."""
    if not _theirs(heard, case):
        return []
    if heard.data.department in case.bound:
        return [_asked(heard, "cannot_solve", case, city, now)]
    return [returned(case, heard.data.reason, city, now)]


def with_lapse(case: Case, event: Event) -> Sequence[Event]:
    """What takes a case away from them ends their question, too."""
    question = case.question
    if question is None or not isinstance(event, CaseSolved | CaseReturned):
        return [event]
    return [CaseRulingLapsed(**about(case), ruling_id=question.id), event]


def unruled(case: Case, city: City, now: datetime) -> Sequence[Event]:
    """Nobody gave the word in time: the district must."""
    question = case.question
    if question is None or case.due_at is None or now < question.due_at:
        return []
    district = seat(Level.DISTRICT, case)
    return [
        CaseRulingOverdue(
            **about(case),
            ruling_id=question.id,
            was_due_at=question.due_at,
            level=Level.DISTRICT,
            at=district,
            due_at=rule_by(Level.DISTRICT, case, city, now),
            tell=city.holders(Role.DISTRICT_SUPERVISOR, district),
        )
    ]


def about(case: Case) -> dict[str, str]:
    """What every event of a question says of the case's latest task."""
    return {"task_id": case.task_id or "", "department": case.owner.at}


def _theirs(heard: Envelope[TaskObjected] | Envelope[TaskCannotSolve], case: Case) -> bool:
    """Whether the task has the case, and nothing is asked about it yet."""
    has_it = case.stage is CaseStage.TRANSFERRED and case.task_id == heard.subject
    return has_it and case.question is None


def _asked(
    heard: Envelope[TaskObjected] | Envelope[TaskCannotSolve],
    what: About,
    case: Case,
    city: City,
    now: datetime,
) -> CaseRulingOpened:
    level = first_ruler(case)
    return CaseRulingOpened(
        **about(case),
        ruling_id=f"{case.task_id}-r{case.questions + 1}",
        case_id=heard.data.case_id or "",
        about=what,
        level=level,
        at=seat(level, case),
        reason=heard.data.reason,
        territory=case.home.at,
        recused=case.recused,
        due_at=rule_by(level, case, city, now),
    )


def _rejected(opened: CaseRulingOpened) -> CaseRuled:
    return CaseRuled(
        ruling_id=opened.ruling_id,
        task_id=opened.task_id,
        department=opened.department,
        about=opened.about,
        upheld=False,
        reason=MAY_NOT_RETURN.zh,
    )
