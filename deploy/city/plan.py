"""What a generated city is like, in numbers, and the ids and names that follow from them.

The first street is the one people meet first, so its ids leave the street out: `grid-0101`.
"""

from dataclasses import dataclass

DISTRICT = "haichuan"
DISTRICT_CODE = "990101"
"""No province begins with 99."""

STREETS = (
    ("gangwan", "港湾街道"),
    ("binhe", "滨河街道"),
    ("wenchang", "文昌街道"),
    ("beiling", "北岭街道"),
    ("yuntai", "云台街道"),
)
_COMMUNITIES = ("望海", "潮音", "听涛", "灯塔", "渔火", "栈桥", "沙洲", "榕荫", "石桥", "晨光")


@dataclass(frozen=True)
class Plan:
    """How large a city to make."""

    streets: int
    communities: int
    grids: int
    building_heads: int
    """All in the first street."""
    seed: int
    villages: int = 0
    """In a town of their own beside the streets; each has one to four grids (海港区)."""


DEMO = Plan(streets=5, communities=50, grids=590, building_heads=661, seed=1)
"""Five streets, ten communities and 118 grids each, 661 building heads in the first."""


@dataclass(frozen=True)
class Grid:
    """A grid to be drawn."""

    id: str
    name: str
    code: str


@dataclass(frozen=True)
class Community:
    """A community and its grids."""

    id: str
    name: str
    code: str
    grids: tuple[Grid, ...]


@dataclass(frozen=True)
class Street:
    """A street and its communities."""

    id: str
    name: str
    code: str
    communities: tuple[Community, ...]
    area_kind: str = "urban"

    @property
    def grids(self) -> tuple[Grid, ...]:
        """All grids of the street."""
        return tuple(grid for community in self.communities for grid in community.grids)


def lay_out(plan: Plan) -> tuple[Street, ...]:
    """Return the streets of a planned city."""
    communities = _share(plan.communities, plan.streets)
    grids = iter(_share(plan.grids, plan.communities))
    streets = (
        _street(at, [next(grids) for _ in range(communities[at])]) for at in range(plan.streets)
    )
    return (*streets, _town(plan.villages)) if plan.villages else tuple(streets)


def _share(total: int, parts: int) -> list[int]:
    """Deal a total out as evenly as it goes, spreading the odd ones."""
    return [total * (part + 1) // parts - total * part // parts for part in range(parts)]


def _street(at: int, grids: list[int]) -> Street:
    id, name = STREETS[at] if at < len(STREETS) else (f"street-{at + 1:03}", f"第{at + 1}街道")
    code = f"{DISTRICT_CODE}{at + 1:03}"
    communities = (_community(id, code, nth, count) for nth, count in enumerate(grids, 1))
    return Street(id, name, code, tuple(communities))


def _community(street: str, street_code: str, nth: int, grids: int) -> Community:
    id, code = f"{street}-{nth:02}", f"{street_code}{nth:03}"
    name = _COMMUNITIES[(nth - 1) % len(_COMMUNITIES)] + ("" if nth <= 10 else str(nth))
    found = (Grid(f"{id}-{n:02}", f"{name}第{n}网格", f"{code}{n:03}") for n in range(1, grids + 1))
    return Community(id, f"{name}社区", code, tuple(found))


def _town(villages: int) -> Street:
    """A small village has one or two grids, a large one two to four."""
    code = f"{DISTRICT_CODE}100"
    found = (_village(code, nth, 1 + nth % 4) for nth in range(1, villages + 1))
    return Street("wangshan", "望山镇", code, tuple(found), "rural")


def _village(town_code: str, nth: int, grids: int) -> Community:
    id, code = f"wangshan-{nth:02}", f"{town_code}{200 + nth:03}"
    name = _COMMUNITIES[(nth - 1) % len(_COMMUNITIES)] + ("" if nth <= 10 else str(nth))
    found = (Grid(f"{id}-{n:02}", f"{name}第{n}网格", f"{code}{n:03}") for n in range(1, grids + 1))
    return Community(id, f"{name}村", code, tuple(found))
