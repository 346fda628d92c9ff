"""What is known of places beside their tree: kinds of grids, merged lines, buildings and homes.

A building lies in one grid and perhaps in a compound: both are its parents (小区 and 网格 side by
side), so neither has to fit into the other.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final


@dataclass(frozen=True, slots=True)
class Period:
    """From a day to a day, both included; None: since ever, or until further notice."""

    since: date | None = None
    until: date | None = None

    def holds(self, on: date) -> bool:
        """Whether it holds on a day."""
        return (self.since or on) <= on <= (self.until or on)

    def meets(self, other: "Period") -> bool:
        """Whether both hold on some day."""
        starts = max(self.since or date.min, other.since or date.min)
        return starts <= min(self.until or date.max, other.until or date.max)


ALWAYS: Final = Period()


class GridKind(StrEnum):
    """综合网格 or 专属网格 (海拉尔路街道)."""

    GENERAL = "general"
    DEDICATED = "dedicated"
    """A firm, office, school or business area that is its own grid: it has a host."""


@dataclass(frozen=True, slots=True)
class Grid:
    """What a grid is, beside its place in the tree."""

    id: str
    kind: GridKind = GridKind.GENERAL
    host: str | None = None
    """Organisation a dedicated grid belongs to."""
    households: int | None = None
    """None: nobody counted."""
    lines: tuple[str, ...] = ()
    """Lines of work merged on this grid (多网合一)."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of work that once had grids of its own: 党建, 综治, 卫健, 应急, 城管."""

    code: str
    name_zh: str
    name_en: str
    department: str
    """Who owns it."""


class PremiseKind(StrEnum):
    """What stands below a grid."""

    MICRO_GRID = "micro_grid"
    """微网格: optional, between the grid and its buildings."""
    BUILDING = "building"
    UNIT = "unit"
    COMMITTEE = "committee"
    """A village's committee member and what he answers for."""
    GROUP = "group"
    """A villagers' group and its representative."""
    HOUSEHOLD = "household"


GRID_LEVEL: Final = "grid"
PARENTS: Final = {
    "urban": {
        PremiseKind.MICRO_GRID: (GRID_LEVEL,),
        PremiseKind.BUILDING: (GRID_LEVEL, PremiseKind.MICRO_GRID),
        PremiseKind.UNIT: (PremiseKind.BUILDING,),
        PremiseKind.HOUSEHOLD: (PremiseKind.UNIT, PremiseKind.BUILDING),
    },
    "rural": {
        PremiseKind.MICRO_GRID: (GRID_LEVEL,),
        PremiseKind.COMMITTEE: (GRID_LEVEL,),
        PremiseKind.GROUP: (PremiseKind.COMMITTEE, GRID_LEVEL, PremiseKind.MICRO_GRID),
        PremiseKind.HOUSEHOLD: (PremiseKind.GROUP,),
    },
}
"""What may stand directly below what. Urban: street, community, grid, building, unit, household;
rural: town, village, committee or group, household (海港区)."""


@dataclass(frozen=True, slots=True)
class Premise:
    """A building, unit, villagers' group or household."""

    id: str
    kind: PremiseKind
    name: str
    parent: str
    """A grid or another premise."""
    compound: str | None = None
    flags: tuple[str, ...] = ()
    """`centre_household` (党员中心户), `member_household`, `member_head`: opted in."""
