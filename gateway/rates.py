"""How often somebody may ask.

`limits` reads the rates; its memory keeps a thread that walks all keys a hundred times a second, so
counting in windows is done here.
"""

from collections.abc import Callable
from math import ceil
from time import monotonic

from limits import RateLimitItem

from gateway.refusing import too_many


class Rate:
    """Counts by key in windows of equal length; a new window forgets the old."""

    def __init__(self, item: RateLimitItem, clock: Callable[[], float] = monotonic) -> None:
        self._most, self._length = item.amount, item.get_expiry()
        self._clock = clock
        self._window = -1
        self._counts: dict[str, int] = {}

    def hit(self, key: str) -> None:
        """Count one request.

        Raises:
            Refusing: 429, with the seconds until the window ends.
        """
        now = self._clock()
        window = int(now // self._length)
        if window != self._window:
            self._window = window
            self._counts = {}
        count = self._counts[key] = self._counts.get(key, 0) + 1
        if count > self._most:
            raise too_many(ceil((window + 1) * self._length - now))
