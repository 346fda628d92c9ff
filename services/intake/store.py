"""How cases are kept and numbered, and the question asked of them all: is this one told already?

Rule 1: near in place, near in time, of one category and still open: then the words decide, and of
those only a person judges, save that what one person tells again is the same case.
Rule 2: staff report on patrol and for others, so of theirs only the same words are the same case.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from rapidfuzz import fuzz

from contracts.actor import Actor
from contracts.calendar.wall import to_wall
from contracts.city import City, distance_m
from contracts.commands.case import Report
from contracts.commands.routes import STAFF
from contracts.words import Point
from services.chassis.numbers import Numbers
from services.chassis.store import Kept, Shape, Store
from services.intake.core import Case, evolve

EARTH_RADIUS_M: Final = 6_371_008.8
SAME_WORDS: Final = 90.0
"""Text scores run from 0 to 100."""
LOOKED_AT: Final = 50
"""How many cases a question looks at, the newest first."""


def facets(case: Case) -> dict[str, Any]:
    """What cases are found by."""
    point = case.place.point
    return {
        "reporters": case.reporters,
        "category": case.category,
        "open": case.open,
        "reported_at": case.reported_at,
        "point": {"type": "Point", "coordinates": [point.lng, point.lat]},
    }


CASES: Final = Shape(
    name="cases",
    source="intake",
    model=Case,
    evolve=evolve,
    due=lambda case: case.due_at,
    facets=facets,
    indexes=[
        [("reporters", 1), ("category", 1), ("reported_at", -1)],
        [("category", 1), ("open", 1), ("point", "2dsphere")],
    ],
)


async def new_number(numbers: Numbers, now: datetime) -> str:
    """The next number that the reporter can read out: `C20261122-0007`, by the day in China."""
    return await numbers.next("C", to_wall(now).date())


@dataclass(frozen=True)
class Similar:
    """A case that may be the same, and how near it is in place and words."""

    id: str
    case: Case
    distance_m: float
    score: float


@dataclass(frozen=True)
class Duplicates:
    """Finds cases that may be told already."""

    cases: Store[Case]
    city: City

    async def told_before(self, told: Report, by: Actor, now: datetime) -> Sequence[str]:
        """Open cases in which this person told the same before, the newest first."""
        mine = {"reporters": by.id, **self._recent(told.category, now)}
        found = await self.cases.find(mine, sort=[("reported_at", -1)], limit=LOOKED_AT)
        near = [one for kept in found if self._near(one := _compared(kept, told.point, told.text))]
        least = SAME_WORDS if by.holds_any(STAFF) else 0.0
        return [one.id for one in near if one.score >= least]

    async def similar(
        self, category: str, point: Point, text: str, now: datetime
    ) -> Sequence[Similar]:
        """Open cases near this place and time, the likest first."""
        radius = self.city.duplicate_radius_m / EARTH_RADIUS_M
        circle = {"$geoWithin": {"$centerSphere": [[point.lng, point.lat], radius]}}
        near = {"point": circle, **self._recent(category, now)}
        found = await self.cases.find(near, sort=[("reported_at", -1)], limit=LOOKED_AT)
        compared = [_compared(kept, point, text) for kept in found]
        return sorted(compared, key=lambda one: (-one.score, one.distance_m))

    def _recent(self, category: str, now: datetime) -> dict[str, Any]:
        window = self.city.due("", now, self.city.duplicate_window).at - now
        return {"category": category, "open": True, "reported_at": {"$gte": now - window}}

    def _near(self, one: Similar) -> bool:
        return one.distance_m <= self.city.duplicate_radius_m


def _compared(kept: Kept[Case], point: Point, text: str) -> Similar:
    there = kept.state.place.point
    return Similar(
        id=kept.id,
        case=kept.state,
        distance_m=distance_m((point.lng, point.lat), (there.lng, there.lat)),
        score=fuzz.WRatio(text, kept.state.text),
    )
