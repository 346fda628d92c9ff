"""Warnings: given where hot spots are found, answered where somebody went."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Any

from contracts.actor import CLOCK
from contracts.city import City
from contracts.commands.command import Command
from contracts.envelope import Envelope
from contracts.events.visit import VisitHazardsFound, VisitMissed, VisitRecorded, WentEvent
from services.chassis.bus import Handlers, Hears
from services.chassis.store import Act, Outcome, Store
from services.evaluation.core import risk
from services.evaluation.core.hot import HotSpot
from services.evaluation.core.risk import Risk
from services.evaluation.handlers.figures import Counting

_NONE: Collection[type[Command]] = ()


@dataclass(frozen=True)
class Risks:
    """Warn of areas before they are complained about again."""

    risks: Store[Risk]
    counting: Counting
    city: City

    @property
    def commands(self) -> Collection[type[Command]]:
        """Nobody asks for a warning: the figures give it."""
        return _NONE

    async def act(self, command: Any, id: str, act: Any) -> Outcome[Any]:
        """Nothing is ever asked."""
        raise KeyError(str(command))

    async def flag(self, now: datetime) -> int:
        """Warn of every area that stands out; return of how many that is news."""
        found = (await self.counting.hot_spots()).spots
        areas = groupby(sorted(found, key=attrgetter("area")), key=attrgetter("area"))
        return sum([await self._flagged([*spots], now) for _, spots in areas])

    async def _flagged(self, spots: Sequence[HotSpot], now: datetime) -> bool:
        """Not while a warning of the same area is open, and not twice a week."""
        first = spots[0]
        id = risk.risk_id(first.week, first.area)
        answering = await self.risks.find({"area": first.area, "open": True}, limit=1)
        known = answering or await self.risks.get(id)
        if known or not self.city.knows_territory(first.area):
            return False
        await self.risks.act(
            id,
            lambda one: [] if one else risk.flagged(spots, self.city, now),
            Act(CLOCK, now, "flag"),
        )
        return True

    async def on_visited(self, heard: Envelope[WentEvent] | Envelope[VisitMissed]) -> None:
        """The visit of a warning was made, or was not."""
        await self.risks.hear(
            heard.data.risk or "", heard, lambda one: risk.visited(one, heard.data)
        )

    @property
    def handlers(self) -> Handlers:
        """What it listens to."""
        hears = Hears(self.on_visited, wants=_preventive)
        return {VisitRecorded: hears, VisitHazardsFound: hears, VisitMissed: hears}


def _preventive(event: WentEvent | VisitMissed) -> bool:
    return event.risk is not None
