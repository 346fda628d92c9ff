"""Companies that mend what is broken are ranked by their repairs, and by what came back."""

from dataclasses import replace

import pytest

from contracts.events.procedure import TaskSettled
from services.evaluation.core.account import came_back
from tests.unit.evaluation import builders as b
from tests.unit.evaluation import said
from tests.unit.evaluation.accounts import (
    CLOSED,
    FIRM,
    MENDED,
    OVERDUE,
    REFUSED,
    REOPENED,
    WHISTLED,
    Office,
    account,
    city_with_property,
)


def ranking_by_one(city):
    """The city, content with a single call-back."""
    scoring = city.scoring.model_copy(update={"min_sample": 1})
    return replace(city, rules=city.rules.model_copy(update={"scoring": scoring}))


@pytest.mark.mechanism(150)
async def test_property_companies_are_ranked_by_their_repairs():
    office = Office(ranking_by_one(city_with_property()))
    await office.case("case-1", said.transferred("firm"), said.solved(), CLOSED)
    await office.case("case-2", said.transferred("firm"), OVERDUE)
    done = b.envelope(b.task_completed(department="firm"), 1, "case-1-t1", "response")
    await office.evaluation.on_task_done(done)
    heard = b.envelope(b.case_confirmed(), 1, "case-1", "intake")
    await office.evaluation.on_case_confirmed(heard)
    act = b.act("k", b.EVALUATOR)
    await office.evaluation.act(b.answer(), "cb-case-1", act)

    [row] = (await office.counting.figures("2026-11", "properties")).rows

    assert (row.id, row.rank, row.unranked) == ("firm", 1, None)
    assert (row.all.rate.shown, row.all.overdue) == ("50.0%", 1)
    assert row.rates.satisfaction.of == 1


@pytest.mark.mechanism(150)
@pytest.mark.parametrize(
    ("result", "rated"), [("solved", ["firm"]), ("guided", []), ("returned", [])]
)
async def test_whoever_mended_what_it_was_entrusted_with_is_asked_about(result, rated):
    office = Office(city_with_property())
    await office.case("case-1", FIRM, MENDED, CLOSED)
    settled = TaskSettled(
        department="firm", case_id="case-1", result=result, outcome="mended", text="x"
    )
    heard = office.evaluation.handlers[TaskSettled]
    if heard.wants(settled):
        await heard.handle(b.envelope(settled, 4, "case-1-t1", "response"))
    confirmed = b.envelope(b.case_confirmed(), 1, "case-1", "intake")
    await office.evaluation.on_case_confirmed(confirmed)
    await office.evaluation.act(b.answer(), "cb-case-1", b.act("k", b.EVALUATOR))

    rows = (await office.counting.figures("2026-11", "properties")).rows

    assert [row.id for row in rows if row.rates.satisfaction.of] == rated
    assert [(row.rank, row.unranked.base) for row in rows] == [(None, len(rated))]


@pytest.mark.mechanism(150)
@pytest.mark.parametrize(
    ("events", "back"),
    [
        ((FIRM, MENDED, CLOSED), {}),
        ((FIRM, said.moved(), MENDED, CLOSED), {"firm": "passed_on"}),
        ((FIRM, said.returned()), {"firm": "returned"}),
        ((FIRM, said.returned("another")), {}),
        ((FIRM, MENDED, REOPENED), {"firm": "reopened"}),
        ((FIRM, said.moved(), MENDED, REOPENED), {"firm": "passed_on", "c1": "reopened"}),
        ((FIRM, WHISTLED, said.returned(None), REOPENED), {}),
        ((FIRM, said.returned(), said.transferred(), REOPENED), {"firm": "returned"}),
        ((said.transferred("firm"), REOPENED), {}),
    ],
)
def test_a_repair_comes_back_once_from_whoever_had_it_then(events, back):
    assert account(*events).repairs.back == back


@pytest.mark.mechanism(150)
async def test_the_companies_board_counts_what_was_sent_back_and_shows_the_cases_behind_it():
    office = Office(city_with_property())
    await office.case("case-1", FIRM, MENDED, REOPENED)
    await office.case("case-2", FIRM, MENDED, CLOSED)
    await office.case("case-3", FIRM, MENDED, CLOSED)
    await office.moves("case-3", said.moved(case="case-3"))
    await office.case("case-4", FIRM, REFUSED)

    [row] = (await office.counting.figures("2026-11", "properties")).rows
    streets = await office.counting.figures("2026-11", "streets")
    behind = await office.books.accounts.find({"sent_back": {"$in": ["firm"]}})

    assert (row.sent_back.count, row.sent_back.of, row.sent_back.shown) == (2, 3, "66.7%")
    assert streets.total.sent_back is None
    told = sorted((one.id, one.why) for one in (came_back("firm", k.id, k.state) for k in behind))
    assert told == [("case-1", "reopened"), ("case-3", "passed_on")]
