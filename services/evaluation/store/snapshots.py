"""Closed months as they are kept, each under the digest of its contents; written once, never again.

Rule 1: it is written before the event that names it, so whoever knows the digest finds it.
Rule 2: what is read is checked against its digest: an altered month is no month.
"""

from typing import Any, Protocol

from pymongo.asynchronous.database import AsyncDatabase

from services.chassis.form import MAJORITY
from services.chassis.outage import reading
from services.evaluation.core.snapshot import Snapshot

NAME = "snapshots"


class Altered(Exception):
    """What is kept is not what was closed."""


class Snapshots(Protocol):
    """Kept months."""

    async def put(self, snapshot: Snapshot) -> str:
        """Keep it; return its digest. Keeping it again changes nothing."""
        ...

    async def get(self, digest: str) -> Snapshot | None:
        """Return what is kept under this digest.

        Raises:
            Altered: it is not what was put there.
        """
        ...


class MongoSnapshots:
    """Kept months on MongoDB."""

    def __init__(self, database: AsyncDatabase[dict[str, Any]]) -> None:
        self._database = database

    async def put(self, snapshot: Snapshot) -> str:
        """See `Snapshots.put`."""
        digest = snapshot.digest
        first = {"$setOnInsert": {"kept": snapshot.model_dump_json()}}
        update = {"q": {"_id": digest}, "u": first, "upsert": True}
        async with reading():
            await self._database.command(
                {"update": NAME, "updates": [update]}, writeConcern=MAJORITY
            )
        return digest

    async def get(self, digest: str) -> Snapshot | None:
        """See `Snapshots.get`."""
        async with reading():
            raw = await self._database[NAME].find_one({"_id": digest})
        return checked(raw["kept"], digest) if raw else None


class MemorySnapshots:
    """Kept months in a dict. It passes the same tests as the real one."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    async def put(self, snapshot: Snapshot) -> str:
        """See `Snapshots.put`."""
        digest = snapshot.digest
        self.kept.setdefault(digest, snapshot.model_dump_json())
        return digest

    async def get(self, digest: str) -> Snapshot | None:
        """See `Snapshots.get`."""
        text = self.kept.get(digest)
        return checked(text, digest) if text else None


def checked(text: str, digest: str) -> Snapshot:
    """Read a kept month, and see that it is the one it is called."""
    snapshot = Snapshot.model_validate_json(text)
    if snapshot.digest != digest:
        raise Altered(digest)
    return snapshot
