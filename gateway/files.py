"""Where photos are kept: GridFS, or memory with the same promises. An S3 store would be a third."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol
from uuid import uuid4

from gridfs import NoFile
from gridfs.asynchronous.grid_file import AsyncGridFSBucket
from pymongo import IndexModel
from pymongo.asynchronous.database import AsyncDatabase

from gateway.pictures import Picture


@dataclass(frozen=True)
class Kept:
    """A photo and who uploaded it."""

    picture: Picture
    by: str


class Files(Protocol):
    """Photos by id."""

    async def put(self, picture: Picture, by: str, id: str = "") -> str:
        """Keep a photo; returns its id. An id given twice is kept once."""
        ...

    async def get(self, id: str) -> Kept | None:
        """The photo, or None."""
        ...

    async def by(self, id: str) -> str | None:
        """Who uploaded it; None: there is no such photo."""
        ...

    async def of(self, account: str) -> Sequence[str]:
        """Ids of what somebody uploaded."""
        ...

    async def older(self, than: datetime) -> Sequence[str]:
        """Ids of some that were uploaded before a time; the oldest first."""
        ...

    async def drop(self, id: str) -> None:
        """Remove a photo; one that is not there is none."""
        ...


class GridFiles:
    """GridFS: majority-written, in as many pieces as it takes."""

    def __init__(self, database: AsyncDatabase[dict[str, Any]]) -> None:
        self._bucket = AsyncGridFSBucket(database, bucket_name="photos")
        self._kept = database["photos.files"]

    async def put(self, picture: Picture, by: str, id: str = "") -> str:
        """See `Files.put`."""
        name = id or new_id()
        if id and await self.get(id):
            return id
        facts = {"by": by, "width": picture.width, "height": picture.height}
        await self._bucket.upload_from_stream_with_id(name, name, picture.body, metadata=facts)
        return name

    async def get(self, id: str) -> Kept | None:
        """See `Files.get`."""
        try:
            stored = await self._bucket.open_download_stream(id)
        except NoFile:
            return None
        facts: dict[str, Any] = dict(stored.metadata or {})
        body = await stored.read()
        return Kept(Picture(body, facts["width"], facts["height"]), facts["by"])

    async def prepare(self) -> None:
        """Create the indexes."""
        indexes = [IndexModel([("metadata.by", 1)]), IndexModel([("uploadDate", 1)])]
        await self._kept.create_indexes(indexes)

    async def by(self, id: str) -> str | None:
        """See `Files.by`."""
        found = await self._kept.find_one({"_id": id}, {"metadata.by": 1})
        return found["metadata"]["by"] if found else None

    async def of(self, account: str) -> Sequence[str]:
        """See `Files.of`."""
        found = self._kept.find({"metadata.by": account}, {"_id": 1})
        return [kept["_id"] for kept in await found.to_list()]

    async def older(self, than: datetime) -> Sequence[str]:
        """See `Files.older`."""
        found = self._kept.find({"uploadDate": {"$lt": than}}, {"_id": 1})
        return [kept["_id"] for kept in await found.sort("uploadDate", 1).to_list()]

    async def drop(self, id: str) -> None:
        """See `Files.drop`."""
        with suppress(NoFile):
            await self._bucket.delete(id)


class MemoryFiles:
    """A dict."""

    def __init__(self) -> None:
        self._kept: dict[str, Kept] = {}
        self._at: dict[str, datetime] = {}

    async def put(self, picture: Picture, by: str, id: str = "") -> str:
        """See `Files.put`."""
        name = id or new_id()
        self._kept.setdefault(name, Kept(picture, by))
        self._at.setdefault(name, datetime.now(UTC))
        return name

    async def get(self, id: str) -> Kept | None:
        """See `Files.get`."""
        return self._kept.get(id)

    async def by(self, id: str) -> str | None:
        """See `Files.by`."""
        kept = self._kept.get(id)
        return kept.by if kept else None

    async def of(self, account: str) -> Sequence[str]:
        """See `Files.of`."""
        return [id for id, kept in self._kept.items() if kept.by == account]

    async def older(self, than: datetime) -> Sequence[str]:
        """See `Files.older`."""
        return [id for id in self._kept if self._at[id] < than]

    async def drop(self, id: str) -> None:
        """See `Files.drop`."""
        self._kept.pop(id, None)


def new_id() -> str:
    """An id nobody can guess: knowing it is not yet being allowed to see it."""
    return f"photo-{uuid4().hex}"
