"""Reviews 复核, as evaluation tells them: what waits for one of two people's word."""

from collections.abc import Iterable, Mapping
from typing import Any

from contracts.events import review as r
from gateway.fold import Folded, Folds
from gateway.kinds.kind import Kind, listed, person, place, unit
from gateway.writes import both, sets, takes

FOLDS: Folds = {
    r.ReviewAsked: both(
        sets(stage="asked"),
        takes("about", "target", "round", "number", "street", "unit", "departments"),
        takes("cause", "note", "photos", "applicant", "period", "due_at"),
    ),
    r.ReviewPassed: both(
        sets(stage="passed"), takes("due_at", first_ruler="ruler", first_reason="reason")
    ),
    r.ReviewGranted: both(sets(stage="granted", due_at=None), takes("ruler", word="reason")),
    r.ReviewRefused: both(sets(stage="refused", due_at=None), takes("ruler", word="reason")),
    r.ReviewOverdue: lambda _: {},
    r.ReviewRedacted: takes(redacted="depth"),
    r.ReviewRecomputed: takes("due_at"),
}


def tags(event: Any) -> Iterable[str]:
    """The street it concerns, the unit that asks and who asked."""
    if isinstance(event, r.ReviewAsked):
        yield from place(event.street)
        yield from unit(event.unit)
        yield from person(event.applicant)


def facets(review: Folded) -> Mapping[str, Any]:
    """What lists narrow and sort by."""
    return listed(
        review,
        stage=review.get("stage"),
        number=review.get("number"),
        due_at=review.get("due_at"),
    )


REVIEWS = Kind(
    name="reviews",
    source="evaluation",
    born=r.ReviewAsked,
    folds=FOLDS,
    tags=tags,
    facets=facets,
    filters=("number",),
)
