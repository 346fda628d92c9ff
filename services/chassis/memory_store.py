"""The store without a machine: documents in a dict. It passes the same tests as the real one."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Generic, Self, TypeVar

from contracts.envelope import Envelope
from contracts.events.event import Event
from services.chassis.clock import milliseconds
from services.chassis.documents import ONE_PACK, Document, Draft, Packs, Saying
from services.chassis.facets import matches, ordered
from services.chassis.memory_outbox import MemoryOutbox
from services.chassis.store import Act, Decide, Kept, Outcome, Shape

State = TypeVar("State")


class MemoryStore(Generic[State]):
    """Aggregates of one shape. See `store.Store`."""

    def __init__(
        self,
        shape: Shape[State],
        *,
        now: Callable[[], datetime] = milliseconds,
        trace: Callable[[], str | None] = lambda: None,
    ) -> None:
        self._packs: Packs = ONE_PACK
        self.shape = shape
        self._now = now
        self._trace = trace
        self._documents: dict[str, Document[State]] = {}
        self.outbox = MemoryOutbox()

    def under(self, packs: Packs) -> Self:
        """Let each document be decided under the city pack it began with; returns this store."""
        self._packs = packs
        return self

    async def prepare(self) -> None:
        """Nothing to prepare."""

    async def get(self, id: str) -> Kept[State] | None:
        """See `Store.get`."""
        return self._load(id).keep()

    def just(self, id: str) -> Kept[State] | None:
        """See `Store.just`."""
        return self._load(id).keep()

    async def act(self, id: str, decide: Decide[State], act: Act) -> Outcome[State]:
        """See `Store.act`."""
        draft = Draft(self.shape, await self._at_hand(id), self._packs)
        outcome = draft.act(decide, act, Saying(act.by.id, act.at, self._trace()))
        self._save(draft)
        return outcome

    async def hear(
        self, id: str, heard: Envelope[Event], decide: Decide[State] = lambda _: ()
    ) -> bool:
        """See `Store.hear`."""
        draft = Draft(self.shape, await self._at_hand(id), self._packs)
        fresh = draft.hear(heard, decide, Saying(heard.by, self._now(), self._trace()))
        self._save(draft)
        return fresh

    async def heard(self, stream: str) -> frozenset[int]:
        """See `Store.heard`."""
        inboxes = [document.inbox.get(stream, ()) for document in self._documents.values()]
        return frozenset[int]().union(*inboxes)

    async def heard_many(self, streams: Collection[str]) -> Mapping[str, frozenset[int]]:
        """See `Store.heard_many`."""
        return {stream: await self.heard(stream) for stream in streams}

    async def due(self, now: datetime, limit: int) -> Sequence[tuple[str, datetime]]:
        """See `Store.due`."""
        clocks = ((kept.id, self.shape.due(kept.state)) for kept in self._all())
        found = [(id, due) for id, due in clocks if due and due <= now]
        return sorted(found, key=lambda row: row[1])[:limit]

    async def find(
        self, query: Mapping[str, Any], *, sort: Sequence[tuple[str, int]] = (), limit: int = 50
    ) -> Sequence[Kept[State]]:
        """See `Store.find`."""
        kept = {one.id: one for one in self._all()}
        rows = [{**self.shape.facets(one.state), "_id": id} for id, one in kept.items()]
        found = ordered([row for row in rows if matches(query, row)], sort)
        return [kept[row["_id"]] for row in found[:limit]]

    def _all(self) -> Sequence[Kept[State]]:
        return [kept for document in self._documents.values() if (kept := document.keep())]

    async def _at_hand(self, id: str) -> Document[State]:
        await self._packs.ready({self._load(id).pack})
        return self._load(id)

    def _load(self, id: str) -> Document[State]:
        return self._documents.get(id) or Document(id)

    def _save(self, draft: Draft[State]) -> None:
        if draft.changed:
            before = draft.before
            self._documents[before.id] = draft.saved(before.stamp + 1)
            self.outbox.save(before.id, draft.said, self._now())
