"""Sessions: one family of refresh tokens each, of which only the newest is good.

Rule 1: a refresh token is good once. Whoever brings an old one has stolen it or was robbed: the
whole family ends, and both must sign in again.
Rule 2: a session ends when it is idle too long, when it is too old, when somebody ends it, or when
its account opens more of them than it may.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe
from typing import Any, NamedTuple

from pymongo import IndexModel
from pymongo.asynchronous.database import AsyncDatabase

from services.chassis.problems import NotSignedIn


@dataclass(frozen=True)
class Granted:
    """A session with the one refresh token that is good for it now."""

    session: str
    account: str
    refresh_token: str
    idle: timedelta
    narrow: bool = False
    device: str | None = None
    """The registered device it was opened on."""


class Life(NamedTuple):
    """How long a session lasts: without use, and at most."""

    idle: timedelta
    longest: timedelta


class Live(NamedTuple):
    """A session that is open."""

    narrow: bool
    """Its password is too old: only that may be done which cures it."""
    device: str | None = None
    """The registered device it was opened on."""


class Sessions:
    """All open sessions."""

    def __init__(
        self,
        database: AsyncDatabase[dict[str, Any]],
        now: Callable[[], datetime],
        most: int = 0,
    ) -> None:
        self._sessions = database.get_collection("sessions")
        self._now, self._most = now, most

    async def prepare(self) -> None:
        """Let ended sessions go by themselves."""
        indexes = [
            IndexModel([("ends_at", 1)], expireAfterSeconds=0),
            IndexModel([("account", 1)]),
        ]
        await self._sessions.create_indexes(indexes)

    async def begin(
        self, account: str, life: Life, *, narrow: bool = False, device: str | None = None
    ) -> Granted:
        """Open a session; a narrow one is only good for what `Callers` lets it do."""
        now, session, secret = self._now(), token_urlsafe(12), token_urlsafe(32)
        await self._make_room(account)
        await self._sessions.insert_one(
            {
                "_id": session,
                "account": account,
                "token": _hash(secret),
                "idle": life.idle.total_seconds(),
                "idle_until": now + life.idle,
                "ends_at": now + life.longest,
                "began_at": now,
                "narrow": narrow,
                "device": device,
            }
        )
        return Granted(session, account, f"{session}.{secret}", life.idle, narrow, device)

    async def renew(self, refresh_token: str) -> Granted:
        """Exchange a refresh token for the next one.

        Raises:
            NotSignedIn: the session is over; or the token was used before, and now it is over.
        """
        session, _, secret = refresh_token.partition(".")
        now, new = self._now(), token_urlsafe(32)
        alive = {"_id": session, "idle_until": {"$gt": now}, "ends_at": {"$gt": now}}
        until: Any = {"$add": [now, {"$multiply": ["$idle", 1000]}]}
        renewed = [{"$set": {"token": _hash(new), "idle_until": until}}]
        kept = await self._sessions.find_one_and_update({**alive, "token": _hash(secret)}, renewed)
        if kept is None:
            await self.end(session)
            raise NotSignedIn("sign_in_expired")
        idle = timedelta(seconds=kept["idle"])
        token, device = f"{session}.{new}", kept.get("device")
        return Granted(session, kept["account"], token, idle, kept["narrow"], device)

    async def end(self, session: str) -> None:
        """End a session; its access tokens follow within a minute."""
        await self._sessions.delete_one({"_id": session})

    async def end_all(self, account: str) -> None:
        """End every session of an account."""
        await self._sessions.delete_many({"account": account})

    async def end_device(self, account: str, device: str | None) -> None:
        """End every session that was opened on a device; None: on none that is registered."""
        await self._sessions.delete_many({"account": account, "device": device})

    async def look(self, session: str) -> Live | None:
        """A session that is still open; None: it ended."""
        now = self._now()
        alive = {"_id": session, "idle_until": {"$gt": now}, "ends_at": {"$gt": now}}
        kept = await self._sessions.find_one(alive, {"narrow": 1, "device": 1})
        return Live(bool(kept.get("narrow")), kept.get("device")) if kept else None

    async def _make_room(self, account: str) -> None:
        """End the oldest sessions of an account that may not have so many."""
        if not self._most:
            return
        open_ones = self._sessions.find({"account": account}, {"_id": 1}).sort("began_at", -1)
        too_many = [kept["_id"] for kept in await open_ones.skip(self._most - 1).to_list()]
        await self._sessions.delete_many({"_id": {"$in": too_many}})


def _hash(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
