"""Registered phones: a grid worker's terminal 网格终端 is an account that lets only these in.

Rule 1: a device is proved by a key that is shown once, when it is registered; only its hash is
kept. A name or a number somebody could read off the phone proves nothing.
Rule 2: an account has a bounded number of devices. One that requires them gets a new one only from
one it has; when the last is revoked the requirement ends with it, so that nobody is locked out.
Rule 3: a revoked device is good for nothing: its sessions end, and its refresh tokens with them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from hmac import compare_digest
from secrets import token_urlsafe
from typing import Any, Final, Literal, TypeAlias

from pydantic import StrictBool
from pymongo import IndexModel
from pymongo.asynchronous.database import AsyncDatabase

from contracts.commands.command import Command
from contracts.refusals import NotNow, NotThere, NotYours
from contracts.words import Id, Line
from services.chassis.problems import NotSignedIn

Kept: TypeAlias = dict[str, Any]
MOST: Final = 5
"""Devices of one account; ours."""


class RegisterDevice(Command):
    """Register the phone one holds."""

    name: Line
    platform: Literal["android", "ios", "harmony", "web"]
    public_id: Id
    """What the phone calls itself."""


class RequireDevice(Command):
    """Let the account be entered only from registered devices, or from anywhere again."""

    required: StrictBool


@dataclass
class Devices:
    """The devices of all accounts."""

    database: AsyncDatabase[Kept]
    now: Callable[[], datetime]

    def __post_init__(self) -> None:
        """Find the collections."""
        self._kept = self.database.get_collection("devices")
        self._terms = self.database.get_collection("device_terms")

    async def prepare(self) -> None:
        """Create the index."""
        await self._kept.create_indexes([IndexModel([("account", 1), ("registered_at", 1)])])

    async def register(
        self, asked: RegisterDevice, account: str, by: str | None, id: str
    ) -> tuple[Kept, str | None]:
        """Add one, with the key by which it signs in; the same request again shows no key.

        Args:
            by: the device the request comes from.

        Raises:
            NotYours: the account requires devices, and this comes from none.
            NotNow: it has as many as it may.
        """
        if known := await self._kept.find_one({"_id": id}):
            return known, None
        if await self.required(account) and by is None:
            raise NotYours("device_needed")
        key = token_urlsafe(24)
        told = {**asked.model_dump(), "_id": id, "account": account, "key": _hash(key)}
        kept = {**told, "registered_at": self.now(), "revoked_at": None}
        await self._kept.insert_one(kept)
        if id not in [one["_id"] for one in (await self.alive(account))[:MOST]]:
            await self._kept.delete_one({"_id": id})
            raise NotNow("too_many_devices", state="full", allowed=["revoke"], most=MOST)
        return kept, f"{id}.{key}"

    async def require(self, account: str, *, required: bool) -> None:
        """Let only registered devices in, or any.

        Raises:
            NotNow: none is registered yet.
        """
        if required and not await self.alive(account):
            raise NotNow("no_device_yet", state="open", allowed=["register"])
        change = {"$set": {"required": required}}
        await self._terms.update_one({"_id": account}, change, upsert=True)

    async def required(self, account: str) -> bool:
        """Whether only registered devices are let in."""
        terms = await self._terms.find_one({"_id": account})
        return bool(terms and terms["required"] and await self.alive(account))

    async def admitted(self, account: str, shown: str) -> str | None:
        """The device that signs in; None: from anywhere, where that is allowed.

        Raises:
            NotSignedIn: the key is not right, or one is needed.
        """
        if not shown:
            if await self.required(account):
                raise NotSignedIn("device_needed")
            return None
        id, _, key = shown.partition(".")
        kept = await self._kept.find_one({"_id": id, "account": account, "revoked_at": None})
        if kept is None or not compare_digest(kept["key"], _hash(key)):
            raise NotSignedIn("device_unknown")
        return id

    async def revoke(self, id: str, account: str | None) -> Kept:
        """Let it in no more; `account`: only one of these, None: anybody's.

        Raises:
            NotThere: none of the caller's business.
        """
        whose = {"account": account} if account else {}
        found = await self._kept.find_one({"_id": id, **whose})
        if found is None:
            raise NotThere("not_found")
        if found["revoked_at"] is None:
            change = {"$set": {"revoked_at": self.now()}}
            await self._kept.update_one({"_id": id, "revoked_at": None}, change)
            if not await self.alive(found["account"]):
                await self._terms.delete_one({"_id": found["account"]})
        return found

    async def alive(self, account: str) -> Sequence[Kept]:
        """Those that are let in."""
        return [one for one in await self.of(account) if one["revoked_at"] is None]

    async def of(self, account: str) -> Sequence[Kept]:
        """All of an account, also those that were revoked."""
        return (
            await self._kept.find({"account": account})
            .sort([("registered_at", 1), ("_id", 1)])
            .to_list()
        )

    async def forget(self, account: str) -> int:
        """Whoever had them has left; how many there were."""
        await self._terms.delete_one({"_id": account})
        return (await self._kept.delete_many({"account": account})).deleted_count


def _hash(key: str) -> str:
    return sha256(key.encode()).hexdigest()
