"""A month: closed by one, published by another; a street behind is taken up; a word changes it."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from tests.clients import API, House, Problem
from tests.journeys.months import BEHIND, WHISTLING, Month, judged_whistle
from tests.journeys.town import city, report_at, scene_in


async def reports_left_open(house: House) -> None:
    """More matters than are closed, in one street."""
    scene = scene_in(BEHIND, seed=7)
    for n in range(6):
        resident = await house.enter(f"resident-{n + 1}")
        text = f"第 {n + 1} 处路灯不亮"
        await resident.post("/cases", report_at(scene, "P0137", text), key=f"behind-{n}")


@pytest.fixture(scope="module")
async def month(system: Any) -> AsyncIterator[Month]:
    """Closed early, because nobody can wait for the end of a month, and published."""
    from tests.journeys.conftest import PASSWORD

    async with House(system.base_url, PASSWORD) as house:
        await reports_left_open(house)
        found = await judged_whistle(house)
        evaluator = await house.enter("evaluator")
        await evaluator.until(
            f"/boards/{found.period}/departments",
            lambda board: _row(board, found.department)["scored"],
        )
        await evaluator.until(
            f"/figures/{found.period}/streets",
            lambda page: _row(page, BEHIND)["all"]["rate"]["of"] >= 6,
        )
        district = await house.enter("supervisor-district")
        await evaluator.post(f"/boards/{found.period}/close", {"early": "全区调度会前通报"})
        await district.until(f"/months/bd-{found.period}", lambda m: m["stage"] == "collected")
        await district.post(f"/boards/{found.period}/publish", {})
        yield found


def _row(board: dict[str, Any], id: str) -> dict[str, Any]:
    return next(row for row in board["rows"] if row["id"] == id)


@pytest.mark.scenario(16)
@pytest.mark.mechanism(112)
async def test_a_street_that_falls_behind_is_flagged_taken_up_and_cleared(
    house: House, month: Month
):
    district = await house.enter("supervisor-district")
    street = await house.enter(f"supervisor-{BEHIND}")
    path = f"/lagging-streets/lg-{month.period}-{BEHIND}"

    flagged = await street.until(path, lambda one: one["stage"] == "flagged")
    await district.post(
        f"{path}/sponsor", {"sponsor": "区委副书记", "plan": "每周调度，两周内办结积压事项"}
    )
    taken = await street.until(path, lambda one: one["stage"] == "sponsored")
    await district.post(f"{path}/clear", {"reason": "积压事项已办结"})
    cleared = await street.until(path, lambda one: one["stage"] == "cleared")

    assert any("closed" in why for why in flagged["why"])
    assert flagged["next"]["by"]
    assert taken["sponsor"] == "区委副书记"
    assert cleared["next"]["what_zh"] == "已结束"


@pytest.mark.mechanism(16, 101)
async def test_an_appeal_after_the_close_makes_version_two_that_says_what_and_why(
    house: House, month: Month
):
    evaluator, liaison = await house.enter("evaluator"), await house.enter(month.liaison)
    district = await house.enter("supervisor-district")
    board = f"/boards/{month.period}/departments"
    before = _row(await evaluator.get(f"{board}?version=1"), month.department)

    await liaison.post(f"/assessments/{month.assessment}/appeal", {"reason": "当天已反馈两次"})
    await district.hears("assessment.appealed", month.assessment)
    await district.post(
        f"/assessments/{month.assessment}/rule",
        {"outcome": "changed", "total": 95.0, "reason": "反馈记录属实"},
    )
    after = await liaison.until(
        board, lambda b: any(one["id"] == month.assessment for one in b["causes"])
    )

    row = _row(after, month.department)
    [cause] = [one for one in after["causes"] if one["id"] == month.assessment]
    changed = {one["figure"]: (one["was"], one["now"]) for one in after["changes"]}
    kept = _row(await evaluator.get(f"{board}?version=1"), month.department)
    assert after["version"] >= 2
    assert (cause["kind"], cause["reason"]) == ("ruling", "反馈记录属实")
    assert row["average"] > before["average"] == kept["average"]
    assert changed["average"] == (before["average"], row["average"])
    await evaluator.until(f"/board-checks/{month.period}", lambda check: check["equal"])


@pytest.mark.mechanism(7, 101)
async def test_both_sides_open_the_score_onto_its_formula_and_facts(house: House, month: Month):
    liaison, commander = await house.enter(month.liaison), await house.enter(month.commander)
    path = f"/assessments/{month.assessment}/explanation"

    seen = await liaison.get(path)
    stranger = await house.enter("head-minzheng")
    with pytest.raises(Problem, match="not_your_board"):
        await stranger.get(path)

    assert seen == await commander.get(path)
    assert all(item["points"] == pytest.approx(item["weight"] * 0.6) for item in seen["items"])
    assert [end["solved"] for end in seen["ends"]] == [True]


async def test_a_month_under_other_weights_is_shown_and_nothing_is_stored(
    house: House, month: Month
):
    evaluator = await house.enter("evaluator")
    board = f"/boards/{month.period}/departments"
    weights = (await evaluator.get(board))["scoring"]["weights"]
    first, second, *_ = weights
    other = {**weights, first: weights[first] + 5, second: weights[second] - 5}

    found = await evaluator.post(
        "/boards/what-if", {"period": month.period, "weights": other, "min_sample": 1}
    )

    assert found["after"]["scoring"]["weights"] == other
    assert found["assessments"] >= 1
    assert _row(found["after"], month.department)["score_rank"] is not None
    assert (await evaluator.get(board))["scoring"]["weights"] == weights


@pytest.mark.mechanism(151)
async def test_whoever_comes_reads_the_published_month_and_nobody_what_is_not(
    house: House, month: Month
):
    async with aiohttp.ClientSession() as stranger:
        async with stranger.get(f"{house.base}{API}/notices/{month.period}") as told:
            status, found = told.status, await told.json()
        async with stranger.get(f"{house.base}{API}/notices/2025-01") as none:
            unpublished = none.status

    assert (status, unpublished) == (200, 404)
    assert {row["id"] for row in found["streets"]} >= {BEHIND, WHISTLING}
    assert found["early"] is True


@pytest.mark.mechanism(151)
async def test_nothing_of_anybody_stands_in_the_published_month(house: House, month: Month):
    async with (
        aiohttp.ClientSession() as stranger,
        stranger.get(f"{house.base}{API}/notices/{month.period}") as told,
    ):
        found = await told.text()

    people = city().people
    persons = [*people, *(one.name for one in people.values())]
    words = [month.whistle, month.assessment, "污水外溢", "反馈不及时", "路灯不亮", "全区调度会"]
    assert [one for one in (*persons, *words) if one in found] == []


@pytest.mark.mechanism(151)
async def test_honours_and_stars_are_for_those_with_enough_to_be_ranked_by(
    house: House, month: Month
):
    resident = await house.enter("resident-2")

    found = await resident.get(f"/notices/{month.period}")

    least = found["scoring"]["min_sample"]
    rows = {row["id"]: row for row in found["departments"]}
    placed = {id for id, row in rows.items() if row["score_rank"] is not None}
    few = rows[month.department]["unranked"].get("score_rank")
    assert {one["id"] for one in found["department_honours"]} <= placed
    assert all((row["stars"] is None) == (id not in placed) for id, row in rows.items())
    assert (few is None) == (month.department in placed)
    if few:
        assert few["base"] < few["least"] == least
        assert str(few["base"]) in few["zh"]
        assert str(least) in few["en"]


@pytest.mark.mechanism(16)
async def test_the_called_department_judges_the_street_and_it_is_on_its_board(
    house: House, month: Month
):
    liaison, commander = await house.enter(month.liaison), await house.enter(month.commander)
    task = month.assessment.removeprefix("as-")

    await liaison.post(
        f"/whistles/{month.whistle}/judge-street",
        {"task_id": task, "rightly": True, "completeness": 0.5, "cooperation": 1.0},
    )
    board = await commander.until(
        f"/boards/{month.period}/streets",
        lambda b: (_row(b, month.street)["street"] or {}).get("words"),
    )

    street = _row(board, month.street)["street"]
    assert street["items"]["completeness"]["value"] == 0.5
    assert street["started"] >= 1
