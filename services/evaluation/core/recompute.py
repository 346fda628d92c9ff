"""The calendar changed: what is to be judged, ruled, asked or published is due at another time.

Rule 1: what has struck has struck: a word that is late already keeps its time.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, Final, Protocol, TypeAlias, TypeVar

from contracts.calendar import Span
from contracts.city import City
from contracts.events.callback import CallbackRecomputed
from contracts.events.earning import RatingRecomputed
from contracts.events.evaluation import AssessmentRecomputed
from contracts.events.event import Event
from contracts.events.month import LaggingRecomputed, MonthRecomputed
from contracts.events.recomputed import DueReckoned
from contracts.events.review import ReviewRecomputed
from contracts.events.risk import RiskRecomputed
from contracts.reckoning import Ends, Limit, recomputes
from services.evaluation.core import lag
from services.evaluation.core.assessment import Assessment, Stage
from services.evaluation.core.callback import Callback
from services.evaluation.core.closing import PUBLISH
from services.evaluation.core.lag import LaggingStreet
from services.evaluation.core.limits import limit
from services.evaluation.core.member_year import REVIEW, judges
from services.evaluation.core.month import Month
from services.evaluation.core.passbook import Passbook
from services.evaluation.core.review import Review
from services.evaluation.core.reviewing import LIMITS
from services.evaluation.core.risk import VISIT, Risk

_REVIEWS: Final[Mapping[str, str]] = {
    "street": "score.review.street",
    "district": "score.review.district",
}


class _Owed(Protocol):
    """Something with one limit."""

    @property
    def due_at(self) -> datetime | None: ...


RATED_WITHIN: Final = timedelta(days=92)
"""The word on a year is due sooner than that; a passbook that waits longer waits for a new year."""
One = TypeVar("One", bound=_Owed)
Rule: TypeAlias = Callable[[One, City], tuple[str, Span]]
"""Whose calendar counts, and how long the limit is, by a city."""


def _one(rule: Rule[One]) -> Callable[[One], Iterator[Limit]]:
    """The limit of what has only one; none once it has struck."""

    def limits(one: One) -> Iterator[Limit]:
        if one.due_at and not getattr(one, "overdue", False):
            yield Limit("due_at", one.due_at, lambda by, at: _end(by, at, *rule(one, by)))

    return limits


def _end(by: City, at: datetime, who: str, span: Span) -> datetime:
    return by.due(who, at, span).at


def _says(kind: type[DueReckoned], *copied: str) -> Callable[[Any, City, Ends], Event]:
    """How it is said: what moved, and what its other events name it by."""

    def say(one: Any, city: City, ends: Ends) -> Event:
        told = {name: getattr(one, name) for name in copied}
        moved = ends["due_at"]
        return kind(calendar=city.calendar_version, moved=(moved,), due_at=moved.due_at, **told)

    return say


def _assessment(one: Assessment) -> Iterator[Limit]:
    yield from _one(_judged)(one)
    if one.judge_street_by and not one.street_word:
        name = "street.judgement"
        yield Limit(
            "judge_street_by",
            one.judge_street_by,
            lambda by, at: by.due(one.department, at, limit(by, name)).at,
        )


def _judged(one: Assessment, by: City) -> tuple[str, Span]:
    if one.stage is Stage.DUE:
        return one.street, limit(by, "assessment.score")
    if one.stage is Stage.APPEALED:
        return one.street, limit(by, _REVIEWS[one.level])
    return one.department, limit(by, "score.appeal")


def _say_assessment(one: Assessment, city: City, ends: Ends) -> Event:
    at = {name: told.due_at for name, told in ends.items()}
    return AssessmentRecomputed(
        calendar=city.calendar_version,
        moved=tuple(ends.values()),
        due_at=at.get("due_at", one.due_at),
        judge_street_by=at.get("judge_street_by", one.judge_street_by),
    )


def _asked(one: Callback) -> Iterator[Limit]:
    """The first call's limit runs from the end of the case's own; a further try's from the try."""
    since = one.limit_at if one.limit_at and not one.tries else None
    span = "callback.retry" if one.tries else "callback"
    if one.due_at and not one.overdue:
        yield Limit(
            "due_at",
            one.due_at,
            lambda by, at: _end(by, max(at, since or at), one.street, by.span(span)),
        )


def _say_callback(one: Callback, city: City, ends: Ends) -> Event:
    told = ends["due_at"]
    return CallbackRecomputed(
        calendar=city.calendar_version, moved=(told,), case_id=one.case_id, due_at=told.due_at
    )


def _lagging(one: LaggingStreet, by: City) -> tuple[str, Span]:
    return one.street, limit(by, f"lagging.{lag.DUTIES[one.stage]}")


def _rated(book: Passbook) -> Iterator[Limit]:
    """The community's word on a year; that a year is over no calendar moves."""
    if book.rating:
        yield from _one(_rating)(book)


def _rating(book: Passbook, by: City) -> tuple[str, Span]:
    return judges(book).at, by.span(REVIEW)


def _review(one: Review, by: City) -> tuple[str, Span]:
    return one.street, limit(by, LIMITS[one.about])


def _publish(one: Month, by: City) -> tuple[str, Span]:
    return one.district or by.districts[0], limit(by, PUBLISH)


def _visit(one: Risk, by: City) -> tuple[str, Span]:
    return one.area, limit(by, VISIT)


recompute_assessment = recomputes(_assessment, _say_assessment)
recompute_callback = recomputes(_asked, _say_callback)
recompute_review = recomputes(_one(_review), _says(ReviewRecomputed, "about", "target", "round"))
recompute_month = recomputes(_one(_publish), _says(MonthRecomputed, "period"))
recompute_lagging = recomputes(_one(_lagging), _says(LaggingRecomputed, "street", "period"))
recompute_risk = recomputes(_one(_visit), _says(RiskRecomputed, "area", "visit_id"))
recompute_rating = recomputes(_rated, _says(RatingRecomputed))
