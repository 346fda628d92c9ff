"""Find the open whistles that were reckoned by another calendar, and reckon them again."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import structlog

from contracts.actor import CLOCK
from contracts.city import City
from services.chassis import logs
from services.chassis.store import Act, Store, Unavailable
from services.dispatch import core

_log = structlog.get_logger()

PAGE = 200
"""Whistles looked at in one go."""


@dataclass(frozen=True)
class Recomputing:
    """A sweep over what the calendar no longer fits; it runs in every process and twice is once."""

    whistles: Store[core.Whistle]
    city: City
    now: Callable[[], datetime]
    every: float = 60.0
    """Seconds between looks when nothing was found."""

    async def run(self) -> None:
        """Look for ever."""
        while True:
            if await self.once() < PAGE:
                await asyncio.sleep(self.every)

    async def once(self) -> int:
        """Reckon a page of them again; return how many there were."""
        version = self.city.calendar_version
        query = {"calendar": {"$exists": True, "$ne": version}}
        try:
            found = await self.whistles.find(query, sort=[("calendar", 1)], limit=PAGE)
            await asyncio.gather(*(self._reckon(kept.id, version) for kept in found))
        except Unavailable as error:
            _log.warning("cannot recompute now", **logs.fault(error))
            return 0
        return len(found)

    async def _reckon(self, id: str, version: str) -> None:
        now = self.now()
        act = Act(by=CLOCK, at=now, key=f"calendar {version}")
        await self.whistles.act(id, lambda one: core.recompute(one, self.city, now), act)
