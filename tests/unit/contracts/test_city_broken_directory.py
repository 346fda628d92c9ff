"""The optional tables of a pack, each rule seen broken; and a pack that has none of them."""

import pytest

from contracts.city import read_city
from deploy.city.generate import files
from deploy.city.plan import Plan
from tests.unit.contracts.city_files import SMALL, Broken, add, edit, is_named, only

GRIDS, LINES, TRAITS, PREMISES = "grids.csv", "lines.csv", "traits.csv", "premises.csv"
PARTY, MEMBERS, SEATS = "party.csv", "members.csv", "seats.csv"
ASSIGNMENTS, ROSTER, GROUPS = "assignments.csv", "roster.csv", "groups.csv"
PARTNERS, STATIONS, POWERS = "partners.csv", "stations.csv", "powers.csv"
DUTIES, JURISDICTIONS = "street_duties.csv", "jurisdictions.csv"
OPTIONAL = (
    *(GRIDS, LINES, TRAITS, PREMISES, PARTY, MEMBERS, SEATS, ASSIGNMENTS, ROSTER, GROUPS),
    *(PARTNERS, STATIONS, POWERS, DUTIES, JURISDICTIONS),
)
RURAL = files(Plan(streets=1, communities=1, grids=1, building_heads=1, seed=1, villages=4))
STRICT = SMALL["city.toml"].replace("strict = false", "strict = true ")
FEW = SMALL[GRIDS].replace("gangwan-01-01,general,,", "gangwan-01-01,general,,9")


def grid(cells: str) -> str:
    return SMALL[GRIDS].replace("gangwan-01-01,general,,", cells, 1)


DIRECTORY = [
    add(LINES, "fire,消防,Fire,nobody", "unknown", "department"),
    add(GRIDS, "nowhere,general,,400,", "unknown", "id"),
    add(GRIDS, "binhe-01,general,,400,", "unknown", "id"),
    add(GRIDS, "binhe-01-01,general,,400,", "duplicate", "id"),
    Broken("no host", only(GRIDS, grid("gangwan-01-01,dedicated,,")), GRIDS, "no_host", "host"),
    Broken(
        "a host too many",
        only(GRIDS, grid("gangwan-01-01,general,xuexiao,")),
        GRIDS,
        "needs_no_host",
        "host",
    ),
    Broken(
        "a strange host",
        only(GRIDS, grid("gangwan-01-01,dedicated,nobody,")),
        GRIDS,
        "unknown",
        "host",
    ),
    Broken("no number", only(GRIDS, grid("gangwan-01-01,general,,-")), GRIDS, "bad_number"),
    edit(GRIDS, "party;order", "party;sport", "unknown", "lines", 2),
    Broken("a large grid", {**only(GRIDS, FEW), "city.toml": STRICT}, GRIDS, "households"),
    add(TRAITS, "nowhere,garrison", "unknown", "area"),
    add(PREMISES, "x,building,1号楼,nowhere,,", "unknown", "parent"),
    add(PREMISES, "x,unit,1单元,binhe-01-01,,", "wrong_above", "parent"),
    add(PREMISES, "x,group,1组,binhe-01-01,,", "wrong_above", "parent"),
    add(PREMISES, "x,building,1号楼,binhe-01-01,nowhere,", "unknown", "compound"),
    add(PREMISES, "x,castle,1号楼,binhe-01-01,,", "bad_choice", "kind"),
    add(PARTY, "x,compound_branch,支部,,xq-binhe-01-01,,", "no_parent", "parent"),
    add(PARTY, "x,compound_branch,支部,p-binhe,xq-binhe-01-01,,", "wrong_level", "parent"),
    add(PARTY, "x,compound_branch,支部,nobody,xq-binhe-01-01,,", "unknown", "parent"),
    add(PARTY, "x,compound_branch,支部,p-binhe-01,nowhere,,", "unknown", "at"),
    add(PARTY, "x,compound_branch,支部,p-binhe-01,binhe-01,,nobody", "unknown", "secretary"),
    add(PARTY, "x,grid_branch,支部,p-binhe-01,binhe-01,binhe-01-01,", "second_party", "grids"),
    add(PARTY, "x,grid_branch,支部,p-binhe-01,binhe-01,nowhere,", "unknown", "grids"),
    Broken(
        "a grid without party",
        only(PARTY, SMALL[PARTY].replace(",binhe-01-01,officer", ",,officer")),
        GRIDS,
        "no_party",
        "id",
    ),
    add(MEMBERS, "nobody,mobile,p-gangwan,", "unknown", "person"),
    add(MEMBERS, "member-01,mobile,p-nowhere,", "unknown", "of"),
    add(MEMBERS, "member-01,no_post,p-gangwan,", "blank", "post"),
    add(SEATS, "p-gangwan-big,nobody,unit,,", "unknown", "holder"),
    add(SEATS, "p-gangwan-big,nobody,delegate,,", "unknown", "holder"),
    add(SEATS, "p-gangwan-big,xuexiao,unit,2026-02-01,2026-01-01", "ends_before", "until"),
    add(ASSIGNMENTS, "head,nobody,gangwan,,", "unknown", "person"),
    add(ASSIGNMENTS, "deputy_a,admin,nowhere,,", "unknown", "at"),
    add(ASSIGNMENTS, "street_cadre,admin,gangwan,,", "part_place", "at"),
    add(ASSIGNMENTS, "head,admin,gangwan,,", "second_holder", "at"),
    add(ASSIGNMENTS, "grid_worker,grid-0101,binhe-01-01,,", "second_holder", "at"),
    Broken(
        "a worker of another grid",
        only(ASSIGNMENTS, SMALL[ASSIGNMENTS].replace("worker,grid-0101", "worker,officer-01")),
        ASSIGNMENTS,
        "holds_no_post",
        "person",
    ),
    Broken(
        "a unit without head",
        only(ASSIGNMENTS, SMALL[ASSIGNMENTS].replace("head,head-shuiwu,shuiwu,,\n", "")),
        ASSIGNMENTS,
        "no_head",
        "at",
    ),
    add(ROSTER, "nowhere,window,officer-01,1-5,08:00-12:00", "unknown", "at"),
    add(ROSTER, "gangwan,window,officer-01,5-1,08:00-12:00", "bad_days", "days"),
    add(ROSTER, "gangwan,window,officer-01,daily,08:00-12:00", "bad_days", "days"),
    add(ROSTER, "gangwan,window,officer-01,2026-13-01,08:00-12:00", "bad_date", "days"),
    add(ROSTER, "gangwan,window,officer-01,1-5,8-12", "bad_hours", "hours"),
    add(ROSTER, "gangwan,window,officer-01,1-5,08:00-24:30", "bad_hours", "hours"),
    add(GROUPS, "x,7,gangwan,群,admin,,", "bad_choice", "level"),
    add(GROUPS, "x,2,binhe-01,群,admin,,", "no_parent", "parent"),
    add(GROUPS, "x,3,binhe-01-01,群,admin,g-binhe,", "wrong_level", "parent"),
    add(GROUPS, "x,2,binhe-01,群,nobody,g-binhe,", "unknown", "owner"),
    add(GROUPS, "x,2,binhe-01,群,admin,g-binhe,nobody", "unknown", "admins"),
    add(GROUPS, "x,2,binhe-01,群,admin,g-binhe,", "second_group", "at"),
    add(GROUPS, "x,2,binhe-01-01,群,admin,g-binhe,", "group_level", "at"),
    add(GROUPS, "x,2,nowhere,群,admin,g-binhe,", "unknown", "at"),
    add(PARTNERS, "nobody,binhe-01,,", "unknown", "unit"),
    add(PARTNERS, "xuexiao,binhe,,", "unknown", "community"),
    add(STATIONS, "x,station,站,nowhere,centre-binhe,", "unknown", "at"),
    add(STATIONS, "x,station,站,binhe-01,nowhere,", "unknown", "parent"),
    Broken(
        "a street without centre",
        only(STATIONS, SMALL[STATIONS].replace("centre-binhe,centre", "centre-binhe,station")),
        STATIONS,
        "no_centre",
        "at",
    ),
    add(POWERS, "x,权,Power,ours,,nowhere,,", "unknown", "streets"),
    add(DUTIES, "x,事,Thing,no,R15,", "no_reason", "reason"),
    add(DUTIES, "x,事,Thing,no,Z99,别处", "no_category", "categories"),
    add(JURISDICTIONS, "R02,grid,2026-06-01,,ours", "duplicate", "from"),
    add(JURISDICTIONS, "Z99,grid,2026-06-01,,ours", "no_category", "category"),
]
WARNED = "rural_grids"
HELD = {
    ("no_host", GRIDS): (170,),
    ("needs_no_host", GRIDS): (170,),
    ("no_party", GRIDS): (175,),
    ("second_party", PARTY): (175,),
    ("second_holder", ASSIGNMENTS): (177, 180),
    ("no_centre", STATIONS): (195, 196),
    ("wrong_above", PREMISES): (162, 181),
}
"""What a pack must keep for a mechanism to hold, by the reason it is refused for otherwise."""


