"""Links by which somebody without an account answers a call-back 回访, once.

Rule 1: a link is a secret shown to the evaluator once; only its hash is kept, and it lasts three
days. A new one for the same case ends the one before.
Rule 2: it is used by whoever answers first: it is claimed before the owner is asked, and given back
if the owner could not be reached, so that no answer is lost and none is counted twice.
Rule 3: used, expired and forged links are told apart from nothing: they are not good, and that is
all. The question names no person and no place.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe
from typing import Any, Final, TypeAlias

from pymongo import IndexModel
from pymongo.asynchronous.database import AsyncDatabase

from contracts.refusals import NotThere

Kept: TypeAlias = dict[str, Any]
LIFE: Final = timedelta(days=3)
"""How long a link is good; ours."""


@dataclass
class CallbackLinks:
    """All links that were given."""

    database: AsyncDatabase[Kept]
    now: Callable[[], datetime]

    def __post_init__(self) -> None:
        """Find the collection."""
        self._kept = self.database.get_collection("callback_links")

    async def prepare(self) -> None:
        """Create the indexes; what is over goes by itself."""
        over = IndexModel([("until", 1)], expireAfterSeconds=0)
        await self._kept.create_indexes([over, IndexModel([("case", 1)])])

    async def give(self, case: str, by: str, id: str) -> tuple[str | None, datetime]:
        """Make a link for a case; the same request again shows no secret.

        Returns the token and until when it is good.
        """
        if known := await self._kept.find_one({"_id": id}):
            return None, known["until"]
        secret, until = token_urlsafe(24), self.now() + LIFE
        await self._kept.delete_many({"case": case})
        told = {"_id": id, "case": case, "by": by, "secret": _hash(secret)}
        await self._kept.insert_one({**told, "until": until, "used_at": None})
        return f"{id}.{secret}", until

    async def look(self, token: str) -> Kept:
        """A link that is good.

        Raises:
            NotThere: it is not: used, over, or never given.
        """
        return _good(await self._kept.find_one(self._alive(token)))

    async def claim(self, token: str) -> Kept:
        """Use a link: nobody else can now.

        Raises:
            NotThere: it is not good.
        """
        used = {"$set": {"used_at": self.now()}}
        return _good(await self._kept.find_one_and_update(self._alive(token), used))

    async def give_back(self, link: Kept) -> None:
        """It came to nothing: it may be used again."""
        await self._kept.update_one({"_id": link["_id"]}, {"$set": {"used_at": None}})

    def _alive(self, token: str) -> Kept:
        id, _, secret = token.partition(".")
        fresh = {"used_at": None, "until": {"$gt": self.now()}}
        return {"_id": id, "secret": _hash(secret), **fresh}


def _good(found: Kept | None) -> Kept:
    if found is None:
        raise NotThere("link_not_good")
    return found


def _hash(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
