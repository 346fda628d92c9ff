"""The holiday table against a second library, and against the law's count."""

from datetime import date, timedelta

import holidays
import pytest

from contracts.calendar import Calendar, DayKind
from deploy.city import days

TABLE = {date.fromisoformat(day): DayKind(kind) for _, day, kind, *_ in days.rows()}
CALENDAR = Calendar(days=TABLE)


def dates(year: int) -> list[date]:
    return [date(year, 1, 1) + timedelta(days=n) for n in range(365 + (year % 4 == 0))]


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_two_libraries_agree_which_days_are_worked(year: int) -> None:
    other = holidays.country_holidays("CN", years=range(year - 1, year + 2))

    differing = [day for day in dates(year) if CALENDAR.works(day) != other.is_working_day(day)]

    assert differing == []


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        ("2026-10-01", DayKind.HOLIDAY),
        ("2026-10-06", DayKind.REST),
        ("2026-10-10", DayKind.SWAP_WORK),
        ("2026-02-14", DayKind.SWAP_WORK),
        ("2025-01-26", DayKind.SWAP_WORK),
    ],
)
def test_days_of_the_notice_are_what_it_says(day: str, kind: DayKind) -> None:
    found = TABLE[date.fromisoformat(day)]

    assert found is kind


def test_a_year_nobody_announced_has_its_holidays_and_no_swap_days() -> None:
    year = days.unpublished()[0]

    rows = [row for row in days.rows(year, year)]

    assert {row[2] for row in rows} == {"HOLIDAY"}
    assert {row[5] for row in rows} == {"no"}
    assert not CALENDAR.works(date(year, 10, 1))


def test_without_either_library_only_weekends_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(days, "chinese_calendar", None)
    monkeypatch.setattr(days, "holidays", None)

    rows = list(days.rows())

    assert rows == []
    assert days.unpublished() == (2024, 2025, 2026, 2027, 2028)


def test_the_second_library_stands_in_for_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(days, "chinese_calendar", None)

    rows = list(days.rows(2026, 2026))

    assert ("2026-10-01", "HOLIDAY", "no") in {(row[1], row[2], row[5]) for row in rows}
