"""Warnings 预警 of areas, as evaluation tells them."""

from collections.abc import Iterable
from typing import Any

from contracts.events import risk as r
from gateway.fold import Fields, Folds
from gateway.kinds.kind import Kind, place
from gateway.kinds.months import facets
from gateway.writes import both, sets, takes

_OVER = sets(owner=None, due_at=None)


def _taken_up(event: r.RiskMissed) -> Fields:
    return {"cases": (event.case_id,)} if event.case_id else {}


FOLDS: Folds = {
    r.RiskFlagged: both(
        sets(stage="flagged"),
        takes("week", "level", "area", "street", "spots", "visit_id", "owner", "due_at"),
    ),
    r.RiskAnswered: both(sets(stage="answered"), takes("visited_at", "cases"), _OVER),
    r.RiskRecomputed: takes("due_at"),
    r.RiskMissed: both(sets(stage="missed"), _taken_up, _OVER),
}


def tags(event: Any) -> Iterable[str]:
    """Who is posted there or above."""
    if isinstance(event, r.RiskFlagged):
        yield from place(event.street, event.community, event.area)


RISKS = Kind(
    name="risks",
    source="evaluation",
    born=r.RiskFlagged,
    folds=FOLDS,
    tags=tags,
    facets=facets,
)
