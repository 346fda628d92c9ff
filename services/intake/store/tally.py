"""How many cases there are of each sort: counted from one index, nothing is read.

A count is by the facets in `COUNTED`; `core.reckoning` adds them up.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Protocol, TypeAlias

from pymongo.asynchronous.database import AsyncDatabase

from services.chassis.outage import reading
from services.chassis.store import Store
from services.intake.core import COUNTED, Case, Sort
from services.intake.store.cases import facets

Sorts: TypeAlias = Mapping[Sort, int]
"""For each sort (the values of `COUNTED`, in that order) how many."""
MOST: Final = 1_000_000


@dataclass(frozen=True)
class Asked:
    """Which cases are counted: reported in [since, until), of some streets or of all."""

    since: datetime
    until: datetime
    streets: Sequence[str] | None = None
    """None: of all."""

    @property
    def query(self) -> dict[str, Any]:
        """The question to the facets."""
        where = {} if self.streets is None else {"street": {"$in": [*self.streets]}}
        return {"reported_at": {"$gte": self.since, "$lt": self.until}, **where}


class Tally(Protocol):
    """Counts."""

    async def count(self, asked: Asked) -> Sorts:
        """How many there are of each sort."""
        ...


@dataclass(frozen=True)
class MongoTally:
    """Counts in the database."""

    database: AsyncDatabase[dict[str, Any]]

    async def count(self, asked: Asked) -> Sorts:
        """See `Tally.count`."""
        match = {f"facets.{name}": value for name, value in asked.query.items()}
        group = {"_id": {name: f"$facets.{name}" for name in COUNTED}, "many": {"$sum": 1}}
        async with reading():
            cursor = await self.database["cases"].aggregate([{"$match": match}, {"$group": group}])
            found: Sequence[dict[str, Any]] = await cursor.to_list()
        return {_sort(row["_id"]): row["many"] for row in found}


@dataclass(frozen=True)
class MemoryTally:
    """Counts what a store in memory holds."""

    cases: Store[Case]

    async def count(self, asked: Asked) -> Sorts:
        """See `Tally.count`."""
        found = await self.cases.find(asked.query, limit=MOST)
        return Counter(_sort(facets(kept.state)) for kept in found)


def _sort(values: Mapping[str, Any]) -> Sort:
    return Sort._make(values.get(name) for name in COUNTED)
