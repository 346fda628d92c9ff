"""The calendar changed: what is to be judged, ruled or asked is due at another time.

Rule 1: what has struck has struck: a word that is late already keeps its time.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from contracts.city import City
from contracts.events.evaluation import AssessmentRecomputed, CallbackRecomputed
from contracts.events.event import Event
from contracts.reckoning import Limit, Said, moved
from services.evaluation.core.assessment import Assessment, Stage
from services.evaluation.core.callback import Callback
from services.evaluation.core.limits import limit

_REVIEWS: Final[Mapping[str, str]] = {
    "street": "score.review.street",
    "district": "score.review.district",
}


def recompute_assessment(
    one: Assessment, said: Said, city: City, before: Sequence[City]
) -> Sequence[Event]:
    """Reckon the limits of a judgement by the calendar as it is now."""
    found = {told.id: told for told in moved(_limits(one), said, city, before)}
    if not found:
        return []
    ends = {name: told.due_at for name, told in found.items()}
    return [
        AssessmentRecomputed(
            calendar=city.calendar_version,
            moved=tuple(found.values()),
            due_at=ends.get("due_at", one.due_at),
            judge_street_by=ends.get("judge_street_by", one.judge_street_by),
        )
    ]


def _limits(one: Assessment) -> Iterator[Limit]:
    if one.due_at and not one.overdue:
        who, span = _owed(one)
        yield Limit("due_at", one.due_at, lambda by, at: by.due(who, at, limit(by, span)).at)
    if one.judge_street_by and not one.street_word:
        name = "street.judgement"
        yield Limit(
            "judge_street_by",
            one.judge_street_by,
            lambda by, at: by.due(one.department, at, limit(by, name)).at,
        )


def _owed(one: Assessment) -> tuple[str, str]:
    """Whose calendar counts, and which limit runs."""
    if one.stage is Stage.DUE:
        return one.street, "assessment.score"
    if one.stage is Stage.APPEALED:
        return one.street, _REVIEWS[one.level]
    return one.department, "score.appeal"


def recompute_callback(
    one: Callback, said: Said, city: City, before: Sequence[City]
) -> Sequence[Event]:
    """Reckon by when somebody is to be called, by the calendar as it is now."""
    if one.due_at is None or one.overdue:
        return []
    span = "callback.retry" if one.tries else "callback"
    owed = Limit("due_at", one.due_at, lambda by, at: by.due(one.street, at, by.span(span)).at)
    return [
        CallbackRecomputed(
            calendar=city.calendar_version,
            moved=(told,),
            case_id=one.case_id,
            due_at=told.due_at,
        )
        for told in moved([owed], said, city, before)
    ]
