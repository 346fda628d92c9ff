"""A visit 走访 as its readers see it."""

from datetime import date

from pydantic import AwareDatetime

from contracts.views.view import Moment, Next, View
from contracts.visiting import Check, Finding
from contracts.words import Owner, Place


class VisitRow(View):
    """A visit in a list."""

    id: str
    version: int
    stage: str
    kind: str
    kind_zh: str
    kind_en: str
    subject: str
    """What is visited: household, building, compound or firm."""
    name: str
    address: str
    visitor: str
    day: date
    schedule: str | None = None
    owner: Owner | None = None
    created_at: AwareDatetime
    updated_at: AwareDatetime
    next: Next


class VisitView(VisitRow):
    """A visit with everything its reader may know."""

    place: Place
    compound: str | None = None
    restricted: bool = False
    note: str | None = None
    checks: tuple[Check, ...] = ()
    passed: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    visited_at: AwareDatetime | None = None
    timeline: tuple[Moment, ...]


class RoundView(View):
    """A schedule of visits: which day came last, which comes next."""

    id: str
    version: int
    schedule: str
    stage: str
    day: date | None = None
    next_day: date | None = None
    opens_at: AwareDatetime | None = None
