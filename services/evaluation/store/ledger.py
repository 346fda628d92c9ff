"""What a month adds up to, counted where it lies: no board ever reads a document whole."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from pymongo.asynchronous.database import AsyncDatabase

from contracts.words import Satisfaction
from services.chassis.outage import reading
from services.evaluation.core import Asked, Judged, Subject
from services.evaluation.store.judged import ASSESSMENTS, CALLBACKS
from services.evaluation.store.shelves import shelf

Raw = dict[str, Any]

_SUMS = ("problems", "solved", "on_time", "no_shows", "scored", "total")
_ANSWER = ("reached", "contacted", "solved", "satisfaction")


class Ledger(Protocol):
    """The counts of a month, by unit."""

    async def judged(self, period: str, subject: Subject, street: str = "") -> Sequence[Judged]:
        """What the assessments add up to; of one street's whistles, if it is named."""
        ...

    async def asked(self, period: str, subject: Subject) -> Sequence[Asked]:
        """What the call-backs brought."""
        ...


class MongoLedger:
    """The ledger on MongoDB: one aggregation each, over the index of boards."""

    def __init__(self, database: AsyncDatabase[Raw]) -> None:
        self._assessments = database[ASSESSMENTS.name]
        self._callbacks = database[CALLBACKS.name]

    async def judged(self, period: str, subject: Subject, street: str = "") -> Sequence[Judged]:
        """See `Ledger.judged`."""
        async with reading():
            cursor = await self._assessments.aggregate(judged_stages(period, subject, street))
            return [Judged(**{**raw["_id"], **_without_id(raw)}) async for raw in cursor]

    async def asked(self, period: str, subject: Subject) -> Sequence[Asked]:
        """See `Ledger.asked`."""
        async with reading():
            cursor = await self._callbacks.aggregate(asked_stages(period, subject))
            return [asked_of(raw["_id"], raw["count"]) async for raw in cursor]


def judged_stages(period: str, subject: Subject, street: str = "") -> list[Raw]:
    """The pipeline that adds up assessments."""
    sums = {name: {"$sum": f"$facets.{name}"} for name in _SUMS}
    unit = {"id": f"$facets.{subject}", "lead": "$facets.lead"}
    return [
        {"$match": {"facets.boards": of_street(period, street)}},
        {"$group": {"_id": unit, "calls": {"$sum": 1}, **sums}},
    ]


def of_street(period: str, street: str) -> str:
    """The mark of a month, or of one street's month."""
    return shelf(period, "streets", street) if street else shelf(period)


def asked_stages(period: str, subject: Subject) -> list[Raw]:
    """The pipeline that counts call-backs by what they brought."""
    unit = _UNIT[subject]
    same = {"id": f"${unit}", **{name: f"$facets.answers.{name}" for name in _ANSWER}}
    return [
        {"$match": {"facets.boards": shelf(period)}},
        {"$unwind": "$facets.answers"},
        {"$match": {"facets.answers.period": period}},
        {"$unwind": f"${unit}"},
        {"$group": {"_id": same, "count": {"$sum": 1}}},
    ]


_UNIT: Mapping[Subject, str] = {
    "streets": "facets.streets",
    "departments": "facets.answers.departments",
}


def asked_of(same: Mapping[str, Any], count: int) -> Asked:
    """Read what several call-backs have in common."""
    satisfaction = same.get("satisfaction")
    return Asked(
        id=same["id"],
        reached=bool(same.get("reached")),
        contacted=bool(same.get("contacted")),
        solved=bool(same.get("solved")),
        satisfaction=Satisfaction(satisfaction) if satisfaction else None,
        count=count,
    )


def _without_id(raw: Raw) -> Raw:
    return {name: value for name, value in raw.items() if name != "_id"}
