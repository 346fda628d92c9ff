"""Publish what a store's documents have said.

Rule 1: the documents are the truth. The relay is woken with the events right after their write;
what it failed to publish, or never heard of, its sweep finds in the documents.
Rule 2: the sweep leaves alone what is younger than a grace, so that it does not race with the
relay that was woken. Should it still happen, in this process or another, an event is published
twice; who hears it knows its number.
Rule 3: the sweep goes round, a page at a time, so what cannot be published keeps nothing else back.
"""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

import structlog

from contracts.envelope import Envelope
from contracts.events.event import Event
from services.chassis import logs
from services.chassis.bus import Bus
from services.chassis.clock import milliseconds
from services.chassis.lines import Lines
from services.chassis.marks import Marks
from services.chassis.outbox import Outbox, Place
from services.chassis.store import Unavailable

_log = structlog.get_logger()

PAGE = 200
ENOUGH = 2000
"""Documents at work beyond which the sweep brings no more."""


class Relay:
    """From one outbox to the bus."""

    def __init__(
        self,
        outbox: Outbox,
        bus: Bus,
        *,
        now: Callable[[], datetime] = milliseconds,
        every: float = 2.0,
        grace: float = 1.0,
    ) -> None:
        self._outbox = outbox
        self._now = now
        self._every = every
        self._grace = grace
        self._marks = Marks(outbox)
        self._lines = Lines(bus, self._marks.put)
        self._place: Place | None = None
        self._owing = asyncio.Event()
        outbox.wake = self._wake

    async def run(self) -> None:
        """Sweep for ever."""
        while True:
            try:
                more = await self.sweep(self._grace)
            except Unavailable as error:
                _log.warning("relay cannot see its documents", **logs.fault(error))
                more = False
            await self._pause(more)

    async def sweep(self, grace: float = 0.0) -> bool:
        """Publish a page of what documents have owed for longer than `grace` seconds.

        Returns whether there is more.
        """
        if len(self._lines) >= ENOUGH:
            return True
        before = self._now() - timedelta(seconds=grace)
        page = await self._outbox.pending(before, self._place, PAGE)
        for line in page:
            if line.place.id not in self._marks:
                self._lines.renew(line.place.id, line.envelopes)
        self._place = page[-1].place if len(page) == PAGE else None
        return self._place is not None

    async def drain(self) -> None:
        """Publish what is owed now, as far as the broker takes it, and write it down."""
        await self._settle()
        await self.sweep()
        await self._settle()

    async def told(self) -> None:
        """Publish what this process has said so far; it may be written down a little later."""
        await self._lines.drain()

    async def lag(self) -> float:
        """Seconds for which the oldest unpublished event has waited."""
        return (await self.backlog())[1]

    async def backlog(self) -> tuple[int, float]:
        """How many documents owe events, and for how many seconds the oldest has."""
        backlog = await self._outbox.backlog()
        since = backlog.oldest or self._now()
        return backlog.documents, max(0.0, (self._now() - since).total_seconds())

    def _wake(self, said: Sequence[Envelope[Event]]) -> None:
        if not said:
            self._owing.set()
        for envelope in said:
            self._lines.add(envelope)

    async def _settle(self) -> None:
        await self._lines.drain()
        await self._marks.drain()

    async def _pause(self, more: bool) -> None:
        if self._lines.failing:
            await asyncio.sleep(2 * self._every)
        elif more:
            await asyncio.sleep(self._every / 40)
        else:
            await self._until_owing()

    async def _until_owing(self) -> None:
        try:
            async with asyncio.timeout(self._every):
                await self._owing.wait()
        except TimeoutError:
            return
        self._owing.clear()
        await asyncio.sleep(self._grace)
