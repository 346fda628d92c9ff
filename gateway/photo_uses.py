"""Where photos are shown: whoever may see one of those things may see the photo."""

from collections.abc import Sequence
from typing import Any

from pymongo import IndexModel, UpdateOne
from pymongo.asynchronous.database import AsyncDatabase

from contracts.envelope import Envelope
from contracts.events.event import Event
from gateway.kinds import targets


class PhotoUses:
    """For each photo, the views it stands in."""

    def __init__(self, database: AsyncDatabase[dict[str, Any]]) -> None:
        self._uses = database.get_collection("photo_uses")

    async def hear(self, heard: Envelope[Event]) -> None:
        """Note the photos an event shows."""
        photos: Sequence[str] = getattr(heard.data, "photos", ())
        views = [f"{kind.name}/{id}" for kind, id in targets(heard)]
        if photos and views:
            change = {"$addToSet": {"in": {"$each": views}}}
            updates = [UpdateOne({"_id": photo}, change, upsert=True) for photo in photos]
            await self._uses.bulk_write(updates, ordered=False)

    async def prepare(self) -> None:
        """Create the index."""
        await self._uses.create_indexes([IndexModel([("in", 1)])])

    async def drop(self, view: str) -> Sequence[str]:
        """A view shows its photos no more; the photos that nothing shows now."""
        shown = [one["_id"] for one in await self._uses.find({"in": view}, {"_id": 1}).to_list()]
        await self._uses.update_many({"_id": {"$in": shown}}, {"$pull": {"in": view}})
        left = self._uses.find({"_id": {"$in": shown}, "in": []}, {"_id": 1})
        return [one["_id"] for one in await left.to_list()]

    async def of(self, photo: str) -> Sequence[tuple[str, str]]:
        """The views a photo stands in, by kind and id."""
        found = await self._uses.find_one({"_id": photo})
        places: Sequence[str] = found["in"] if found else ()
        return [(kind, id) for kind, _, id in (place.partition("/") for place in places)]
