"""Between instants and the wall clock of China: UTC+8, no summer time, so no zone table is needed.

Instants are aware UTC, cut to milliseconds (what MongoDB keeps); wall times are naive.
"""

from datetime import UTC, datetime, timedelta
from typing import Final

OFFSET: Final = timedelta(hours=8)


def to_wall(instant: datetime) -> datetime:
    """Return what the clock on the wall shows.

    Raises:
        ValueError: the instant does not say its time zone.
    """
    if instant.tzinfo is None:
        raise ValueError("an instant says its time zone")
    return _whole(instant).astimezone(UTC).replace(tzinfo=None) + OFFSET


def to_instant(wall: datetime) -> datetime:
    """Return the instant at which the clock on the wall shows this."""
    return (_whole(wall) - OFFSET).replace(tzinfo=UTC)


def _whole(moment: datetime) -> datetime:
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)
