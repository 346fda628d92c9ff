"""Compounds 小区: where neighbours share a gate, and who sees to what they share.

Compounds lie beside the tree of territories, not in it: one has the grids it stands in, and a grid
may hold several. How a compound is looked after decides who is asked to repair something there.
Modes: 物业公司, 物管会, 自管会 and 兜底 (three operating modes of one street, and the backstop of a
city that runs 343 compounds so).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from contracts.city.distance import distance_m
from contracts.words import Place, Point


class PropertyMode(StrEnum):
    """Who runs a compound."""

    COMPANY = "company"
    PROPERTY_COMMITTEE = "property_committee"
    """物管会: the community, grid heads and owners together, where no company came."""
    SELF_MANAGED = "self_managed"
    """自管会: the residents themselves."""
    BACKSTOP = "backstop"
    """兜底: the community or street runs it, or hires somebody."""


class Backstop(StrEnum):
    """Who answers for a compound when nobody else does."""

    COMMUNITY = "community"
    STREET = "street"


@dataclass(frozen=True, slots=True)
class Compound:
    """One compound, and how it has been run since when."""

    id: str
    name: str
    community: str
    grids: tuple[str, ...]
    mode: PropertyMode
    point: Point
    """Its gate."""
    company: str | None = None
    """Property company linked to it; also one a backstop has hired."""
    since: date | None = None
    """First day of the company."""
    until: date | None = None
    """Last day of the company; None: no end is agreed."""
    committee: str | None = None
    """业委会, 物管会 or 自管会 of the owners."""
    backstop: Backstop = Backstop.COMMUNITY

    def company_on(self, day: date) -> str | None:
        """Return the company that serves it on a day (wall date)."""
        begun = self.since is None or self.since <= day
        return self.company if begun and (self.until is None or day <= self.until) else None

    def mode_on(self, day: date) -> PropertyMode:
        """Return who runs it on a day: before a company comes and after it left, the rest do."""
        if self.mode is not PropertyMode.COMPANY or self.company_on(day):
            return self.mode
        return PropertyMode.PROPERTY_COMMITTEE if self.committee else PropertyMode.BACKSTOP


@dataclass(frozen=True)
class Compounds:
    """All compounds of a pack, found by id, by company, and by where something is."""

    by_id: Mapping[str, Compound]

    def __iter__(self) -> Iterator[Compound]:
        """All of them, in the order of the pack."""
        return iter(self.by_id.values())

    def __len__(self) -> int:
        """How many there are."""
        return len(self.by_id)

    def get(self, id: str | None) -> Compound | None:
        """Return a compound; None when there is no such one."""
        return self.by_id.get(id or "")

    def at(self, place: Place) -> Compound | None:
        """Return the compound something lies in.

        Of those that stand in its grid the one its address names, else the one whose gate is
        nearest; None where no compound is.
        """
        near = self._by_grid.get(place.territory, ())
        named = [one for one in near if one.name in place.address]
        found = sorted(named or near, key=lambda one: _away(one, place))
        return found[0] if found else None

    def of(self, organisation: str) -> tuple[Compound, ...]:
        """Return the compounds a property company or an owners' committee is linked to."""
        return self._by_steward.get(organisation, ())

    @cached_property
    def _by_grid(self) -> Mapping[str, tuple[Compound, ...]]:
        return _sorted_out(self, lambda one: one.grids)

    @cached_property
    def _by_steward(self) -> Mapping[str, tuple[Compound, ...]]:
        return _sorted_out(self, lambda one: [id for id in (one.company, one.committee) if id])


def _away(compound: Compound, place: Place) -> float:
    gate, there = compound.point, place.point
    return distance_m((gate.lng, gate.lat), (there.lng, there.lat))


def _sorted_out(
    compounds: Iterable[Compound], keys: Callable[[Compound], Iterable[str]]
) -> Mapping[str, tuple[Compound, ...]]:
    found: dict[str, list[Compound]] = defaultdict(list)
    for one in compounds:
        for key in keys(one):
            found[key].append(one)
    return {key: tuple(several) for key, several in found.items()}
