"""Where receipts and replies are kept: beside the events, because a read is counted, not told.

Rule 1: one write per page decides whether somebody is new on it and counts them; no page is read
to add one to it, and no count is made by looking at people.
Rule 2: a page goes by itself when its time is over (`keep_until`); the counts stay in the notice.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final, Protocol

from bson.codec_options import CodecOptions
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import DuplicateKeyError

from services.chassis.outage import reading
from services.dispatch.core.roll import MOST, Part, Place, Reply, Tally, page_of

_CODEC: Final[CodecOptions[dict[str, Any]]] = CodecOptions(tz_aware=True, tzinfo=UTC)
_NUMBERS: Final = {"groups": 1, "levels": 1}


class Rolls(Protocol):
    """Who read and who replied."""

    async def read(self, place: Place, until: datetime) -> bool:
        """Note that somebody has read it; whether that was new."""
        ...

    async def reply(self, place: Place, reply: Reply) -> None:
        """Keep what somebody on the page replies, in place of what they replied before."""
        ...

    async def tallies(self, notice: str) -> Sequence[Tally]:
        """The numbers of all its pages."""
        ...

    async def replies(self, notice: str, page: int) -> Sequence[Reply]:
        """What was replied, on one page."""
        ...

    async def forget(self, account: str) -> int:
        """Somebody leaves: that they read, and what they replied, goes; from how many pages.

        The numbers stay: they name nobody.
        """
        ...


class MongoRolls:
    """The rolls in MongoDB: one document per page."""

    def __init__(self, database: AsyncDatabase[dict[str, Any]], name: str = "rolls") -> None:
        self._pages = database.get_collection(name, codec_options=_CODEC)

    async def prepare(self) -> None:
        """Make the indexes."""
        await self._pages.create_index("notice")
        await self._pages.create_index("until", expireAfterSeconds=0)
        await self._pages.create_index("readers")

    async def read(self, place: Place, until: datetime) -> bool:
        """See `Rolls.read`."""
        spot, born = place.spot, {"notice": place.notice, "until": until}
        change = {
            "$push": {"readers": place.account},
            "$inc": {"reads": 1, f"levels.{spot.level}": 1, f"groups.{spot.child}.reads": 1},
            "$setOnInsert": born,
        }
        new = {"_id": place.page, "readers": {"$ne": place.account}, "reads": {"$lt": MOST}}
        async with reading():
            try:
                await self._pages.update_one(new, change, upsert=True)
            except DuplicateKeyError:
                # The page is there: somebody else has just made it, or this person is on it.
                found = await self._pages.update_one(new, change)
                return bool(found.matched_count)
        return True

    async def reply(self, place: Place, reply: Reply) -> None:
        """See `Rolls.reply`."""
        mine = f"replies.{place.account}"
        async with reading():
            while True:
                page = await self._pages.find_one({"_id": place.page}, {mine: 1})
                if page is None:
                    return
                old: Any = page.get("replies", {}).get(place.account)
                guard = {mine: old} if old else {mine: {"$exists": False}}
                change = {"$set": {mine: reply.model_dump(mode="python")}, **_moved(old, reply)}
                done = await self._pages.update_one({"_id": place.page, **guard}, change)
                if done.matched_count:
                    return

    async def tallies(self, notice: str) -> Sequence[Tally]:
        """See `Rolls.tallies`."""
        async with reading():
            found = self._pages.find({"notice": notice}, _NUMBERS)
            return [Tally.model_validate(page) async for page in found]

    async def replies(self, notice: str, page: int) -> Sequence[Reply]:
        """See `Rolls.replies`."""
        async with reading():
            found = await self._pages.find_one({"_id": page_of(notice, page)}, {"replies": 1})
        return _sorted((found or {}).get("replies", {}))

    async def forget(self, account: str) -> int:
        """See `Rolls.forget`."""
        gone = {"$pull": {"readers": account}, "$unset": {f"replies.{account}": ""}}
        async with reading():
            return (await self._pages.update_many({"readers": account}, gone)).modified_count


def _moved(old: Mapping[str, Any] | None, reply: Reply) -> dict[str, Any]:
    """The change of the numbers: one more of this answer, one less of the earlier."""
    now = f"groups.{reply.child}.answers.{reply.answer}"
    before = f"groups.{old['child']}.answers.{old['answer']}" if old else None
    fewer = {before: -1} if before else {}
    return {} if before == now else {"$inc": {now: 1, **fewer}}


def _sorted(replies: Mapping[str, Any]) -> Sequence[Reply]:
    return sorted(map(Reply.model_validate, replies.values()), key=lambda one: one.at)


class MemoryRolls:
    """The rolls in memory. They pass the same tests as the real ones."""

    def __init__(self) -> None:
        self._pages: dict[str, dict[str, Place]] = defaultdict(dict)
        self._replies: dict[str, dict[str, Reply]] = defaultdict(dict)

    async def read(self, place: Place, until: datetime) -> bool:
        """See `Rolls.read`."""
        page = self._pages[place.page]
        if place.account in page or len(page) >= MOST:
            return False
        page[place.account] = place
        return True

    async def reply(self, place: Place, reply: Reply) -> None:
        """See `Rolls.reply`."""
        if place.page in self._pages:
            self._replies[place.page][place.account] = reply

    async def tallies(self, notice: str) -> Sequence[Tally]:
        """See `Rolls.tallies`."""
        people = [p for page in self._pages.values() for p in page.values() if p.notice == notice]
        replied = [r for p in people if (r := self._replies[p.page].get(p.account))]
        reads = [
            Tally(levels={str(p.spot.level): 1}, groups={p.spot.child: Part(reads=1)})
            for p in people
        ]
        return [*reads, *(Tally(groups={r.child: Part(answers={r.answer: 1})}) for r in replied)]

    async def replies(self, notice: str, page: int) -> Sequence[Reply]:
        """See `Rolls.replies`."""
        return _sorted(self._replies.get(page_of(notice, page), {}))

    async def forget(self, account: str) -> int:
        """See `Rolls.forget`."""
        on = [page for page, people in self._pages.items() if people.pop(account, None)]
        for page in on:
            self._replies[page].pop(account, None)
        return len(on)
