"""What a decision about offers cannot know by itself: places, candidates, people, standings."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Final

from contracts.actor import Post, Role
from contracts.calendar.wall import to_wall
from contracts.city import City
from contracts.city.places import Places
from contracts.commands.offer import DispatchOffer, MakeOffer
from contracts.offering import Candidate, OfferKind
from contracts.refusals import NotSo, NotThere
from contracts.words import Place, Point
from services.chassis.numbers import Numbers
from services.chassis.store import Kept, Store
from services.dispatch.core.emergency import Emergency
from services.dispatch.core.offers import Making, Offer, Standing
from services.dispatch.core.registration_life import Registration, Stage
from services.dispatch.core.supply.matching import Wanted, ranked
from services.dispatch.core.supply.need import Need
from services.dispatch.core.supply.resource import Resource
from services.dispatch.store.offers import (
    emergency_on,
    on_offer,
    open_wishes,
    paused_since,
    registered,
    skilled,
)

_POOL: Final = (Role.PARTY_MEMBER, Role.VOLUNTEER)
_MOST_TOLD: Final = 200


@dataclass(frozen=True)
class Looking:
    """Finds it."""

    offers: Store[Offer]
    registrations: Store[Registration]
    resources: Store[Resource]
    needs: Store[Need]
    emergencies: Store[Emergency]
    city: City
    places: Places
    numbers: Numbers

    def place(self, point: Point, address: str, posts: Sequence[Post]) -> Place:
        """Where a point is.

        Raises:
            NotSo: outside the city.
        """
        mapped = self.places.locate(point.lng, point.lat)
        unmapped = () if self.city.outlines else posts
        own = next((p.at for p in unmapped if self.city.knows_territory(p.at)), None)
        territory = mapped or own
        if territory is None:
            raise NotSo("outside_city", field="point")
        path = self.city.path(territory)
        return Place(point=point, address=address, territory=territory, path=path)

    async def number(self, prefix: str, now: datetime) -> str:
        """A number that was never given."""
        return await self.numbers.next(prefix, to_wall(now).date())

    async def offer(self, id: str) -> Offer:
        """An offer that must be there."""
        return there(await self.offers.get(id))

    async def making(self, asked: MakeOffer, place: Place, id: str, now: datetime) -> Making:
        """What a new offer is made of."""
        for need_id in (one.need_id for one in asked.concerns):
            if need_id and await self.needs.get(need_id) is None:
                raise NotSo("unknown_need", field="concerns")
        emergency = await emergency_on(self.emergencies, place.path[0])
        circle = place.path[min(_DEPTH[asked.circle], len(place.path) - 1)]
        order = asked.kind is OfferKind.ORDER
        wanted = Wanted(place, asked.category, frozenset(asked.skills))
        first = (asked.resource_id,) if asked.resource_id else ()
        return Making(
            place=place,
            id=id,
            number=await self.number("OF", now),
            candidates=await self.candidates(wanted, first, now) if order else (),
            tell=() if order else await self.told(asked, circle, emergency),
            emergency=emergency,
            stations=await self.stations(asked),
        )

    async def stations(self, asked: MakeOffer) -> tuple[str, ...]:
        """The social-work stations that alone match the needs it is for."""
        wanted = [one.need_id for one in asked.concerns if one.need_id]
        needs = [kept.state for id in wanted if (kept := await self.needs.get(id))]
        return tuple(sorted({need.station for need in needs if need.station}))

    async def publishing(self, offer: Offer) -> Making:
        """Who fits an offer that is published, and whether there is an emergency."""
        emergency = await emergency_on(self.emergencies, offer.place.path[0])
        tell = await self.told(offer, offer.circle, emergency)
        return Making(place=offer.place, tell=tell, emergency=emergency)

    async def candidates(
        self, wanted: Wanted, first: Sequence[str], now: datetime
    ) -> tuple[Candidate, ...]:
        """Those that were picked, then those that fit best."""
        picked = [await self._picked(id, wanted.place, now) for id in first]
        taken = {one.resource_id for one in picked}
        free = await on_offer(self.resources, wanted.place.path, now)
        fitting = ranked(wanted, free, self.city, now)
        others = [one for one in fitting if one.resource_id not in taken]
        return tuple((*picked, *others))[: max(self.city.rules.offers.matching.most, len(picked))]

    async def dispatching(
        self, asked: DispatchOffer, offer: Offer, now: datetime
    ) -> tuple[Candidate, ...]:
        """Whom the community asks: those it names, else those that fit best."""
        if asked.resources:
            return tuple([await self._picked(id, offer.place, now) for id in asked.resources])
        wanted = Wanted(offer.place, offer.category, frozenset(offer.skills))
        first = (offer.resource_id,) if offer.resource_id else ()
        return await self.candidates(wanted, first, now)

    async def standing(self, account: str, units: Sequence[str], now: datetime) -> Standing:
        """What is known of somebody who claims."""
        rules = self.city.rules.offers
        live = await registered(self.registrations, [account, *units])
        active = [one for one in live if one.stage is Stage.ACTIVE]
        since = await paused_since(self.offers, account, rules.misses)
        district = self.city.districts[0]
        person = self.city.people.get(account)
        return Standing(
            account=account,
            registered=frozenset(chain(*((one.at, one.community) for one in active))),
            skills=frozenset(chain(*(one.skills for one in active))),
            open_wishes=await open_wishes(self.offers, account, rules.max_open_wishes),
            paused_until=self.city.due(district, since, rules.pause).at if since else None,
            posts=person.held if person else (),
        )

    async def told(self, asked: MakeOffer | Offer, circle: str, emergency: bool) -> tuple[str, ...]:
        """Whom a call fits best: the team, the skilled; the whole pool in an emergency only."""
        teams = [self.city.teams[id] for id in asked.teams if id in self.city.teams]
        if teams:
            return tuple(dict.fromkeys(chain(*(team.members for team in teams))))
        if emergency and asked.kind is OfferKind.MUSTER:
            return tuple(dict.fromkeys(self._pool(circle)))[:_MOST_TOLD]
        most = max(3 * asked.places, self.city.rules.offers.matching.most)
        fitting = await skilled(self.registrations, circle, asked.skills, most)
        return tuple(dict.fromkeys(one.account for one in fitting))

    def _pool(self, circle: str) -> Iterator[str]:
        for role in _POOL:
            for at, accounts in self.city.posts.get(role, {}).items():
                if self.city.knows_territory(at) and circle in self.city.path(at):
                    yield from accounts

    async def _picked(self, id: str, place: Place, now: datetime) -> Candidate:
        kept = await self.resources.get(id)
        if kept is None or not kept.state.serves(place.path, now):
            raise NotSo("unknown_resource", field="resource_id")
        one = kept.state
        return Candidate(
            resource_id=id, unit=one.unit, name=one.provider_name, score=100, reasons=("picked",)
        )


def there(kept: Kept[Offer] | None) -> Offer:
    """The offer that must be there.

    Raises:
        NotThere: there is none.
    """
    if kept is None:
        raise NotThere("not_found")
    return kept.state


_DEPTH: Final = {"district": 0, "street": 1, "community": 2}
