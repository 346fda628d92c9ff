"""The kinds of event that a year in these services does not say, each with the reason."""

from collections.abc import Sequence

from contracts.events import EVENTS
from contracts.redaction import Redacted
from tests.year.district import District
from tests.year.telling import Year

_CALENDAR = "no new calendar is published during the year"

UNSAID: dict[str, str] = {
    **{
        kind: "personal data are kept for three years and longer: no year takes them out"
        for kind, event in EVENTS.items()
        if issubclass(event, Redacted)
    },
    **{kind: _CALENDAR for kind in EVENTS if kind.endswith(".recomputed")},
    "opinion.given": "the demo seconds nobody to a street",
    "round.ended": "no schedule leaves the city pack during the year",
    "binding.forgotten": "bound people leave no account behind during the year",
}


async def every_kind_of_event_was_said(d: District, _: Year) -> Sequence[str]:
    """All mechanisms were used; what is excused and happened all the same is wrong, too."""
    said = {one.type for one in d.history}
    never = [f"never said: {kind}" for kind in sorted(EVENTS.keys() - said - UNSAID.keys())]
    excused = [f"excused, but said: {kind}" for kind in sorted(UNSAID.keys() & said)]
    return [*never, *excused]
