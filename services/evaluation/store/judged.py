"""How what is judged and said is kept, and by which facets boards and their evidence find it."""

from collections.abc import Mapping
from typing import Any

from contracts.events.callback import CallbackRedacted
from contracts.events.evaluation import AssessmentRedacted
from contracts.events.month import RatingRedacted
from contracts.events.review import ReviewRedacted
from services.chassis.store import Shape
from services.evaluation.core import Assessment, Callback, assessment, callback, rating, review
from services.evaluation.core.callback import Answer
from services.evaluation.core.rating import Rating
from services.evaluation.core.review import Review
from services.evaluation.core.scoring import FALSE_FEEDBACK
from services.evaluation.store.shelves import BY_BOARD, shelf, shelves


def _of_assessment(one: Assessment) -> Mapping[str, Any]:
    record = one.facts
    return {
        "boards": [*shelves(one.period, one.street, [one.department])],
        "streets": one.street,
        "departments": one.department,
        "lead": record.lead,
        "problems": len(one.ends),
        "solved": one.solved,
        "on_time": int(bool(one.exempt) or not (record.overdue or record.no_show)),
        "no_shows": int(record.no_show),
        "scored": int(one.total is not None),
        "total": one.total or 0.0,
        "false": int(any(line.rule == FALSE_FEEDBACK for line in one.deductions)),
        "supervisions": record.supervisions,
        **_of_word(one),
        **({"corrected": one.period} if one.period and _corrected(one) else {}),
    }


def _of_word(one: Assessment) -> Mapping[str, Any]:
    """What the department said of the street."""
    word = one.street_word
    return {
        "words": int(word is not None),
        "wrongly": int(word is not None and not word.rightly),
        "completeness": word.completeness if word else 0.0,
        "cooperation": word.cooperation if word else 0.0,
    }


def _corrected(one: Assessment) -> bool:
    """Whether somebody's later word changed what the month counts."""
    return bool(one.exempt) or (one.was is not None and one.was != one.total)


def _of_callback(one: Callback) -> Mapping[str, Any]:
    """What is excluded stays on its shelf, so that it is found, and counts in no rate."""
    marks = (
        mark
        for answer in one.answers
        for mark in shelves(answer.period, one.street, answer.departments)
    )
    return {
        "boards": [*dict.fromkeys(marks)],
        "streets": one.street,
        "answers": [_answer(answer) for answer in one.answers],
        "corrected": [*{answer.period for answer in one.answers if _left(answer)}],
    }


def _left(answer: Answer) -> bool:
    return bool(answer.excluded and answer.period)


def _answer(answer: Answer) -> Mapping[str, Any]:
    told = {**answer.model_dump(mode="json"), "solved": answer.counts_solved}
    return {**told, "period": f"excluded/{answer.period}"} if answer.excluded else told


def _of_review(one: Review) -> Mapping[str, Any]:
    return {"target": one.target}


def _of_rating(one: Rating) -> Mapping[str, Any]:
    marks = [shelf(one.period), shelf(one.period, "streets", one.street)]
    return {"marks": marks, "departments": one.department, "score": one.score}


ASSESSMENTS = Shape(
    name="assessments",
    source="evaluation",
    model=Assessment,
    evolve=assessment.evolve,
    due=assessment.clock,
    facets=_of_assessment,
    redaction=AssessmentRedacted,
    indexes=[*BY_BOARD, [("corrected", 1), ("_id", 1)]],
)

CALLBACKS = Shape(
    name="callbacks",
    source="evaluation",
    model=Callback,
    evolve=callback.evolve,
    due=callback.clock,
    facets=_of_callback,
    redaction=CallbackRedacted,
    indexes=[*BY_BOARD, [("corrected", 1), ("_id", 1)]],
)

REVIEWS = Shape(
    name="reviews",
    source="evaluation",
    model=Review,
    evolve=review.evolve,
    due=review.clock,
    facets=_of_review,
    redaction=ReviewRedacted,
)


RATINGS = Shape(
    name="ratings",
    source="evaluation",
    model=Rating,
    evolve=rating.evolve,
    facets=_of_rating,
    redaction=RatingRedacted,
    indexes=[[("marks", 1), ("_id", 1)]],
)