def rows_of(broken: Broken) -> tuple[int, ...]:
    """The mechanisms that would be gone if it were let in."""
    return HELD.get((broken.code, broken.file), ())


@pytest.mark.parametrize(
    "broken",
    [pytest.param(one, marks=pytest.mark.mechanism(*rows_of(one))) for one in DIRECTORY],
    ids=str,
)
def test_a_broken_row_is_named_with_its_place(broken: Broken) -> None:
    named = is_named(broken)

    assert named


def test_a_pack_from_before_the_directory_still_loads() -> None:
    old = {name: text for name, text in SMALL.items() if name not in OPTIONAL}
    old["city.toml"] = old["city.toml"].replace("[grid]\n", "[grid] # ")

    city = read_city({**old, "city.toml": _without_section(SMALL["city.toml"], "[grid]")})

    assert city.directory.grids == {}
    assert city.directory.assignments == []


@pytest.mark.mechanism(168)
def test_an_urban_grid_of_another_size_is_warned_of_and_refused_where_the_district_is_strict():
    city = read_city(only(GRIDS, FEW))

    said = [(p.file, p.row, p.code, p.facts["least"], p.facts["most"]) for p in city.warnings]
    assert said == [(GRIDS, 2, "households", "300", "500")]


@pytest.mark.mechanism(169)
def test_a_village_has_one_to_four_grids_and_more_are_warned_of():
    sound = read_city(RURAL)
    more = "wangshan-03-05,grid,第5网格,wangshan-03,990101100203005,rural\n"
    led = "x5,grid_branch,支部,p-wangshan-03,wangshan-03,wangshan-03-05,\n"
    many = {
        **RURAL,
        "territories.csv": RURAL["territories.csv"] + more,
        PARTY: RURAL[PARTY] + led,
        "grids.geojson": '{"type":"FeatureCollection","features":[]}',
    }

    found = read_city(many).warnings

    assert sound.warnings == ()
    assert (WARNED, "wangshan-03", "5") in {
        (p.code, p.facts["value"], p.facts["count"]) for p in found
    }


def _without_section(text: str, header: str) -> str:
    start = text.index(header)
    return text[:start] + text[text.index("# ----", start) :]
