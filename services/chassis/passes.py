"""Which calendar all that is open was last reckoned by: a restart need not go through it again.

It lies beside the documents it speaks of, and is restored with them.
"""

from typing import Any, Protocol

from pymongo.asynchronous.database import AsyncDatabase

from services.chassis.outage import reading


class Passes(Protocol):
    """For each name, the version everything was gone through for."""

    async def last(self, name: str) -> str | None:
        """That version; None: never. Raises Unavailable."""
        ...

    async def note(self, name: str, version: str) -> None:
        """All of it was gone through. Raises Unavailable."""
        ...


class MongoPasses:
    """In a collection of the service."""

    def __init__(self, database: AsyncDatabase[dict[str, Any]]) -> None:
        self._passes = database.get_collection("passes")

    async def last(self, name: str) -> str | None:
        """See `Passes.last`."""
        async with reading():
            found = await self._passes.find_one({"_id": name})
        return found["version"] if found else None

    async def note(self, name: str, version: str) -> None:
        """See `Passes.note`."""
        async with reading():
            await self._passes.replace_one({"_id": name}, {"version": version}, upsert=True)


class MemoryPasses:
    """The same in a dict."""

    def __init__(self) -> None:
        self._versions: dict[str, str] = {}

    async def last(self, name: str) -> str | None:
        """See `Passes.last`."""
        return self._versions.get(name)

    async def note(self, name: str, version: str) -> None:
        """See `Passes.note`."""
        self._versions[name] = version
