"""The store on MongoDB.

Operations that arrive together become one read and one update command (`coalesce`, `turns`): the
client's work per operation falls several times, and no other file knows. Indexes are declared
beside the queries that need them.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Generic, Self, TypeVar

from pymongo import AsyncMongoClient, IndexModel
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.read_concern import ReadConcern

from contracts.envelope import Envelope
from contracts.events.event import Event
from services.chassis import mongo_outbox
from services.chassis.clock import milliseconds
from services.chassis.documents import Packs, Saying
from services.chassis.facets import faceted, path
from services.chassis.form import CODEC, READ, Form
from services.chassis.mongo_documents import MongoDocuments
from services.chassis.mongo_outbox import MongoOutbox
from services.chassis.outage import reading
from services.chassis.store import Act, Decide, Kept, Outcome, Shape
from services.chassis.together import Together
from services.chassis.turns import Turns

State = TypeVar("State")

Raw = dict[str, Any]

INDEXES = [
    IndexModel([("due_at", 1)], partialFilterExpression={"due_at": {"$exists": True}}),
    IndexModel([("streams", 1)]),
    *mongo_outbox.INDEXES,
]


def connect(url: str, timeout: float = 5.0) -> AsyncMongoClient[Raw]:
    """Open a client. What it confirms is on the disks of a majority; no call takes longer (s)."""
    limit = round(timeout * 1000)
    return AsyncMongoClient(url, tz_aware=True, w="majority", journal=True, timeoutMS=limit)


async def alive(client: AsyncMongoClient[Raw]) -> bool:
    """Whether the database answers and takes writes."""
    hello = await client.admin.command("hello")
    return bool(hello.get("isWritablePrimary"))


class MongoStore(Generic[State]):
    """Aggregates of one shape in one collection. See `store.Store`."""

    def __init__(
        self,
        database: AsyncDatabase[Raw],
        shape: Shape[State],
        kinds: Mapping[str, type[Event]],
        *,
        now: Callable[[], datetime] = milliseconds,
        trace: Callable[[], str | None] = lambda: None,
        patience: float = 10.0,
    ) -> None:
        self.shape = shape
        self._now = now
        self._trace = trace
        self._form = Form(shape, kinds)
        self._documents = database.get_collection(
            shape.name, codec_options=CODEC, read_concern=ReadConcern("majority")
        )
        self.outbox = MongoOutbox(self._documents, self._form)
        self._turns = Turns(MongoDocuments(self._documents, self._form), shape, now)
        self._turns.queue.patience = patience
        self._one = Together(self._several)
        self._turns.saved = lambda said: self.outbox.wake(said)

    def under(self, packs: Packs) -> Self:
        """Let each document be decided under the city pack it began with; returns this store.

        For work that ends. What lasts (a round, an account) is decided by the pack in force.
        """
        self._turns.packs = packs
        return self

    def paced(self, seconds: float) -> Self:
        """Begin a turn no sooner than this after the last one; returns this store."""
        self._turns.queue.pace = seconds
        return self

    async def prepare(self) -> None:
        """Create the indexes that are missing."""
        facets = [IndexModel([(path(n), d) for n, d in index]) for index in self.shape.indexes]
        await self._documents.create_indexes([*INDEXES, *facets])

    async def get(self, id: str) -> Kept[State] | None:
        """See `Store.get`."""
        return await self._one(id)

    def just(self, id: str) -> Kept[State] | None:
        """See `Store.just`."""
        return self._turns.just(id)

    async def act(self, id: str, decide: Decide[State], act: Act) -> Outcome[State]:
        """See `Store.act`."""
        saying = Saying(act.by.id, act.at, self._trace())
        return await self._turns.queue.run(id, lambda draft: draft.act(decide, act, saying))

    async def hear(
        self, id: str, heard: Envelope[Event], decide: Decide[State] = lambda _: ()
    ) -> bool:
        """See `Store.hear`."""
        saying = Saying(heard.by, self._now(), self._trace())
        return await self._turns.queue.run(id, lambda draft: draft.hear(heard, decide, saying))

    async def heard(self, stream: str) -> frozenset[int]:
        """See `Store.heard`."""
        return (await self.heard_many([stream])).get(stream, frozenset())

    async def heard_many(self, streams: Collection[str]) -> Mapping[str, frozenset[int]]:
        """See `Store.heard_many`."""
        wanted = {f"inbox.{stream}": 1 for stream in streams}
        cursor = self._documents.find({"streams": {"$in": [*streams]}}, wanted)
        numbers: dict[str, frozenset[int]] = {}
        async with reading():
            async for raw in cursor:
                for stream, heard in raw["inbox"].items():
                    numbers[stream] = numbers.get(stream, frozenset()).union(heard)
        return numbers

    async def _several(self, ids: Sequence[str]) -> Sequence[Kept[State] | None]:
        found = await self.find({"_id": {"$in": [*ids]}}, limit=len(ids))
        by_id = {kept.id: kept for kept in found}
        return [by_id.get(id) for id in ids]

    async def due(self, now: datetime, limit: int) -> Sequence[tuple[str, datetime]]:
        """See `Store.due`."""
        cursor = self._documents.find({"due_at": {"$lte": now}}, {"due_at": 1}, limit=limit)
        async with reading():
            found = await cursor.sort("due_at", 1).to_list()
        return [(raw["_id"], raw["due_at"]) for raw in found]

    async def find(
        self, query: Mapping[str, Any], *, sort: Sequence[tuple[str, int]] = (), limit: int = 50
    ) -> Sequence[Kept[State]]:
        """See `Store.find`."""
        cursor = self._documents.find(faceted(query), READ, limit=limit)
        if sort:
            cursor = cursor.sort([(path(name), direction) for name, direction in sort])
        async with reading():
            return [self._form.kept(raw) for raw in await cursor.to_list()]
