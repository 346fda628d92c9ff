"""Where a door is: which grid, and what the door is called in full.

Rule 1: a door has one name. A compound in one grid names its doors; where one stands in several, or
none is there, the grid does. So nobody finds a second document of the same door.
"""

from collections.abc import Callable
from typing import TypeAlias

from contracts.city import City
from contracts.city.compound import Compound
from contracts.city.places import Places
from contracts.household import Home
from contracts.refusals import NotSo
from contracts.words import Level, Place, Point

Pin: TypeAlias = Callable[[str, Point | None], Point | None]
"""A point that lies in a territory, if it can be the one given; None where nothing is drawn."""


def pin_in(places: Places) -> Pin:
    """How a city's map finds such a point."""

    def pin(territory: str, given: Point | None) -> Point | None:
        if given and places.locate(given.lng, given.lat) in {territory, None}:
            return given
        inside = places.within(territory)
        return Point(lng=inside[0], lat=inside[1]) if inside else given

    return pin


def place_of(home: Home, city: City, pin: Pin) -> Place:
    """Where this door is.

    Raises:
        NotSo: there is no such compound or grid, or the door is named by the other one.
    """
    compound = city.compounds.get(home.at)
    territory = _grid(compound) if compound else _bare(home.at, city)
    point = pin(territory, compound.point if compound else None)
    if point is None:
        raise NotSo("unknown_home", field="home")
    name = compound.name if compound else city.territory(territory).name
    return Place(
        point=point,
        address=f"{name}{home.words}",
        territory=territory,
        path=city.path(territory),
    )


def _grid(compound: Compound) -> str:
    if len(compound.grids) > 1:
        raise NotSo("name_the_grid", field="home", grids=list(compound.grids))
    return next(iter(compound.grids), compound.community)


def _bare(at: str, city: City) -> str:
    if not city.knows_territory(at) or city.territory(at).level is not Level.GRID:
        raise NotSo("unknown_home", field="home")
    named = [one.id for one in city.compounds if one.grids == (at,)]
    if named:
        raise NotSo("name_the_compound", field="home", compounds=named)
    return at
