"""Write down how far documents are published, many in one write.

A mark that is late or lost costs a second publication, so there is no hurry: what is confirmed in
a short while is gathered.
"""

import asyncio
from contextvars import Context

from services.chassis.outbox import Outbox
from services.chassis.store import Unavailable


class Marks:
    """The newest number of each document that is not written down yet."""

    def __init__(self, outbox: Outbox, *, pause: float = 0.5, away: float = 1.0) -> None:
        self._outbox = outbox
        self._pause = pause
        self._away = away
        self._new: dict[str, int] = {}
        self._writing: dict[str, int] = {}
        self._task: asyncio.Task[None] | None = None

    def __contains__(self, id: str) -> bool:
        """Whether a document's mark is still to be written."""
        return id in self._new or id in self._writing

    def put(self, id: str, seq: int) -> None:
        """Take note that all up to this number is published."""
        self._new[id] = seq
        if not self._task:
            self._task = asyncio.create_task(self._write(), context=Context())

    async def drain(self) -> None:
        """Return when all is written down."""
        while self._task:
            await asyncio.wait([self._task])

    async def _write(self) -> None:
        try:
            while self._new:
                await asyncio.sleep(self._pause)
                await self._once()
        finally:
            self._task = None

    async def _once(self) -> None:
        self._writing, self._new = self._new, {}
        try:
            await self._outbox.mark_published(self._writing)
        except Unavailable:
            self._new = self._writing | self._new
            await asyncio.sleep(self._away)
        finally:
            self._writing = {}
