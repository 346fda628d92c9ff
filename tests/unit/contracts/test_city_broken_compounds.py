"""The compounds of a pack, each rule seen broken; and a pack that has none."""

import pytest

from contracts.city import read_city
from tests.unit.contracts.city_files import Broken, add, edit, is_named, without

FILE = "compounds.csv"
FIRST = "gangwan-01-01,company,wuye-bilan,2021-03-01,,yewei-gangwan-01-01,community,123"
COMPOUNDS = [
    add(FILE, "x,某苑,binhe-02,binhe-02-01,backstop,,,,,community,abc,30", "bad_point", "lng"),
    add(FILE, "x,某苑,binhe-02,binhe-02-01,backstop,,,,,community,200,30", "bad_point", "lng"),
    add(FILE, "x,某苑,binhe-02,,backstop,,,,,,123,30", "blank", "grids"),
    add(FILE, "x,某苑,binhe-02,binhe-01-01,backstop,,,,,,123,30", "grid_elsewhere", "grids"),
    add(FILE, "x,某苑,binhe-02,nowhere,backstop,,,,,,123,30", "unknown", "grids"),
    add(FILE, "x,某苑,binhe,binhe-02-01,backstop,,,,,,123,30", "not_the_level", "community"),
    add(FILE, "x,某苑,binhe-02,binhe-02,backstop,,,,,,123,30", "not_the_level", "grids"),
    add(FILE, "x,某苑,binhe-02,binhe-02-01,franchise,,,,,,123,30", "bad_choice", "property_mode"),
    add(FILE, "x,某苑,binhe-02,binhe-02-01,company,,,,,,123,30", "blank", "company"),
    add(FILE, "x,某苑,binhe-02,binhe-02-01,self_managed,,,,,,123,30", "blank", "committee"),
    add(FILE, "x,某苑,binhe-02,binhe-02-01,backstop,,,,,mayor,123,30", "bad_choice", "backstop"),
    add(FILE, "xq-binhe-02-01,某苑,binhe-02,binhe-02-01,backstop,,,,,,123,30", "duplicate", "id"),
    edit(FILE, "wuye-bilan,2021-03-01", "chengguan,2021-03-01", "not_the_kind", "company", 2),
    edit(FILE, "wuye-bilan,2021-03-01", "nobody,2021-03-01", "unknown", "company", 2),
    edit(FILE, "yewei-gangwan-01-01", "wuye-qinghe", "not_the_kind", "committee", 2),
    edit(FILE, "2021-03-01,,", "2021-03-01,2020-01-01,", "ends_before", "until", 2),
    edit(FILE, "2021-03-01", "2021-13-01", "bad_date", "since", 2),
    edit(FILE, FIRST, FIRST.replace("2021-03-01", ""), "blank", "since", 2),
    edit(FILE, "grids,property_mode", "grids,mode", "missing_column", "property_mode", 1),
]


@pytest.mark.parametrize("broken", COMPOUNDS, ids=str)
def test_a_broken_compound_is_named_with_its_place(broken: Broken) -> None:
    named = is_named(broken)

    assert named


def test_a_pack_without_the_file_has_no_compounds() -> None:
    files = {name: text for name, text in without(FILE).items() if name != "errands.csv"}

    city = read_city(files)

    assert list(city.compounds) == []
