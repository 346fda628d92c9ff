"""Parked events in MongoDB: one document per blocked stream, in the service's own database.

The document is the block: `follow` adds to it only if it is there, `release` deletes it only when
it is empty. Each of these is one write, so no other process can come between.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC
from typing import Any

from bson.codec_options import CodecOptions
from pymongo import ASCENDING
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import DuplicateKeyError

from services.chassis.parking import Block, Parked

_CODEC: CodecOptions[dict[str, Any]] = CodecOptions(tz_aware=True, tzinfo=UTC)


class MongoParked:
    """What one service has parked."""

    def __init__(self, database: AsyncDatabase[dict[str, Any]], name: str = "parked") -> None:
        self._blocks = database.get_collection(name, codec_options=_CODEC)

    async def prepare(self) -> None:
        """Make the index `blocks` sorts by."""
        await self._blocks.create_index([("since", ASCENDING)])

    async def park(self, event: Parked) -> None:
        """Block the stream with this event; the same event twice is one."""
        try:
            await self._blocks.update_one(
                {"_id": event.stream, "events.seq": {"$ne": event.seq}},
                {**_pushed(event), "$setOnInsert": {"since": event.at}},
                upsert=True,
            )
        except DuplicateKeyError:
            # Either it is parked already, or another one began the block just now.
            await self.follow(event)

    async def follow(self, event: Parked) -> bool:
        """Park behind an earlier one; False when the stream is not blocked (any more)."""
        pushed = await self._blocks.update_one(
            {"_id": event.stream, "events.seq": {"$ne": event.seq}}, _pushed(event)
        )
        if pushed.matched_count:
            return True
        return await self._blocks.find_one({"_id": event.stream}, {"_id": 1}) is not None

    async def blocked(self) -> frozenset[str]:
        """Streams that are blocked now."""
        return frozenset([block["_id"] async for block in self._blocks.find({}, {"_id": 1})])

    async def waiting(self, stream: str) -> Sequence[Parked]:
        """What is parked on a stream, in order of `seq`."""
        block = await self._blocks.find_one({"_id": stream})
        return [_read(stream, event) for event in block["events"]] if block else []

    async def release(self, event: Parked) -> None:
        """Forget an event that was handled after all; lifts the block with the last one."""
        await self._blocks.update_one(
            {"_id": event.stream}, {"$pull": {"events": {"seq": event.seq}}}
        )
        await self._blocks.delete_one({"_id": event.stream, "events": {"$size": 0}})

    async def replace(self, event: Parked, body: bytes) -> None:
        """Keep another message in its place, if it is still parked."""
        await self._blocks.update_one(
            {"_id": event.stream, "events.seq": event.seq}, {"$set": {"events.$.body": body}}
        )

    async def blocks(self, limit: int = 100) -> Sequence[Block]:
        """Blocked streams, those parked first at the head."""
        found = self._blocks.find({}, sort=[("since", ASCENDING)], limit=limit)
        return [
            Block(block["_id"], _read(block["_id"], block["events"][0]), len(block["events"]))
            async for block in found
            if block["events"]
        ]

    async def count(self) -> int:
        """How many streams are blocked."""
        return await self._blocks.estimated_document_count()


def _pushed(event: Parked) -> dict[str, Any]:
    kept = {
        "seq": event.seq,
        "id": event.id,
        "type": event.type,
        "body": event.body,
        "reason": event.reason,
        "error": event.error,
        "at": event.at,
    }
    return {"$push": {"events": {"$each": [kept], "$sort": {"seq": 1}}}}


def _read(stream: str, kept: Mapping[str, Any]) -> Parked:
    fields: dict[str, Any] = {**kept, "body": bytes(kept["body"])}
    return Parked(stream=stream, **fields)
