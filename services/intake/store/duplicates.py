"""Is this one told already?

Rule 1: near in place, near in time, of one category and still open: then the words decide, and of
those only a person judges, save that what one person tells again is the same case.
Rule 2: staff report on patrol and for others, so of theirs only the same words are the same case.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Final

from rapidfuzz import fuzz

from contracts.actor import Actor
from contracts.city import City, distance_m
from contracts.commands.case import Report
from contracts.commands.routes import STAFF
from contracts.words import Point
from services.chassis.store import Kept, Store
from services.chassis.together import Together
from services.intake.core import Case
from services.intake.store.cases import rung_by, told_by

EARTH_RADIUS_M: Final = 6_371_008.8
SAME_WORDS: Final = 90.0
"""Text scores run from 0 to 100."""
LOOKED_AT: Final = 50
"""How many cases a question looks at, the newest first."""
NEWEST: Final = (("reported_at", -1),)


@dataclass(frozen=True)
class Similar:
    """A case that may be the same, and how near it is in place and words."""

    id: str
    case: Case
    distance_m: float
    score: float


@dataclass(frozen=True)
class Asked:
    """What one person may have told before."""

    told_by: str
    since: datetime

    def meant(self, case: Case) -> bool:
        """Whether this case is one of those."""
        told = (told_by(reporter, case.category) for reporter in case.reporters)
        return case.reported_at >= self.since and self.told_by in told


@dataclass(frozen=True)
class Rung:
    """What the alarms of one device and cause have led to."""

    last: str
    """The newest case; empty when it is the first alarm."""
    open: str | None
    """That case, or the one it was merged into, while it is open."""


@dataclass(frozen=True)
class Duplicates:
    """Finds cases that may be told already."""

    cases: Store[Case]
    city: City

    async def told_before(self, told: Report, by: Actor, now: datetime) -> Sequence[str]:
        """Open cases in which this person told the same before, the newest first."""
        asked = Asked(told_by(by.id, told.category), now - self._window(now))
        found = [_compared(kept, told.spot, told.text) for kept in await self._look(asked)]
        least = SAME_WORDS if by.holds_any(STAFF) else 0.0
        return [
            one.id
            for one in found
            if self._near(one) and one.score >= least and one.case.about == told.about
        ]

    async def rung_before(self, source: str, by: Actor) -> Rung:
        """What a device's cause led to the last time."""
        asked = {"told_by": {"$in": [rung_by(by.id, source)]}}
        found = await self.cases.find(asked, sort=NEWEST, limit=1)
        last = now = found[0] if found else None
        while now and now.state.merged_into:
            now = await self.cases.get(now.state.merged_into)
        return Rung(last.id if last else "", now.id if now and now.state.open else None)

    async def similar(
        self, category: str, point: Point, text: str, now: datetime
    ) -> Sequence[Similar]:
        """Open cases near this place and time, the likest first."""
        radius = self.city.duplicate_radius_m / EARTH_RADIUS_M
        circle = {"$geoWithin": {"$centerSphere": [[point.lng, point.lat], radius]}}
        recent = {
            "category": category,
            "open": True,
            "reported_at": {"$gte": now - self._window(now)},
        }
        found = await self.cases.find({"point": circle, **recent}, sort=NEWEST, limit=LOOKED_AT)
        compared = [_compared(kept, point, text) for kept in found]
        return sorted(compared, key=lambda one: (-one.score, one.distance_m))

    @cached_property
    def _look(self) -> Together[Asked, Sequence[Kept[Case]]]:
        return Together(self._look_up)

    async def _look_up(self, asked: Sequence[Asked]) -> Sequence[Sequence[Kept[Case]]]:
        since = min(one.since for one in asked)
        wanted = sorted({one.told_by for one in asked})
        found = await self.cases.find(
            {"told_by": {"$in": wanted}, "open": True, "reported_at": {"$gte": since}},
            sort=NEWEST,
            limit=LOOKED_AT * len(wanted),
        )
        return [[kept for kept in found if one.meant(kept.state)] for one in asked]

    def _window(self, now: datetime) -> timedelta:
        return self.city.due("", now, self.city.duplicate_window).at - now

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
