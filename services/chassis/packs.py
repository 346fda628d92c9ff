"""Where city packs are kept: a database that all processes of a system share.

    packs      {_id, version, kept_at, body}      body: the files, as compressed JSON
    published  {_id: n, pack, at, by, approved_by, reason}   the last one is in force

Both only grow: what was published is history, and what was kept may still have open work.
"""

import json
import zlib
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from pymongo import AsyncMongoClient
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import DuplicateKeyError

from contracts.city.pack import pack_id
from services.chassis.cities import Cities
from services.chassis.clock import milliseconds
from services.chassis.settings import Settings, read_folder

MOST_KEPT = 15 * 1024 * 1024
"""Bytes of a compressed pack: a document holds 16 MB."""


class TooLarge(ValueError):
    """The pack is larger than can be kept."""


def packs_database(settings: Settings) -> str:
    """Name of the database all processes of a system share."""
    return f"{settings.namespace}_city"


def cities_of(settings: Settings, client: AsyncMongoClient[dict[str, Any]]) -> Cities:
    """The packs of a process: the one of its folder, and those that are published."""
    return Cities(MongoPacks(client[packs_database(settings)]), read_folder(settings.city))


class MongoPacks:
    """See `shelf.Shelf`."""

    def __init__(
        self,
        database: AsyncDatabase[dict[str, Any]],
        now: Callable[[], datetime] = milliseconds,
    ) -> None:
        self._packs = database.get_collection("packs")
        self._published = database.get_collection("published")
        self._now = now

    async def keep(self, files: Mapping[str, str], version: str) -> str:
        """Keep a pack; return its id.

        Raises:
            TooLarge: there is no room for it in one document.
        """
        id = pack_id(files)
        if await self._packs.find_one({"_id": id}, {"_id": 1}) is None:
            body = zlib.compress(json.dumps(dict(files), ensure_ascii=False).encode())
            if len(body) > MOST_KEPT:
                raise TooLarge(id)
            kept = {"version": version, "kept_at": self._now(), "body": body}
            await self._packs.update_one({"_id": id}, {"$setOnInsert": kept}, upsert=True)
        return id

    async def take(self, pack: str) -> Mapping[str, str]:
        """See `Shelf.take`."""
        kept = await self._packs.find_one({"_id": pack})
        if kept is None:
            raise KeyError(pack)
        return json.loads(zlib.decompress(kept["body"]))

    async def kept(self) -> Sequence[str]:
        """See `Shelf.kept`."""
        return [one["_id"] async for one in self._packs.find({}, {"_id": 1})]

    async def published(self) -> str | None:
        """See `Shelf.published`."""
        last = await self.last()
        return last["pack"] if last else None

    async def last(self) -> Mapping[str, Any] | None:
        """What was published last."""
        return await self._published.find_one({}, sort=[("_id", -1)])

    async def history(self, limit: int) -> Sequence[Mapping[str, Any]]:
        """What was published, the newest first."""
        return await self._published.find({}).sort("_id", -1).limit(limit).to_list()

    async def versions(self, packs: Sequence[str]) -> Mapping[str, str]:
        """The version each of these packs says it is."""
        found = self._packs.find({"_id": {"$in": list(packs)}}, {"version": 1})
        return {kept["_id"]: kept["version"] async for kept in found}

    async def bears(self, version: str) -> Sequence[str]:
        """Packs that say they are this version."""
        found = self._packs.find({"version": version}, {"_id": 1}).limit(2)
        return [kept["_id"] async for kept in found]

    async def publish(self, pack: str, after: int, **told: Any) -> bool:
        """Put a pack in force as the next after the so-manieth; False: somebody was faster."""
        entry = {"_id": after + 1, "pack": pack, "at": self._now(), **told}
        try:
            await self._published.insert_one(entry)
        except DuplicateKeyError:
            return False
        return True


class MemoryPacks:
    """The same in a dict, for tests of one process."""

    def __init__(self) -> None:
        self._packs: dict[str, Mapping[str, str]] = {}
        self.last: str | None = None

    async def keep(self, files: Mapping[str, str], version: str) -> str:
        """See `Shelf.keep`."""
        self._packs[pack_id(files)] = dict(files)
        return pack_id(files)

    async def take(self, pack: str) -> Mapping[str, str]:
        """See `Shelf.take`."""
        return self._packs[pack]

    async def kept(self) -> Sequence[str]:
        """See `Shelf.kept`."""
        return list(self._packs)

    async def published(self) -> str | None:
        """See `Shelf.published`."""
        return self.last
