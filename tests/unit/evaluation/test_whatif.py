"""A past month under other weights or limits; nothing is stored, and nobody but two may ask."""

import pytest

from contracts.commands.month import WhatIf
from contracts.refusals import NotSo, NotYours
from services.evaluation.handlers import Supposing
from tests.unit.evaluation import builders as b
from tests.unit.evaluation import said
from tests.unit.evaluation.tiny_pack import SCORING
from tests.unit.evaluation.town import Town

WEIGHTS = SCORING.weights
HALF = {**b.FULL, "duty": 0.0}


STREET = {"accuracy": 40, "completeness": 20, "cooperation": 20, "closing": 20}
CITY = b.city(scoring=b.SCORING.model_copy(update={"street": STREET}))


async def town(shares=b.FULL, **facts):
    found = Town(CITY)
    records = (b.record(**facts),)
    ended = said.whistle_ended(True).model_copy(update={"records": records})
    await found.hears(said.Speaker("wh-1"), said.raised(cases=()), ended)
    await found.act(b.assess(shares=shares), "as-wh-1-1", b.COMMANDER)
    return found


async def suppose(found, by=b.EVALUATOR, **changes):
    return await Supposing(found.keeping.boards).month(WhatIf(period="2026-11", **changes), by)


def average(board):
    return next(row.average for row in board.rows if row.id == "water")


async def test_other_weights_rescore_the_same_word():
    found = await town(HALF)
    other = {**WEIGHTS, "duty": 5, "arrived": 40}

    supposed = await suppose(found, weights=other)

    assert average(supposed.before) == 75
    assert average(supposed.after) == 95
    assert (supposed.assessments, supposed.rescored) == (1, 1)
    assert {one.figure for one in supposed.changes} >= {"average", "score", "band"}


async def test_the_same_weights_change_nothing():
    supposed = await suppose(await town(HALF, reworks=2), weights=dict(WEIGHTS))

    assert supposed.rescored == 0
    assert supposed.changes == ()
    assert average(supposed.after) == average(supposed.before)


async def test_a_longer_limit_makes_late_what_was_late_no_more():
    late = await town(overdue=("arrive",), arrived_at=b.record().clocks.arrive_by)

    longer = await suppose(late, limits={"arrive": 2.0})
    shorter = await suppose(await town(), limits={"arrive": 0.1})

    assert (average(longer.before), average(longer.after)) == (95, 100)
    assert (average(shorter.before), average(shorter.after)) == (100, 95)


async def test_another_deduction_costs_what_it_says():
    supposed = await suppose(await town(reworks=1), deductions={**SCORING.deductions, "rework": 9})

    assert (average(supposed.before), average(supposed.after)) == (95, 91)


async def test_a_score_somebody_ruled_on_stays_as_it_was_ruled():
    found = await town(HALF)
    await found.act(b.appeal(), "as-wh-1-1", b.HEAD)
    await found.act(b.rule(total=66.0), "as-wh-1-1", b.DISTRICT)

    supposed = await suppose(found, weights={**WEIGHTS, "duty": 5, "arrived": 40})

    assert average(supposed.after) == 66


async def test_a_smaller_sample_ranks_who_was_too_few():
    supposed = await suppose(await town(), min_sample=1)

    ranks = [
        next(r.score_rank for r in x.rows if r.id == "water")
        for x in (supposed.before, supposed.after)
    ]
    assert ranks == [None, 1]


async def test_nothing_is_stored():
    found = await town(HALF)
    before = await found.keeping.boards.board("2026-11", "departments")

    await suppose(found, weights={**WEIGHTS, "duty": 5, "arrived": 40})

    assert await found.keeping.boards.board("2026-11", "departments") == before


@pytest.mark.parametrize("by", [b.HEAD, b.COMMANDER, b.RESIDENT], ids=lambda a: a.id)
async def test_only_those_who_decide_on_weights_may_ask(by):
    with pytest.raises(NotYours, match="not_your_post"):
        await suppose(await town(), by)


@pytest.mark.parametrize(
    ("weights", "code"),
    [({"duty": 100}, "same_items"), ({**WEIGHTS, "duty": 1}, "weights_do_not_sum")],
)
async def test_weights_that_do_not_fit_are_named(weights, code):
    with pytest.raises(NotSo, match=code) as refused:
        await suppose(await town(), weights=weights)

    assert refused.value.facts["field"] == "weights"


# --- everything a district may weigh otherwise ----------------------------------------------------


async def asked_about(found):
    """A case of s1 that water handled: contacted, not solved, satisfied all the same."""
    await found.hears(
        said.Speaker("case-1-t1", "response"),
        b.task_completed(department="water", case_id="case-1"),
    )
    await found.hears(said.Speaker("case-1", "intake"), b.case_confirmed())
    basically = b.answer(solved=False, satisfaction="basically_satisfied")
    await found.act(basically, "cb-case-1", b.EVALUATOR)


def row_of(board, id="water"):
    return next(row for row in board.rows if row.id == id)


async def test_what_is_not_named_costs_what_it_did():
    found = await town(reworks=1, overdue=("acknowledge",))

    supposed = await suppose(found, deductions={"rework": 9})

    assert average(supposed.before) - average(supposed.after) == 9 - b.SCORING.deductions["rework"]


async def test_the_three_rates_weigh_otherwise():
    found = await town()
    await asked_about(found)

    solved = await suppose(found, rates={"solution": 0.8, "response": 0.1, "satisfaction": 0.1})
    whole = await suppose(found, rates={"basically_satisfied": 1.0}, subject="streets")

    assert row_of(solved.after).rates.composite < row_of(solved.before).rates.composite
    assert row_of(whole.after, "s1").rates.satisfaction.value == 1
    assert "composite" in {one.figure for one in solved.changes if one.id == "water"}


async def test_a_street_s_own_month_weighs_otherwise():
    found = await town()
    await found.act(b.judge_street(completeness=0.5), "as-wh-1-1", b.HEAD)
    other = {"accuracy": 0, "completeness": 100, "cooperation": 0, "closing": 0}

    supposed = await suppose(found, subject="streets", street=other)

    assert row_of(supposed.after, "s1").score == 50
    assert row_of(supposed.before, "s1").score > 50
    assert {(one.subject, one.id) for one in supposed.changes} == {("streets", "s1")}
    assert row_of(supposed.after, "s1").average == row_of(supposed.before, "s1").average == 100


@pytest.mark.parametrize(
    ("told", "code", "field"),
    [
        ({"deductions": {"nonsense": 5}}, "unknown_number", "deductions.nonsense"),
        ({"rates": {"day_cut": 1}}, "unknown_number", "rates.day_cut"),
        ({"rates": {"solution": 0.9}}, "rates_do_not_sum", "rates"),
        ({"street": {"accuracy": 100}}, "same_items", "street"),
        ({"street": dict.fromkeys(STREET, 1)}, "weights_do_not_sum", "street"),
    ],
)
async def test_no_number_is_passed_over_in_silence(told, code, field):
    with pytest.raises(NotSo, match=code) as refused:
        await suppose(await town(), **told)

    assert refused.value.facts["field"] == field
