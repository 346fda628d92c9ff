"""The clock of notices to groups: it sends them, counts them, closes them."""

import asyncio
from dataclasses import dataclass
from datetime import datetime

import structlog

from contracts.actor import CLOCK
from services.chassis import logs
from services.chassis.store import Act, Unavailable
from services.dispatch.core import notice
from services.dispatch.core.roll import added_up
from services.dispatch.handlers.notices import Notices

_log = structlog.get_logger()

PAGE = 200
"""Notices looked at in one go."""


@dataclass(frozen=True)
class Counting:
    """A sweep that brings numbers along; it runs in every process, and twice is once."""

    of: Notices
    every: float = 0.5
    """Seconds between looks when little was found."""

    async def run(self) -> None:
        """Look at the clock for ever."""
        while True:
            if await self.once() < PAGE:
                await asyncio.sleep(self.every)

    async def once(self) -> int:
        """Tick for those that are due; return how many there were."""
        now = self.of.now()
        try:
            due = await self.of.notices.due(now, PAGE)
            for one in due:
                await self._tick(one, now)
        except Unavailable as error:
            _log.warning("notices cannot be counted now", **logs.fault(error))
            return 0
        return len(due)

    async def _tick(self, due: tuple[str, datetime], now: datetime) -> None:
        id, at = due
        counts = added_up(await self.of.rolls.tallies(id), self.of.city)
        act = Act(by=CLOCK, at=now, key=f"clock {at.isoformat()}")
        await self.of.notices.act(id, lambda state: notice.tick(state, counts, now), act)
