"""The month in figures, the bulletin and the hot spots, counted where they lie."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from contracts.city import City
from services.evaluation.core.bulletin import Bulletin, bulletin, bulletin_tallies
from services.evaluation.core.figures import Figures, Unit, counted, figures
from services.evaluation.core.hot import HotSpots, hot_spots, hot_tally, hot_weeks
from services.evaluation.core.opening_cases import case_figures
from services.evaluation.store import Counter, Ledger, shelf


@dataclass(frozen=True)
class Counting:
    """Counts for readers."""

    ledger: Ledger
    counter: Counter
    city: City
    now: Callable[[], datetime]

    async def figures(self, period: str, subject: Unit) -> Figures:
        """Return closure, tiers, first contact, four zeros and three rates of a month."""
        groups = await self.counter.count(counted(shelf(period), subject))
        asked = await self.ledger.asked(
            period, "streets" if subject == "streets" else "departments"
        )
        found = figures(period, subject, groups, asked, self.city)
        return found.model_copy(update={"opens": tuple(case_figures(subject))})

    async def bulletin(self, period: str) -> Bulletin:
        """Return how everybody's work of the month stands."""
        tallies = bulletin_tallies(shelf(period))
        counts = await asyncio.gather(*(self.counter.count(one) for one in tallies.values()))
        return bulletin(period, dict(zip(tallies, counts, strict=True)), self.city)

    async def hot_spots(self) -> HotSpots:
        """Return where this week stands out."""
        weeks = hot_weeks(self.now(), self.city)
        counts = await asyncio.gather(*(self.counter.count(hot_tally(one)) for one in weeks))
        return hot_spots(weeks, counts, self.city)
