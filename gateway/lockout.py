"""Five failures, then twenty minutes of silence, whether the account exists or not.

Rule 1: an attempt is counted before the password is looked at, so a hundred at once are no more
than five.
Rule 2: the silence begins with the last failure that counted; attempts made in it do not extend it.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256
from math import ceil
from typing import Any

from pymongo import IndexModel, ReturnDocument
from pymongo.asynchronous.database import AsyncDatabase

from gateway.refusing import too_many

FAILURES = 5
SILENCE = timedelta(minutes=20)


class Lockout:
    """Counts the attempts on every name."""

    def __init__(
        self, database: AsyncDatabase[dict[str, Any]], now: Callable[[], datetime]
    ) -> None:
        self._attempts = database.get_collection("sign_in_attempts")
        self._now = now

    async def prepare(self) -> None:
        """Let old counts go by themselves."""
        await self._attempts.create_indexes([IndexModel([("until", 1)], expireAfterSeconds=0)])

    async def attempt(self, name: str) -> None:
        """Count an attempt.

        Raises:
            Refusing: 429, there were too many; with the seconds until the silence ends.
        """
        now = self._now()
        found: Any = await self._attempts.find_one_and_update(
            {"_id": _key(name)},
            _counted(now),
            upsert=True,
            return_document=ReturnDocument.AFTER,
        )
        if found["count"] > FAILURES:
            raise too_many(ceil((found["until"] - now).total_seconds()), "locked_out")

    async def forgive(self, name: str) -> None:
        """It was the right password: forget the failures."""
        await self._attempts.delete_one({"_id": _key(name)})


def _counted(now: datetime) -> list[dict[str, Any]]:
    counts = {"$and": [{"$gt": ["$until", now]}, {"$gt": ["$count", 0]}]}
    counting = {"$lt": [{"$ifNull": ["$count", 0]}, FAILURES]}
    moves = {"$or": [{"$not": [counts]}, counting]}
    return [
        {
            "$set": {
                "until": {"$cond": [moves, now + SILENCE, "$until"]},
                "count": {"$cond": [counts, {"$add": ["$count", 1]}, 1]},
            }
        }
    ]


def _key(name: str) -> str:
    """A name as it is kept: what people type into the wrong field may be a password."""
    return sha256(name.strip().lower().encode()).hexdigest()[:32]
