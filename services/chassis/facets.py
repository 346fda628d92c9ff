"""Queries over facets, in the words of MongoDB: translated for it, or answered in memory.

Memory knows `$and`, `$or` and the words in `_TESTS`; any other is a KeyError, so that a test in
memory never passes for a query it did not understand.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from math import asin, cos, radians, sin, sqrt
from typing import Any, TypeAlias, TypeVar, cast

Query: TypeAlias = Mapping[str, Any]
Row = TypeVar("Row", bound=Mapping[str, Any])

_JUNCTIONS: dict[str, Callable[[Iterable[bool]], bool]] = {"$and": all, "$or": any}


def path(name: str) -> str:
    """Where a facet lies in its document."""
    return name if name == "_id" else f"facets.{name}"


def faceted(query: Query) -> dict[str, Any]:
    """The query with every facet's name written as its path."""
    return dict(_faceted(name, wanted) for name, wanted in query.items())


def matches(query: Query, facets: Mapping[str, Any]) -> bool:
    """Whether MongoDB would find these facets."""
    return all(_part_matches(name, wanted, facets) for name, wanted in query.items())


def ordered(rows: Iterable[Row], sort: Sequence[tuple[str, int]]) -> list[Row]:
    """The rows sorted; nothing comes before something, as in MongoDB."""
    result = list(rows)
    for name, direction in reversed(sort):
        result.sort(key=lambda row, name=name: _rank(_look(row, name)), reverse=direction < 0)
    return result


def _faceted(name: str, wanted: Any) -> tuple[str, Any]:
    if name in _JUNCTIONS:
        return name, [faceted(part) for part in wanted]
    return path(name), wanted


def _part_matches(name: str, wanted: Any, facets: Mapping[str, Any]) -> bool:
    if name in _JUNCTIONS:
        return _JUNCTIONS[name](matches(part, facets) for part in wanted)
    value = _look(facets, name)
    if isinstance(wanted, Mapping) and any(word.startswith("$") for word in cast(Query, wanted)):
        return all(_TESTS[word](value, what) for word, what in cast(Query, wanted).items())
    return _equal(value, wanted)


def _look(facets: Mapping[str, Any], name: str) -> Any:
    value: Any = facets
    for step in name.split("."):
        value = cast(Query, value).get(step) if isinstance(value, Mapping) else None
    return value


def _rank(value: Any) -> tuple[bool, Any]:
    return value is not None, value


def _equal(value: Any, wanted: Any) -> bool:
    """A list matches as a whole or by one of its members."""
    return value == wanted or any(member == wanted for member in _members(value))


def _members(value: Any) -> Sequence[Any]:
    return cast(Sequence[Any], value) if isinstance(value, list | tuple) else [value]


def _compares(test: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool]:
    return lambda value, wanted: any(
        member is not None and test(member, wanted) for member in _members(value)
    )


def _within(value: Any, area: Any) -> bool:
    """Whether a GeoJSON point lies in a circle given as {$centerSphere: [[lng, lat], radians]}."""
    if value is None:
        return False
    (lng, lat), radius = area["$centerSphere"]
    there_lng, there_lat = value["coordinates"]
    north, east = radians(there_lat - lat) / 2, radians(there_lng - lng) / 2
    chord = sin(north) ** 2 + cos(radians(lat)) * cos(radians(there_lat)) * sin(east) ** 2
    return 2 * asin(sqrt(chord)) <= radius


_TESTS: dict[str, Callable[[Any, Any], bool]] = {
    "$eq": _equal,
    "$ne": lambda value, wanted: not _equal(value, wanted),
    "$in": lambda value, wanted: any(_equal(value, one) for one in wanted),
    "$nin": lambda value, wanted: not any(_equal(value, one) for one in wanted),
    "$gt": _compares(lambda value, wanted: value > wanted),
    "$gte": _compares(lambda value, wanted: value >= wanted),
    "$lt": _compares(lambda value, wanted: value < wanted),
    "$lte": _compares(lambda value, wanted: value <= wanted),
    "$exists": lambda value, wanted: (value is not None) is wanted,
    "$geoWithin": _within,
}
