"""The map of a generated city: streets in rows, communities in rows, grids in rows; at sea.

Corners are whole steps of 0.00001 degrees, so neighbours share their edges exactly.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, sqrt
from typing import TypeVar

from deploy.city.plan import Community, Street

_WEST, _SOUTH, _STEP = 123.0, 30.0, 1e-5
_CELL = 220
"""Side of a grid in steps: about 210 by 240 metres."""

Part = TypeVar("Part")


@dataclass(frozen=True)
class Box:
    """A rectangle in steps."""

    west: int
    south: int
    east: int
    north: int

    def feature(self, id: str) -> dict[str, object]:
        """Return it as GeoJSON."""
        w, s, e, n = self.degrees()
        ring = [[w, s], [e, s], [e, n], [w, n], [w, s]]
        return {
            "type": "Feature",
            "id": id,
            "properties": {},
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }

    def degrees(self) -> tuple[float, float, float, float]:
        """Return west, south, east and north."""
        return (
            round(_WEST + self.west * _STEP, 5),
            round(_SOUTH + self.south * _STEP, 5),
            round(_WEST + self.east * _STEP, 5),
            round(_SOUTH + self.north * _STEP, 5),
        )


def draw(streets: Sequence[Street]) -> Iterator[dict[str, object]]:
    """Yield an outline for every community and every grid."""
    for street, box in _cut(_whole(streets), streets, _side(len(streets))):
        for community, inner in _cut(box, street.communities, _side(len(street.communities))):
            yield from _community(community, inner)


def extent(streets: Sequence[Street]) -> tuple[float, float, float, float]:
    """Return west, south, east and north of the whole city, in degrees."""
    return _whole(streets).degrees()


def _whole(streets: Sequence[Street]) -> Box:
    communities = [community for street in streets for community in street.communities]
    block = _side(max(len(community.grids) for community in communities)) * _CELL
    side = block * _side(max(len(street.communities) for street in streets)) * _side(len(streets))
    return Box(0, 0, side, side)


def _community(community: Community, box: Box) -> Iterator[dict[str, object]]:
    yield box.feature(community.id)
    for grid, cell in _cut(box, community.grids, _side(len(community.grids))):
        yield cell.feature(grid.id)


def _side(count: int) -> int:
    return max(1, ceil(sqrt(count)))


def _cut(box: Box, parts: Sequence[Part], columns: int) -> Iterator[tuple[Part, Box]]:
    """Cut a box into rows of so many columns; a short last row has wider cells."""
    rows = [parts[at : at + columns] for at in range(0, len(parts), columns)]
    for r, row in enumerate(rows):
        south, north = (box.south + (box.north - box.south) * y // len(rows) for y in (r, r + 1))
        for c, part in enumerate(row):
            west, east = (box.west + (box.east - box.west) * x // len(row) for x in (c, c + 1))
            yield part, Box(west, south, east, north)


def middle(feature: dict[str, object]) -> tuple[str, str]:
    """Return longitude and latitude of the middle of a drawn rectangle, as they are written."""
    geometry = feature["geometry"]
    assert isinstance(geometry, dict)
    (west, south), _, (east, north), *_ = geometry["coordinates"][0]
    return f"{(west + east) / 2:.6f}", f"{(south + north) / 2:.6f}"
