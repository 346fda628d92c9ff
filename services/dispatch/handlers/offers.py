"""What dispatch does about offers, registrations, the three lists and emergencies.

Rule 1: one store each; what one says that concerns another is heard by it, as from anybody else.
Rule 2: what a person holds over all offers is looked up before a claim; whoever claims twice at the
same moment waits for himself.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any, Final, TypeAlias
from weakref import WeakValueDictionary

from contracts.city import City
from contracts.commands import emergency as urgent
from contracts.commands import offer as ask
from contracts.commands import registration as reg
from contracts.commands import supply as sup
from contracts.commands.command import Command
from contracts.envelope import Envelope
from contracts.events import claim as c
from contracts.events import offer as o
from contracts.events import supply as s
from contracts.events.event import Event
from contracts.refusals import NotSo
from services.chassis.acts import Posted
from services.chassis.bus import Handlers, Hears
from services.chassis.store import Outcome, Store
from services.dispatch.core import emergency, offers, registrations
from services.dispatch.core.offers import Found
from services.dispatch.core.registrations import Arrival
from services.dispatch.core.supply import need, resource
from services.dispatch.core.supply.need import Need, Stating
from services.dispatch.core.supply.resource import Resource
from services.dispatch.handlers.looking import Looking
from services.dispatch.store.offers import emergency_on, registered

Look: TypeAlias = Callable[[Any, str, Posted], Awaitable[object]]
"""Finds what a decision cannot know by itself."""

ENDED: Final = (o.OfferRefused, o.OfferCancelled, o.OfferExpired)
FINISHED: Final = (o.OfferConfirmed, o.OfferRated)


COMMANDS: Final[frozenset[type[Command]]] = frozenset(
    {
        *offers.DECISIONS,
        *registrations.DECISIONS,
        *resource.DECISIONS,
        *need.DECISIONS,
        *emergency.DECISIONS,
    }
)
"""What may be asked here."""


class _Turns(WeakValueDictionary[str, asyncio.Lock]):
    """Who claims right now."""


@dataclass(frozen=True)
class Offers:
    """Call whoever can help, and let no place be taken twice."""

    looking: Looking
    now: Callable[[], datetime]
    _turns: _Turns = field(default_factory=_Turns, repr=False)

    @property
    def city(self) -> City:
        """The city pack."""
        return self.looking.city

    async def act(self, command: Command, id: str, act: Posted) -> Outcome[Any]:
        """Decide and save."""
        if isinstance(command, ask.ClaimOffer):
            async with self._turns.setdefault(act.by.id, asyncio.Lock()):
                return await self._act(command, id, act)
        return await self._act(command, id, act)

    async def _act(self, command: Command, id: str, act: Posted) -> Outcome[Any]:
        kind = type(command)
        decisions, store = next(one for one in self._shelves if kind in one[0])
        decide = partial(decisions[kind], command)
        if look := self._looks.get(kind):
            decide = partial(decide, facts=await look(command, id, act))
        return await store.act(id, lambda state: decide(state, act.by, self.city, act.at), act)

    @property
    def _shelves(
        self,
    ) -> Sequence[tuple[Mapping[type[Command], Callable[..., Sequence[Event]]], Store[Any]]]:
        look = self.looking
        return (
            (offers.DECISIONS, look.offers),
            (registrations.DECISIONS, look.registrations),
            (resource.DECISIONS, look.resources),
            (need.DECISIONS, look.needs),
            (emergency.DECISIONS, look.emergencies),
        )

    # --- what is looked up before ---------------------------------------------------------------

    @property
    def _looks(self) -> Mapping[type[Command], Look]:
        return {
            ask.MakeOffer: self._making,
            ask.PublishOffer: self._publishing,
            ask.DispatchOffer: self._dispatching,
            ask.ClaimOffer: self._claiming,
            ask.AssignOffer: self._assigning,
            ask.ReportFinding: self._finding,
            reg.Register: self._arriving,
            sup.ListResource: self._listing,
            sup.StateNeed: self._stating,
            urgent.DeclareEmergency: self._declaring,
        }

    async def _making(self, asked: ask.MakeOffer, id: str, act: Posted) -> object:
        place = self.looking.place(asked.point, asked.address, act.by.posts)
        offers.origin(asked, act.by, place)
        return await self.looking.making(asked, place, id, act.at)

    async def _publishing(self, _: ask.PublishOffer, id: str, act: Posted) -> object:
        return await self.looking.publishing(await self.looking.offer(id))

    async def _dispatching(self, asked: ask.DispatchOffer, id: str, act: Posted) -> object:
        return await self.looking.dispatching(asked, await self.looking.offer(id), act.at)

    async def _claiming(self, asked: ask.ClaimOffer, _: str, act: Posted) -> object:
        units = [asked.unit] if asked.unit else []
        return await self.looking.standing(act.by.id, units, act.at)

    async def _assigning(self, asked: ask.AssignOffer, _: str, act: Posted) -> object:
        if asked.account not in self.city.people:
            raise NotSo("unknown_account", field="account")
        return await self.looking.standing(asked.account, [], act.at)

    async def _finding(self, asked: ask.ReportFinding, id: str, act: Posted) -> object:
        place = self.looking.place(asked.point, asked.address, act.by.posts)
        return Found(id=f"case-{act.key[:16]}", place=place)

    async def _arriving(self, asked: reg.Register, _: str, act: Posted) -> Arrival:
        number = await self.looking.number("BD", act.at)
        known = self.city.knows_territory(asked.at)
        community = self.city.community_of(asked.at) if known else None
        who = asked.unit or act.by.id
        live = await registered(self.looking.registrations, [who], community)
        return Arrival(number=number, live=bool(live))

    async def _listing(self, _: sup.ListResource, __: str, act: Posted) -> str:
        return await self.looking.number("ZY", act.at)

    async def _stating(self, asked: sup.StateNeed, _: str, act: Posted) -> Stating:
        place = self.looking.place(asked.point, asked.address, act.by.posts)
        return Stating(number=await self.looking.number("XQ", act.at), place=place)

    async def _declaring(self, asked: urgent.DeclareEmergency, _: str, act: Posted) -> object:
        on = await emergency_on(self.looking.emergencies, asked.at)
        return await self.looking.number("YJ", act.at), on

    # --- the clock ------------------------------------------------------------------------------

    @property
    def ticks(self) -> Sequence[tuple[Store[Any], Callable[[Any, datetime], Sequence[Event]]]]:
        """Each store with what the passing of time does to what it keeps."""
        look = self.looking
        return [
            (look.offers, lambda one, at: offers.tick(one, self.city, at)),
            (look.registrations, lambda one, at: registrations.tick(one, self.city, at)),
            (look.resources, lambda one, at: resource.tick(one, self.city, at)),
            (look.needs, lambda one, at: need.tick(one, self.city, at)),
            (look.emergencies, lambda one, at: emergency.tick(one, self.city, at)),
        ]

    # --- what is heard --------------------------------------------------------------------------

    async def on_proposed(self, heard: Envelope[o.OfferProposed]) -> None:
        """An offer is made for needs."""
        for id in heard.data.need_ids:
            await self._need(id, heard, partial(need.on_made, heard.subject))

    async def on_taken(self, heard: Envelope[c.ClaimMade]) -> None:
        """Somebody took an offer made for needs."""
        for id in heard.data.need_ids:
            await self._need(id, heard, partial(need.on_taken, heard.subject, heard.data.unit))

    async def on_asked(self, heard: Envelope[o.OfferDispatched]) -> None:
        """A resource is asked for: a place of it is held."""
        await self._resource(heard.data.asked.resource_id, heard, resource.on_asked)

    async def on_declined(self, heard: Envelope[o.OfferDeclined]) -> None:
        """Who was asked does not take it."""
        await self._resource(heard.data.resource_id, heard, resource.on_freed)

    async def on_full(self, heard: Envelope[s.ResourceFull]) -> None:
        """Nothing is left of what was asked for: the next one."""
        await self.looking.offers.hear(
            heard.data.offer_id,
            heard,
            lambda offer: offers.on_full(heard.subject, offer, self.city, self.now()),
        )

    async def on_ended(self, heard: Envelope[o.EndedOffer]) -> None:
        """An offer came to nothing: needs are open, the resource is free."""
        await self._free(heard.data.resource_id, heard, resource.on_freed)
        for id in heard.data.need_ids:
            await self._need(id, heard, partial(need.on_over, heard.subject))

    async def on_finished(self, heard: Envelope[o.OfferFinished]) -> None:
        """An offer is done: needs are met, the resource is used."""
        event = heard.data
        await self._free(event.resource_id, heard, resource.on_used)
        met = frozenset(event.need_ids) - frozenset(event.unsettled_needs)
        for id in sorted(met):
            await self._need(id, heard, partial(need.on_done, heard.subject, event.result))
        for id in event.unsettled_needs:
            await self._need(id, heard, partial(need.on_over, heard.subject))

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
            return decide(one, self.city, self.now()) if one else []

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
            **dict.fromkeys(ENDED, ended),
            **dict.fromkeys(FINISHED, finished),
        }


def _matters(event: o.OfferFinished) -> bool:
    return bool(event.resource_id or event.need_ids or event.unsettled_needs)
