"""The three lists, as they are asked: the menu for everybody, what fits for those who dispatch."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from contracts.actor import Actor, Role
from contracts.commands.routes.offers import KEEPERS
from contracts.refusals import NotThere, NotYours
from services.dispatch.core.offers.gates import keeps
from services.dispatch.core.supply import lists
from services.dispatch.core.supply.matching import Wanted
from services.dispatch.core.supply.need import Need
from services.dispatch.handlers.looking import Looking
from services.dispatch.store.offers import on_offer, stated


@dataclass(frozen=True)
class Lists:
    """Reads the lists."""

    looking: Looking
    now: Callable[[], datetime]

    async def menu(self, community: str) -> lists.Menu:
        """What a community can order now.

        Raises:
            NotThere: no such place.
        """
        if not self.looking.city.knows_territory(community):
            raise NotThere("not_found")
        path = self.looking.city.path(community)
        return lists.menu(community, await on_offer(self.looking.resources, path, self.now()))

    async def metrics(self, community: str, by: Actor) -> lists.Metrics:
        """How well supply meets demand there.

        Raises:
            NotThere: no such community, or not the actor's.
        """
        self._must_keep(community, by)
        return lists.metrics(community, await stated(self.looking.needs, community))

    async def matches(self, id: str, by: Actor) -> lists.Matches:
        """What fits a need."""
        kept = await self.looking.needs.get(id)
        if kept is None:
            raise NotThere("not_found")
        need = kept.state
        self._must_match(need, by)
        wanted = Wanted(
            need.place, need.category, frozenset(need.skills), need.quantity, need.urgency
        )
        return lists.Matches(items=await self.looking.candidates(wanted, (), self.now()))

    async def candidates(self, id: str, by: Actor) -> lists.Matches:
        """What fits an order."""
        offer = await self.looking.offer(id)
        if not keeps(by, offer):
            self._must_keep(offer.home.at, by)
        wanted = Wanted(offer.place, offer.category, frozenset(offer.skills))
        return lists.Matches(items=await self.looking.candidates(wanted, (), self.now()))

    def _must_match(self, need: Need, by: Actor) -> None:
        if need.station is None:
            self._must_keep(need.community, by)
        elif not by.holds(Role.SOCIAL_WORKER, need.station):
            raise NotYours("station_matches")

    def _must_keep(self, at: str, by: Actor) -> None:
        known = self.looking.city.knows_territory(at)
        if not known or not by.holds_any(KEEPERS, *self.looking.city.path(at)):
            raise NotThere("not_found")
