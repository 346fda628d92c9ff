"""The month in figures, the bulletin and the hot spots, counted where they lie."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from contracts.city import City
from services.evaluation.core.bulletin import Bulletin, bulletin, bulletin_tallies
from services.evaluation.core.districts import here, is_here
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

    async def figures(self, period: str, subject: Unit, district: str = "") -> Figures:
        """Return closure, tiers, first contact, four zeros and three rates of a month."""
        groups = await self.counter.count(counted(shelf(period), subject))
        asked = await self.ledger.asked(
            period, "streets" if subject == "streets" else "departments"
        )
        found = figures(period, subject, groups, asked, self._part(district))
        return found.model_copy(update={"opens": tuple(case_figures(subject))})

    async def bulletin(self, period: str, district: str = "") -> Bulletin:
        """Return how everybody's work of the month stands."""
        tallies = bulletin_tallies(shelf(period))
        counts = await asyncio.gather(*(self.counter.count(one) for one in tallies.values()))
        told = bulletin(period, dict(zip(tallies, counts, strict=True)), self.city)
        part = self._part(district)
        streets, departments = (
            tuple(here(rows, part, self.city)) for rows in (told.streets, told.departments)
        )
        return told.model_copy(update={"streets": streets, "departments": departments})

    async def hot_spots(self, district: str = "") -> HotSpots:
        """Return where this week stands out, in one district or everywhere."""
        weeks = hot_weeks(self.now(), self.city)
        counts = await asyncio.gather(*(self.counter.count(hot_tally(one)) for one in weeks))
        found = hot_spots(weeks, counts, self.city)
        part = self._part(district)
        spots = tuple(spot for spot in found.spots if is_here(spot.community, part, self.city))
        return found.model_copy(update={"spots": spots})

    def _part(self, district: str) -> City:
        return self.city.part(district) if district else self.city
