"""Built-in accounts: people and posts come from the city pack, only passwords are kept here.

Rule 1: the pack decides who there is and what they are posted as, so a new pack is enough to move
somebody; nothing about posts is stored.
Rule 2: accounts without a password of their own share the demo's, hashed once, if there is one.
"""

from datetime import datetime
from typing import Any

from pymongo.asynchronous.database import AsyncDatabase

from contracts.actor import Actor
from contracts.city import City, Person
from contracts.overseeing import overseen
from contracts.refusals import NotSo
from gateway.password_rules import REMEMBERED, check_new, expired
from gateway.passwords import Passwords
from gateway.scopes import district

_SHARED = "*"
"""No account has this id."""


class Accounts:
    """Who may sign in."""

    def __init__(
        self, city: City, database: AsyncDatabase[dict[str, Any]], passwords: Passwords
    ) -> None:
        self._city = city
        self._kept = database.get_collection("credentials")
        self._passwords = passwords

    def person(self, account: str) -> Person | None:
        """The person the pack knows by this account."""
        return self._city.people.get(account)

    def actor(self, account: str) -> Actor | None:
        """The account with its posts, as they are now."""
        person = self.person(account)
        return Actor(id=person.id, posts=person.posts) if person else None

    def around(self, actor: Actor) -> frozenset[str]:
        """The territories its posts lie in, each with all above it."""
        at = (post.at for post in actor.posts if self._city.knows_territory(post.at))
        return frozenset(one for place in at for one in self._city.path(place))

    def elsewhere(self, actor: Actor) -> frozenset[str]:
        """The tags of districts that none of its overseeing posts is at."""
        own = overseen(actor, self._city)
        return frozenset(district(one) for one in self._city.districts if own and one not in own)

    async def share(self, password: str, now: datetime) -> None:
        """Let this be the password of all accounts that have none of their own."""
        kept = await self._kept.find_one({"_id": _SHARED})
        if not kept or not await self._passwords.verify(password, kept["hash"]):
            await self.set_password(_SHARED, password, now)

    async def set_password(self, account: str, password: str, now: datetime) -> None:
        """Give an account a password of its own."""
        hashed = await self._passwords.hash(password)
        change: dict[str, Any] = {
            "$set": {"hash": hashed, "set_at": now},
            "$push": {"before": {"$each": [hashed], "$slice": -REMEMBERED}},
        }
        await self._kept.update_one({"_id": account}, change, upsert=True)

    async def check_fresh(self, account: str, password: str) -> None:
        """Refuse a password that is too easy, or was used not long ago.

        Raises:
            NotSo: names what is wrong with it.
        """
        check_new(password, account)
        kept = await self._kept.find_one({"_id": account})
        for old in (kept or {}).get("before", ()):
            if await self._passwords.verify(password, old):
                raise NotSo("password_used", field="new", last=REMEMBERED)

    async def must_change(self, account: str, now: datetime) -> bool:
        """Whether a password of its own has become too old."""
        kept = await self._kept.find_one({"_id": account}, {"set_at": 1})
        return bool(kept and "set_at" in kept and expired(kept["set_at"], now))

    async def close(self, account: str, now: datetime) -> None:
        """Let nobody sign in with it any more."""
        change = {"$set": {"closed_at": now}, "$unset": {"hash": "", "before": "", "set_at": ""}}
        await self._kept.update_one({"_id": account}, change, upsert=True)

    async def check(self, account: str, password: str) -> bool:
        """Whether this is the account's password; takes as long when there is no such account."""
        stored = await self._stored(account) if self.person(account) else None
        return await self._passwords.verify(password, stored)

    async def _stored(self, account: str) -> str | None:
        found = self._kept.find({"_id": {"$in": [account, _SHARED]}})
        kept = {one["_id"]: one for one in await found.to_list()}
        own = kept.get(account, {})
        if "closed_at" in own:
            return None
        return own.get("hash") or kept.get(_SHARED, {}).get("hash")
