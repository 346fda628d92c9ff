"""The calendar against an oracle that knows no arithmetic: it walks minute by minute.

The oracle asks the time-zone table of the machine for the wall clock, and one question of each
minute: is it worked?
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from contracts.calendar import Calendar, DayKind, Shift, Span, Unit
from deploy.city import days

SHANGHAI = ZoneInfo("Asia/Shanghai")
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
WORKED = {DayKind.WORK, DayKind.SWAP_WORK}

CHINA: Mapping[date, DayKind] = {
    date.fromisoformat(day): DayKind(kind) for _, day, kind, *_ in days.rows(2024, 2026)
}
few = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


class Oracle:
    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar

    def workday(self, day: date) -> bool:
        if self.calendar.round_the_clock:
            return True
        kind = self.calendar.days.get(day)
        return kind in WORKED if kind else day.weekday() not in self.calendar.weekend

    def worked(self, wall: datetime) -> bool:
        minute = wall.hour * 60 + wall.minute
        in_hours = any(s.opens <= minute < s.closes for s in self.calendar.shifts)
        return self.workday(wall.date()) and (self.calendar.round_the_clock or in_hours)

    def begins(self, wall: datetime) -> datetime:
        while not self.worked(wall):
            wall += MINUTE
        return wall

    def use(self, wall: datetime, minutes: int) -> datetime:
        while minutes:
            minutes -= self.worked(wall)
            wall += MINUTE
        return wall

    def used(self, wall: datetime, end: datetime) -> int:
        minutes = 0
        while wall < end:
            minutes += self.worked(wall)
            wall += MINUTE
        return minutes

    def nth_day(self, wall: datetime, n: int) -> datetime:
        wall = self.begins(wall)
        clock = wall.time()
        while n:
            wall += MINUTE
            n -= wall.time() == clock and self.workday(wall.date())
        return wall

    def last_midnight(self, wall: datetime, n: int) -> datetime:
        first = wall.date()
        wall = wall.replace(hour=0, minute=0)
        while True:
            wall += DAY
            ended = wall.date() - DAY
            if ended - first >= n * DAY and self.workday(ended):
                return wall


def naive(instant: datetime) -> datetime:
    return instant.astimezone(SHANGHAI).replace(tzinfo=None)


hours = st.lists(st.integers(0, 72), min_size=2, max_size=4, unique=True).map(sorted)
shifts = hours.filter(lambda h: len(h) % 2 == 0).map(
    lambda h: tuple(
        Shift(opens=a * 20, closes=b * 20) for a, b in zip(h[::2], h[1::2], strict=True)
    )
)
kinds = st.dictionaries(
    st.dates(date(2024, 1, 25), date(2024, 3, 25)), st.sampled_from(DayKind), max_size=20
)
invented = st.builds(
    Calendar,
    shifts=shifts,
    weekend=st.frozensets(st.integers(0, 6), max_size=3),
    days=kinds,
    round_the_clock=st.booleans(),
)
published = st.just(Calendar(days=CHINA))
calendars = st.one_of(published, invented)
wall_starts = st.one_of(
    st.datetimes(datetime(2024, 2, 1), datetime(2024, 3, 5)),  # noqa: DTZ001
    st.datetimes(datetime(2025, 9, 20), datetime(2025, 10, 12)),  # noqa: DTZ001
    st.datetimes(datetime(2026, 2, 10), datetime(2026, 3, 3)),  # noqa: DTZ001
    st.datetimes(datetime(2025, 12, 28), datetime(2026, 1, 6)),  # noqa: DTZ001
)
starts = wall_starts.map(lambda wall: wall.replace(second=0, microsecond=0, tzinfo=SHANGHAI))


@few
@given(calendars, starts, st.integers(1, 40))
def test_working_hours_are_the_minutes_that_are_worked(
    calendar: Calendar, start: datetime, n: int
) -> None:
    expected = Oracle(calendar).use(naive(start), n * 60)

    due = calendar.due(start, Span(n=n, unit=Unit.WORK_HOUR))

    assert naive(due) == expected


@few
@given(calendars, starts, st.integers(1, 9))
def test_workdays_keep_the_clock_time(calendar: Calendar, start: datetime, n: int) -> None:
    expected = Oracle(calendar).nth_day(naive(start), n)

    due = calendar.due(start, Span(n=n, unit=Unit.WORK_DAY))

    assert naive(due) == expected
    assert Oracle(calendar).worked(naive(due))


@few
@given(calendars, starts, st.integers(1, 20))
def test_calendar_days_end_on_a_workday(calendar: Calendar, start: datetime, n: int) -> None:
    expected = Oracle(calendar).last_midnight(naive(start), n)

    due = calendar.due(start, Span(n=n, unit=Unit.CAL_DAY))

    assert naive(due) == expected


limits = st.one_of(
    st.builds(Span, n=st.integers(1, 20), unit=st.just(Unit.WORK_HOUR)),
    st.builds(Span, n=st.integers(1, 5), unit=st.just(Unit.WORK_DAY)),
)


@few
@given(calendars, starts, limits, st.sampled_from([0.25, 0.5, 0.75]))
def test_part_of_a_working_limit_is_part_of_its_worked_minutes(
    calendar: Calendar, start: datetime, span: Span, share: float
) -> None:
    oracle, due = Oracle(calendar), calendar.due(start, span)
    minutes = oracle.used(naive(start), naive(due)) * share
    assume(minutes.is_integer())

    moment = calendar.after(start, due, share, span.unit)

    assert naive(moment) == oracle.use(naive(start), int(minutes))


@few
@given(calendars, starts, limits, st.sampled_from([1.5, 2.0, 3.0]))
def test_more_than_a_working_limit_goes_on_from_its_end(
    calendar: Calendar, start: datetime, span: Span, share: float
) -> None:
    oracle, due = Oracle(calendar), calendar.due(start, span)
    minutes = oracle.used(naive(start), naive(due)) * (share - 1)
    assume(minutes.is_integer())

    moment = calendar.after(start, due, share, span.unit)

    assert naive(moment) == oracle.use(naive(due), int(minutes))
    assert oracle.worked(naive(moment) - MINUTE)


@few
@given(calendars, wall_starts, limits)
def test_to_the_millisecond_a_limit_takes_its_time_and_no_more(
    calendar: Calendar, wall: datetime, span: Span
) -> None:
    start = wall.replace(microsecond=wall.microsecond // 1000 * 1000, tzinfo=SHANGHAI)
    due = calendar.due(start, Span(n=span.n, unit=Unit.WORK_HOUR))

    used = calendar.elapsed(start, due, Unit.WORK_HOUR)

    assert used == timedelta(hours=span.n)
    assert calendar.advance(start, used, Unit.WORK_HOUR) == due


@few
@given(calendars, starts, limits)
def test_the_shares_of_a_limit_are_reached_in_order(
    calendar: Calendar, start: datetime, span: Span
) -> None:
    due = calendar.due(start, span)

    reached = [calendar.after(start, due, share, span.unit) for share in (0.75, 1.0, 1.5, 2.0)]

    assert reached == sorted(reached)
    assert len(set(reached)) == len(reached)
