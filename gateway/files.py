"""Where photos are kept: GridFS, or memory with the same promises. An S3 store would be a third."""

from dataclasses import dataclass
from typing import Any, Protocol
from uuid import uuid4

from gridfs import NoFile
from gridfs.asynchronous.grid_file import AsyncGridFSBucket
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


class GridFiles:
    """GridFS: majority-written, in as many pieces as it takes."""

    def __init__(self, database: AsyncDatabase[dict[str, Any]]) -> None:
        self._bucket = AsyncGridFSBucket(database, bucket_name="photos")

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


class MemoryFiles:
    """A dict."""

    def __init__(self) -> None:
        self._kept: dict[str, Kept] = {}

    async def put(self, picture: Picture, by: str, id: str = "") -> str:
        """See `Files.put`."""
        name = id or new_id()
        self._kept.setdefault(name, Kept(picture, by))
        return name

    async def get(self, id: str) -> Kept | None:
        """See `Files.get`."""
        return self._kept.get(id)


def new_id() -> str:
    """An id nobody can guess: knowing it is not yet being allowed to see it."""
    return f"photo-{uuid4().hex}"
