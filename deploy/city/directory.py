"""The directory of a generated city: every overlay, with the accounts that `staff` makes.

The first street has everything the sources tell of; the others have what every street must have.
"""

from collections.abc import Iterator, Sequence
from random import Random

from deploy.city import homes
from deploy.city.plan import Community, Plan, Street
from deploy.city.staff import DEPARTMENTS, ENTERPRISES, PARTNERS

Row = Sequence[str]
Table = tuple[str, Sequence[str], Iterator[Row]]

_LINES = "party;order;health;emergency;city"
_TRAITS = ("floating_population", "old_compounds", "colleges", "garrison")


def tables(plan: Plan, streets: Sequence[Street]) -> Iterator[Table]:
    """Yield name, header and rows of each table."""
    first = streets[0]
    houses = homes.lay_out(plan, streets)
    assigned = (*_heads(streets), *_forces(streets), *_stand_ins(first), *homes.heads(houses))
    yield "grids.csv", ("id", "kind", "host", "households", "lines"), _grids(plan, streets)
    yield "traits.csv", ("area", "trait"), _traits(first)
    yield "premises.csv", homes.HEADER, homes.rows(houses)
    yield "assignments.csv", ("part", "person", "at", "from", "until"), iter(assigned)
    yield "roster.csv", ("at", "duty", "person", "days", "hours"), _roster(first)
    yield "partners.csv", ("unit", "community", "from", "until"), _partners(first)
    yield (
        "stations.csv",
        ("id", "kind", "name", "at", "parent", "services", "calendar"),
        _stations(streets),
    )
    yield from homes.party(houses, streets)
    yield from homes.groups(houses, streets)


def _hosts(street: Street) -> dict[str, str]:
    """The last grid of a community may be a school's or a hospital's own."""
    large = [community for community in street.communities if len(community.grids) > 1]
    return {c.grids[-1].id: unit for c, (unit, _) in zip(large, PARTNERS, strict=False)}


def _grids(plan: Plan, streets: Sequence[Street]) -> Iterator[Row]:
    dice, hosts = Random(plan.seed), _hosts(streets[0])
    for street in streets:
        for grid in street.grids:
            host = hosts.get(grid.id, "")
            count = str(dice.randint(300, 500))
            yield grid.id, "dedicated" if host else "general", host, "" if host else count, _LINES


def _traits(street: Street) -> Iterator[Row]:
    for community, trait in zip(street.communities, _TRAITS, strict=False):
        yield community.id, trait
        yield f"xq-{community.grids[0].id}", trait


def _heads(streets: Sequence[Street]) -> Iterator[Row]:
    """一把手: one per unit."""
    for id, _ in (*DEPARTMENTS, *ENTERPRISES, *((f"zhifa-{s.id}", "") for s in streets)):
        yield "head", f"head-{id}", id, "", ""
    for nth, street in enumerate(streets):
        yield "head", f"commander-{street.id}", street.id, "", ""
        for n, community in enumerate(street.communities, 1):
            yield "head", homes.account("secretary", nth, street, n), community.id, "", ""


def _forces(streets: Sequence[Street]) -> Iterator[Row]:
    """1+1+1+N of every grid; the party's head of the grid is its head."""
    for nth, street in enumerate(streets):
        for n, community in enumerate(street.communities, 1):
            for g, grid in enumerate(community.grids, 1):
                officer = homes.account("officer", nth, street, n)
                yield "street_cadre", f"staff-{street.id}", grid.id, "", ""
                yield "community_cadre", officer, grid.id, "", ""
                worker = homes.account("grid", nth, street, n)
                yield "grid_worker", f"{worker}{g:02}", grid.id, "", ""
                yield "grid_head", officer, grid.id, "", ""
                yield "grid_secretary", officer, grid.id, "", ""
                yield "party_group_head", officer, grid.id, "", ""


def _stand_ins(street: Street) -> Iterator[Row]:
    """Volunteers, professionals on call, and who stands in for whom (A角, B角)."""
    for n, community in enumerate(street.communities, 1):
        yield "member_volunteer", f"member-{n:02}", community.grids[0].id, "", ""
        yield "legal_adviser", f"adviser-{n:02}", community.id, "", ""
        yield "police_assistant", f"police-{n:02}", community.id, "", ""
        yield "deputy_a", f"officer-{n:02}", community.id, "", ""
    yield "deputy_a", f"supervisor-{street.id}", street.id, "", ""
    yield "deputy_b", f"staff-{street.id}", street.id, "", ""
    yield "deputy_a", "liaison-chengguan", "chengguan", "", ""
    yield "deputy_b", "liaison-chengguan-2", "chengguan", "", ""


def _roster(street: Street) -> Iterator[Row]:
    """Some stand at the window, the others are down in the grids; the street is never alone."""
    for n, community in enumerate(street.communities, 1):
        yield community.id, "window", f"officer-{n:02}", "1;3;5", "08:00-12:00"
        yield community.id, "window", f"secretary-{n:02}", "2;4", "08:00-12:00"
        yield community.id, "patrol", f"officer-{n:02}", "2;4", "08:00-12:00"
    yield street.id, "command", f"staff-{street.id}", "1-7", "08:00-20:00"
    yield street.id, "command", f"supervisor-{street.id}", "1-7", "20:00-08:00"
    yield "chengguan", "liaison", "liaison-chengguan", "1-5", "00:00-24:00"
    yield "chengguan", "liaison", "liaison-chengguan-2", "6;7", "00:00-24:00"


def _partners(street: Street) -> Iterator[Row]:
    for n, community in enumerate(street.communities):
        yield PARTNERS[n % len(PARTNERS)][0], community.id, "2026-01-01", ""


def _stations(streets: Sequence[Street]) -> Iterator[Row]:
    """1+10+N: the street's centre, one in each community, stations in compounds."""
    services = "service;talks;leisure"
    for street in streets:
        centre = f"centre-{street.id}"
        yield centre, "centre", f"{street.name}党群服务中心", street.id, "", services, ""
        for community in street.communities:
            own = f"centre-{community.id}"
            name = f"{community.name}党群服务中心"
            yield own, "centre", name, community.id, centre, services, "off_hours"
            yield from _small(community, own) if street is streets[0] else ()


def _small(community: Community, centre: str) -> Iterator[Row]:
    for grid in community.grids[:3]:
        name = f"{grid.name.removesuffix('网格')}党群服务站"
        yield f"station-{grid.id}", "station", name, f"xq-{grid.id}", centre, "service", ""
