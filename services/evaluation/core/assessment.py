"""What evaluation remembers of one judgement: one whistle, one responder, one assessment 一哨一评.

Rule 1: every possible move is in ASSESSMENT_LIFE and nowhere else.
Rule 2: the score changes only by appeal, by the word of a second person and then of a third; the
first value is kept.
Rule 3: what the department says of the street, and an overdue that is not counted, change no score.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict

from contracts.events.evaluation import (
    AssessmentAppealed,
    AssessmentDue,
    AssessmentExempted,
    AssessmentFinal,
    AssessmentOverdue,
    AssessmentRecomputed,
    AssessmentRuled,
    AssessmentScored,
    Deduction,
    StreetJudged,
)
from contracts.events.event import Event
from contracts.events.review import ReviewGranted
from contracts.events.whistle import WhistleConfirmed
from contracts.machine import Machine
from contracts.summons import CallRecord, ProblemEnd
from contracts.words import Kind, Words


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


def _stays(stage: Stage) -> dict[type[Event], Stage]:
    """What may be said beside the score."""
    return dict.fromkeys(
        (StreetJudged, ReviewGranted, AssessmentExempted, AssessmentRecomputed), stage
    )


ASSESSMENT_LIFE: Machine[Stage] = Machine(
    {
        Stage.NEW: {WhistleConfirmed: Stage.CONFIRMED},
        Stage.CONFIRMED: {AssessmentDue: Stage.DUE},
        Stage.DUE: {
            **_stays(Stage.DUE),
            AssessmentOverdue: Stage.DUE,
            AssessmentScored: Stage.SCORED,
        },
        Stage.SCORED: {
            **_stays(Stage.SCORED),
            AssessmentAppealed: Stage.APPEALED,
            AssessmentFinal: Stage.FINAL,
        },
        Stage.APPEALED: {
            **_stays(Stage.APPEALED),
            AssessmentOverdue: Stage.APPEALED,
            AssessmentRuled: Stage.RULED,
        },
        Stage.RULED: {
            **_stays(Stage.RULED),
            AssessmentAppealed: Stage.APPEALED,
            AssessmentFinal: Stage.FINAL,
        },
        Stage.FINAL: _stays(Stage.FINAL),
    }
)


class StreetWord(BaseModel):
    """How the department found the whistle."""

    model_config = ConfigDict(frozen=True)

    rightly: bool
    completeness: float
    cooperation: float
    comment: Words | None = None


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
    comment: Words | None = None
    shares: Mapping[str, float] | None = None
    """What the street gave of each item's weight."""
    was: float | None = None
    """The total before the first ruling."""
    ruler: str | None = None
    appeals: tuple[Words, ...] = ()
    """The department's reasons, the first one first."""
    level: Literal["street", "district"] = "street"
    """Whose word the appeal waits for."""
    rulings: tuple[Words, ...] = ()
    confirmed_at: AwareDatetime | None = None
    judge_street_by: AwareDatetime | None = None
    street_word: StreetWord | None = None
    exempt: Words | None = None
    """Why its overdue is not counted 不计超时."""

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
    add = _ADDS.get(type(event))
    changes = add(assessment, event) if add else _CHANGES[type(event)](event)
    return assessment.model_copy(update={**changes, "stage": stage})


def clock(assessment: Assessment) -> datetime | None:
    """Return when the sweep must look at it next."""
    return None if assessment.overdue else assessment.due_at


def _confirmed(event: Any, stage: Stage) -> Assessment:
    kept = {name: getattr(event, name) for name in ("street", "number", "kind", "ends")}
    return Assessment(stage=stage, **kept)


def _due(event: AssessmentDue) -> dict[str, Any]:
    kept = ("whistle_id", "department", "record", "period", "due_at")
    times = ("confirmed_at", "judge_street_by")
    return {name: getattr(event, name) for name in (*kept, *times)}


def _scored(event: AssessmentScored) -> dict[str, Any]:
    kept = ("points", "deductions", "total", "scorer", "comment", "shares")
    fresh = {"due_at": event.appeal_by, "overdue": False}
    return {**fresh, **{name: getattr(event, name) for name in kept}}


def _judged_street(event: StreetJudged) -> dict[str, Any]:
    kept = ("rightly", "completeness", "cooperation", "comment")
    return {"street_word": StreetWord(**{name: getattr(event, name) for name in kept})}


_CHANGES: Mapping[type[Event], Callable[[Any], dict[str, Any]]] = {
    AssessmentDue: _due,
    AssessmentScored: _scored,
    AssessmentOverdue: lambda _: {"overdue": True},
    AssessmentFinal: lambda _: {"due_at": None},
    AssessmentExempted: lambda event: {"exempt": event.reason},
    StreetJudged: _judged_street,
    AssessmentRecomputed: lambda e: {"due_at": e.due_at, "judge_street_by": e.judge_street_by},
    ReviewGranted: lambda _: {},
}


def _appealed(assessment: Assessment, event: AssessmentAppealed) -> dict[str, Any]:
    asked = {"appeals": (*assessment.appeals, event.reason), "level": event.level}
    return {**asked, "due_at": event.rule_by, "overdue": False}


def _ruled(assessment: Assessment, event: AssessmentRuled) -> dict[str, Any]:
    was = event.was if assessment.was is None else assessment.was
    said = {"rulings": (*assessment.rulings, event.reason), "ruler": event.ruler}
    fresh = {"due_at": event.appeal_by, "overdue": False}
    return {**said, **fresh, "total": event.total, "was": was}


_ADDS: Mapping[type[Event], Callable[[Assessment, Any], dict[str, Any]]] = {
    AssessmentAppealed: _appealed,
    AssessmentRuled: _ruled,
}
"""What joins something said before."""
