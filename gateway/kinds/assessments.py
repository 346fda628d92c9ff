"""Assessments 一哨一评, as evaluation tells them."""

from collections.abc import Iterable, Mapping
from typing import Any

from contracts.events import evaluation as e
from gateway.fold import Folded, Folds
from gateway.kinds.kind import Kind, listed, place, unit
from gateway.writes import both, sets, takes

FOLDS: Folds = {
    e.AssessmentDue: both(
        sets(stage="due"),
        takes("whistle_id", "task_id", "number", "street", "department", "record", "due_at"),
        takes("judge_street_by"),
    ),
    e.AssessmentScored: both(
        sets(stage="scored"),
        takes("points", "deductions", "total", "comment", "scorer", due_at="appeal_by"),
    ),
    e.AssessmentAppealed: both(
        sets(stage="appealed"), takes(appeal="reason", due_at="rule_by", appeal_level="level")
    ),
    e.AssessmentRuled: both(
        sets(stage="ruled"), takes("total", "was", "ruler", ruling="reason", due_at="appeal_by")
    ),
    e.AssessmentExempted: takes(exempt="reason"),
    e.StreetJudged: takes("rightly", "completeness", "cooperation", street_comment="comment"),
    e.AssessmentOverdue: lambda _: {},
    e.AssessmentRedacted: takes(redacted="depth"),
    e.AssessmentRecomputed: takes("due_at"),
    e.AssessmentFinal: both(sets(stage="final", due_at=None), takes("total")),
}


def tags(event: Any) -> Iterable[str]:
    """The street that judges, those that shared the whistle, and the department that is judged."""
    yield from place(getattr(event, "street", None), *getattr(event, "joint", ()))
    yield from unit(getattr(event, "department", None))


def facets(assessment: Folded) -> Mapping[str, Any]:
    """What lists narrow and sort by."""
    return listed(
        assessment,
        stage=assessment.get("stage"),
        number=assessment.get("number"),
        whistle_id=assessment.get("whistle_id"),
        due_at=assessment.get("due_at"),
    )


ASSESSMENTS = Kind(
    name="assessments",
    source="evaluation",
    born=e.AssessmentDue,
    folds=FOLDS,
    tags=tags,
    facets=facets,
    filters=("number", "whistle_id"),
)
