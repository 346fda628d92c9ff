"""How whistles are kept, and the one question asked of them all: was this whistled before?

The question reads so many whistles and no more, in the order of an index, however many there are.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from contracts.events.whistle import WhistleRedacted
from contracts.words import Place
from services.chassis.store import Shape, Store
from services.dispatch.core import Whistle, evolve, next_clock

_COMMUNITY: Final = 3
"""How many territories of a path lead down to the community."""


def spots(categories: Iterable[str], place: Place) -> list[str]:
    """Names of what happens where; whistles that share one may be on the same problem."""
    *_, community = place.path[:_COMMUNITY]
    return sorted({f"{category}@{community}" for category in categories})


def facets(whistle: Whistle) -> dict[str, Any]:
    """What whistles are found by."""
    categories = (problem.category for problem in whistle.problems)
    open_ = {"calendar": whistle.calendar} if whistle.owner else {}
    found = {"spots": spots(categories, whistle.place), "drafted_at": whistle.drafted_at}
    return {**found, **open_}


WHISTLES: Final = Shape(
    name="whistles",
    source="dispatch",
    model=Whistle,
    evolve=evolve,
    due=next_clock,
    facets=facets,
    redaction=WhistleRedacted,
    indexes=[[("spots", 1), ("drafted_at", -1)], [("calendar", 1)]],
)


async def nearby(
    whistles: Store[Whistle], categories: Iterable[str], place: Place, most: int
) -> Sequence[Whistle]:
    """Return the latest whistles on like problems in the same community."""
    found = await whistles.find(
        {"spots": {"$in": spots(categories, place)}}, sort=[("drafted_at", -1)], limit=most
    )
    return [kept.state for kept in found]
