"""Which month counts something. Months are the city's; instants are UTC."""

from datetime import datetime, time, timedelta

from contracts.calendar.wall import to_wall

_MIDNIGHT = time()


def month(at: datetime) -> str:
    """Return the month on the wall's calendar, as 2026-11."""
    return f"{to_wall(at):%Y-%m}"


def statistics_month(at: datetime, day_cut: str) -> str:
    """Return the month of the statistics day: with a cut at 12:00 the afternoon is tomorrow's."""
    wall, cut = to_wall(at), time.fromisoformat(day_cut)
    tomorrow = cut != _MIDNIGHT and wall.time() >= cut
    return f"{wall + timedelta(days=tomorrow):%Y-%m}"


def week(at: datetime) -> str:
    """Return the ISO week on the wall's calendar, as 2026-W47."""
    year, number, _ = to_wall(at).isocalendar()
    return f"{year}-W{number:02}"
