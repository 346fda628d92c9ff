"""Sensors and monitoring platforms: who may post alarms, of what, and where.

Rule 1: a device is known by a key that is shown once, when it is registered; only its hash is kept.
Rule 2: it is nobody's account: its key opens one door, and no session, list or stream.
Rule 3: a revoked key is refused at once: it is looked up at every alarm.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from hmac import compare_digest
from secrets import token_urlsafe
from typing import Any, Final, TypeAlias

from pymongo.asynchronous.database import AsyncDatabase

from contracts.actor import Actor, Post, Role
from contracts.city import City
from contracts.commands.alarm import RegisterAlarmDevice
from contracts.refusals import NotSo, NotThere
from services.chassis.problems import NotSignedIn

Kept: TypeAlias = dict[str, Any]
LIST: Final = 1000


@dataclass
class AlarmDevices:
    """The register of all devices."""

    database: AsyncDatabase[Kept]
    city: City
    now: Callable[[], datetime]

    def __post_init__(self) -> None:
        """Find the collection."""
        self._kept = self.database.get_collection("alarm_devices")

    async def register(
        self, asked: RegisterAlarmDevice, by: str, id: str
    ) -> tuple[Kept, str | None]:
        """Add one, with its key; the same request again shows no key.

        Raises:
            NotSo: names the category or place that is not there.
        """
        if known := await self._kept.find_one({"_id": id}):
            return known, None
        self._check("categories", asked.categories, self.city.categories, "unknown_category")
        self._check("places", asked.places, self.city.territories, "unknown_territory")
        key = token_urlsafe(32)
        told = asked.model_dump(exclude={"expected_version"})
        kept = {**told, "_id": id, "key": _hash(key), "registered_by": by}
        kept |= {"registered_at": self.now(), "revoked_at": None}
        await self._kept.insert_one(kept)
        return kept, f"{id}.{key}"

    async def admitted(self, shown: str) -> Kept:
        """The device whose key this is.

        Raises:
            NotSignedIn: it is nobody's, or was revoked.
        """
        id, _, key = shown.partition(".")
        kept = await self._kept.find_one({"_id": id, "revoked_at": None})
        if kept is None or not compare_digest(kept["key"], _hash(key)):
            raise NotSignedIn("alarm_key_unknown")
        return kept

    async def revoke(self, id: str) -> Kept:
        """Let it in no more; a second time changes nothing.

        Raises:
            NotThere: there is no such device.
        """
        change = {"$set": {"revoked_at": self.now()}}
        await self._kept.update_one({"_id": id, "revoked_at": None}, change)
        found = await self._kept.find_one({"_id": id})
        if found is None:
            raise NotThere("not_found")
        return found

    async def listed(self) -> Sequence[Kept]:
        """All of them, also those that were revoked, the newest first."""
        newest = [("registered_at", -1), ("_id", -1)]
        return await self._kept.find().sort(newest).to_list(LIST)

    def _check(self, field: str, named: Sequence[str], known: Collection[str], code: str) -> None:
        for n, id in enumerate(named):
            if id not in known:
                raise NotSo(code, field=f"{field}.{n}")


def actor_of(device: Kept) -> Actor:
    """As whom it acts: a post at each of its places."""
    posts = tuple(Post(role=Role.DEVICE, at=place) for place in device["places"])
    return Actor(id=device["_id"], posts=posts)


def _hash(key: str) -> str:
    return sha256(key.encode()).hexdigest()
