"""Buildings and units of a generated city, with the party line and the groups that end there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from deploy.city.compounds import compounds
from deploy.city.plan import Grid, Plan, Street

Row = Sequence[str]
Table = tuple[str, Sequence[str], Iterator[Row]]

HEADER = ("id", "kind", "name", "parent", "compound", "flags")
_PARTY = ("id", "kind", "name", "parent", "at", "grids", "secretary")
_GROUP = ("id", "level", "at", "name", "owner", "parent", "admins")


@dataclass(frozen=True)
class House:
    """A building with its head, or a villagers' group with its representative."""

    id: str
    name: str
    grid: Grid
    head: str
    first: bool
    """The first one of its grid; it is written down to its households."""
    rural: bool = False


def lay_out(plan: Plan, streets: Sequence[Street]) -> tuple[House, ...]:
    """A building for every building head; in a town, a group in every grid."""
    grids, counts = streets[0].grids, dict[str, int]()
    found: list[House] = []
    for n in range(plan.building_heads):
        grid = grids[n * len(grids) // plan.building_heads]
        nth = counts[grid.id] = counts.get(grid.id, 0) + 1
        id, name = f"b-{grid.id}-{nth:02}", f"{nth}号楼"
        found.append(House(id, name, grid, f"building-{n + 1:03}", nth == 1))
    towns = (street for street in streets if street.area_kind == "rural")
    for town in towns:
        for n, village in enumerate(town.communities, 1):
            head = f"officer-{town.id}-{n:02}"
            found += [House(f"z-{g.id}", "第1村民组", g, head, True, True) for g in village.grids]
    return tuple(found)


def account(role: str, nth: int, street: Street, community: int) -> str:
    """The account of a community's officer, secretary or worker, as `staff` names it."""
    return f"{role}-{'' if nth == 0 else f'{street.id}-'}{community:02}"


def rows(houses: Sequence[House]) -> Iterator[Row]:
    """Yield the rows of premises.csv."""
    for house in houses:
        compound = "" if house.rural else f"xq-{house.grid.id}"
        kind, flags = ("group", "") if house.rural else ("building", "member_head")
        above = house.grid.id
        if house.rural:
            above = f"w-{house.grid.id}"
            yield above, "committee", "村委委员片区", house.grid.id, "", ""
        yield house.id, kind, house.name, above, compound, flags if house.first else ""
        yield from _units(house) if house.first else ()


def _units(house: House) -> Iterator[Row]:
    flags = "centre_household;member_household"
    if house.rural:
        yield f"{house.id}-h1", "household", "1号院", house.id, "", flags
        return
    for n in (1, 2):
        yield f"{house.id}-u{n}", "unit", f"{n}单元", house.id, "", ""
    yield f"{house.id}-u1-101", "household", "101室", f"{house.id}-u1", "", flags


def heads(houses: Sequence[House]) -> Iterator[Row]:
    """Yield who heads which building."""
    for house in houses:
        yield "building_head", house.head, house.id, "", ""


def party(houses: Sequence[House], streets: Sequence[Street]) -> Iterator[Table]:
    """Yield party.csv, members.csv and seats.csv."""
    yield "party.csv", _PARTY, _party(houses, streets)
    yield "members.csv", ("person", "kind", "of", "post"), _members(streets[0])
    yield "seats.csv", ("body", "holder", "kind", "from", "until"), _seats(streets[0])


def _party(houses: Sequence[House], streets: Sequence[Street]) -> Iterator[Row]:
    names = {one.grid.id: one.name for one in compounds(streets)}
    for nth, street in enumerate(streets):
        top, head = f"p-{street.id}", f"commander-{street.id}"
        yield top, "street_committee", f"{street.name}党工委", "", street.id, "", head
        if nth == 0:
            yield f"{top}-big", "big_committee", f"{street.name}大工委", "", street.id, "", head
        for n, community in enumerate(street.communities, 1):
            own, officer = f"p-{community.id}", account("officer", nth, street, n)
            secretary = account("secretary", nth, street, n)
            name = f"{community.name}党委"
            yield own, "community_organisation", name, top, community.id, "", secretary
            kind = "resident_branch" if (nth, n) == (0, 2) else "compound_branch"
            for grid in community.grids:
                at = f"xq-{grid.id}"
                yield f"p-{grid.id}", kind, f"{names[grid.id]}党支部", own, at, grid.id, officer
    for house in houses:
        own = f"p-{house.id}"
        group = f"{house.name}党小组"
        yield own, "building_group", group, f"p-{house.grid.id}", house.id, "", house.head
        if house.first:
            home = f"{house.id}-h1" if house.rural else f"{house.id}-u1-101"
            yield f"{own}-home", "centre_household", f"{house.name}党员中心户", own, home, "", ""


def _members(street: Street) -> Iterator[Row]:
    for n, community in enumerate(street.communities, 1):
        own = f"p-{community.id}"
        yield f"member-{n:02}", "in_service", own, ""
        yield f"volunteer-{n:02}", "no_post", own, "环境监督岗"
        yield f"mediator-{n:02}", "retired", own, ""


def _seats(street: Street) -> Iterator[Row]:
    yield f"p-{street.id}-big", "xuexiao", "unit", "2026-01-01", ""
    yield f"p-{street.id}-big", "head-chengguan", "part_time", "2026-01-01", ""
    yield f"p-{street.id}-big", "resident-1", "delegate", "2026-01-01", ""


def groups(houses: Sequence[House], streets: Sequence[Street]) -> Iterator[Table]:
    """Yield groups.csv: five chains, five groups."""
    yield "groups.csv", _GROUP, _groups(houses, streets)


def _groups(houses: Sequence[House], streets: Sequence[Street]) -> Iterator[Row]:
    for nth, street in enumerate(streets):
        owner, staff = f"commander-{street.id}", f"staff-{street.id}"
        yield f"g-{street.id}", "1", street.id, f"{street.name}群", owner, "", staff
        for n, community in enumerate(street.communities, 1):
            own, officer = f"g-{community.id}", account("officer", nth, street, n)
            owner = account("secretary", nth, street, n)
            name = f"{community.name}群"
            yield own, "2", community.id, name, owner, f"g-{street.id}", officer
            worker = account("grid", nth, street, n)
            for g, grid in enumerate(community.grids, 1):
                admin = f"{worker}{g:02}"
                yield f"g-{grid.id}", "3", grid.id, f"{grid.name}群", officer, own, admin
    for house in houses:
        yield from _house_groups(house)


def _house_groups(house: House) -> Iterator[Row]:
    """Building and unit; in a village, committee member and villagers' group."""
    own, at = f"g-{house.id}", f"w-{house.grid.id}" if house.rural else house.id
    yield own, "4", at, f"{house.name}群", house.head, f"g-{house.grid.id}", ""
    if house.rural:
        yield f"{own}-z", "5", house.id, f"{house.name}村民群", house.head, own, ""
    elif house.first:
        name = f"{house.name}1单元群"
        yield f"{own}-u1", "5", f"{house.id}-u1", name, house.head, own, ""
