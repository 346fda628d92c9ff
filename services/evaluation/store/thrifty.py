"""A ledger that does not count a large month over and over while everybody looks at it.

Rule 1: what was cheap to count is never kept, so a board of a small city is always of now.
Rule 2: what was dear is kept ten times as long as it took: however many look, counting never takes
more than a tenth of the time.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from time import monotonic
from typing import Any, TypeAlias

from services.evaluation.core import Asked, Judged, Subject
from services.evaluation.core.tally import Counted, Tally
from services.evaluation.store.counter import Counter
from services.evaluation.store.ledger import Ledger

DEAR = 0.1
"""Seconds."""
WORTH = 10
MOST = 64
"""Counts kept at once."""

_Key: TypeAlias = tuple[str, ...] | Tally


class Thrift:
    """Keeps what was dear to count."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._counting: dict[_Key, asyncio.Task[Sequence[Any]]] = {}
        self._kept: dict[_Key, tuple[Sequence[Any], float]] = {}

    async def once(self, key: _Key, count: Callable[[], Awaitable[Sequence[Any]]]) -> Sequence[Any]:
        """Whoever asks while it is being counted waits for the same count."""
        found, until = self._kept.get(key, ((), 0.0))
        if self._clock() < until:
            return found
        if key not in self._counting:
            task = asyncio.create_task(self._count(key, count))
            self._counting[key] = task
            task.add_done_callback(lambda _: self._counting.pop(key, None))
        return await asyncio.shield(self._counting[key])

    async def _count(
        self, key: _Key, count: Callable[[], Awaitable[Sequence[Any]]]
    ) -> Sequence[Any]:
        began = self._clock()
        found = await count()
        took = self._clock() - began
        if took >= DEAR:
            self._keep(key, found, self._clock() + took * WORTH)
        return found

    def _keep(self, key: _Key, found: Sequence[Any], until: float) -> None:
        if len(self._kept) >= MOST:
            self._kept.clear()
        self._kept[key] = found, until


class ThriftyLedger:
    """Another ledger's counts, some of them a little old. See `Ledger`."""

    def __init__(self, ledger: Ledger, clock: Callable[[], float] = monotonic) -> None:
        self._ledger = ledger
        self._thrift = Thrift(clock)

    async def judged(self, period: str, subject: Subject, street: str = "") -> Sequence[Judged]:
        """See `Ledger.judged`."""
        key = ("judged", period, subject, street)
        return await self._thrift.once(key, lambda: self._ledger.judged(period, subject, street))

    async def asked(self, period: str, subject: Subject) -> Sequence[Asked]:
        """See `Ledger.asked`."""
        key = ("asked", period, subject)
        return await self._thrift.once(key, lambda: self._ledger.asked(period, subject))


class ThriftyCounter:
    """Another counter's counts, some of them a little old. See `Counter`."""

    def __init__(self, counter: Counter, clock: Callable[[], float] = monotonic) -> None:
        self._counter = counter
        self._thrift = Thrift(clock)

    async def count(self, tally: Tally) -> Sequence[Counted]:
        """See `Counter.count`."""
        return await self._thrift.once(tally, lambda: self._counter.count(tally))
