"""What evaluation remembers of one judgement: one whistle, one responder, one assessment 一哨一评.

Rule 1: every possible move is in ASSESSMENT_LIFE and nowhere else.
Rule 2: the score changes once at most, by the word of a second person; the old value is kept.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

from pydantic import AwareDatetime, BaseModel, ConfigDict

from contracts.events.evaluation import (
    AssessmentAppealed,
    AssessmentDue,
    AssessmentFinal,
    AssessmentOverdue,
    AssessmentRuled,
    AssessmentScored,
    Deduction,
)
from contracts.events.event import Event
from contracts.events.whistle import WhistleConfirmed
from contracts.machine import Machine
from contracts.summons import CallRecord, ProblemEnd
from contracts.words import Kind


class Stage(StrEnum):
    """Where an assessment stands."""

    NEW = "new"
    CONFIRMED = "confirmed"
    """Its whistle is; nobody was asked to judge yet. Never stored."""
    DUE = "due"
    SCORED = "scored"
    APPEALED = "appealed"
    RULED = "ruled"
    FINAL = "final"


ASSESSMENT_LIFE: Machine[Stage] = Machine(
    {
        Stage.NEW: {WhistleConfirmed: Stage.CONFIRMED},
        Stage.CONFIRMED: {AssessmentDue: Stage.DUE},
        Stage.DUE: {AssessmentOverdue: Stage.DUE, AssessmentScored: Stage.SCORED},
        Stage.SCORED: {AssessmentAppealed: Stage.APPEALED, AssessmentFinal: Stage.FINAL},
        Stage.APPEALED: {AssessmentOverdue: Stage.APPEALED, AssessmentRuled: Stage.RULED},
        Stage.RULED: {AssessmentFinal: Stage.FINAL},
        Stage.FINAL: {},
    }
)


class Assessment(BaseModel):
    """The judgement of one responder of one whistle, with each problem's own end inside it."""

    model_config = ConfigDict(frozen=True)

    stage: Stage
    street: str
    number: str
    kind: Kind
    ends: tuple[ProblemEnd, ...]
    whistle_id: str = ""
    department: str = ""
    record: CallRecord | None = None
    period: str | None = None
    """The month whose board counts it; None: no board does (an exercise)."""
    due_at: AwareDatetime | None = None
    """By when the next word is due: the score, the appeal or the ruling; None: nothing is."""
    overdue: bool = False
    """Somebody was told that the word is late."""
    points: Mapping[str, float] = {}
    deductions: tuple[Deduction, ...] = ()
    total: float | None = None
    scorer: str | None = None
    comment: str | None = None
    was: float | None = None
    """The total before a ruling."""
    ruler: str | None = None

    @property
    def facts(self) -> CallRecord:
        """The record it is judged on: there from the moment it is due."""
        assert self.record is not None
        return self.record

    @property
    def solved(self) -> int:
        """How many of the whistle's problems were solved."""
        return sum(end.solved for end in self.ends)


def evolve(assessment: Assessment | None, event: Event) -> Assessment:
    """Return the assessment after this event.

    Raises:
        IllegalTransition: it cannot happen now.
    """
    stage = ASSESSMENT_LIFE.advance(assessment.stage if assessment else Stage.NEW, event)
    if assessment is None:
        return _confirmed(event, stage)
    changes = _CHANGES[type(event)](event)
    return assessment.model_copy(update={**changes, "stage": stage})


def clock(assessment: Assessment) -> datetime | None:
    """Return when the sweep must look at it next."""
    return None if assessment.overdue else assessment.due_at


def _confirmed(event: Any, stage: Stage) -> Assessment:
    kept = {name: getattr(event, name) for name in ("street", "number", "kind", "ends")}
    return Assessment(stage=stage, **kept)


def _due(event: AssessmentDue) -> dict[str, Any]:
    kept = ("whistle_id", "department", "record", "period", "due_at")
    return {name: getattr(event, name) for name in kept}


def _scored(event: AssessmentScored) -> dict[str, Any]:
    kept = ("points", "deductions", "total", "scorer", "comment")
    fresh = {"due_at": event.appeal_by, "overdue": False}
    return {**fresh, **{name: getattr(event, name) for name in kept}}


def _ruled(event: AssessmentRuled) -> dict[str, Any]:
    return {"total": event.total, "was": event.was, "ruler": event.ruler, "due_at": None}


_CHANGES: Mapping[type[Event], Callable[[Any], dict[str, Any]]] = {
    AssessmentDue: _due,
    AssessmentScored: _scored,
    AssessmentAppealed: lambda event: {"due_at": event.rule_by, "overdue": False},
    AssessmentRuled: _ruled,
    AssessmentOverdue: lambda _: {"overdue": True},
    AssessmentFinal: lambda _: {"due_at": None},
}
