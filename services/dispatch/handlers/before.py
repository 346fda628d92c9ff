"""What must be found before a decision about offers and lists can be made."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from contracts.commands import emergency as urgent
from contracts.commands import offer as ask
from contracts.commands import registration as reg
from contracts.commands import supply as sup
from contracts.commands.command import Command
from contracts.refusals import NotSo
from services.chassis.acts import Posted
from services.dispatch.core import offers
from services.dispatch.core.offers import Found
from services.dispatch.core.registrations import Arrival
from services.dispatch.core.supply.stating import Stating
from services.dispatch.handlers.looking import Looking
from services.dispatch.store.offers import emergency_on, registered

Look: TypeAlias = Callable[[Any, str, Posted], Awaitable[object]]
"""Finds what a decision cannot know by itself."""


@dataclass(frozen=True)
class Before:
    """Finds it."""

    looking: Looking

    @property
    def looks(self) -> Mapping[type[Command], Look]:
        """What to find for a command, where something is to be found."""
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
        stations = await self.looking.stations(asked)
        offers.origin(asked, act.by, place, stations)
        return await self.looking.making(asked, place, id, act.at)

    async def _publishing(self, _: ask.PublishOffer, id: str, act: Posted) -> object:
        return await self.looking.publishing(await self.looking.offer(id))

    async def _dispatching(self, asked: ask.DispatchOffer, id: str, act: Posted) -> object:
        return await self.looking.dispatching(asked, await self.looking.offer(id), act.at)

    async def _claiming(self, asked: ask.ClaimOffer, _: str, act: Posted) -> object:
        units = [asked.unit] if asked.unit else []
        return await self.looking.standing(act.by.id, units, act.at)

    async def _assigning(self, asked: ask.AssignOffer, _: str, act: Posted) -> object:
        if asked.account not in self.looking.city.people:
            raise NotSo("unknown_account", field="account")
        return await self.looking.standing(asked.account, [], act.at)

    async def _finding(self, asked: ask.ReportFinding, id: str, act: Posted) -> object:
        place = self.looking.place(asked.point, asked.address, act.by.posts)
        return Found(id=f"case-{act.key[:16]}", place=place)

    async def _arriving(self, asked: reg.Register, _: str, act: Posted) -> Arrival:
        number = await self.looking.number("BD", act.at)
        known = self.looking.city.knows_territory(asked.at)
        community = self.looking.city.community_of(asked.at) if known else None
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
