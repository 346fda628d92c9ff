"""The daily run of retention, and the record of every run.

Rule 1: once a day, after the hour the pack names; a day that was slept through is made up for when
the system wakes. Rule 2: of several gateways one does it: the record of the day is claimed in one
write before the run. A claim whose holder died is free again after a while, and the run goes on
where it was cut short. Rule 3: a run by hand has a record, too, and takes the place of no day's.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import uuid4

import structlog
from pymongo import IndexModel
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import DuplicateKeyError, PyMongoError

from contracts.calendar.wall import to_instant, to_wall
from contracts.views.operating import RetentionRun
from gateway.keeping import Counts, Keeper
from services.chassis import logs

EVERY: Final = 60.0
"""Seconds between two looks at the clock."""
CLAIMED: Final = timedelta(hours=2)
"""Until a run nobody ended is somebody else's; ours."""
AGAIN: Final = timedelta(minutes=10)
"""Until a run that failed is tried again."""
SHOWN: Final = 100
_FIRST: Final = "first"
"""Since when there is anything here: before, no day was missed."""

_log = structlog.get_logger()


def day_due(now: datetime, hour: int) -> tuple[str, datetime]:
    """The day whose run should have begun last, and when."""
    wall = to_wall(now)
    at = wall.replace(hour=hour, minute=0, second=0, microsecond=0)
    at = at if at <= wall else at - timedelta(days=1)
    return at.date().isoformat(), to_instant(at)


@dataclass(frozen=True)
class Runs:
    """The records, in the gateway's database."""

    database: AsyncDatabase[dict[str, Any]]

    async def prepare(self, now: datetime) -> None:
        """Create the index, and note when it all began."""
        await self._kept.create_indexes([IndexModel([("began_at", -1)])])
        begun = {"kind": _FIRST, "began_at": now, "ended_at": now}
        await self._kept.update_one({"_id": _FIRST}, {"$setOnInsert": begun}, upsert=True)

    async def claim(self, day: str, at: datetime, now: datetime) -> bool:
        """Whether this day's run is the caller's to do."""
        if await self._kept.find_one({"_id": _FIRST, "began_at": {"$gt": at}}, {"_id": 1}):
            return False
        free = {"_id": day, "ended_at": None, "claimed_until": {"$lt": now}}
        mine = {"kind": "daily", "began_at": now, "claimed_until": now + CLAIMED, "ended_at": None}
        try:
            await self._kept.update_one(free, {"$set": mine, "$inc": {"tries": 1}}, upsert=True)
        except DuplicateKeyError:
            return False
        return True

    async def release(self, day: str, now: datetime) -> None:
        """It failed: let it be tried again in a while."""
        await self._kept.update_one({"_id": day}, {"$set": {"claimed_until": now + AGAIN}})

    async def ended(self, id: str, counts: Counts, now: datetime) -> None:
        """It is done; of how much."""
        await self._kept.update_one({"_id": id}, {"$set": {"ended_at": now, "counts": counts}})

    async def by_hand(self, keeper: Keeper) -> Counts:
        """Run now, with a record of it.

        Raises:
            ConnectionError: an owner does not answer.
        """
        id = f"hand-{uuid4().hex}"
        begun = {"_id": id, "kind": "by_hand", "began_at": keeper.now(), "ended_at": None}
        await self._kept.insert_one({**begun, "tries": 1})
        counts = await keeper.run(dry=False)
        await self.ended(id, counts, keeper.now())
        return counts

    async def newest(self) -> Sequence[RetentionRun]:
        """The last runs."""
        found = self._kept.find({"kind": {"$ne": _FIRST}}, sort=[("began_at", -1)], limit=SHOWN)
        return [_shown(one) for one in await found.to_list()]

    @property
    def _kept(self) -> Any:
        return self.database["retention_runs"]


@dataclass(frozen=True)
class Daily:
    """Runs as long as the process."""

    keeper: Keeper
    runs: Runs

    async def prepare(self) -> None:
        """See `Runs.prepare`."""
        await self.runs.prepare(self.keeper.now())

    async def run(self) -> None:
        """Go on for ever."""
        while True:
            await asyncio.sleep(EVERY)
            try:
                await self.once()
            except PyMongoError as error:
                _log.warning("no look for retention", **logs.fault(error))

    async def once(self) -> bool:
        """Do what is due, if nobody else does; whether it was done here."""
        now = self.keeper.now()
        day, at = day_due(now, self.keeper.policy().run_hour)
        if not await self.runs.claim(day, at, now):
            return False
        try:
            counts = await self.keeper.run(dry=False)
        except Exception as error:
            # A service is away, or a fault of ours: the day's run stands open and is tried again.
            _log.error("retention not finished", day=day, **logs.fault(error))
            await self.runs.release(day, self.keeper.now())
            return False
        await self.runs.ended(day, counts, self.keeper.now())
        _log.info("retention", day=day)
        return True


def _shown(kept: Mapping[str, Any]) -> RetentionRun:
    told = {name: kept.get(name) for name in RetentionRun.model_fields}
    return RetentionRun.model_validate(
        {**told, "id": kept["_id"], "counts": kept.get("counts", {})}
    )
