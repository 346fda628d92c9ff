"""A score opens onto the figures it is made of, and says in words how it came about."""

import pytest

from tests.unit.evaluation.openings import SCORES, lived, opened


@pytest.fixture(scope="module")
async def town():
    return await lived()


@pytest.mark.mechanism(16, 101)
@pytest.mark.parametrize(("subject", "name"), SCORES)
async def test_a_score_names_the_figures_it_is_made_of_and_each_of_them_opens(town, subject, name):
    found, _ = await opened(town, subject, name)

    assert found.parts
    for part in found.parts:
        assert (await opened(town, subject, part))[0].formula_en
    if found.numbers:
        assert found.formula_en.endswith(f"= {found.numbers.shown}")


async def test_the_score_of_a_street_says_how_it_came_about(town):
    found, _ = await opened(town, "streets", "score")
    _, rows = await town.board("streets")

    shown = rows["s1"].street.items["accuracy"].shown
    assert found.formula_zh == f"max(0, (100 × {shown}) ÷ 100 × 100 − 2 × 1) = {rows['s1'].score:g}"
    assert found.numbers.value == rows["s1"].score


async def test_the_score_of_a_department_says_how_it_came_about(town):
    found, _ = await opened(town, "departments", "score")
    _, rows = await town.board("departments")
    row = rows["water"]

    given = f"(0.8 × {row.average:g} + 0.2 × {row.rating:g})"
    assert found.formula_en.startswith(f"0.7 × {given} + 0.3 × 100 × {row.on_time.shown} = ")


async def test_a_share_stands_with_its_numbers_in_both_languages(town):
    found, _ = await opened(town, "streets", "all")

    assert found.formula_zh == "办结 2 ÷ 受理 6 = 33.3%"
    assert found.formula_en == "closed 2 ÷ accepted 6 = 33.3%"


async def test_the_withdrawn_whistle_and_the_departments_word_are_behind_the_streets_score(town):
    _, wrong = await opened(town, "streets", "wrong")
    _, words = await opened(town, "streets", "completeness")

    assert [(one.kind, one.id) for one in wrong] == [("whistle", "wh-3")]
    assert [(one.kind, one.id, one.count) for one in words] == [("assessment", "as-wh-1-1", 0.8)]
