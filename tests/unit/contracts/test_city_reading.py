"""What a pack may look like, and that all of its faults are told at once."""

import pytest

from contracts.city import Problem, read_city
from tests.unit.contracts.city_files import SMALL, changed, problems


def test_what_spreadsheets_do_to_a_file_is_tolerated() -> None:
    spoilt = {name: "\ufeff" + text.replace("\n", "\r\n") for name, text in SMALL.items()}

    city = read_city(spoilt)

    assert city.people == read_city(SMALL).people
    assert city.territories == read_city(SMALL).territories


def test_blank_lines_and_columns_nobody_asked_for_are_tolerated() -> None:
    people = SMALL["people.csv"].replace("\n", ",\n").replace(",\n", ",备注\n", 1)

    city = read_city({**SMALL, "people.csv": f"{people}\n,,,,\n\n"})

    assert city.people == read_city(SMALL).people


def test_columns_may_stand_in_any_order() -> None:
    rows = [line.split(",") for line in SMALL["people.csv"].splitlines()]
    people = "\n".join(",".join(reversed(row)) for row in rows)

    city = read_city({**SMALL, "people.csv": people})

    assert city.people == read_city(SMALL).people


@pytest.mark.parametrize("name", ["grids.geojson", "calendar.csv"])
@pytest.mark.parametrize("text", [None, "", "\ufeff"])
def test_a_city_may_have_no_map_and_no_published_days(name: str, text: str | None) -> None:
    kept = {file: content for file, content in SMALL.items() if file != name}
    given = kept if text is None else {**kept, name: text}

    city = read_city(given)

    assert city.outlines == {} or city.calendars["region"].days == {}


def test_every_fault_is_told_at_once() -> None:
    files = {
        **SMALL,
        "people.csv": SMALL["people.csv"] + "x-1,云帆,mayor,haichuan\nx-2,云帆,resident,nowhere\n",
        "duties.csv": SMALL["duties.csv"] + "E02,binhe,@community,,street,\n",
        "city.toml": SMALL["city.toml"].replace("duty = 25", "duty = 24"),
    }

    found = problems(files)

    assert {(p.file, p.code) for p in found} == {
        ("people.csv", "bad_choice"),
        ("people.csv", "unknown"),
        ("duties.csv", "community_leads"),
        ("city.toml", "bad_value"),
    }


@pytest.mark.parametrize("name", ["territories.csv", "organisations.csv", "categories.csv"])
def test_a_table_that_cannot_be_read_is_one_fault_and_not_a_thousand(name: str) -> None:
    files = {**SMALL, name: "nonsense\n1\n"}

    found = problems(files)

    assert {p.code for p in found if p.file == name} == {"missing_column"}
    assert "unknown" not in {p.code for p in found}


def test_a_problem_says_where_and_why_on_one_line() -> None:
    files = changed("duties.csv", "*,*,chengguan", "*,*,binhe-01")

    (problem,) = problems(files)

    where, _, reason = str(problem).partition(": ")
    assert where == "duties.csv, row 2, lead"
    assert reason.startswith("a community may never be the main handler")
    assert problem.said("zh").startswith("社区（居委会）不得主办")


def test_a_problem_is_written_with_its_reason() -> None:
    problem = Problem(file="people.csv", row=3, field="at", code="blank")

    written = problem.model_dump()

    assert written["reason"] == "must not be blank"


@pytest.mark.parametrize("name", sorted(SMALL))
@pytest.mark.parametrize("text", ["\x00", "a,b\n\x00", "[[[", '{"features":[1,null,[]]}', "a = 1"])
def test_nonsense_is_a_broken_pack_and_never_a_crash(name: str, text: str) -> None:
    found = problems({**SMALL, name: text})

    assert found
