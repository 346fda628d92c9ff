"""The documents behind a row of a board, as those may see them whom it concerns.

They open onto the formula: points per item, every line, what it was before a ruling. No reporter
and nobody's words stand in them.
"""

from collections.abc import Mapping
from typing import Literal, TypeAlias

from pydantic import BaseModel, ConfigDict

from contracts.events.evaluation import Deduction
from contracts.summons import ProblemEnd
from services.evaluation.core.assessment import Assessment
from services.evaluation.core.callback import Answer, Callback
from services.evaluation.core.row import Row, Subject


class JudgedCall(BaseModel):
    """One assessment."""

    model_config = ConfigDict(frozen=True)

    kind: Literal["assessment"] = "assessment"
    id: str
    whistle_id: str
    number: str
    street: str
    department: str
    lead: bool
    stage: str
    ends: tuple[ProblemEnd, ...]
    overdue: tuple[str, ...]
    no_show: bool
    points: Mapping[str, float]
    deductions: tuple[Deduction, ...]
    total: float | None
    was: float | None


class AskedCase(BaseModel):
    """One case that was asked about, with this month's answers."""

    model_config = ConfigDict(frozen=True)

    kind: Literal["callback"] = "callback"
    id: str
    case_id: str
    number: str
    street: str
    answers: tuple[Answer, ...]


Item: TypeAlias = JudgedCall | AskedCase
"""Told apart by `kind`."""


class Evidence(BaseModel):
    """One unit's row, and a page of the documents it was counted from."""

    model_config = ConfigDict(frozen=True)

    period: str
    subject: Subject
    row: Row
    opens: tuple[str, ...] = ()
    """Figures of the row by name: each opens by `/openings/{period}/{subject}/{id}/{figure}`."""
    items: tuple[Item, ...]
    next: str | None
    """The cursor of the next page; None: this is the last."""


def judged_call(id: str, one: Assessment) -> JudgedCall:
    """Show an assessment."""
    record = one.facts
    return JudgedCall(
        id=id,
        whistle_id=one.whistle_id,
        number=one.number,
        street=one.street,
        department=one.department,
        lead=record.lead,
        stage=one.stage,
        ends=tuple(end.model_copy(update={"note": None}) for end in one.ends),
        overdue=record.overdue,
        no_show=record.no_show,
        points=one.points,
        deductions=one.deductions,
        total=one.total,
        was=one.was,
    )


def asked_case(id: str, one: Callback, period: str) -> AskedCase:
    """Show what a case's reporters said this month."""
    return AskedCase(
        id=id,
        case_id=one.case_id,
        number=one.number,
        street=one.street,
        answers=tuple(answer for answer in one.answers if answer.period == period),
    )
