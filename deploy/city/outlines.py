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
        w, s, e, n = (
            round(o + x * _STEP, 5) for o, x in zip((_WEST, _SOUTH) * 2, self._sides(), strict=True)
        )
        ring = [[w, s], [e, s], [e, n], [w, n], [w, s]]
        return {
            "type": "Feature",
            "id": id,
            "properties": {},
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }

    def _sides(self) -> tuple[int, int, int, int]:
        return self.west, self.south, self.east, self.north


def draw(streets: Sequence[Street]) -> Iterator[dict[str, object]]:
    """Yield an outline for every community and every grid."""
    side = _side(max(len(s.communities) for s in streets))
    block = _side(max(len(c.grids) for s in streets for c in s.communities)) * _CELL
    across = side * block * _side(len(streets))
    for street, box in _cut(Box(0, 0, across, across), streets, _side(len(streets))):
        for community, inner in _cut(box, street.communities, side):
            yield from _community(community, inner)


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
