"""The files, the places, the map and the people of a pack, each rule seen broken."""

import pytest

from deploy.city.map_check import map_problems
from tests.unit.contracts.city_files import (
    SMALL,
    Broken,
    add,
    appended,
    edit,
    is_named,
    only,
    problems,
    without,
    without_lines,
)
from tests.unit.contracts.two_districts import FILES as TWO_DISTRICTS

CITY, TERRITORIES, GRIDS = "city.toml", "territories.csv", "grids.geojson"
ORGANISATIONS, PEOPLE = "organisations.csv", "people.csv"
DUTIES = "duties.csv"

NEEDED = (
    "supervisor-district",
    "evaluator",
    "auditor",
    "ops",
    "admin",
    "commander-binhe",
    "supervisor-binhe",
    "staff-binhe",
    "secretary-binhe-01",
    "officer-binhe-01",
    "liaison-shuiwu",
    "head-ranqi",
    "head-zhifa-binhe",
    "liaison-xuexiao",
)
GRID = "binhe-01-01,grid,望海第1网格,binhe-01,990101002001001,urban"
FIRST_OUTLINE = '{"type":"Feature","id":"gangwan-01-01"'

FILES = [
    Broken("a missing file", without(TERRITORIES), TERRITORIES, "missing_file"),
    Broken("a missing rule file", without(CITY), CITY, "missing_file"),
    Broken("an empty table", only(PEOPLE, ""), PEOPLE, "empty_file"),
    Broken("an empty rule file", only(CITY, ""), CITY, "empty_file"),
    Broken("a header alone", only(DUTIES, SMALL[DUTIES].split("\n")[0]), DUTIES, "empty_file"),
    Broken("an open quote", appended(PEOPLE, 'x,"y,resident,haichuan'), PEOPLE, "unreadable"),
    Broken("broken TOML", only(CITY, "id = "), CITY, "unreadable"),
    Broken("broken GeoJSON", only(GRIDS, "{}"), GRIDS, "unreadable"),
]
PLACES = [
    # tables
    edit(PEOPLE, "id,name,role,at", "id,name,role,where", "missing_column", "at", 1),
    edit(PEOPLE, "id,name,role,at", "id,name,role,at,at", "repeated_column", "at", 1),
    add(PEOPLE, "x-1,云帆,resident,haichuan,surplus", "extra_cells"),
    add(PEOPLE, "x-1,,resident,haichuan", "blank", "name"),
    add(PEOPLE, "x.1,云帆,resident,haichuan", "bad_id", "id"),
    add(PEOPLE, f"x-1,{'云' * 101},resident,haichuan", "too_long", "name"),
    # territories
    add(TERRITORIES, GRID, "duplicate", "id"),
    add(TERRITORIES, "x,street,新街道,haichuan,990101002,urban", "duplicate", "code"),
    add(TERRITORIES, "x,street,新街道,nowhere,990101009,urban", "unknown", "parent"),
    add(TERRITORIES, "x,unit,一单元,binhe-01-01,,urban", "bad_choice", "level"),
    add(TERRITORIES, "x,village,新村,binhe,990101002201,urban", "bad_choice", "level"),
    add(TERRITORIES, "x,grid,新网格,binhe-01,,suburban", "bad_choice", "area_kind"),
    edit(TERRITORIES, GRID, GRID.replace(",binhe-01,", ",binhe-01-01,"), "cycle", "parent", 8),
    edit(TERRITORIES, GRID, GRID.replace(",binhe-01,", ",,"), "no_parent", "parent", 8),
    edit(TERRITORIES, "海川区,,", "海川区,binhe,", "root_parent", "parent", 2),
    Broken(
        "no district",
        only(TERRITORIES, without_lines(TERRITORIES, ",district,")),
        TERRITORIES,
        "no_district",
        "level",
    ),
    Broken(
        "a second district that nobody works for",
        appended(TERRITORIES, "x,district,新区,,990102,urban"),
        PEOPLE,
        "vacant",
        "role",
    ),
    edit(TERRITORIES, GRID, GRID.replace(",binhe-01,", ",binhe,"), "wrong_parent", "parent", 8),
    edit(
        TERRITORIES, GRID, GRID.replace("990101002001001", "9901010020010"), "bad_code", "code", 8
    ),
    edit(
        TERRITORIES,
        GRID,
        GRID.replace("990101002001001", "990101001001009"),
        "foreign_code",
        "code",
        8,
    ),
    add(TERRITORIES, "binhe-01-09,grid,新网格,binhe-01,990101002001009,urban", "no_outline", "id"),
    # outlines
    edit(GRIDS, FIRST_OUTLINE, '{"type":"Feature"', "blank", "id", 2),
    edit(
        GRIDS, FIRST_OUTLINE, FIRST_OUTLINE.replace("gangwan-01-01", "nowhere"), "unknown", "id", 2
    ),
    edit(
        GRIDS,
        FIRST_OUTLINE,
        FIRST_OUTLINE.replace("gangwan-01-01", "gangwan"),
        "outline_level",
        "id",
        2,
    ),
    edit(GRIDS, FIRST_OUTLINE, FIRST_OUTLINE.replace("-01-01", "-01"), "duplicate", "id", 2),
    edit(GRIDS, '"type":"Polygon"', '"type":"Point"', "bad_outline", "geometry", 1),
    edit(GRIDS, "[[[123.0,30.0],", "[[[1230,30.0],", "bad_outline", "geometry", 1),
    edit(GRIDS, "[[[123.0,30.0],", "[[[123.1,30.0],", "bad_outline", "geometry", 1),
    edit(GRIDS, "[[[123.0,30.0],", "[[[NaN,30.0],", "bad_outline", "geometry", 1),
    # organisations
    add(ORGANISATIONS, "chengguan,department,城管局,,", "duplicate", "id"),
    add(ORGANISATIONS, "x,bureau,某局,,", "bad_choice", "kind"),
    add(ORGANISATIONS, "x,partner,某单位,lunar,", "unknown", "calendar"),
    add(ORGANISATIONS, "x,partner,某单位,,nowhere", "unknown", "territory"),
    add(ORGANISATIONS, "x,joint_enforcement,某队,,", "territory_needed", "territory"),
    add(ORGANISATIONS, "x,joint_enforcement,某队,,binhe-01", "territory_level", "territory"),
    add(ORGANISATIONS, "x,joint_enforcement,某队,,binhe", "second_team", "territory"),
    add(ORGANISATIONS, "x,community,某社区,,binhe-01", "id_differs", "id"),
    add(ORGANISATIONS, "binhe-01,partner,某单位,,binhe", "id_clash", "id"),
    # people
    add(PEOPLE, "x-1,云帆,mayor,haichuan", "bad_choice", "role"),
    add(PEOPLE, "x-1,云帆,resident,nowhere", "unknown", "at"),
    add(PEOPLE, "x-1,云帆,clock,haichuan", "no_accounts", "role"),
    add(PEOPLE, "x-1,云帆,device,haichuan", "no_accounts", "role"),
    add(PEOPLE, "alarm-1,云帆,resident,haichuan", "reserved_id", "id"),
    add(PEOPLE, "clock,云帆,resident,haichuan", "reserved_id", "id"),
    add(PEOPLE, "x-1,云帆,street_commander,binhe-01", "wrong_place", "at"),
    add(PEOPLE, "x-1,云帆,department_liaison,binhe", "wrong_place", "at"),
    add(PEOPLE, "ops,另一个,ops,haichuan", "other_name", "name"),
    add(PEOPLE, "ops,,ops,haichuan", "duplicate"),
    Broken(
        "a self-audit", appended(PEOPLE, "auditor,,admin,haichuan"), PEOPLE, "restraint", "role"
    ),
    *(
        Broken(f"no {id}", only(PEOPLE, without_lines(PEOPLE, f"{id},")), PEOPLE, "vacant", "role")
        for id in NEEDED
    ),
]


