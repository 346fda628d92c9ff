"""Whether a year said every kind of event there is."""

from collections.abc import Sequence

from contracts.events import EVENTS
from tests.year.district import District
from tests.year.telling import Year

UNSAID: dict[str, str] = {}
"""Kinds that a year in these services rightly does not say, each with the reason."""


async def every_kind_of_event_was_said(d: District, _: Year) -> Sequence[str]:
    """All mechanisms were used; what is excused and happened all the same is wrong, too."""
    said = {one.type for one in d.history}
    never = [f"never said: {kind}" for kind in sorted(EVENTS.keys() - said - UNSAID.keys())]
    excused = [f"excused, but said: {kind}" for kind in sorted(UNSAID.keys() & said)]
    return [*never, *excused]
