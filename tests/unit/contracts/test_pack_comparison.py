"""What would change if one pack followed another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.city import read_city
from contracts.city.comparison import categories, compare, limits
from contracts.city.formulas import formulas, is_formula
from contracts.city.pack import pack_id
from tests.unit.contracts.city_files import SMALL, appended, changed


def test_the_same_pack_changes_nothing():
    assert compare(SMALL, dict(SMALL)) == ()


def test_rows_are_counted_as_added_removed_and_changed():
    new = appended("people.csv", "x-1,云帆,resident,binhe-01-01")
    new["territories.csv"] = new["territories.csv"].replace("望海第1网格", "望海一格", 1)
    new["lines.csv"] = "\n".join(new["lines.csv"].splitlines()[:-1]) + "\n"

    found = {one.file: (one.added, one.removed, one.changed) for one in compare(SMALL, new)}

    assert found == {
        "people.csv": (1, 0, 0),
        "territories.csv": (0, 0, 1),
        "lines.csv": (0, 1, 0),
    }


def test_a_row_that_moved_is_no_change():
    header, *rows = SMALL["people.csv"].splitlines()
    moved = {**SMALL, "people.csv": "\n".join([header, *reversed(rows)]) + "\n"}

    assert compare(SMALL, moved) == ()


def test_a_value_of_the_rules_and_an_outline_are_named():
    new = changed("city.toml", '"case.sort" = "1 wh"', '"case.sort" = "2 wh"')
    new["grids.geojson"] = new["grids.geojson"].replace("[123.0,30.0]", "[123.0,30.00001]", 1)

    found = {one.file: [row.key for row in one.examples] for one in compare(SMALL, new)}

    assert found["city.toml"] == ["spans.case.sort"]
    assert len(found["grids.geojson"]) == 1


@pytest.mark.parametrize(
    ("limit", "way"), [("2 wh", "longer"), ("30 min", "shorter"), ("60 min", "other")]
)
def test_limits_that_get_longer_or_shorter_are_told(limit: str, way: str):
    new = changed("city.toml", '"case.sort" = "1 wh"', f'"case.sort" = "{limit}"')

    found = limits(read_city(SMALL), read_city(new))

    assert [(one.name, one.after, one.way) for one in found] == [("span.case.sort", limit, way)]


def test_categories_with_another_limit_or_another_lead_are_touched():
    new = changed("duties.csv", "P0101,*,gongshui", "P0101,*,shuiwu")
    new["duties.csv"] = new["duties.csv"].replace("shuiwu,shuiwu;", "shuiwu,")
    new["categories.csv"] = new["categories.csv"].replace(
        "P0102,GBT30428,part,污水井盖,Sewer manhole cover,L3,2 wd",
        "P0102,GBT30428,part,污水井盖,Sewer manhole cover,L3,3 wd",
    )

    found = categories(read_city(SMALL), read_city(new))

    assert found == ("P0101", "P0102")


@given(st.dictionaries(st.text(max_size=5), st.text(max_size=5), max_size=4))
def test_only_the_same_files_have_the_same_id(files: dict[str, str]):
    assert pack_id(files) == pack_id(dict(reversed(files.items())))
    assert pack_id(files) != pack_id({**files, "one-more": "x"})


@pytest.mark.parametrize("cell", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1"])
def test_what_a_spreadsheet_would_run_is_a_formula(cell: str):
    assert is_formula(cell)


@pytest.mark.parametrize("cell", ["@street", "@street;@community", "-12.5", "+3", "云帆", ""])
def test_what_a_pack_needs_is_none(cell: str):
    assert not is_formula(cell)


def test_a_formula_is_named_with_file_row_and_column():
    found = list(formulas(appended("people.csv", 'x-1,"=HYPERLINK(1)",resident,binhe-01')))

    row = SMALL["people.csv"].count("\n") + 1
    assert [(p.file, p.row, p.field, p.code) for p in found] == [
        ("people.csv", row, "name", "formula")
    ]
    assert list(formulas(SMALL)) == []


def test_a_row_that_only_gained_blank_cells_at_its_end_is_not_changed():
    old, new = "id,kind\na,x\nb,y\n", "id,kind,more\na,x,\nb,y,z\n"

    (told,) = compare({"lines.csv": old}, {"lines.csv": new})

    assert {one.key for one in told.examples} == {"id", "b"}
