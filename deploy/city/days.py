"""calendar.csv: holidays and swap days (调休) that differ from their weekday.

Published years come from `chinesecalendar`, which follows the State Council's yearly notice and
raises beyond the last one. Years after that get weekends and the statutory holidays of `holidays`,
and are marked as not published: nobody can know their swap days yet.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Literal

try:
    import chinese_calendar
except ImportError:
    chinese_calendar = None
try:
    import holidays
except ImportError:
    holidays = None

FIRST, LAST = 2024, 2028

Row = tuple[str, str, str, str, str, Literal["yes", "no"]]
Kind = Callable[[date], str | None]

HEADER = ("calendar", "date", "kind", "version", "source", "published")
_SATURDAY = 5


def rows(first: int = FIRST, last: int = LAST) -> Iterator[Row]:
    """Yield the dates of these years that are not what their weekday says."""
    for year in range(first, last + 1):
        kind, source, published = _published(year) or _guessed(year)
        for day in _days(year):
            if found := kind(day):
                yield "region", day.isoformat(), found, "1", source, published


def unpublished(first: int = FIRST, last: int = LAST) -> tuple[int, ...]:
    """Return the years nobody has announced."""
    return tuple(year for year in range(first, last + 1) if _published(year) is None)


def _published(year: int) -> tuple[Kind, str, Literal["yes"]] | None:
    if chinese_calendar is None:
        return None
    try:
        chinese_calendar.is_workday(date(year, 1, 1))
    except NotImplementedError:
        return None
    return _announced, "国务院办公厅放假安排", "yes"


def _announced(day: date) -> str | None:
    works, weekend = chinese_calendar.is_workday(day), day.weekday() >= _SATURDAY
    if works:
        return "SWAP_WORK" if weekend else None
    if chinese_calendar.is_in_lieu(day):
        return "REST"
    return None if weekend else "HOLIDAY"


def _guessed(year: int) -> tuple[Kind, str, Literal["no"]]:
    if holidays is None:
        return lambda _: None, "", "no"
    found = holidays.country_holidays("CN", years=year)
    return lambda day: "HOLIDAY" if day in found else None, "法定节假日，调休未公布", "no"


def _days(year: int) -> Iterator[date]:
    day = date(year, 1, 1)
    while day.year == year:
        yield day
        day += timedelta(days=1)
