"""One turn at MongoDB: load what is not remembered, let everybody decide, write once.

Rule 1: what a decision led to is answered only once its write is known to have won.
Rule 2: a document that lost, or may have, is doubted and its operations start again from load;
there they find what they left behind, if they were done after all.
Rule 3: a remembered document may be old. The guard of its write proves that it was not; an answer
without a write is given on a document read in this turn.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from random import random
from typing import Any, Generic, NamedTuple, TypeVar

from pymongo.errors import PyMongoError, WriteError

from contracts.envelope import Envelope
from contracts.events.event import Event
from services.chassis.coalesce import Batch, Coalescer, Operation
from services.chassis.documents import ONE_PACK, Document, Draft, Packs
from services.chassis.mongo_documents import MongoDocuments
from services.chassis.outage import DUPLICATE, PASSING, passing
from services.chassis.recent import Recent
from services.chassis.store import Kept, Shape

State = TypeVar("State")


class Tried(NamedTuple, Generic[State]):
    """A draft, the operations it has taken, and the answers they will get if it wins."""

    draft: Draft[State]
    operations: Sequence[Operation[State]]
    answers: Sequence[Callable[[], None]]

    def answer(self) -> None:
        """Tell everybody."""
        for answer in self.answers:
            answer()


class Turns(Generic[State]):
    """Carry out batches of operations."""

    def __init__(
        self,
        documents: MongoDocuments[State],
        shape: Shape[State],
        now: Callable[[], datetime],
    ) -> None:
        self.packs: Packs = ONE_PACK
        self.saved: Callable[[Sequence[Envelope[Event]]], None] = lambda _: None
        """Called with what was said, once it is saved."""
        self.queue = Coalescer(self._turn)
        self._documents = documents
        self._shape = shape
        self._now = now
        self._recent = Recent[State]()
        self._failures = 0

    def just(self, id: str) -> Kept[State] | None:
        """What was written here a moment ago."""
        document = self._recent.just(id)
        return document.keep() if document else None

    async def _turn(self, batch: Batch[State]) -> None:
        try:
            await self._try(batch)
        except PyMongoError as error:
            if not passing(error):
                raise
            await self._later(batch)
        else:
            self._failures = 0
            self.queue.widen()

    async def _later(self, batch: Batch[State]) -> None:
        self._failures += 1
        self.queue.narrow()
        await asyncio.sleep(min(1.0, 0.02 * 2**self._failures) * (0.5 + random()))
        for id, operations in batch.items():
            self._lost(id, operations)

    async def _try(self, batch: Batch[State]) -> None:
        known = {id: kept for id in batch if (kept := self._recent.get(id))}
        read = await self._read([id for id in batch if id not in known])
        await self.packs.ready({one.pack for one in (*known.values(), *read.values())})
        writing: dict[str, Tried[State]] = {}
        for id, operations in batch.items():
            draft = Draft(self._shape, known.get(id) or read.get(id) or Document(id), self.packs)
            tried = Tried(draft, operations, [one.attempt(draft) for one in operations])
            if draft.changed:
                writing[id] = tried
            elif id in known:
                self._lost(id, operations)
            else:
                tried.answer()
        if writing:
            await self._write(writing)

    async def _read(self, ids: Sequence[str]) -> Mapping[str, Document[State]]:
        documents = await self._documents.read(ids)
        for document in documents.values():
            document.told = document.told or self._recent.told(document.id, document.seq)
        return documents

    async def _write(self, writing: Mapping[str, Tried[State]]) -> None:
        drafts = [tried.draft for tried in writing.values()]
        written = await self._documents.write(drafts, self._now())
        self._won([tried for id, tried in writing.items() if id in written.won], written.stamp)
        for id, tried in writing.items():
            if id in written.refused:
                self._refused(id, tried, written.refused[id])
            elif id not in written.won:
                self._lost(id, tried.operations)

    def _won(self, won: Sequence[Tried[State]], stamp: int) -> None:
        told = [tried.draft for tried in won if tried.draft.before.told]
        for draft in told:
            self._recent.put(draft.saved(stamp))
        if said := [envelope for draft in told for envelope in draft.said]:
            self.saved(said)
        if any(tried.draft.said for tried in won if not tried.draft.before.told):
            self.saved(())
        for tried in won:
            tried.answer()

    def _lost(self, id: str, operations: Sequence[Operation[State]]) -> None:
        self._recent.doubt(id)
        self.queue.again(id, operations)

    def _refused(self, id: str, tried: Tried[State], error: Mapping[str, Any]) -> None:
        if error["code"] == DUPLICATE or error["code"] in PASSING:
            self._lost(id, tried.operations)
            return
        for operation in tried.operations:
            operation.fail(WriteError(error["errmsg"], error["code"], error))
