"""一站三线 and the social-work station of a generated city: the routing groups of communities."""

from collections.abc import Iterator

from deploy.city.plan import Street

_LINES = (
    ("property_line", "红管先锋物业线"),
    ("grid_line", "红色网格线"),
    ("social_line", "五社联动社会线"),
)
"""Names after 000:3 and 000:11."""


def organisations(street: Street) -> Iterator[tuple[str, ...]]:
    """The station of a street and three lines of each of its communities."""
    yield _station(street), "social_work_station", f"{street.name}社工站", "region", street.id
    for community in street.communities:
        for kind, name in _LINES:
            yield _line(kind, community.id), kind, f"{community.name}{name}", "region", community.id


def posts(street: Street) -> Iterator[tuple[str, str, str]]:
    """The head of each line first, then its people; the station's staff."""
    yield "social-01", "social_worker", _station(street)
    yield "social-02", "social_worker", _station(street)
    for n, community in enumerate(street.communities, 1):
        manager = ("manager-wuye-bilan", "manager-wuye-qinghe")[n % 2 == 0]
        yield manager, "property_manager", _line("property_line", community.id)
        yield f"officer-{n:02}", "community_officer", _line("grid_line", community.id)
        for g in range(1, len(community.grids) + 1):
            yield f"grid-{n:02}{g:02}", "grid_worker", _line("grid_line", community.id)
        yield f"social-{n:02}", "social_worker", _line("social_line", community.id)


def _station(street: Street) -> str:
    return f"shegong-{street.id}"


def _line(kind: str, community: str) -> str:
    return f"{kind.removesuffix('_line')}-line-{community}"
