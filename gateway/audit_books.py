"""Where audit entries are kept: in MongoDB, and in memory with the same promises."""

from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime
from itertools import takewhile
from typing import Any

from bson.codec_options import CodecOptions
from pymongo import IndexModel
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import BulkWriteError
from pymongo.read_concern import ReadConcern

from gateway.audit import CUT, Entry, Head, Overtaken

DUPLICATE = 11000
CODEC: CodecOptions[dict[str, Any]] = CodecOptions(tz_aware=True, tzinfo=UTC)


class MongoBook:
    """One collection; `n` is unique, so two processes can never write the same number."""

    def __init__(self, database: AsyncDatabase[dict[str, Any]]) -> None:
        self._entries = database.get_collection(
            "audit",
            codec_options=CODEC,
            read_concern=ReadConcern("majority"),
        )

    async def prepare(self) -> None:
        """See `Book.prepare`."""
        cuts = {"what": CUT}
        indexes = [
            IndexModel([("n", 1)], unique=True),
            IndexModel([("by", 1), ("n", 1)]),
            IndexModel([("what", 1), ("n", 1)], partialFilterExpression=cuts),
        ]
        await self._entries.create_indexes(indexes)

    async def head(self) -> Head:
        """See `Book.head`."""
        newest = await self._entries.find_one({}, {"n": 1, "hash": 1}, sort=[("n", -1)])
        return Head(newest["n"], newest["hash"]) if newest else Head()

    async def known(self, ids: Sequence[str]) -> frozenset[str]:
        """See `Book.known`."""
        found = self._entries.find({"_id": {"$in": list(ids)}}, {"_id": 1}, batch_size=len(ids) + 1)
        return frozenset(entry["_id"] for entry in await found.to_list())

    async def append(self, entries: Sequence[Entry]) -> None:
        """See `Book.append`."""
        try:
            await self._entries.insert_many(entries, ordered=True)
        except BulkWriteError as error:
            failures: list[Any] = (error.details or {}).get("writeErrors", [])
            if any(failure["code"] != DUPLICATE for failure in failures):
                raise
            raise Overtaken from error

    async def entries(self, after: int = 0, limit: int = 0) -> AsyncIterator[Entry]:
        """See `Book.entries`."""
        async for entry in self._entries.find({"n": {"$gt": after}}).sort("n", 1).limit(limit):
            yield entry

    async def older(self, before: datetime) -> Head:
        """See `Book.older`: read in order, as far as it goes and one further."""
        young = await self._entries.find_one({"at": {"$gte": before}}, {"n": 1}, sort=[("n", 1)])
        upto = young["n"] - 1 if young else (await self.head()).n
        last = await self._entries.find_one({"n": upto}, {"n": 1, "hash": 1})
        return Head(last["n"], last["hash"]) if last else Head()

    async def cut(self) -> Entry | None:
        """See `Book.cut`."""
        return await self._entries.find_one({"what": CUT}, sort=[("n", -1)])

    async def remove(self, upto: int) -> int:
        """See `Book.remove`."""
        return (await self._entries.delete_many({"n": {"$lte": upto}})).deleted_count


class MemoryBook:
    """A list."""

    def __init__(self) -> None:
        self.kept: list[Entry] = []

    async def prepare(self) -> None:
        """See `Book.prepare`."""

    async def head(self) -> Head:
        """See `Book.head`."""
        return Head(self.kept[-1]["n"], self.kept[-1]["hash"]) if self.kept else Head()

    async def known(self, ids: Sequence[str]) -> frozenset[str]:
        """See `Book.known`."""
        return frozenset(entry["_id"] for entry in self.kept if entry["_id"] in ids)

    async def append(self, entries: Sequence[Entry]) -> None:
        """See `Book.append`."""
        taken = {key for entry in self.kept for key in (entry["n"], entry["_id"])}
        if any(entry["n"] in taken or entry["_id"] in taken for entry in entries):
            raise Overtaken
        self.kept += entries

    async def entries(self, after: int = 0, limit: int = 0) -> AsyncIterator[Entry]:
        """See `Book.entries`."""
        behind = [entry for entry in self.kept if entry["n"] > after]
        for entry in behind[: limit or None]:
            yield entry

    async def older(self, before: datetime) -> Head:
        """See `Book.older`."""
        old = list(takewhile(lambda entry: entry["at"] < before, self.kept))
        return Head(old[-1]["n"], old[-1]["hash"]) if old else Head()

    async def cut(self) -> Entry | None:
        """See `Book.cut`."""
        return next((entry for entry in reversed(self.kept) if entry["what"] == CUT), None)

    async def remove(self, upto: int) -> int:
        """See `Book.remove`."""
        left = [entry for entry in self.kept if entry["n"] > upto]
        gone, self.kept = len(self.kept) - len(left), left
        return gone
