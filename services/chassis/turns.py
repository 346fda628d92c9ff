"""One turn at MongoDB: load what is not remembered, let everybody decide, write once.

Rule 1: what a write answers counts only when the write is known to have won. Where that is not
known (fewer documents changed than were sent), the stamps in the documents tell.
Rule 2: a document that lost, or may have, is doubted and its operations start again from load;
there they find what they left behind, if they were done after all.
Rule 3: a remembered document may be old. The guard of its write proves that it was not; an answer
without a write is given on a document read in this turn.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from random import getrandbits, random
from typing import Any, Generic, NamedTuple, TypeAlias, TypeVar

from pymongo.asynchronous.collection import AsyncCollection
from pymongo.errors import PyMongoError, WriteError

from contracts.envelope import Envelope
from contracts.events.event import Event
from services.chassis.coalesce import Batch, Coalescer, Operation
from services.chassis.documents import Document, Draft
from services.chassis.form import CODEC, LOADED, MAJORITY, Form
from services.chassis.outage import DUPLICATE, PASSING, passing
from services.chassis.recent import Recent
from services.chassis.store import Shape

State = TypeVar("State")

Errors: TypeAlias = Mapping[int, Mapping[str, Any]]


class Tried(NamedTuple, Generic[State]):
    """A draft, the operations it has taken, and the answers they will get if it wins."""

    draft: Draft[State]
    operations: Sequence[Operation[State]]
    answers: Sequence[Callable[[], None]]


class Turns(Generic[State]):
    """Carry out batches of operations on one collection."""

    def __init__(
        self,
        documents: AsyncCollection[dict[str, Any]],
        shape: Shape[State],
        form: Form[State],
        now: Callable[[], datetime],
    ) -> None:
        self.saved: Callable[[Sequence[Envelope[Event]]], None] = lambda _: None
        """Called with what was said, once it is saved."""
        self.queue = Coalescer(self._turn)
        self._documents = documents
        self._shape = shape
        self._form = form
        self._now = now
        self._recent = Recent[State]()
        self._failures = 0

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
        writing: list[Tried[State]] = []
        for id, operations in batch.items():
            draft = Draft(self._shape, known.get(id) or read.get(id) or Document(id))
            answers = [operation.attempt(draft) for operation in operations]
            if draft.changed:
                writing.append(Tried(draft, operations, answers))
            elif id in known:
                self._lost(id, operations)
            else:
                _give(answers)
        if writing:
            await self._write(writing)

    async def _read(self, ids: Sequence[str]) -> Mapping[str, Document[State]]:
        if not ids:
            return {}
        # One reply holds them all: the server's first one would otherwise stop at 101.
        cursor = self._documents.find({"_id": {"$in": ids}}, LOADED, batch_size=len(ids) + 1)
        documents = [self._form.document(raw) for raw in await cursor.to_list()]
        for document in documents:
            document.told = document.told or self._recent.told(document.id, document.seq)
        return {document.id: document for document in documents}

    async def _write(self, writing: Sequence[Tried[State]]) -> None:
        stamp, now = getrandbits(62) + 1, self._now()
        updates = [self._form.update(one.draft, stamp, now) for one in writing]
        reply = await self._documents.database.command(
            {"update": self._documents.name, "updates": updates, "ordered": False},
            writeConcern=MAJORITY,
            codec_options=CODEC,
        )
        if concern := reply.get("writeConcernError"):
            raise WriteError(concern["errmsg"], concern["code"], concern)
        errors: Errors = {error["index"]: error for error in reply.get("writeErrors", ())}
        left = [one for index, one in enumerate(writing) if index not in errors]
        won = left if reply["n"] == len(left) else await self._stamped(left, stamp)
        self._won(won, stamp)
        for one, error in ((writing[index], error) for index, error in errors.items()):
            self._refused(one, error)

    async def _stamped(self, written: Sequence[Tried[State]], stamp: int) -> Sequence[Tried[State]]:
        """Find out which of them carry our stamp; the others lost."""
        ids = [one.draft.before.id for one in written]
        cursor = self._documents.find({"_id": {"$in": ids}}, {"stamp": 1}, batch_size=len(ids) + 1)
        ours = {raw["_id"] for raw in await cursor.to_list() if raw["stamp"] == stamp}
        for one in written:
            if one.draft.before.id not in ours:
                self._lost(one.draft.before.id, one.operations)
        return [one for one in written if one.draft.before.id in ours]

    def _won(self, won: Sequence[Tried[State]], stamp: int) -> None:
        told = [one.draft for one in won if one.draft.before.told]
        for draft in told:
            self._recent.put(draft.saved(stamp))
        if said := [envelope for draft in told for envelope in draft.said]:
            self.saved(said)
        if len(told) < len(won):
            self.saved(())
        for one in won:
            _give(one.answers)

    def _lost(self, id: str, operations: Sequence[Operation[State]]) -> None:
        self._recent.doubt(id)
        self.queue.again(id, operations)

    def _refused(self, one: Tried[State], error: Mapping[str, Any]) -> None:
        """The server did not take this one document."""
        if error["code"] == DUPLICATE or error["code"] in PASSING:
            self._lost(one.draft.before.id, one.operations)
            return
        for operation in one.operations:
            operation.fail(WriteError(error["errmsg"], error["code"], error))


def _give(answers: Sequence[Callable[[], None]]) -> None:
    for answer in answers:
        answer()
