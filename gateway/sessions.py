"""Sessions: one family of refresh tokens each, of which only the newest is good.

Rule 1: a refresh token is good once. Whoever brings an old one has stolen it or was robbed: the
whole family ends, and both must sign in again.
Rule 2: a session ends when it is idle too long, when it is too old, or when somebody ends it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe
from typing import Any

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


class Sessions:
    """All open sessions."""

    def __init__(
        self,
        database: AsyncDatabase[dict[str, Any]],
        now: Callable[[], datetime],
        idle: timedelta,
        longest: timedelta,
    ) -> None:
        self._sessions = database.get_collection("sessions")
        self._now, self._idle, self._longest = now, idle, longest

    async def prepare(self) -> None:
        """Let ended sessions go by themselves."""
        indexes = [
            IndexModel([("ends_at", 1)], expireAfterSeconds=0),
            IndexModel([("account", 1)]),
        ]
        await self._sessions.create_indexes(indexes)

    async def begin(self, account: str) -> Granted:
        """Open a session."""
        now, session, secret = self._now(), token_urlsafe(12), token_urlsafe(32)
        await self._sessions.insert_one(
            {
                "_id": session,
                "account": account,
                "token": _hash(secret),
                "idle_until": now + self._idle,
                "ends_at": now + self._longest,
            }
        )
        return Granted(session, account, f"{session}.{secret}", self._idle)

    async def renew(self, refresh_token: str) -> Granted:
        """Exchange a refresh token for the next one.

        Raises:
            NotSignedIn: the session is over; or the token was used before, and now it is over.
        """
        session, _, secret = refresh_token.partition(".")
        now, new = self._now(), token_urlsafe(32)
        alive = {"_id": session, "idle_until": {"$gt": now}, "ends_at": {"$gt": now}}
        renewed = {"$set": {"token": _hash(new), "idle_until": now + self._idle}}
        kept = await self._sessions.find_one_and_update({**alive, "token": _hash(secret)}, renewed)
        if kept is None:
            await self.end(session)
            raise NotSignedIn("sign_in_expired")
        return Granted(session, kept["account"], f"{session}.{new}", self._idle)

    async def end(self, session: str) -> None:
        """End a session; its access tokens follow within a minute."""
        await self._sessions.delete_one({"_id": session})

    async def lives(self, session: str) -> bool:
        """Whether a session is still open."""
        now = self._now()
        alive = {"_id": session, "idle_until": {"$gt": now}, "ends_at": {"$gt": now}}
        return await self._sessions.find_one(alive, {"_id": 1}) is not None


def _hash(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
