"""Posts lent for a time: A stands in for B (AB角), with A's own account, and it is on record.

Rule 1: who holds a post in the city pack may lend it, to a deputy the pack names there, or to a
colleague posted at the same place where it names none. What was lent cannot be lent on.
Rule 2: it begins and ends by the clock; who lent it, who has it and an administrator may end it
before. The deputy's sign-in carries the post while it lasts, within a minute at the latest.
Rule 3: posts that restrain one another are never lent, nor those that are a person's own.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, Protocol

from pydantic import BaseModel, ConfigDict
from pymongo import IndexModel
from pymongo.asynchronous.database import AsyncDatabase

from contracts.actor import Actor, Post, Role
from contracts.city import City
from contracts.city.local import day_of, deputies
from contracts.moments import Moment
from contracts.refusals import NotNow, NotSo, NotThere, NotYours
from contracts.words import Id, Words
from gateway.scopes import CALLED, LOCALS

LENT: Final = LOCALS | CALLED | {Role.DISTRICT_SUPERVISOR, Role.HOTLINE_OPERATOR, Role.MEDIATOR}
"""Posts that may be lent: not those of audit, administration and evaluation, nor residents'."""
ENDERS: Final = LENT | {Role.ADMIN}
LONGEST: Final = timedelta(days=30)
"""Ours: beyond that a new pack moves the post."""
LIST: Final = 200

Kept = Mapping[str, Any]


class Delegate(BaseModel):
    """Lend a post of one's own."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    to: Id
    role: Role
    at: Id
    since: Moment | None = None
    """None: now."""
    until: Moment
    reason: Words


class Lent(Protocol):
    """Finds what an account has been lent."""

    async def __call__(self, account: str, now: datetime) -> tuple[Sequence[Post], datetime | None]:
        """Posts that count now, and when that next changes."""
        ...


async def nothing_lent(account: str, now: datetime) -> tuple[Sequence[Post], datetime | None]:
    """For a gateway without delegations."""
    return (), None


@dataclass
class Delegations:
    """The book of lent posts."""

    database: AsyncDatabase[dict[str, Any]]
    city: City
    now: Callable[[], datetime]

    def __post_init__(self) -> None:
        """Find the collection."""
        self._kept = self.database.get_collection("delegations")

    async def prepare(self) -> None:
        """Create the indexes."""
        asked = ("to", "by")
        indexes = [IndexModel([(name, 1), ("until", -1)]) for name in asked]
        await self._kept.create_indexes([*indexes, IndexModel([("until", -1)])])

    async def lent(self, account: str, now: datetime) -> tuple[Sequence[Post], datetime | None]:
        """See `Lent`."""
        open_ = {"to": account, "until": {"$gt": now}, "revoked_at": None}
        found = await self._kept.find(open_).to_list(LIST)
        running = [one for one in found if one["since"] <= now]
        turns = [one["until"] if one["since"] <= now else one["since"] for one in found]
        posts = [Post(role=one["role"], at=one["at"]) for one in running if self._held(one)]
        return posts, min(turns, default=None)

    async def begin(self, asked: Delegate, by: Actor, id: str) -> Kept:
        """Lend a post; the same request again is the same delegation.

        Raises:
            NotYours: it is not the caller's own post.
            NotSo: not to this account, or not for these days.
            NotNow: it is lent for these days already.
        """
        if known := await self._kept.find_one({"_id": id}):
            return known
        now = self.now()
        since = max(asked.since or now, now)
        self._check(asked, by.id, since)
        await self._check_free(asked, by.id, since)
        told = asked.model_dump(exclude={"since"})
        entry = {**told, "_id": id, "by": by.id, "since": since, "at_": now, "revoked_at": None}
        await self._kept.update_one({"_id": id}, {"$setOnInsert": entry}, upsert=True)
        return await self._one(id)

    async def revoke(self, id: str, by: Actor) -> Kept:
        """End a delegation before its time.

        Raises:
            NotThere: none of the caller's business.
            NotNow: it is over.
        """
        found = await self._one(id)
        if by.id not in (found["by"], found["to"]) and not by.holds(Role.ADMIN):
            raise NotThere("not_found")
        now = self.now()
        change = {"$set": {"revoked_at": now, "revoked_by": by.id}}
        alive = {"_id": id, "revoked_at": None, "until": {"$gt": now}}
        if await self._kept.find_one_and_update(alive, change) is None:
            raise NotNow("illegal_move", state=state(found, now), allowed=[])
        return await self._one(id)

    async def listed(self, account: str | None, limit: int) -> Sequence[Kept]:
        """Delegations by or to an account; None: all."""
        where = {"$or": [{"by": account}, {"to": account}]} if account else {}
        return await self._kept.find(where).sort("until", -1).limit(limit).to_list()

    def _check(self, asked: Delegate, by: str, since: datetime) -> None:
        lender = self.city.people.get(by)
        if asked.role not in LENT or not lender or (asked.role, asked.at) not in lender.held:
            raise NotYours("not_your_own_post")
        if asked.to == by or asked.to not in self._may_stand_in(asked.at, since):
            raise NotSo("not_a_deputy", field="to")
        if not since < asked.until <= since + LONGEST:
            raise NotSo("bad_term", field="until", days=LONGEST.days)

    async def _check_free(self, asked: Delegate, by: str, since: datetime) -> None:
        same = {"by": by, "role": asked.role.value, "at": asked.at, "revoked_at": None}
        meets = {"since": {"$lt": asked.until}, "until": {"$gt": since}}
        if await self._kept.find_one({**same, **meets}):
            raise NotNow("lent_already", state="lent", allowed=["revoke"])

    def _may_stand_in(self, at: str, since: datetime) -> frozenset[str]:
        """The deputies the pack names there; else the colleagues."""
        if named := deputies(self.city, at, day_of(since)):
            return frozenset(named)
        colleagues = (self.city.holders(role, at) for role in LENT)
        return frozenset(account for several in colleagues for account in several)

    def _held(self, kept: Kept) -> bool:
        """Whether the lender still holds the post: a new pack may have moved it."""
        lender = self.city.people.get(kept["by"])
        return lender is not None and (Role(kept["role"]), kept["at"]) in lender.held

    async def _one(self, id: str) -> Kept:
        found = await self._kept.find_one({"_id": id})
        if found is None:
            raise NotThere("not_found")
        return found


def state(kept: Kept, now: datetime) -> str:
    """Where a delegation stands."""
    if kept["revoked_at"]:
        return "revoked"
    if now < kept["since"]:
        return "coming"
    return "running" if now < kept["until"] else "over"
