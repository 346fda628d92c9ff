"""Months: closed, published, amended; departments rated; streets that lag, until they do not."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from contracts.actor import CLOCK
from contracts.city import City
from contracts.commands.command import Command
from contracts.commands.month import (
    ClearStreet,
    CloseMonth,
    PublishMonth,
    RateDepartment,
    Sponsor,
)
from contracts.commands.routes.months import month_id
from contracts.envelope import Envelope
from contracts.events.month import MonthPublished
from services.chassis.acts import Posted
from services.chassis.bus import Handlers, Hears
from services.chassis.store import Act, Kept, Outcome, Store
from services.evaluation.core import closing, lag
from services.evaluation.core.closing import Closing
from services.evaluation.core.lag import LaggingStreet
from services.evaluation.core.month import Month
from services.evaluation.core.rating import Rating
from services.evaluation.core.snapshot import causes, moved
from services.evaluation.handlers.figures import Counting
from services.evaluation.handlers.keeping import Keeping

RECENT = 6
"""Closed months that are counted again, the newest first."""

_ON_MONTHS: Mapping[type[Command], Any] = {CloseMonth: closing.close, PublishMonth: closing.publish}
_ON_STREETS: Mapping[type[Command], Any] = {Sponsor: lag.sponsor, ClearStreet: lag.clear}


@dataclass(frozen=True)
class Months:
    """Close months, and see that what is kept stays true."""

    months: Store[Month]
    ratings: Store[Rating]
    streets: Store[LaggingStreet]
    keeping: Keeping
    counting: Counting
    city: City

    @property
    def commands(self) -> Collection[type[Command]]:
        """What may be asked of months, and of streets that lag."""
        return (*_ON_MONTHS, *_ON_STREETS, RateDepartment)

    async def act(self, command: Command, id: str, act: Posted) -> Outcome[Any]:
        """Close, publish, rate, sponsor or clear."""
        if decide := _ON_STREETS.get(type(command)):
            return await self.streets.act(
                id, lambda one: decide(command, one, act.by, self.city, act.at), act
            )
        facts = await self._facts(command, act.path_id)
        decide = partial(_ON_MONTHS.get(type(command), closing.rate_department), command)
        store: Store[Any] = self.ratings if isinstance(command, RateDepartment) else self.months
        return await store.act(id, lambda one: decide(one, act.by, self.city, act.at, facts), act)

    async def _facts(self, command: Command, period: str) -> Closing:
        district = self._whose(command)
        kept = await self.months.get(month_id(period, district))
        if isinstance(command, RateDepartment):
            return Closing(period, digest=kept.state.newest.digest if kept else "")
        if kept is None:
            snapshot = await self.keeping.taken(period, self._known(district))
            return Closing(period, digest=await self.keeping.snapshots.put(snapshot))
        snapshot = await self.keeping.kept(kept.state.newest.digest)
        figures = (await self.counting.figures(period, "streets")).rows
        by_street = {one.id: one for one in figures}
        return Closing(period, lagging=closing.lagging(snapshot.streets, by_street, self.city))

    def _whose(self, command: Any) -> str | None:
        """Whose month it concerns, in a city of several districts."""
        if not isinstance(command, RateDepartment):
            return command.district
        several = len(self.city.districts) > 1
        return min(self.city.districts_of([command.street]), default=None) if several else None

    def _known(self, district: str | None) -> str:
        """A district there is; what names none is refused when it is decided."""
        return district if district in self.city.districts else self.city.districts[0]

    async def amend(self, now: datetime) -> int:
        """Count recent closed months again; return how many had moved."""
        most = RECENT * len(self.city.districts)
        recent = await self.months.find({"closed": 1}, sort=[("_id", -1)], limit=most)
        return sum([await self._amended(kept, now) for kept in recent])

    async def _amended(self, kept: Kept[Month], now: datetime) -> bool:
        newest = kept.state.newest
        before = await self.keeping.kept(newest.digest)
        district = self._known(kept.state.district)
        after = await self.keeping.taken(kept.state.period, district, before.numbers)
        figures = len(moved(before, after))
        if not figures:
            return False
        digest, why = await self.keeping.snapshots.put(after), causes(kept.id, before, after)
        act = Act(by=CLOCK, at=now, key=f"amend-{newest.version + 1}-{digest[:32]}")
        await self.months.act(
            kept.id,
            lambda month: closing.amend(month or kept.state, newest, digest, why, figures, now),
            act,
        )
        return True

    async def on_published(self, heard: Envelope[MonthPublished]) -> None:
        """Each street that lags is flagged by itself."""
        for one in heard.data.lagging:
            flag = partial(lag.flagged, heard.data, one, self.city, heard.time)
            await self.streets.hear(
                f"lg-{heard.data.period}-{one.street}", heard, lambda _, flag=flag: flag()
            )

    @property
    def handlers(self) -> Handlers:
        """It hears its own word, for the streets it names."""
        return {
            MonthPublished: Hears(self.on_published, wants=lambda event: bool(event.lagging)),
        }
