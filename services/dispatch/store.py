"""How whistles are kept, and the one question asked of them all: was this whistled before?"""

from collections.abc import Sequence
from typing import Any, Final

from contracts.commands.whistle import Raise
from services.chassis.store import Shape, Store
from services.dispatch.core import Whistle, evolve, next_clock

EARTH_RADIUS_M: Final = 6_371_008.8
LOOKED_AT: Final = 20
"""How many whistles the question looks at, the newest first."""


def facets(whistle: Whistle) -> dict[str, Any]:
    """What whistles are found by."""
    point = whistle.place.point
    return {
        "categories": sorted({problem.category for problem in whistle.problems}),
        "point": {"type": "Point", "coordinates": [point.lng, point.lat]},
        "drafted_at": whistle.drafted_at,
    }


WHISTLES: Final = Shape(
    name="whistles",
    source="dispatch",
    model=Whistle,
    evolve=evolve,
    due=next_clock,
    facets=facets,
    indexes=[[("categories", 1), ("point", "2dsphere"), ("drafted_at", -1)]],
)


async def nearby(whistles: Store[Whistle], command: Raise, radius_m: float) -> Sequence[Whistle]:
    """Return the whistles on a like problem within so many metres, the latest first."""
    centre = [command.point.lng, command.point.lat]
    categories = sorted({problem.category for problem in command.problems})
    found = await whistles.find(
        {
            "categories": {"$in": categories},
            "point": {"$geoWithin": {"$centerSphere": [centre, radius_m / EARTH_RADIUS_M]}},
        },
        sort=[("drafted_at", -1)],
        limit=LOOKED_AT,
    )
    return [kept.state for kept in found]
