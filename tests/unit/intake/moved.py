"""A city before and after its calendar changed, and what is due in it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from contracts.calendar import DayKind, Span
from contracts.city.intake import GroupRule
from contracts.envelope import Envelope
from contracts.words import Level
from tests.unit.intake.visits import CITY

FRIDAY = datetime(2026, 11, 20, 9, 20, tzinfo=UTC)
"""Twenty past five in the afternoon, on the wall: any work more ends next week."""
HOUR, TWO_HOURS, DAY = Span.parse("1 wh"), Span.parse("2 wh"), timedelta(days=1)


def ruled(city, **intake):
    """The same city with other rules of taking in."""
    rules = city.rules.intake.model_copy(update=intake)
    return replace(city, rules=city.rules.model_copy(update={"intake": rules}))


def closed_on(city, *days):
    """The same city with holidays more."""
    region = city.calendars["region"]
    kinds = {**region.days, **dict.fromkeys(days, DayKind.HOLIDAY)}
    calendar = region.model_copy(update={"version": "next", "days": kinds})
    return replace(city, calendars={**city.calendars, "region": calendar})


BEFORE = ruled(
    CITY,
    check_span=HOUR,
    groups={"5": GroupRule(answers=Level.GRID, within=Span.parse("3 wh"))},
)
MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)
AFTER = closed_on(BEFORE, MONDAY)


def said(*events, source="intake", at=FRIDAY):
    about = {"source": source, "subject": "x", "by": "x", "time": at}
    return [
        Envelope(id=f"e{n}", seq=n, type=event.type, data=event, **about)
        for n, event in enumerate(events, 1)
    ]
