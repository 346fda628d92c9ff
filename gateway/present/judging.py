"""Rulings, assessments and call-backs as one reader sees them."""

from typing import Any

from contracts.views.evaluation import AssessmentView, CallAttempt, CallbackView, ReviewView
from contracts.views.ruling import RulingView
from contracts.views.wording import DISTRICT, EVALUATOR
from contracts.written import english
from gateway.fold import Folded
from gateway.kinds.callbacks import attempts
from gateway.present.reader import Reader, shown
from gateway.scopes import Sight

_JUDGED_BY = {
    "due": "street",
    "scored": "department",
    "appealed": "street",
    "ruled": "department",
}


def ruling_view(id: str, ruling: Folded, reader: Reader) -> RulingView:
    """What is asked, of whom, and what was said."""
    sight, stage = reader.scope.sight(ruling.tags), ruling.get("stage")
    copied = ("whistle_id", "task_id", "department", "about", "level", "at")
    return RulingView(
        id=id,
        case_id=None if sight is Sight.CALLED else ruling.get("case_id"),
        **{name: ruling.get(name) for name in (*copied, "suggestion", "upheld", "designated")},
        **{name: shown(ruling.get(name), sight) for name in ("reason", "basis", "word")},
        reason_en=english(ruling.get("reason")),
        word_en=english(ruling.get("word")),
        department_name=reader.name(ruling.get("department")),
        stage=stage,
        open=stage == "open",
        created_at=ruling.created_at,
        due_at=ruling.get("due_at"),
        next=reader.next(f"ruling.{stage}", ruling.get("at"), ruling.get("due_at")),
    )


def assessment_view(
    id: str, assessment: Folded, reader: Reader, *, whole: bool = True
) -> AssessmentView:
    """How one responder was judged; without its timeline when it is part of something else."""
    sight, stage = reader.scope.sight(assessment.tags), assessment.get("stage")
    copied = ("whistle_id", "task_id", "number", "street", "department", "record")
    marks = ("total", "was", "comment", "appeal", "appeal_level", "ruling", "exempt")
    of_street = ("judge_street_by", "rightly", "completeness", "cooperation", "street_comment")
    department = assessment.get("department")
    return AssessmentView(
        id=id,
        version=assessment.heads["evaluation"],
        **{name: assessment.get(name) for name in (*copied, *marks, *of_street)},
        department_name=reader.name(department),
        stage=stage,
        points=assessment.get("points", {}),
        deductions=tuple(assessment.get("deductions", ())),
        created_at=assessment.created_at,
        next=reader.next(
            f"assessment.{stage}",
            _judge(assessment, reader, stage),
            assessment.get("due_at"),
        ),
        timeline=reader.timeline(assessment, sight) if whole else (),
    )


def _judge(assessment: Folded, reader: Reader, stage: str) -> str | None:
    street = assessment.get("street")
    if stage == "appealed" and assessment.get("appeal_level") == "district":
        return reader.city.path(street)[0] if reader.city.knows_territory(street) else street
    return assessment.get(_JUDGED_BY.get(stage, "street"))


def review_view(id: str, review: Folded, reader: Reader) -> ReviewView:
    """What is asked, and whose word it waits for."""
    sight, stage = reader.scope.sight(review.tags), review.get("stage")
    copied = ("about", "target", "round", "number", "street", "unit", "cause", "period")
    first = stage == "asked"
    return ReviewView(
        id=id,
        version=review.heads["evaluation"],
        **{name: review.get(name) for name in copied},
        **{name: shown(review.get(name), sight) for name in ("note", "first_reason", "word")},
        departments=tuple(review.get("departments") or ()),
        photos=tuple(review.get("photos") or ()),
        unit_name=reader.name(review.get("unit")),
        stage=stage,
        created_at=review.created_at,
        next=reader.next(
            f"review.{stage}",
            "evaluator" if first else "district_supervisor",
            review.get("due_at"),
            EVALUATOR if first else DISTRICT,
        ),
        timeline=reader.timeline(review, sight),
    )


def _attempts(callback: Folded) -> tuple[CallAttempt, ...]:
    return tuple(CallAttempt.model_validate(one) for one in attempts(callback))


def callback_view(id: str, callback: Folded, reader: Reader) -> CallbackView:
    """Whom to ask, and what was said."""
    sight, stage = reader.scope.sight(callback.tags), callback.get("stage")
    copied: tuple[str, ...] = ("case_id", "number", "street", "category", "round", "tries")
    said = ("reached", "contacted", "solved", "satisfaction", "words", "channel", "excluded")
    fields: dict[str, Any] = {name: callback.get(name) for name in (*copied, *said)}
    return CallbackView(
        id=id,
        version=callback.heads["evaluation"],
        **fields,
        attempts=_attempts(callback),
        limit_at=callback.get("limit_at"),
        unfinished=bool(callback.get("unfinished")),
        reporter=callback.get("reporter") if sight is Sight.CALLER else None,
        stage=stage,
        created_at=callback.created_at,
        next=reader.next(f"callback.{stage}", "evaluator", callback.get("due_at"), EVALUATOR),
    )
