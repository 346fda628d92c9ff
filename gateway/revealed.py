"""Every reveal, kept for the one who was revealed: when, by which office, and why."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from pymongo import IndexModel
from pymongo.asynchronous.database import AsyncDatabase

SHOWN = 200


class Reveal(NamedTuple):
    """One look at who reported a case."""

    case: str
    people: tuple[str, ...]
    by: str
    """Where whoever looked is posted."""
    at: datetime
    reason: str


class Revealed:
    """All reveals, by the person concerned."""

    def __init__(self, database: AsyncDatabase[dict[str, Any]]) -> None:
        self._kept = database.get_collection("reveals")

    async def prepare(self) -> None:
        """Create the index."""
        await self._kept.create_indexes([IndexModel([("people", 1), ("at", -1)])])

    async def note(self, reveal: Reveal) -> None:
        """Keep one."""
        await self._kept.insert_one(reveal._asdict())

    async def of(self, account: str) -> Sequence[Reveal]:
        """The newest reveals of one person."""
        found = self._kept.find({"people": account}, {"_id": 0}).sort("at", -1).limit(SHOWN)
        return [Reveal(**kept) for kept in await found.to_list()]

    async def forget(self, account: str) -> None:
        """Take a person out, who has left."""
        await self._kept.update_many({"people": account}, {"$pull": {"people": account}})
