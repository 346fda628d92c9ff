"""Where things are in the city, and who stands there."""

from collections.abc import Iterable
from functools import cached_property

from contracts.actor import Role
from contracts.city.compound import Compound
from contracts.city.contents import Contents
from contracts.city.organisation import Organisation
from contracts.city.territory import DEPTH, Territory
from contracts.words import Level, Place


class Whereabouts(Contents):
    """Territories, organisations and posts."""

    def knows_territory(self, territory_id: str) -> bool:
        """Whether there is such a place."""
        return territory_id in self.territories

    def territory(self, territory_id: str) -> Territory:
        """Return a place."""
        return self.territories[territory_id]

    def path(self, territory_id: str) -> tuple[str, ...]:
        """Return the ids from the district down to this place."""
        found = [territory_id]
        while (parent := self.territories[found[-1]].parent) is not None:
            found.append(parent)
        return tuple(reversed(found))

    @cached_property
    def districts(self) -> tuple[str, ...]:
        """The districts, in the order of the pack; most packs have one."""
        return tuple(place.id for place in self.territories.values() if place.parent is None)

    def district_of(self, territory_id: str) -> str:
        """Return the district a place lies in."""
        return self.path(territory_id)[0]

    def district_over(self, responder: str, place: str) -> str:
        """Return the district whose word on a responder is final, when it is called to a place.

        A department answers to the government of the district it serves, wherever it is called to
        (条例 art. 17: what cannot be coordinated goes up to the district government); one of the
        whole city answers to the district that called it.
        """
        return self.district_of(self.serves(responder) or place)

    def districts_of(self, names: Iterable[str]) -> frozenset[str]:
        """Return the districts of places and of whoever serves one; the rest names none."""
        served = (self.serves(name) for name in names)
        return frozenset(self.district_of(place) for place in served if place)

    def street_of(self, territory_id: str) -> str:
        """Return the street a place lies in. The district lies in none: KeyError."""
        return self._at(territory_id, Level.STREET)

    def community_of(self, territory_id: str) -> str | None:
        """Return the community a place lies in; None for a street or the district."""
        path = self.path(territory_id)
        return path[DEPTH[Level.COMMUNITY]] if len(path) > DEPTH[Level.COMMUNITY] else None

    def _at(self, territory_id: str, level: Level) -> str:
        path = self.path(territory_id)
        if len(path) <= DEPTH[level]:
            raise KeyError(territory_id)
        return path[DEPTH[level]]

    def compound_of(self, place: Place) -> Compound | None:
        """Return the compound something lies in; None where no compound is."""
        return self.compounds.at(place)

    def knows_organisation(self, organisation_id: str) -> bool:
        """Whether there is such an organisation."""
        return organisation_id in self.organisations

    def organisation(self, organisation_id: str) -> Organisation:
        """Return an organisation."""
        return self.organisations[organisation_id]

    def serves(self, responder: str) -> str | None:
        """Return the territory an organisation, a place or a station is for; None: the city."""
        if station := self.directory.stations.get(responder):
            compound = self.compounds.get(station.at)
            return compound.grids[0] if compound else station.at
        if self.knows_organisation(responder):
            return self.organisations[responder].territory
        return responder if self.knows_territory(responder) else None

    def answers(self, responder: str) -> bool:
        """Whether there is such an organisation, place or station."""
        known = self.knows_organisation(responder) or self.knows_territory(responder)
        return known or responder in self.directory.stations

    def holders(self, role: Role, at: str) -> tuple[str, ...]:
        """Return the accounts holding this role there, in the order of the pack; maybe none."""
        return self.posts.get(role, {}).get(at, ())

    def lead(self, organisation_id: str) -> str | None:
        """Return who leads a studio, committee or station: its first mediator; maybe nobody."""
        return next(iter(self.holders(Role.MEDIATOR, organisation_id)), None)
