"""Take personal data out of aggregates whose time is over: out of the state, and out of the past.

Rule 1: it is said like anything else that happens (`case.redacted`), in one write with the state,
so every listener can follow; then the events said before are rewritten where they lie.
Rule 2: an aggregate is over when no clock waits for it and nobody has touched it for so long.
Rule 3: the mark `redacted` in the document says that it is done: a run that was cut short goes on,
and one that is repeated finds nothing.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final, Protocol, TypeAlias

from pymongo import IndexModel
from pymongo.asynchronous.collection import AsyncCollection
from pymongo.asynchronous.database import AsyncDatabase

from contracts.actor import CLOCK
from contracts.envelope import Envelope, unpack
from contracts.events import EVENTS
from contracts.events.event import Event
from contracts.redaction import ANYBODY, Depth, people, redacted
from services.chassis.form import CODEC
from services.chassis.mongo import MongoStore
from services.chassis.outage import reading
from services.chassis.store import Act, Kept, Shape

Raw: TypeAlias = dict[str, Any]

PAGE: Final = 200
INDEX: Final = IndexModel([("redacted", 1), ("changed_at", 1)])
_BEFORE: Final[Mapping[Depth, Any]] = {
    Depth.IDENTITY: {"$exists": False},
    Depth.WHOLE: Depth.IDENTITY.value,
}
"""What a document says that this depth is next for."""


Said: TypeAlias = Sequence[Envelope[Event]]


@dataclass(frozen=True)
class Rewriting:
    """The events of a collection's aggregates, as they lie."""

    documents: AsyncCollection[Raw]

    async def rewrite(
        self, id: str, change: Callable[[Said], Said], mark: Mapping[str, str] | None = None
    ) -> None:
        """Change what was said and by whom; what is said meanwhile lies behind it."""
        documents = self.documents.with_options(CODEC)
        async with reading():
            raw = await documents.find_one({"_id": id}, {"events": 1})
            events: Sequence[Raw] = raw["events"] if raw else ()
            said = [unpack({**_named(id), **stored}, EVENTS) for stored in events]
            written: Raw = {**(mark or {})}
            for n, (before, after) in enumerate(zip(said, change(said), strict=True)):
                if before is not after:
                    written[f"events.{n}.data"] = after.data.model_dump()
                    written[f"events.{n}.by"] = after.by
            if written:
                await documents.update_one({"_id": id}, {"$set": written})


def nameless(depth: Depth, said: Said) -> Said:
    """The events without what names a person, or without any typed word."""
    gone = {who for one in said for who in people(one.data)} - {ANYBODY}
    return [
        one.model_copy(
            update={
                "data": redacted(one.data, depth),
                "by": ANYBODY if one.by in gone else one.by,
            }
        )
        for one in said
    ]


@dataclass(frozen=True)
class Retained:
    """One collection of aggregates that hold personal data."""

    store: MongoStore[Any]
    documents: AsyncCollection[Raw]
    shape: Shape[Any]

    async def prepare(self) -> None:
        """Create the index."""
        await self.documents.create_indexes([INDEX])

    async def expired(self, depth: Depth, before: datetime, limit: int = PAGE) -> Sequence[str]:
        """Ids of some that are over and were last touched before a time."""
        query = self._query(depth, before)
        async with reading():
            found = await self.documents.find(query, {"_id": 1}, limit=limit).to_list()
        return [raw["_id"] for raw in found]

    async def count(self, depth: Depth, before: datetime) -> int:
        """How many there are."""
        async with reading():
            return await self.documents.count_documents(self._query(depth, before))

    async def redact(self, id: str, depth: Depth, at: datetime) -> bool:
        """Take it out of one; False when it is not there or not over."""
        kept: Kept[Any] | None = await self.store.get(id)
        if kept is None or self.shape.due(kept.state) is not None or not self.shape.redaction:
            return False
        event = self.shape.redaction(depth=depth)
        act = Act(CLOCK, at, f"redacted:{depth}")
        await self.store.act(id, lambda _: [event], act)
        await self._rewrite(id, depth)
        return True

    async def _rewrite(self, id: str, depth: Depth) -> None:
        """Take it out of the events as they lie."""
        mark = {"redacted": depth.value}
        await Rewriting(self.documents).rewrite(id, partial(nameless, depth), mark)

    def _query(self, depth: Depth, before: datetime) -> Raw:
        over = {"due_at": {"$exists": False}}
        return {"redacted": _BEFORE[depth], "changed_at": {"$lt": before}, **over}


def _named(id: str) -> Raw:
    return {"id": id, "source": "", "subject": id, "traceparent": None}


class Policy(Protocol):
    """How long, in days."""

    @property
    def identity_days(self) -> int:
        """Until who it was is taken out."""
        ...

    @property
    def text_days(self) -> int:
        """Until every word is."""
        ...


class Policies(Protocol):
    """How long, by collection."""

    def of(self, collection: str) -> Policy:
        """How long things of one kind are kept."""
        ...


def cutoffs(policy: Policy, now: datetime) -> Mapping[Depth, datetime]:
    """Untouched since before when; the first depth touches, so the second runs from there."""
    later = max(policy.text_days - policy.identity_days, 0)
    return {
        Depth.IDENTITY: now - timedelta(days=policy.identity_days),
        Depth.WHOLE: now - timedelta(days=later),
    }


class Shelves(dict[str, Retained]):
    """What a service keeps of people, by collection."""

    @classmethod
    def of(cls, database: AsyncDatabase[Raw], *stores: MongoStore[Any]) -> "Shelves":
        """Those stores whose aggregates hold personal data."""
        kept = [Retained(store, database[store.shape.name], store.shape) for store in stores]
        return cls({one.shape.name: one for one in kept if one.shape.redaction})

    async def prepare(self) -> None:
        """Create the indexes."""
        for shelf in self.values():
            await shelf.prepare()


async def retain(
    shelves: Shelves, policies: Policies, now: datetime, *, dry: bool
) -> Mapping[str, Mapping[str, int]]:
    """Redact whatever is due, deepest last; return how many, by collection and depth."""
    counts: dict[str, dict[str, int]] = {}
    for name, shelf in shelves.items():
        counts[name] = {
            depth.value: (
                await shelf.count(depth, before) if dry else await _all(shelf, depth, before, now)
            )
            for depth, before in cutoffs(policies.of(name), now).items()
        }
    return counts


async def _all(shelf: Retained, depth: Depth, before: datetime, now: datetime) -> int:
    done = 0
    while ids := await shelf.expired(depth, before):
        for id in ids:
            done += await shelf.redact(id, depth, now)
    return done
