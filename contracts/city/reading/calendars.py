"""calendar.csv: dates that differ from their weekday, and whether the State Council has said so.

A row of a higher version replaces one of a lower for the same date, so that an operator can put a
correction below the published table. An organisation's calendar stands on the region's.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from contracts.calendar import Calendar, DayKind
from contracts.city.deadline import UnpublishedYears
from contracts.city.reading.source import DAYS, RULES, Source
from contracts.city.reading.table import Row, rows
from contracts.city.rules import Hours

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class _Day:
    version: int
    kind: DayKind
    published: bool


_Days = dict[date, _Day]


def read_calendars(
    source: Source, hours: Mapping[str, Hours], region: str
) -> tuple[dict[str, Calendar], UnpublishedYears]:
    """Return the calendars by id, and the years that stand on a guess."""
    tables: dict[str, _Days] = {}
    first: dict[tuple[str, date, int], int] = {}
    for row in rows(source, DAYS, needed=False):
        calendar, day, found = row.text("calendar"), row.day("date"), _day(row)
        if hours and calendar and calendar not in hours:
            row.wrong("calendar", "unknown", value=calendar, where=f"[calendars] of {RULES}")
        if day is None or found is None:
            continue
        _check_swap(row, day, found.kind)
        if first.setdefault((calendar, day, found.version), row.number) != row.number:
            said = first[(calendar, day, found.version)]
            row.wrong("date", "duplicate", value=day, first=said)
        days = tables.setdefault(calendar, {})
        if day not in days or days[day].version < found.version:
            days[day] = found
    base = tables.get(region, {})
    calendars = {
        id: _calendar(id, kept, {**base, **tables.get(id, {})}) for id, kept in hours.items()
    }
    return calendars, _unpublished(base, calendars.get(region, Calendar()))


def _day(row: Row) -> _Day | None:
    kind, version, published = (
        row.choice("kind", DayKind),
        row.text("version"),
        row.flag("published"),
    )
    row.text("date")
    row.text("source")
    if version and not (version.isascii() and version.isdigit()):
        row.wrong("version", "bad_value", detail=f"{version!r} is not a whole number")
        return None
    return _Day(int(version), kind, published) if kind and version else None


def _check_swap(row: Row, day: date, kind: DayKind) -> None:
    if kind is DayKind.SWAP_WORK and day.weekday() < _SATURDAY:
        row.wrong("kind", "swap_weekday")


def _calendar(id: str, hours: Hours, days: _Days) -> Calendar:
    kinds = {day: found.kind for day, found in sorted(days.items())}
    said = f"{hours.model_dump_json()} {[(d.isoformat(), k.value) for d, k in kinds.items()]}"
    newest = max((found.version for found in days.values()), default=0)
    return Calendar(
        id=id,
        version=f"{newest}-{sha256(said.encode()).hexdigest()[:8]}",
        shifts=hours.hours,
        weekend=hours.weekend,
        days=kinds,
        published=frozenset(day.year for day, found in days.items() if found.published),
        round_the_clock=hours.round_the_clock,
    )


def _unpublished(days: _Days, region: Calendar) -> UnpublishedYears:
    years = sorted({day.year for day in days} - region.published)
    return UnpublishedYears(tuple(years), region.version)
