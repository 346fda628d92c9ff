"""The time, for those at the edge who pass it on as an argument."""

from datetime import UTC, datetime


def milliseconds() -> datetime:
    """The time in UTC, as precise as MongoDB keeps it."""
    now = datetime.now(UTC)
    return now.replace(microsecond=now.microsecond // 1000 * 1000)
