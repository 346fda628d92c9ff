"""Turn reads that are asked for together into one.

Rule 1: a read starts after it was asked for, so it sees everything written before.
Rule 2: there is no timer: the first goes at once, those that come meanwhile go together after it.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextvars import Context
from typing import Any, Generic, TypeVar

Value = TypeVar("Value")


class Gathered(Generic[Value]):
    """Reads by id from one place."""

    def __init__(self, read: Callable[[Sequence[str]], Awaitable[Mapping[str, Value]]]) -> None:
        self._read = read
        self._waiting: dict[str, asyncio.Future[Value | None]] = {}
        self._running: asyncio.Task[None] | None = None

    async def get(self, id: str) -> Value | None:
        """What is there under this id, or None.

        Raises:
            Exception: whatever reading raises.
        """
        future = self._waiting.get(id)
        if future is None:
            future = self._waiting[id] = asyncio.get_running_loop().create_future()
        if self._running is None:
            # A context of its own: a read for many belongs to no request in particular.
            self._running = asyncio.create_task(self._go(), context=Context())
        return await asyncio.shield(future)

    async def _go(self) -> None:
        try:
            while self._waiting:
                batch, self._waiting = self._waiting, {}
                await self._answer(batch)
        finally:
            self._running = None

    async def _answer(self, batch: Mapping[str, "asyncio.Future[Value | None]"]) -> None:
        try:
            found: Mapping[str, Any] = await self._read([*batch])
        except Exception as error:
            for future in batch.values():
                future.set_exception(error)
                future.exception()
        else:
            for id, future in batch.items():
                future.set_result(found.get(id))
