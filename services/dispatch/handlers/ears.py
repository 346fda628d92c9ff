"""What dispatch hears of its own offers and lists: what one says that concerns another.

Beside that, of passbooks, that a miss was none.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, Final

from contracts.city.offering import Earning
from contracts.envelope import Envelope
from contracts.events import claim as c
from contracts.events import offer as o
from contracts.events import supply as s
from contracts.events.earning import PointsPosted
from contracts.events.event import Event
from services.chassis.bus import Handlers, Hears
from services.dispatch.core import offers
from services.dispatch.core.supply import holding, meeting
from services.dispatch.core.supply.need import Need
from services.dispatch.core.supply.resource import Resource
from services.dispatch.handlers.looking import Looking

ENDED: Final = (o.OfferRefused, o.OfferCancelled, o.OfferExpired)
FINISHED: Final = (o.OfferConfirmed, o.OfferRated)


@dataclass(frozen=True)
class Ears:
    """Passes on what an offer means for needs and resources, and the other way round."""

    looking: Looking
    now: Callable[[], datetime]

    async def on_proposed(self, heard: Envelope[o.OfferProposed]) -> None:
        """An offer is made for needs."""
        for id in heard.data.need_ids:
            await self._need(id, heard, partial(meeting.on_made, heard.subject))

    async def on_taken(self, heard: Envelope[c.ClaimMade]) -> None:
        """Somebody took an offer made for needs."""
        for id in heard.data.need_ids:
            await self._need(id, heard, partial(meeting.on_taken, heard.subject, heard.data.unit))

    async def on_asked(self, heard: Envelope[o.OfferDispatched]) -> None:
        """A resource is asked for: a place of it is held."""
        await self._resource(heard.data.asked.resource_id, heard, holding.on_asked)

    async def on_declined(self, heard: Envelope[o.OfferDeclined]) -> None:
        """Who was asked does not take it."""
        await self._resource(heard.data.resource_id, heard, holding.on_freed)

    async def on_full(self, heard: Envelope[s.ResourceFull]) -> None:
        """Nothing is left of what was asked for: the next one."""
        await self.looking.offers.hear(
            heard.data.offer_id,
            heard,
            lambda offer: offers.on_full(heard.subject, offer, self.looking.city, self.now()),
        )

    async def on_ended(self, heard: Envelope[o.EndedOffer]) -> None:
        """An offer came to nothing: needs are open, the resource is free."""
        await self._free(heard.data.resource_id, heard, holding.on_freed)
        for id in heard.data.need_ids:
            await self._need(id, heard, partial(meeting.on_over, heard.subject))

    async def on_finished(self, heard: Envelope[o.OfferFinished]) -> None:
        """An offer is done: needs are met, the resource is used."""
        event = heard.data
        await self._free(event.resource_id, heard, holding.on_used)
        met = frozenset(event.need_ids) - frozenset(event.unsettled_needs)
        for id in sorted(met):
            await self._need(id, heard, partial(meeting.on_done, heard.subject, event.result))
        for id in event.unsettled_needs:
            await self._need(id, heard, partial(meeting.on_over, heard.subject))

    async def on_forgiven(self, heard: Envelope[PointsPosted]) -> None:
        """A miss was none: the passbook took it back."""
        if heard.data.offer_id:
            await self.looking.offers.hear(heard.data.offer_id, heard, lambda _: [])

    async def _free(
        self,
        id: str | None,
        heard: Envelope[Any],
        decide: Callable[[str, Resource | None], Sequence[Event]],
    ) -> None:
        if id:
            await self._resource(id, heard, decide)

    async def _resource(
        self,
        id: str,
        heard: Envelope[Any],
        decide: Callable[[str, Resource | None], Sequence[Event]],
    ) -> None:
        await self.looking.resources.hear(id, heard, partial(decide, heard.subject))

    async def _need(
        self, id: str, heard: Envelope[Any], decide: Callable[..., Sequence[Event]]
    ) -> None:
        def met(one: Need | None) -> Sequence[Event]:
            return decide(one, self.looking.city, self.now()) if one else []

        await self.looking.needs.hear(id, heard, met)

    @property
    def handlers(self) -> Handlers:
        """What dispatch hears of its own offers and lists."""
        ended = Hears(self.on_ended, wants=lambda event: bool(event.resource_id or event.need_ids))
        finished = Hears(self.on_finished, wants=_matters)
        return {
            o.OfferProposed: Hears(self.on_proposed, wants=lambda event: bool(event.need_ids)),
            c.ClaimMade: Hears(self.on_taken, wants=lambda event: bool(event.need_ids)),
            o.OfferDispatched: Hears(self.on_asked),
            o.OfferDeclined: Hears(self.on_declined),
            s.ResourceFull: Hears(self.on_full),
            PointsPosted: Hears(self.on_forgiven, wants=_forgives),
            **dict.fromkeys(ENDED, ended),
            **dict.fromkeys(FINISHED, finished),
        }


def _forgives(event: PointsPosted) -> bool:
    return event.earning == Earning.NO_SHOW and event.reverses is not None


def _matters(event: o.OfferFinished) -> bool:
    return bool(event.resource_id or event.need_ids or event.unsettled_needs)
