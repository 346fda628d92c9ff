"""Months 月榜 and streets that lag 滞后街道 as their readers see them."""

from pydantic import AwareDatetime

from contracts.events.month import MonthCause
from contracts.views.view import Moment, Next, View


class MonthView(View):
    """One month: which version counts, and what made it."""

    id: str
    number: int
    """How much was said about it."""
    period: str
    district: str | None = None
    """Whose it is, in a city of several districts."""
    district_name: str | None = None
    version: int
    """The newest kept version of its boards: `GET /boards/{period}/{subject}?version=`."""
    digest: str
    early: str | None = None
    """Why it was closed before it was over."""
    stage: str
    """collected or published."""
    figures: int = 0
    """How many figures the newest version moved."""
    causes: tuple[MonthCause, ...] = ()
    closed_at: AwareDatetime
    published_at: AwareDatetime | None = None
    amended_at: AwareDatetime | None = None
    created_at: AwareDatetime
    next: Next
    timeline: tuple[Moment, ...] = ()


class RatingView(View):
    """平时评价: a street's monthly word on a department."""

    id: str
    version: int
    street: str
    street_name: str
    department: str
    department_name: str
    period: str
    score: float
    """0 to 100."""
    comment: str | None = None
    stage: str
    created_at: AwareDatetime
    next: Next


class LaggingView(View):
    """A street that lags, and who took charge."""

    id: str
    version: int
    street: str
    street_name: str
    period: str
    score: float | None = None
    closed: float | None = None
    why: tuple[str, ...] = ()
    sponsor: str | None = None
    plan: str | None = None
    reason: str | None = None
    stage: str
    """flagged, sponsored or cleared."""
    created_at: AwareDatetime
    next: Next
    timeline: tuple[Moment, ...] = ()
