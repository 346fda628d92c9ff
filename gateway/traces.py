"""What was done about a case repeats what its reporter said, and where: whistles, and tasks.

Whoever leaves is taken out of it, too (个人信息保护法 art. 47). Rule 1: which work it was is noted
before the cases forget whose they are, so that a crash between loses nothing. Rule 2: work that is
not over yet waits on that note, and is asked again by the daily run.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from pymongo.asynchronous.database import AsyncDatabase

from gateway.fold import Folded
from gateway.redacting import Redacting
from gateway.views import Views

OWNERS: Final[Mapping[str, str]] = {"whistles": "dispatch", "tasks": "response"}
"""Whose the work of a kind is."""
_TOLD: Final[Mapping[str, str]] = {"whistles": "whistle_id", "tasks": "task_id"}
"""What a line of a case calls it."""
_MOST: Final = 1000

Cases = Sequence[tuple[str, Folded]]


@dataclass(frozen=True)
class Traces:
    """The note of who left, and what still names them."""

    database: AsyncDatabase[dict[str, Any]]
    views: Views
    redacting: Redacting

    async def forget(self, account: str, over: Cases, now: datetime) -> Sequence[str]:
        """Take the identity out of cases that are over and the work on them; of which work.

        Raises:
            ConnectionError: an owner does not answer; asked again, it goes on where it was.
        """
        found = await self._work([case for _, case in over])
        noted = {f"work.{kind}": {"$each": ids} for kind, ids in found.items()}
        asked = {"$setOnInsert": {"asked_at": now}, "$addToSet": noted}
        await self._leaving.update_one({"_id": account}, asked, upsert=True)
        await self.redacting.leave([id for id, _ in over])
        work = (await self.waiting(account)).items()
        done = {kind: await self.redacting.leave_of(OWNERS[kind], kind, ids) for kind, ids in work}
        gone = {f"work.{kind}": {"$in": list(ids)} for kind, ids in done.items()}
        await self._leaving.update_one({"_id": account}, {"$pull": gone})
        return [id for ids in done.values() for id in ids]

    async def waiting(self, account: str) -> Mapping[str, Sequence[str]]:
        """The work that still names somebody who left, by kind."""
        kept: Mapping[str, Any] | None = await self._leaving.find_one({"_id": account})
        work: Mapping[str, Sequence[str]] = kept.get("work", {}) if kept else {}
        return {kind: work.get(kind, ()) for kind in OWNERS}

    async def _work(self, cases: Sequence[Folded]) -> Mapping[str, list[str]]:
        """The whistles and tasks there ever were about these cases."""
        lines = [line.facts for case in cases for line in case.timeline]
        told = {
            kind: {facts[name] for facts in lines if facts.get(name)}
            for kind, name in _TOLD.items()
        }
        asked = {"whistle_id": {"$in": sorted(told["whistles"])}}
        called = await self.views.stores["tasks"].find(asked, limit=_MOST)
        told["tasks"] |= {one.id for one in called}
        return {kind: sorted(ids) for kind, ids in told.items()}

    @property
    def _leaving(self) -> Any:
        return self.database["leaving"]
