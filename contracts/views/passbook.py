"""What people and units have earned, as its readers see it."""

from collections.abc import Mapping

from pydantic import AwareDatetime

from contracts.views.view import Next, View


class PostingView(View):
    """One line of a ledger."""

    id: str
    ledger: str
    """points or hours."""
    amount: float
    balance: float
    earning: str | None = None
    earning_zh: str | None = None
    earning_en: str | None = None
    number: str | None = None
    title: str | None = None
    reason: str | None = None
    reverses: str | None = None
    at: AwareDatetime


class PassbookView(View):
    """What one person or unit has earned."""

    id: str
    version: int
    account: str
    unit: bool
    stage: str
    street: str
    community: str | None = None
    points: int
    hours: float
    year: int | None = None
    year_points: int
    year_hours: float
    passed: bool
    """Both marks of the year are reached."""
    star: int
    """星级志愿者, by hours and deeds."""
    stars: Mapping[str, int] = {}
    """党员星级, by year."""
    postings: tuple[PostingView, ...] = ()
    created_at: AwareDatetime
    updated_at: AwareDatetime
    next: Next
