"""Who may be given work has somebody for it, or whoever makes the pack is warned."""

import pytest

from contracts.city import read_city
from tests.unit.contracts.city_files import SMALL, changed, only, without_lines

PEOPLE, COMPOUNDS = "people.csv", "compounds.csv"
COMPANY = "wuye-bilan"
TIERED = """
[tried]
label_zh = "某"
label_en = "some"
assessed = false
[[tried.steps]]
step = "first"
label_zh = "某"
label_en = "some"
who = ["{role}"]
[[tried.tiers]]
tier = "low"
label_zh = "某"
label_en = "some"
level = "{level}"
"""


def warned(files):
    return [(one.file, one.code, one.field, one.facts) for one in read_city(files).warnings]


def tiered(role, level):
    written = TIERED.format(role=role, level=level)
    return only("procedures.toml", f"{SMALL['procedures.toml']}{written}")


def test_a_pack_whose_posts_are_held_is_not_warned_of():
    assert warned(SMALL) == []


def test_a_company_that_nobody_manages_is_warned_of_at_each_compound_it_serves():
    rows = [line for line in SMALL[COMPOUNDS].splitlines() if f",{COMPANY}," in line]

    found = warned(only(PEOPLE, without_lines(PEOPLE, f",{COMPANY}")))

    at = [(file, code, field) for file, code, field, _ in found]
    assert at == [(COMPOUNDS, "nobody_there", "company")] * len(rows)
    assert {facts["value"] for *_, facts in found} == {COMPANY}
    numbers = [
        one.row for one in read_city(only(PEOPLE, without_lines(PEOPLE, f",{COMPANY}"))).warnings
    ]
    assert [SMALL[COMPOUNDS].splitlines()[n - 1] for n in numbers] == rows


def test_a_company_that_leaves_needs_nobody():
    gone = without_lines(PEOPLE, f",{COMPANY}")
    leaving = SMALL[COMPOUNDS].replace(
        f"{COMPANY},2021-03-01,,", f"{COMPANY},2021-03-01,2026-01-01,"
    )

    assert warned({**SMALL, PEOPLE: gone, COMPOUNDS: leaving}) == []


@pytest.mark.parametrize("cell", ["lead", "assist"])
def test_a_duty_whose_department_could_not_answer_is_warned_of(cell):
    [_, first, *_] = SMALL["duties.csv"].splitlines()
    code, area, lead, assist, *rest = first.split(",")
    told = (COMPANY, assist) if cell == "lead" else (lead, COMPANY)

    found = warned(changed("duties.csv", first, ",".join((code, area, *told, *rest))))

    assert [one[:3] for one in found] == [("duties.csv", "nobody_there", cell)]


@pytest.mark.parametrize(
    ("role", "level", "empty"),
    [
        ("grid_worker", "grid", 0),
        ("mediator", "grid", 4),
        ("community_officer", "community", 0),
        ("street_staff", "community", 3),
    ],
)
def test_a_tier_where_nobody_could_act_is_warned_of_once_with_its_places(role, level, empty):
    found = warned(tiered(role, level))

    said = [(code, field, facts["count"]) for _, code, field, facts in found]
    assert said == ([("unmanned", "tried.low", str(empty))] if empty else [])
