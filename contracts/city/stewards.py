"""Who sees to a compound, in the order they are asked: 居民主管、社区配合、街道托底.

Rule 1: the way a compound is run decides which rungs there are: the company where one serves, the
owners' committee where there is one, the community, and the street as the last resort; where the
street itself is the backstop the community is not asked.
Rule 2: outside any compound there are the community and the street.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Final, TypeAlias

from contracts.actor import Role
from contracts.city.city import City
from contracts.city.compound import Backstop, Compound, PropertyMode
from contracts.city.territory import DEPTH
from contracts.steps import Steward, Tier
from contracts.words import Level, Place

Find: TypeAlias = Callable[[Compound | None, Place, date], str | None]


def ladder(tiers: Sequence[Tier], place: Place, city: City, day: date) -> tuple[Tier, ...]:
    """Return the rungs there are at a place on a day (wall date), each with who stands on it."""
    compound = city.compound_of(place) if any(tier.steward for tier in tiers) else None
    return tuple(one for tier in tiers if (one := _filled(tier, compound, place, day)))


def three_parties(place: Place, city: City, day: date) -> tuple[str, ...]:
    """Return the accounts of 居委会、业委会、物业 at a place: who works a property matter out."""
    found: list[str] = []
    for steward, roles in _PARTIES.items():
        at = _FIND[steward](city.compound_of(place), place, day)
        found += [one for role in roles for one in city.holders(role, at or "")]
    return tuple(dict.fromkeys(found))


def _filled(tier: Tier, compound: Compound | None, place: Place, day: date) -> Tier | None:
    if tier.steward is None:
        return tier
    found = _FIND[tier.steward](compound, place, day)
    return tier.model_copy(update={"responder": found}) if found else None


def _company(compound: Compound | None, _: Place, day: date) -> str | None:
    return compound.company_on(day) if compound else None


def _committee(compound: Compound | None, _: Place, __: date) -> str | None:
    return compound.committee if compound else None


def _community(compound: Compound | None, place: Place, _: date) -> str | None:
    backstopped = compound is not None and compound.mode is PropertyMode.BACKSTOP
    if compound and backstopped and compound.backstop is Backstop.STREET:
        return None
    return _at(Level.COMMUNITY, place)


def _street(_: Compound | None, place: Place, __: date) -> str | None:
    return _at(Level.STREET, place)


def _at(level: Level, place: Place) -> str | None:
    return place.path[DEPTH[level]] if len(place.path) > DEPTH[level] else None


_FIND: Final[Mapping[Steward, Find]] = {
    "company": _company,
    "committee": _committee,
    "community": _community,
    "street": _street,
}
_PARTIES: Final[Mapping[Steward, tuple[Role, ...]]] = {
    "company": (Role.PROPERTY_MANAGER,),
    "committee": (Role.PROPERTY_MANAGER,),
    "community": (Role.COMMUNITY_SECRETARY, Role.COMMUNITY_OFFICER),
}
