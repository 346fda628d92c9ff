"""Numbers that people read out on the telephone: `WH20261122-0007`.

Rule 1: no number is given twice, by any process, ever.
Rule 2: a process takes a block of numbers in one write and gives them out from memory. What it has
left when it ends, or when the day does, is never given: gaps mean nothing.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any, Protocol, TypeAlias

from pymongo import ReturnDocument
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import DuplicateKeyError

from services.chassis.outage import reading

BLOCK = 20

Take: TypeAlias = Callable[[str, int], Awaitable[int]]
"""Take so many numbers of a series at once; return the last."""


class Numbers(Protocol):
    """Gives out numbers."""

    async def next(self, prefix: str, day: date) -> str:
        """Return a number that was never given before."""
        ...


class _Blocks:
    """Give out what is left of the newest block of each prefix."""

    def __init__(self, take: Take, block: int) -> None:
        self._take = take
        self._block = block
        self._series: dict[str, str] = {}
        self._left: dict[str, range] = {}
        self._lock = asyncio.Lock()

    async def next(self, prefix: str, day: date) -> str:
        """See `Numbers.next`."""
        series = f"{prefix}{day:%Y%m%d}"
        async with self._lock:
            if self._series.get(prefix) != series or not self._left[prefix]:
                last = await self._take(series, self._block)
                self._series[prefix] = series
                self._left[prefix] = range(last - self._block + 1, last + 1)
            number, *_ = self._left[prefix]
            self._left[prefix] = self._left[prefix][1:]
        return f"{series}-{number:04}"


class MongoNumbers(_Blocks):
    """Numbers from a collection with one counter a day and prefix."""

    def __init__(
        self, database: AsyncDatabase[dict[str, Any]], name: str = "numbers", block: int = BLOCK
    ) -> None:
        super().__init__(self._counted, block)
        self._counters = database[name]

    async def _counted(self, series: str, many: int) -> int:
        async with reading():
            try:
                return await self._count(series, many)
            except DuplicateKeyError:
                # Two processes made the day's counter at once; now it is there.
                return await self._count(series, many)

    async def _count(self, series: str, many: int) -> int:
        counter: Any = await self._counters.find_one_and_update(
            {"_id": series},
            {"$inc": {"last": many}},
            upsert=True,
            return_document=ReturnDocument.AFTER,
        )
        return counter["last"]


class MemoryNumbers(_Blocks):
    """Numbers from this process alone."""

    def __init__(self, block: int = BLOCK) -> None:
        super().__init__(self._counted, block)
        self._last: dict[str, int] = {}

    async def _counted(self, series: str, many: int) -> int:
        self._last[series] = self._last.get(series, 0) + many
        return self._last[series]
