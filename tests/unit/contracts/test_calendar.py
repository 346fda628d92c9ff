"""Deadlines as people reckon them, on the calendar China published for 2026."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from pydantic import ValidationError

from contracts.calendar import Calendar, DayKind, Shift, Span, Unit

SHANGHAI = timezone(timedelta(hours=8))
OCTOBER = Calendar(
    days={
        **{date(2026, 10, day): DayKind.HOLIDAY for day in range(1, 8)},
        date(2026, 9, 20): DayKind.SWAP_WORK,
        date(2026, 10, 10): DayKind.SWAP_WORK,
    }
)
ALWAYS = Calendar(id="always", round_the_clock=True)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def ends(start: str, limit: str) -> datetime:
    return OCTOBER.due(at(start), Span.parse(limit))


@pytest.mark.parametrize(
    ("start", "limit", "end"),
    [
        ("2026-11-20 16:00", "2 wd", "2026-11-24 16:00"),
        ("2026-11-20 16:00", "4 wh", "2026-11-23 10:00"),
        ("2026-11-20 16:00", "4 uh", "2026-11-20 20:00"),
        ("2026-11-20 16:00", "24 h", "2026-11-21 16:00"),
        ("2026-11-20 16:00", "30 min", "2026-11-20 16:30"),
        ("2026-11-20 16:00:00", "3 s", "2026-11-20 16:00:03"),
        ("2026-11-20 11:00", "2 wh", "2026-11-20 15:00"),
        ("2026-11-20 11:00", "1 wh", "2026-11-20 12:00"),
        ("2026-11-20 17:30", "1.5 wh", "2026-11-23 09:00"),
    ],
)
def test_a_limit_ends_when_its_unit_says(start: str, limit: str, end: str) -> None:
    assert ends(start, limit) == at(end)


@pytest.mark.parametrize(
    ("start", "limit", "end"),
    [
        ("2026-11-21 10:00", "1 wh", "2026-11-23 09:00"),
        ("2026-11-21 10:00", "1 wd", "2026-11-24 08:00"),
        ("2026-11-23 06:00", "1 wh", "2026-11-23 09:00"),
        ("2026-11-23 12:30", "1 wh", "2026-11-23 15:00"),
        ("2026-11-23 18:00", "1 wh", "2026-11-24 09:00"),
        ("2026-11-23 12:00", "1 wd", "2026-11-24 14:00"),
        ("2026-11-23 18:00", "1 wd", "2026-11-25 08:00"),
        ("2026-11-23 23:59", "1 wd", "2026-11-25 08:00"),
    ],
)
def test_outside_hours_a_limit_starts_at_the_next_working_instant(
    start: str, limit: str, end: str
) -> None:
    assert ends(start, limit) == at(end)


@pytest.mark.parametrize(
    ("start", "limit", "end"),
    [
        ("2026-09-30 16:00", "1 wd", "2026-10-08 16:00"),
        ("2026-09-30 16:00", "3 wd", "2026-10-10 16:00"),
        ("2026-09-30 16:00", "4 wd", "2026-10-12 16:00"),
        ("2026-09-30 17:00", "2 wh", "2026-10-08 09:00"),
        ("2026-09-18 17:00", "2 wh", "2026-09-20 09:00"),
        ("2026-10-09 17:00", "10 wh", "2026-10-12 09:00"),
    ],
)
def test_holidays_are_skipped_and_swap_days_are_worked(start: str, limit: str, end: str) -> None:
    assert ends(start, limit) == at(end)


@pytest.mark.parametrize(
    ("start", "limit", "end"),
    [
        ("2026-11-16 10:00", "7 cd", "2026-11-24 00:00"),
        ("2026-11-16 23:59", "1 cd", "2026-11-18 00:00"),
        ("2026-11-20 10:00", "1 cd", "2026-11-24 00:00"),
        ("2026-09-24 10:00", "7 cd", "2026-10-09 00:00"),
        ("2026-10-09 10:00", "1 cd", "2026-10-11 00:00"),
        ("2028-02-21 10:00", "8 cd", "2028-03-01 00:00"),
    ],
)
def test_calendar_days_end_at_midnight_and_never_on_a_rest_day(
    start: str, limit: str, end: str
) -> None:
    assert ends(start, limit) == at(end)


@pytest.mark.parametrize(
    ("limit", "end"),
    [
        ("4 wh", "2026-10-01 20:00"),
        ("2 wd", "2026-10-03 16:00"),
        ("7 cd", "2026-10-09 00:00"),
    ],
)
def test_who_is_on_duty_round_the_clock_has_no_holidays(limit: str, end: str) -> None:
    start = at("2026-10-01 16:00")

    due = ALWAYS.due(start, Span.parse(limit))

    assert due == at(end)


@pytest.mark.parametrize(
    ("limit", "share", "reached"),
    [
        ("4 wh", 0.75, "2026-11-23 09:00"),
        ("4 wh", 1.0, "2026-11-23 10:00"),
        ("4 wh", 1.5, "2026-11-23 12:00"),
        ("4 wh", 2.0, "2026-11-23 16:00"),
        ("2 wd", 0.75, "2026-11-24 10:00"),
        ("2 wd", 1.5, "2026-11-25 16:00"),
        ("2 wd", 2.0, "2026-11-26 16:00"),
        ("24 h", 0.75, "2026-11-21 10:00"),
        ("24 h", 2.0, "2026-11-22 16:00"),
        ("10 min", 1.5, "2026-11-20 16:15"),
    ],
)
def test_a_share_of_a_limit_is_used_in_its_own_time(limit: str, share: float, reached: str) -> None:
    start, span = at("2026-11-20 16:00"), Span.parse(limit)
    due = OCTOBER.due(start, span)

    moment = OCTOBER.after(start, due, share, span.unit)

    assert moment == at(reached)


def test_the_whole_share_is_the_deadline_itself_even_where_time_stands_still() -> None:
    start, span = at("2026-11-21 10:00"), Span.parse("1 wd")
    due = OCTOBER.due(start, span)

    moment = OCTOBER.after(start, due, 1.0, span.unit)

    assert moment == due == at("2026-11-24 08:00")


def test_a_limit_that_was_over_before_it_began_is_used_at_once() -> None:
    start, due = at("2026-11-20 16:00"), at("2026-11-20 15:00")

    moments = [OCTOBER.after(start, due, share, Unit.WORK_HOUR) for share in (1.0, 1.5, 2.0)]

    assert moments == [due, due, due]


def test_instants_are_utc_and_cut_to_milliseconds() -> None:
    start = datetime(2026, 11, 20, 8, 0, 0, 123_987, tzinfo=UTC)

    due = OCTOBER.due(start, Span.parse("2 wd"))

    assert due == datetime(2026, 11, 24, 8, 0, 0, 123_000, tzinfo=UTC)
    assert due.tzinfo is UTC


def test_an_instant_without_a_time_zone_is_refused() -> None:
    naive = datetime(2026, 11, 20, 8)  # noqa: DTZ001

    with pytest.raises(ValueError, match="time zone"):
        OCTOBER.due(naive, Span.parse("1 h"))


@pytest.mark.parametrize(
    "hours",
    [
        {"shifts": ()},
        {"weekend": frozenset(range(7))},
        {"shifts": (Shift(opens=840, closes=1080), Shift(opens=480, closes=720))},
        {"shifts": (Shift(opens=480, closes=720), Shift(opens=600, closes=1080))},
    ],
)
def test_a_calendar_in_which_no_limit_could_end_is_refused(hours: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Calendar.model_validate(hours)
