"""Where things are: trees district → street → community → grid, and outlines on the map.

These are slotted dataclasses and flat arrays, not models: a large city holds 100,000 of each.
"""

from array import array
from dataclasses import dataclass
from typing import Final, TypeAlias

from contracts.words import Level

DEPTH: Final = {
    level: depth
    for depth, level in enumerate((Level.DISTRICT, Level.STREET, Level.COMMUNITY, Level.GRID))
}
"""The levels that are places, from the district down."""


@dataclass(frozen=True, slots=True)
class Territory:
    """One place of the tree."""

    id: str
    level: Level
    name: str
    parent: str | None
    """None for a district."""
    code: str
    """Administrative code, GB/T 2260 and 10114, extended for grids; the parent's is its prefix."""
    area_kind: str = "urban"
    """`urban` or `rural`."""


Ring: TypeAlias = "array[float]"
"""lng, lat, lng, lat … of a closed line."""

Outline: TypeAlias = tuple[tuple[Ring, ...], ...]
"""Polygons; each is an outer ring, then its holes. WGS 84 degrees as in GeoJSON."""
