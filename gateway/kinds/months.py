"""Months 月榜 and streets that lag 滞后街道, as evaluation tells them."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from contracts.events import month as m
from gateway.fold import Folded, Folds
from gateway.kinds.kind import Kind, listed, place, unit
from gateway.writes import both, sets, takes

MONTH_FOLDS: Folds = {
    m.MonthCollected: both(
        sets(stage="collected"),
        takes("period", "version", "digest", "collector", "early", "due_at", closed_at="at"),
        takes("district"),
    ),
    m.MonthPublished: both(
        sets(stage="published", due_at=None), takes("publisher", published_at="at")
    ),
    m.MonthAmended: takes("version", "digest", "figures", "causes", amended_at="at"),
    m.MonthOverdue: lambda _: {},
    m.MonthRecomputed: takes("due_at"),
}

STREET_FOLDS: Folds = {
    m.StreetFlagged: both(
        sets(stage="flagged"), takes("street", "period", "score", "closed", "why", "due_at")
    ),
    m.StreetSponsored: both(sets(stage="sponsored"), takes("sponsor", "plan", "due_at")),
    m.StreetCleared: both(sets(stage="cleared", due_at=None), takes("reason")),
    m.LaggingOverdue: lambda _: {},
    m.LaggingRedacted: takes(redacted="depth"),
    m.LaggingRecomputed: takes("due_at"),
}


RATING_FOLDS: Folds = {
    m.DepartmentRated: both(
        sets(stage="rated"), takes("street", "department", "period", "score", "comment")
    ),
    m.RatingRedacted: takes(redacted="depth"),
}


def nobody(_: Any) -> Iterable[str]:
    """Those who look after all see it; everybody else reads the notice."""
    return ()


def tags(event: Any) -> Iterable[str]:
    """The street itself."""
    return place(getattr(event, "street", None))


def rated_tags(event: Any) -> Iterable[str]:
    """The street that rates, and the department that is rated."""
    if isinstance(event, m.DepartmentRated):
        yield from place(event.street)
        yield from unit(event.department)


def facets(view: Folded) -> Mapping[str, Any]:
    """What lists narrow and sort by."""
    return listed(view, stage=view.get("stage"), due_at=view.get("due_at"))


_kind = partial(Kind, source="evaluation", facets=facets)
MONTHS = _kind(name="months", born=m.MonthCollected, folds=MONTH_FOLDS, tags=nobody)
LAGGING = _kind(name="lagging-streets", born=m.StreetFlagged, folds=STREET_FOLDS, tags=tags)
RATINGS = _kind(
    name="department-ratings", born=m.DepartmentRated, folds=RATING_FOLDS, tags=rated_tags
)
