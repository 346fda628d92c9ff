"""The ladder of levels at a place: who stands on which rung, and who is above.

A department is not on it: it answers for a while, but the case comes back to its rung.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Final

from contracts.actor import Actor, Role
from contracts.city import City
from contracts.city.territory import DEPTH
from contracts.recusal import open_path
from contracts.words import Level, Owner, Place

LADDER: Final = (Level.UNIT, Level.GRID, Level.COMMUNITY, Level.STREET, Level.DISTRICT)

ROLES: Final[Mapping[Level, frozenset[Role]]] = {
    Level.UNIT: frozenset({Role.BUILDING_HEAD, Role.UNIT_HEAD}),
    Level.GRID: frozenset({Role.GRID_WORKER}),
    Level.COMMUNITY: frozenset({Role.COMMUNITY_OFFICER, Role.COMMUNITY_SECRETARY}),
    Level.STREET: frozenset({Role.STREET_STAFF, Role.STREET_COMMANDER}),
    Level.DISTRICT: frozenset({Role.DISTRICT_SUPERVISOR}),
}
"""Whose posts hold a case at each level."""


def rank(level: Level) -> int:
    """How high a level is; what a department must do is the street's to hand out."""
    return LADDER.index(Level.STREET if level is Level.DEPARTMENT else level)


def rung(place: Place, level: Level) -> Owner | None:
    """Who a level is at this place; None when the place is not known that closely."""
    depth = DEPTH.get(Level.GRID if level is Level.UNIT else level, len(place.path))
    return Owner(level=level, at=place.path[depth]) if depth < len(place.path) else None


def rungs(place: Place, lowest: Level) -> Iterator[Owner]:
    """Every rung at this place from one level up."""
    for level in LADDER[rank(lowest) :]:
        if owner := rung(place, level):
            yield owner


def rung_here(place: Place, level: Level, city: City) -> Owner | None:
    """The same, as far as the ladder has that rung there: the countryside may have fewer."""
    owner = rung(place, level) if level in LADDER else None
    return owner if owner and city.has_rung(level, place.territory) else None


def above_here(place: Place, level: Level, city: City) -> Owner | None:
    """The next rung up that there is at this place; None at the top."""
    owner = above(place, level)
    while owner and not city.has_rung(owner.level, place.territory):
        owner = above(place, owner.level)
    return owner


def above(place: Place, level: Level) -> Owner | None:
    """The next rung up; None at the top."""
    higher = LADDER[rank(level) + 1 :]
    return next(rungs(place, higher[0]), None) if higher else None


def stands_on(actor: Actor, owner: Owner) -> bool:
    """Whether the actor holds a post of this rung."""
    return actor.holds_any(ROLES.get(owner.level, frozenset()), owner.at)


def highest(actor: Actor, place: Place) -> Level | None:
    """The highest level the actor stands on at this place."""
    mine = [owner.level for owner in rungs(place, LADDER[0]) if stands_on(actor, owner)]
    return mine[-1] if mine else None


def first_owner(
    place: Place, city: City, lowest: Level = Level.GRID, aside: Collection[str] = ()
) -> Owner:
    """The lowest rung from one up at which somebody is there to sort; the place's top when nobody
    is."""
    levels = LADDER[rank(lowest) : rank(Level.DISTRICT)]
    here = [owner for level in levels if (owner := rung_here(place, level, city))]
    known = [owner for owner in here if may_hold(owner, place, aside)]
    manned = (owner for owner in known if _manned(owner, city))
    top = Owner(level=Level.DISTRICT, at=place.path[0])
    return next(manned, known[-1] if known else top)


def may_hold(owner: Owner, place: Place, aside: Collection[str]) -> bool:
    """Whether this rung need not step aside."""
    return owner.at in open_path(place.path, aside)


def holders(owner: Owner, city: City) -> tuple[str, ...]:
    """The accounts on a rung."""
    return tuple(
        account
        for role in sorted(ROLES.get(owner.level, ()))
        for account in city.holders(role, owner.at)
    )


def _manned(owner: Owner, city: City) -> bool:
    return bool(holders(owner, city))


def street_of(place: Place) -> str:
    """The street a place lies in; the district for a place above the streets."""
    return place.path[min(DEPTH[Level.STREET], len(place.path) - 1)]
