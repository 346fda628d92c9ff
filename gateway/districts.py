"""Whose district a thing is: in a city of several, each one's overseers look after their own. Pure.

Rule 1: a thing is of the district it lies in, of that of every street asked to share it, and of
that of a department it is about: a whistle that streets of two districts share is both's.
Rule 2: what names no place at all is the whole city's.
Rule 3: in a city of one district nothing bears such a tag, and nobody looks for one.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, TypeAlias

from contracts.city import City
from contracts.events.event import Event
from gateway.scopes import district

Of: TypeAlias = Callable[[Event], Iterable[str]]
"""The tags of the districts an event speaks of."""

_NAMES: Final = ("district", "street", "community", "area", "at", "department", "unit", "station")
"""Fields of events that hold the id of a place, or of whoever serves one."""
_PLACED: Final = ("place", "where", "subject")
"""Fields that hold a place, or something that has one."""


def nowhere(_: Event) -> Iterable[str]:
    """Of a city of one district."""
    return ()


def districts(city: City) -> Of:
    """Find the districts of events by this city."""

    def of(event: Event) -> Iterable[str]:
        if len(city.districts) == 1:
            return ()
        return frozenset(map(district, city.districts_of(_named(event))))

    return of


def _named(event: Any) -> Iterator[str]:
    words = (getattr(event, name, None) for name in _NAMES)
    yield from (word for word in words if isinstance(word, str))
    yield from getattr(event, "joint", ())
    yield from getattr(event, "districts", ())
    yield from getattr(event, "path", ())[:1]
    owner = getattr(event, "owner", None)
    yield from (owner.at,) if owner else ()
    for name in _PLACED:
        placed = getattr(event, name, None)
        place = getattr(placed, "place", placed)
        yield from getattr(place, "path", ())[:1]
