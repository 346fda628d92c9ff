"""A board, read from what was judged and asked, and the cases behind each of its rows."""

import pytest

from contracts.refusals import NotThere
from contracts.words import Kind
from tests.unit.evaluation.builders import (
    EVALUATOR,
    answer,
    assess,
    case_confirmed,
    confirmed,
    envelope,
    record,
    task_completed,
)
from tests.unit.evaluation.counters import ASKED, BOTH, ID, act, of_case


async def test_a_board_is_read_from_what_was_judged_and_asked(evaluation, boards):
    await evaluation.on_whistle_confirmed(envelope(BOTH))
    await evaluation.on_case_confirmed(of_case(case_confirmed()))
    await evaluation.act(assess(), ID, act())
    await evaluation.act(answer(), ASKED, act(by=EVALUATOR))

    departments = {row.id: row for row in (await boards.board("2026-11", "departments")).rows}
    streets = {row.id: row for row in (await boards.board("2026-11", "streets")).rows}

    assert departments["water"].average == 100
    assert departments["fire"].average is None
    assert departments["fire"].rates.solution.shown == "100.0%"
    assert streets["s1"].whistles == 1
    assert (streets["s1"].problems.count, streets["s1"].problems.of) == (1, 2)
    assert streets["s1"].calls == 2
    assert streets["s2"].rank is None


async def test_another_month_is_another_board(evaluation, boards):
    await evaluation.on_whistle_confirmed(envelope(BOTH))

    rows = (await boards.board("2026-12", "departments")).rows

    assert [row.calls for row in rows] == [0, 0]


async def test_an_exercise_is_on_no_board(evaluation, boards):
    await evaluation.on_whistle_confirmed(envelope(confirmed(kind=Kind.DRILL)))

    rows = (await boards.board("2026-11", "departments")).rows

    assert [row.calls for row in rows] == [0, 0]


@pytest.mark.mechanism(101)
async def test_a_row_opens_onto_the_very_cases_behind_it(evaluation, boards):
    await evaluation.on_whistle_confirmed(envelope(BOTH))
    await evaluation.on_case_confirmed(of_case(case_confirmed()))
    await evaluation.act(assess(), ID, act())
    await evaluation.act(answer(), ASKED, act(by=EVALUATOR))

    found = await boards.evidence("2026-11", "departments", "water", "", 50)

    assert [item.id for item in found.items] == [ID, ASKED]
    assert found.row.average == found.items[0].total == 100
    assert sum(found.items[0].points.values()) == 100
    assert found.items[1].answers[0].solved
    assert found.next is None


async def test_the_documents_behind_a_row_come_in_pages(evaluation, boards):
    for n in range(1, 4):
        whistle = confirmed(records=(record(task_id=f"wh-{n}-1"),), problems=())
        await evaluation.on_whistle_confirmed(envelope(whistle, subject=f"wh-{n}"))
    await evaluation.callbacks.hear("cb-case-1", of_case(task_completed(), 1, "response"))
    await evaluation.on_case_confirmed(of_case(case_confirmed()))
    await evaluation.act(answer(), ASKED, act(by=EVALUATOR))

    pages, after = [], ""
    while after is not None:
        page = await boards.evidence("2026-11", "departments", "water", after, 2)
        pages.append([item.id for item in page.items])
        after = page.next

    assert pages == [["as-wh-1-1", "as-wh-2-1"], ["as-wh-3-1", ASKED]]


async def test_a_unit_nobody_knows_has_no_row(boards):
    with pytest.raises(NotThere):
        await boards.evidence("2026-11", "streets", "s9", "", 50)
