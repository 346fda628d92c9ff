"""Ten thousand random limits across 2024–2026 against a list of every worked minute.

The list is made from the State Council's three notices as they were printed (国办发明电〔2023〕7号,
〔2024〕12号, 〔2025〕7号), typed here by hand: the pack's own calendar comes from a library.
"""

from bisect import bisect_left
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from random import Random

import pytest

from contracts.calendar import Calendar, Span, Unit
from contracts.city import City

DAY, MINUTE, SHANGHAI = timedelta(days=1), timedelta(minutes=1), timedelta(hours=8)
FIRST, LAST = date(2024, 1, 1), date(2026, 12, 31)
SPANS = 10_000

RESTED = (
    *("2024-01-01..2024-01-01", "2024-02-10..2024-02-17", "2024-04-04..2024-04-06"),
    *("2024-05-01..2024-05-05", "2024-06-10..2024-06-10", "2024-09-15..2024-09-17"),
    *("2024-10-01..2024-10-07", "2025-01-01..2025-01-01", "2025-01-28..2025-02-04"),
    *("2025-04-04..2025-04-06", "2025-05-01..2025-05-05", "2025-05-31..2025-06-02"),
    *("2025-10-01..2025-10-08", "2026-01-01..2026-01-03", "2026-02-15..2026-02-23"),
    *("2026-04-04..2026-04-06", "2026-05-01..2026-05-05", "2026-06-19..2026-06-21"),
    *("2026-09-25..2026-09-27", "2026-10-01..2026-10-07"),
)
WORKED = (
    *("2024-02-04", "2024-02-18", "2024-04-07", "2024-04-28", "2024-05-11", "2024-09-14"),
    *("2024-09-29", "2024-10-12", "2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28"),
    *("2025-10-11", "2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20"),
    "2026-10-10",
)
HOURS = ((time(8), time(12)), (time(14), time(18)))


def days(span: str) -> Iterator[date]:
    first, last = map(date.fromisoformat, span.split(".."))
    while first <= last:
        yield first
        first += DAY


HOLIDAYS = {day for span in RESTED for day in days(span)}
SWAPPED = {*map(date.fromisoformat, WORKED)}
WORKDAYS = [
    day
    for day in days(f"{FIRST}..{LAST}")
    if day in SWAPPED or (day.weekday() < 5 and day not in HOLIDAYS)
]


def minutes(day: date) -> Iterator[datetime]:
    for opens, closes in HOURS:
        minute = datetime.combine(day, opens)
        while minute.time() < closes:
            yield minute
            minute += MINUTE


EVERY_MINUTE = [minute for day in WORKDAYS for minute in minutes(day)]


def next_minute(wall: datetime) -> int:
    return bisect_left(EVERY_MINUTE, wall)


def after_hours(wall: datetime, n: int) -> datetime:
    return EVERY_MINUTE[next_minute(wall) + n * 60 - 1] + MINUTE


def after_workdays(wall: datetime, n: int) -> datetime:
    begins = EVERY_MINUTE[next_minute(wall)]
    day = WORKDAYS[bisect_left(WORKDAYS, begins.date()) + n]
    return datetime.combine(day, begins.time())


def after_days(wall: datetime, n: int) -> datetime:
    last = WORKDAYS[bisect_left(WORKDAYS, wall.date() + n * DAY)]
    return datetime.combine(last + DAY, time())


def after_clock(wall: datetime, n: int) -> datetime:
    return wall + timedelta(hours=n)


ORACLES = {
    Unit.WORK_HOUR: (after_hours, 80),
    Unit.WORK_DAY: (after_workdays, 30),
    Unit.CAL_DAY: (after_days, 60),
    Unit.URGENT_HOUR: (after_clock, 100),
}


@pytest.mark.parametrize("unit", ORACLES)
def test_ten_thousand_limits_end_when_the_list_of_minutes_says(city: City, unit: Unit) -> None:
    dice, (oracle, most) = Random(20261122), ORACLES[unit]
    calendar: Calendar = city.calendars["region"]
    begin = datetime.combine(FIRST, time())
    reach = (LAST - FIRST - 120 * DAY) // MINUTE

    wrong = []
    for _ in range(SPANS // len(ORACLES)):
        wall, n = begin + dice.randrange(reach) * MINUTE, dice.randint(1, most)
        start = (wall - SHANGHAI).replace(tzinfo=UTC)
        due = calendar.due(start, Span(n=n, unit=unit))
        if due.astimezone(UTC).replace(tzinfo=None) + SHANGHAI != oracle(wall, n):
            wrong.append((wall, n, due, oracle(wall, n)))

    assert wrong == []


def test_years_nobody_has_announced_are_named_and_still_have_deadlines(city: City) -> None:
    start = datetime(2027, 4, 28, 2, tzinfo=UTC)

    deadline = city.due("chengguan", start, Span(n=5, unit=Unit.WORK_DAY))

    assert 2027 in city.unpublished_years.years
    assert 2026 not in city.unpublished_years.years
    assert deadline.at > start + 5 * DAY
    assert deadline.calendar_version == city.unpublished_years.calendar_version
