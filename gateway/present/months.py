"""Months and streets that lag, as one reader sees them."""

from contracts.views.month import LaggingView, MonthView, RatingView
from contracts.views.wording import DISTRICT
from gateway.fold import Folded
from gateway.present.reader import Reader, shown

_CLOSED = (
    *("period", "version", "digest", "early", "closed_at", "published_at", "amended_at"),
    "district",
)
_FLAGGED = ("street", "period", "score", "closed", "sponsor", "plan", "reason")


def month_view(id: str, month: Folded, reader: Reader) -> MonthView:
    """Which version counts, and what made it."""
    stage = month.get("stage")
    return MonthView(
        id=id,
        number=month.heads["evaluation"],
        **{name: month.get(name) for name in _CLOSED},
        district_name=reader.name(month.get("district")),
        figures=month.get("figures", 0),
        causes=tuple(month.get("causes") or ()),
        stage=stage,
        created_at=month.created_at,
        next=reader.next(f"month.{stage}", "district_supervisor", month.get("due_at"), DISTRICT),
        timeline=reader.timeline(month, reader.scope.sight(month.tags)),
    )


def lagging_view(id: str, one: Folded, reader: Reader) -> LaggingView:
    """By which figures it lags, and who took charge."""
    stage = one.get("stage")
    return LaggingView(
        id=id,
        version=one.heads["evaluation"],
        **{name: one.get(name) for name in _FLAGGED},
        street_name=reader.name(one.get("street")),
        why=tuple(one.get("why") or ()),
        stage=stage,
        created_at=one.created_at,
        next=reader.next(f"lagging.{stage}", "district_supervisor", one.get("due_at"), DISTRICT),
        timeline=reader.timeline(one, reader.scope.sight(one.tags)),
    )


def rating_view(id: str, one: Folded, reader: Reader) -> RatingView:
    """What a street thinks of a department's month."""
    copied = ("street", "department", "period", "score", "stage")
    return RatingView(
        id=id,
        version=one.heads["evaluation"],
        **{name: one.get(name) for name in copied},
        street_name=reader.name(one.get("street")),
        department_name=reader.name(one.get("department")),
        comment=shown(one.get("comment"), reader.scope.sight(one.tags)),
        created_at=one.created_at,
        next=reader.next("rating", None, None),
    )