@pytest.mark.parametrize("broken", [*FILES, *PLACES], ids=str)
def test_a_broken_rule_is_named_with_its_place(broken: Broken) -> None:
    named = is_named(broken)

    assert named


def box(west: float, east: float) -> str:
    ring = [[west, 30.0], [east, 30.0], [east, 30.0022], [west, 30.0022], [west, 30.0]]
    return f'"coordinates":[{ring}]'


def drawn(id: str, shape: str) -> dict[str, str]:
    lines = SMALL[GRIDS].splitlines()
    at = next(n for n, line in enumerate(lines) if f'"id":"{id}"' in line)
    lines[at] = (
        f'{{"type":"Feature","id":"{id}","geometry":{{"type":"Polygon",{shape}}}}}'
        + "," * lines[at].endswith(",")
    )
    return {**SMALL, GRIDS: "\n".join(lines)}


BOW = '"coordinates":[[[123.0,30.0],[123.001,30.001],[123.001,30.0],[123.0,30.001],[123.0,30.0]]]'
MAPS = [
    ("overlap", "binhe-02-02", drawn("binhe-02-02", box(123.0, 123.0001))),
    ("outside", "binhe-02-02", drawn("binhe-02-02", box(125.0, 125.1))),
    ("gap", "gangwan-01", drawn("gangwan-01-01", box(123.0, 123.001))),
    ("bad_outline", "gangwan-01-01", drawn("gangwan-01-01", BOW)),
]


def test_several_districts_need_a_map():
    unmapped = {name: text for name, text in TWO_DISTRICTS.items() if name != GRIDS}

    assert ("map_needed", GRIDS) in {(one.code, one.file) for one in problems(unmapped)}


@pytest.mark.parametrize(("code", "grid", "files"), MAPS)
def test_a_broken_map_is_named_with_its_grid(code: str, grid: str, files: dict[str, str]) -> None:
    found = problems(files, map_problems)

    row = next(n for n, line in enumerate(files[GRIDS].splitlines()) if f'"id":"{grid}"' in line)
    assert code in {p.code for p in found}
    assert row in {p.row for p in found} or grid in {p.facts.get("other") for p in found}
