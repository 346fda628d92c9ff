"""The teams and the alliance of a generated city: who is called together, and who shares."""

from collections.abc import Iterator, Sequence

from deploy.city.plan import Street

_SERVICE = (
    ("security", "社会治安服务队", ("member-02", "member-03", "volunteer-02")),
    ("disaster_rescue", "救灾抢险服务队", ("member-04", "member-05", "volunteer-04")),
    ("livelihood_help", "民情帮扶服务队", ("member-06", "member-07", "volunteer-06")),
)
"""三个服务队 of the first street."""


def text(streets: Sequence[Street]) -> str:
    """Return teams.toml."""
    first = streets[0]
    community = first.communities[0]
    alliance = _table(
        "alliances",
        id=f"alliance-{community.id}",
        name=f"{community.name}党建联盟",
        at=community.id,
        units=["xuexiao", "yiyuan", "gongshui"],
    )
    return "\n".join([*_teams(first), *_volunteers(streets), alliance])


def _teams(street: Street) -> Iterator[str]:
    community = street.communities[0]
    yield _team("vanguard", f"vanguard-{street.id}", "海川惠民医院党员先锋队", street.id, _VANGUARD)
    yield _team(
        "patrol", f"patrol-{community.id}", f"{community.name}治安巡逻队", community.id, _PATROL
    )
    for kind, name, members in _SERVICE:
        id = f"{kind.replace('_', '-')}-{street.id}"
        yield _team(kind, id, f"{street.name}{name}", street.id, members)


def _volunteers(streets: Sequence[Street]) -> Iterator[str]:
    """党员志愿服务队: one of every community (002:65), led by its secretary."""
    for street in streets:
        prefix = "" if street is streets[0] else f"{street.id}-"
        for c, community in enumerate(street.communities, start=1):
            own = [f"member-{c:02}"] if street is streets[0] and c <= _MEMBERS else []
            members = [f"secretary-{prefix}{c:02}", *own]
            id, name = f"volunteers-{community.id}", f"{community.name}党员志愿服务队"
            yield _team("volunteers", id, name, community.id, members)


_MEMBERS = 12
"""Accounts of members, one to a community of the first street in turn."""
_VANGUARD = ("member-01", "member-08", "member-09")
_PATROL = ("volunteer-01", "volunteer-11", "member-11")


def _team(kind: str, id: str, name: str, at: str, members: Sequence[str]) -> str:
    unit = {"unit": "yiyuan"} if kind == "vanguard" else {}
    return _table("teams", id=id, kind=kind, name=name, at=at, members=[*members], **unit)


def _table(table: str, **fields: str | list[str]) -> str:
    lines = [f"{name} = {_value(value)}" for name, value in fields.items()]
    return "\n".join([f"[[{table}]]", *lines, ""])


def _value(value: str | list[str]) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(f'"{one}"' for one in value) + "]"
    return f'"{value}"'
