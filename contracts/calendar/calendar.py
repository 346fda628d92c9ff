"""When a limit ends. Pure: the calendar is data, the instant is an argument, nothing reads a clock.

Rule 1: instants come in and go out as aware UTC; between, all counting is on the wall clock.
Rule 2: working stretches are half open; an instant at closing time begins at the next opening, but
a limit may end exactly at closing time, since that is the first instant at which it is used up.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from pydantic import BaseModel, ConfigDict, model_validator

from contracts.calendar.hours import OFFICE_HOURS, ROUND_THE_CLOCK, Shift
from contracts.calendar.span import WORKING, Span, Unit
from contracts.calendar.wall import to_instant, to_wall

_DAY = timedelta(days=1)


class DayKind(StrEnum):
    """What a date is, when the weekday alone does not say."""

    WORK = "WORK"
    REST = "REST"
    HOLIDAY = "HOLIDAY"
    SWAP_WORK = "SWAP_WORK"
    """调休上班: a weekend day that is worked."""


_WORKED = frozenset({DayKind.WORK, DayKind.SWAP_WORK})


class Calendar(BaseModel):
    """Working hours and days of a region or an organisation."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = "region"
    version: str = "plain"
    """Stored with every deadline; another version means deadlines are computed again."""
    shifts: tuple[Shift, ...] = OFFICE_HOURS
    weekend: frozenset[int] = frozenset({5, 6})
    """Weekdays of rest, Monday is 0."""
    days: Mapping[date, DayKind] = {}
    """Dates that differ from their weekday."""
    published: frozenset[int] = frozenset()
    """Years whose holidays and swap days (调休) the State Council has announced."""
    round_the_clock: bool = False
    """Every minute is working time; the rest of the calendar is not looked at."""

    @model_validator(mode="after")
    def _can_work(self) -> "Calendar":
        if not self.shifts or self.weekend >= set(range(7)):
            raise ValueError("a calendar needs working hours and a weekday to work on")
        ends = [m for shift in self.shifts for m in (shift.opens, shift.closes)]
        if ends != sorted(ends):
            raise ValueError("working hours follow one another and do not overlap")
        return self

    def works(self, day: date) -> bool:
        """Whether this date is worked."""
        if self.round_the_clock:
            return True
        kind = self.days.get(day)
        return kind in _WORKED if kind else day.weekday() not in self.weekend

    def due(self, start: datetime, span: Span) -> datetime:
        """Return the instant at which a limit that starts then has ended."""
        return to_instant(_ENDS[span.unit](self, to_wall(start), span))

    def after(self, start: datetime, due: datetime, share: float, unit: Unit) -> datetime:
        """Return the instant at which this share of a limit is used, in the unit's own time.

        1.0 is `due` itself; more than 1.0 counts on from there.
        """
        begun, ended = (start, 0.0) if share < 1 else (due, 1.0)
        return self.advance(begun, self.elapsed(start, due, unit) * (share - ended), unit)

    def elapsed(self, start: datetime, end: datetime, unit: Unit) -> timedelta:
        """Return how much of the unit's own time lies between two instants; never negative."""
        first, last = to_wall(start), to_wall(end)
        if unit not in WORKING:
            return max(last - first, timedelta())
        total = timedelta()
        for opens, closes in self._stretches(first):
            if opens >= last:
                break
            total += min(closes, last) - opens
        return total

    def advance(self, start: datetime, amount: timedelta, unit: Unit) -> datetime:
        """Return the instant reached after this much of the unit's own time; none leaves it be."""
        wall = to_wall(start)
        if amount <= timedelta() or unit not in WORKING:
            return to_instant(wall + max(amount, timedelta()))
        return to_instant(self.worked(wall, amount))

    def worked(self, start: datetime, amount: timedelta) -> datetime:
        """Return the wall time at which this much working time has passed."""
        for opens, closes in self._stretches(start):
            if opens + amount <= closes:
                return opens + amount
            amount -= closes - opens
        raise AssertionError("a calendar has no last working day")

    def _stretches(self, start: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Yield the working stretches from this wall time on, without end."""
        shifts = ROUND_THE_CLOCK if self.round_the_clock else self.shifts
        midnight = datetime.combine(start.date(), time())
        while True:
            if self.works(midnight.date()):
                for shift in shifts:
                    closes = midnight + timedelta(minutes=shift.closes)
                    if closes > start:
                        yield max(midnight + timedelta(minutes=shift.opens), start), closes
            midnight += _DAY

    def nth_workday(self, start: datetime, n: int) -> datetime:
        """Return the same wall time on the n-th workday after the next working instant."""
        begins, _ = next(self._stretches(start))
        day = begins.date()
        for _ in range(n):
            day = self.workday(day + _DAY)
        return datetime.combine(day, begins.time())

    def workday(self, day: date) -> date:
        """Return this date, or the next one that is worked."""
        while not self.works(day):
            day += _DAY
        return day


_End = Callable[[Calendar, datetime, Span], datetime]


def _plain(length: timedelta) -> _End:
    return lambda _, start, span: start + length * span.n


_ENDS: Final[Mapping[Unit, _End]] = {
    Unit.SECOND: _plain(timedelta(seconds=1)),
    Unit.MINUTE: _plain(timedelta(minutes=1)),
    Unit.URGENT_HOUR: _plain(timedelta(hours=1)),
    Unit.CAL_HOUR: _plain(timedelta(hours=1)),
    Unit.WORK_HOUR: lambda calendar, start, span: calendar.worked(start, timedelta(hours=span.n)),
    Unit.WORK_DAY: lambda calendar, start, span: calendar.nth_workday(start, int(span.n)),
    Unit.CAL_DAY: lambda calendar, start, span: datetime.combine(
        calendar.workday(start.date() + _DAY * int(span.n)) + _DAY, time()
    ),
}
