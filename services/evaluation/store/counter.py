"""Counts by groups, where they lie: one aggregation over an index, or the same in memory."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol, cast

from pymongo.asynchronous.database import AsyncDatabase

from services.chassis.outage import reading
from services.chassis.store import Shape, Store
from services.evaluation.core.tally import Counted, Tally
from services.evaluation.store.books import BOOKS

Raw = dict[str, Any]
_ALL = 1_000_000


class Counter(Protocol):
    """Counts."""

    async def count(self, tally: Tally) -> Sequence[Counted]:
        """Return every group, in no order."""
        ...


class MongoCounter:
    """The counter on MongoDB."""

    def __init__(self, database: AsyncDatabase[Raw]) -> None:
        self._database = database

    async def count(self, tally: Tally) -> Sequence[Counted]:
        """See `Counter.count`."""
        async with reading():
            cursor = await self._database[tally.book].aggregate(stages(tally))
            return [_counted(raw) async for raw in cursor]


def stages(tally: Tally) -> list[Raw]:
    """The pipeline of a tally."""
    keys = {_flat(name): f"$facets.{name}" for name in tally.by}
    sums = {_flat(name): {"$sum": f"$facets.{name}"} for name in tally.sums}
    unwound = [{"$unwind": f"$facets.{tally.unwind}"}] if tally.unwind else []
    return [
        {"$match": {f"facets.{tally.marks}": tally.mark}},
        *unwound,
        {"$group": {"_id": keys, "n": {"$sum": 1}, **sums}},
    ]


def _counted(raw: Raw) -> Counted:
    return {**raw.pop("_id"), **raw}


def _flat(name: str) -> str:
    return name.replace(".", "_")


class MemoryCounter:
    """The counter over stores in memory. It passes the same tests as the real one."""

    def __init__(self, stores: Mapping[str, Store[Any]]) -> None:
        self._stores = stores

    async def count(self, tally: Tally) -> Sequence[Counted]:
        """See `Counter.count`."""
        found = await self._stores[tally.book].find({tally.marks: tally.mark}, limit=_ALL)
        groups = defaultdict[tuple[Any, ...], list[Mapping[str, Any]]](list)
        for kept in found:
            for row in _rows(tally, BOOKS[tally.book], kept.state):
                groups[tuple(_look(row, name) for name in tally.by)].append(row)
        return [_added(tally, key, rows) for key, rows in groups.items()]


def _rows(tally: Tally, shape: Shape[Any], state: Any) -> Iterator[Mapping[str, Any]]:
    facets = shape.facets(state)
    if not tally.unwind:
        yield facets
        return
    for member in facets[tally.unwind]:
        yield {**facets, tally.unwind: member}


def _look(row: Mapping[str, Any], name: str) -> Any:
    value: Any = row
    for step in name.split("."):
        value = cast("Mapping[str, Any]", value).get(step)
    return value


def _added(tally: Tally, key: tuple[Any, ...], rows: Sequence[Mapping[str, Any]]) -> Counted:
    names = dict(zip(map(_flat, tally.by), key, strict=True))
    sums = {_flat(name): sum(_look(row, name) or 0 for row in rows) for name in tally.sums}
    return {**names, "n": len(rows), **sums}
