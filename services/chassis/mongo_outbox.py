"""What the documents of one collection have said, and what of it is still to be published.

Rule 1: the events in the documents are the truth. A mark that is lost costs a second publication,
never an event.
Rule 2: a document owes something while `pending_since` is there; only such documents are indexed.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Generic, TypeAlias, TypeVar

from pymongo import IndexModel
from pymongo.asynchronous.collection import AsyncCollection

from services.chassis.form import MAJORITY, Form, to_the_minute
from services.chassis.outage import reading
from services.chassis.outbox import Backlog, Line, Place, Wake

State = TypeVar("State")
Query: TypeAlias = dict[str, Any]
_Page: TypeAlias = tuple[str, Query]

OWING: Query = {"pending_since": {"$exists": True}}
INDEXES = [
    IndexModel([("pending_since", 1), ("_id", 1)], partialFilterExpression=OWING),
    IndexModel([("changed_at", 1), ("_id", 1)]),
]


class MongoOutbox(Generic[State]):
    """See `outbox.Outbox`."""

    def __init__(self, documents: AsyncCollection[dict[str, Any]], form: Form[State]) -> None:
        self.wake: Wake = lambda _: None
        self._documents = documents
        self._form = form

    async def pending(self, before: datetime, after: Place | None, limit: int) -> Sequence[Line]:
        """See `Outbox.pending`."""
        owed = {"$gt": ["$$event.seq", "$published_seq"]}
        return await self._lines(_page("pending_since", {"$lte": before}, after), owed, limit)

    async def said(
        self, since: datetime, before: datetime, after: Place | None, limit: int
    ) -> Sequence[Line]:
        """See `Outbox.said`."""
        published = {"$lte": ["$$event.seq", "$published_seq"]}
        settled = {"$and": [published, {"$lte": ["$$event.time", before]}]}
        changed = {"$gte": to_the_minute(since)}
        return await self._lines(_page("changed_at", changed, after), settled, limit)

    async def lines(self, numbers: Mapping[str, Collection[int]]) -> Sequence[Line]:
        """See `Outbox.lines`."""
        wanted = {"$in": ["$$event.seq", sorted(set[int]().union(*numbers.values()))]}
        found = await self._lines(("changed_at", {"_id": {"$in": [*numbers]}}), wanted, 0)
        return [line.only(numbers[line.place.id]) for line in found]

    async def mark_published(self, marks: Mapping[str, int]) -> None:
        """See `Outbox.mark_published`."""
        updates = [{"q": {"_id": id}, "u": _mark(seq)} for id, seq in marks.items()]
        command = {"update": self._documents.name, "updates": updates, "ordered": False}
        async with reading():
            await self._documents.database.command(command, writeConcern=MAJORITY)

    async def backlog(self) -> Backlog:
        """See `Outbox.backlog`."""
        oldest = [("pending_since", 1), ("_id", 1)]
        async with reading():
            count = await self._documents.count_documents(OWING)
            first = await self._documents.find_one(OWING, {"pending_since": 1}, sort=oldest)
        return Backlog(count, first["pending_since"] if first else None)

    async def _lines(self, page: _Page, wanted: Query, limit: int) -> Sequence[Line]:
        name, query = page
        events = {"$filter": {"input": "$events", "as": "event", "cond": wanted}}
        cursor = self._documents.find(query, {name: 1, "events": events}, limit=limit)
        async with reading():
            found = await cursor.sort([(name, 1), ("_id", 1)]).to_list()
        return [Line(Place(raw[name], raw["_id"]), self._form.envelopes(raw)) for raw in found]


def _page(name: str, bounds: Query, after: Place | None) -> _Page:
    """What comes after a place, in the order of an index; many documents may share its time."""
    if after is None:
        return name, {name: bounds}
    later = {name: {**bounds, "$gt": after.at}}
    return name, {"$or": [later, {name: after.at, "_id": {"$gt": after.id}}]}


def _mark(seq: int) -> list[Query]:
    caught_up = {"$gte": ["$published_seq", "$seq"]}
    left = {"$cond": [caught_up, "$$REMOVE", "$pending_since"]}
    return [
        {"$set": {"published_seq": {"$max": ["$published_seq", seq]}}},
        {"$set": {"pending_since": left}},
    ]
