"""Passbooks, as evaluation tells them: points and hours, line by line."""

from collections.abc import Iterable, Mapping
from typing import Any

from contracts.events import earning as e
from gateway.fold import Fields, Folded, Folds
from gateway.kinds.kind import Kind, listed, person, place, unit
from gateway.writes import below, both, sets, takes

_LINE = takes("number", "title", "reason", "reverses", "balance", at="posted_at")


def _points(event: e.PointsPosted) -> Fields:
    year = {"year": event.year, f"year_points/{event.year}": event.year_points}
    return {"points": event.balance, **year}


def _hours(event: e.HoursPosted) -> Fields:
    year = {"year": event.year, f"year_hours/{event.year}": event.year_hours}
    return {"hours": event.balance, **year}


FOLDS: Folds = {
    e.PassbookOpened: both(sets(stage="open"), takes("account", "unit", "street", "community")),
    e.PointsPosted: both(
        _points,
        below(
            "postings", "posting_id", both(sets(ledger="points"), _LINE, takes("amount", "earning"))
        ),
    ),
    e.HoursPosted: both(
        _hours,
        below("postings", "posting_id", both(sets(ledger="hours"), _LINE, takes(amount="hours"))),
    ),
    e.StarReached: takes(star="level"),
    e.RatingDue: both(sets(stage="rating"), takes("owner", "due_at")),
    e.RatingRecomputed: takes("due_at"),
    e.MemberRated: both(
        sets(stage="open", owner=None, due_at=None), below("rated", "year", takes("stars"))
    ),
}


def tags(event: Any) -> Iterable[str]:
    """Whose it is, and the community that looks after them; nobody else (志愿服务条例 art. 20)."""
    if isinstance(event, e.PassbookOpened):
        yield from place(event.community)
        yield from unit(event.account) if event.unit else person(event.account)


def facets(book: Folded) -> Mapping[str, Any]:
    """What lists narrow and sort by."""
    return listed(book, stage=book.get("stage"), due_at=book.get("due_at"))


POINTS = Kind(
    name="points",
    source="evaluation",
    born=e.PassbookOpened,
    folds=FOLDS,
    tags=tags,
    facets=facets,
)
