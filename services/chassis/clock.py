"""The time, for those at the edge who pass it on as an argument."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import UTC, datetime

_sources: list[Callable[[], datetime]] = [lambda: datetime.now(UTC)]


def milliseconds() -> datetime:
    """The time in UTC, as precise as MongoDB keeps it."""
    now = _sources[-1]()
    return now.replace(microsecond=now.microsecond // 1000 * 1000)


@contextmanager
def following(source: Callable[[], datetime]) -> Generator[None]:
    """Let this process live by another clock: a simulated year is over in minutes."""
    _sources.append(source)
    try:
        yield
    finally:
        _sources.remove(source)
