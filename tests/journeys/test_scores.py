"""A score is opened, appealed twice and tried under other rules; an answer leaves the rates."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.clients import Facts, House, Person, Problem
from tests.journeys.calling_back import asking, call_back_due
from tests.journeys.months import Month, judged_whistle, period
from tests.journeys.town import scene_in

STREET = "wenchang"
SCENE = scene_in(STREET, seed=97)
SAID = {"reached": True, "contacted": True, "solved": True, "satisfaction": "dissatisfied"}


@pytest.fixture(scope="module")
async def judged(system: Any) -> AsyncIterator[Month]:
    """A whistle of another street than the month's, judged."""
    from tests.journeys.conftest import PASSWORD

    async with House(system.base_url, PASSWORD) as house:
        yield await judged_whistle(house, STREET)


def row(page: Facts, id: str) -> Facts:
    return next(one for one in page["rows"] if one["id"] == id)


async def called_back(house: House) -> str:
    """A matter that is done, and whose reporter is not satisfied with it; its path."""
    path = await call_back_due(house, SCENE, "要求把路灯换成彩色的。", "按标准统一安装，已说明")
    evaluator = await house.enter(SCENE.evaluator)
    await evaluator.post(f"{path}/call-back", {"reached": False, "channel": "phone"})
    with pytest.raises(Problem, match="tried_just_now"):
        await evaluator.post(f"{path}/call-back", {"reached": False})
    await evaluator.post(f"{path}/call-back", {**SAID, "channel": "phone"})
    seen = await evaluator.until(asking(path), lambda one: one["stage"] == "recorded")
    calls = [(one["channel"], one["caller"], one["reached"]) for one in seen["attempts"]]
    assert calls == [("phone", SCENE.evaluator, False), ("phone", SCENE.evaluator, True)]
    return path


async def opened(person: Person, path: str) -> tuple[Facts, list[Facts]]:
    """A figure with all its pages, two things each."""
    items: list[Facts] = []
    after = ""
    while True:
        found = await person.get(f"{path}?limit=2&after={after}")
        items += found["items"]
        if found["next"] is None:
            return found, items
        after = found["next"]


async def adds_up(person: Person, path: str) -> list[Facts]:
    """What is behind a figure, once it is what the figure says."""
    found: Facts = {}
    items: list[Facts] = []
    for _ in range(5):
        found, items = await opened(person, path)
        if sum(one["base"] for one in items) == found["numbers"]["base"]:
            break
    assert sum(one["base"] for one in items) == found["numbers"]["base"]
    assert sum(one["count"] for one in items) == pytest.approx(found["numbers"]["count"])
    return items


@pytest.mark.mechanism(138)
async def test_an_answer_leaves_the_rates_by_two_words_with_evidence_and_stays_in_the_volume(
    house: House,
):
    commander, evaluator = await house.enter(SCENE.commander), await house.enter("evaluator")
    district = await house.enter("supervisor-district")
    figures = f"/figures/{period()}/streets"
    solution = f"/openings/{period()}/streets/{STREET}/solution"
    path = await called_back(house)
    case = path.rpartition("/")[2]
    before = (await evaluator.get(solution))["numbers"]["base"]
    volume = row(await evaluator.get(figures), STREET)["all"]["rate"]["of"]
    photo = await commander.upload_photo()

    asked = {"cause": "unreasonable", "note": "诉求不合理，已当面说明", "photos": [photo]}
    with pytest.raises(Problem, match="show_evidence"):
        await commander.post(f"{path}/exclude", {**asked, "photos": []})
    await commander.post(f"{path}/exclude", asked)
    review = f"/reviews/rx-{case}-1"
    waiting = await evaluator.until(review, lambda one: one["stage"] == "asked")
    with pytest.raises(Problem, match="not_your_review"):
        await district.post(f"{review}/decide", {"agree": True, "reason": "先办"})
    await evaluator.post(f"{review}/decide", {"agree": True, "reason": "记录属实"})
    await district.until(review, lambda one: one["stage"] == "passed")
    await district.post(f"{review}/decide", {"agree": True, "reason": "同意剔除"})
    left = await evaluator.until(asking(path), lambda one: one["excluded"])

    await evaluator.until(solution, lambda page: page["numbers"]["base"] == before - 1)
    assert waiting["photos"] == [photo]
    assert (left["excluded"], left["satisfaction"]) == ("unreasonable", "dissatisfied")
    assert row(await evaluator.get(figures), STREET)["all"]["rate"]["of"] >= volume
    behind = await adds_up(evaluator, solution)
    assert f"cb-{case}" not in {one["id"] for one in behind}
    kept = await adds_up(evaluator, f"/openings/{period()}/streets/{STREET}/all")
    assert case in {one["id"] for one in kept}


@pytest.mark.mechanism(16, 101)
async def test_a_row_and_each_figure_of_it_open_onto_the_very_things_behind(
    house: House, judged: Month
):
    liaison = await house.enter(judged.liaison)
    path = f"{judged.period}/departments/{judged.department}"
    await liaison.until(
        f"/boards/{path}",
        lambda page: any(one["id"] == judged.assessment for one in page["items"]),
    )

    page = await liaison.get(f"/boards/{path}")
    calls = await adds_up(liaison, f"/openings/{path}/calls")
    score, _ = await opened(liaison, f"/openings/{path}/score")
    stranger = await house.enter("head-minzheng")
    for door in (f"/boards/{path}", f"/openings/{path}/calls"):
        with pytest.raises(Problem, match="not_your_board"):
            await stranger.get(door)

    assert set(score["parts"]) <= set(page["opens"])
    assert judged.assessment in {one["id"] for one in calls}
    assert len(calls) == page["row"]["calls"]
    assert score["formula_zh"].endswith(f"= {page['row']['score']:g}")
    for name in page["opens"]:
        if name not in ("score", "composite"):
            await adds_up(liaison, f"/openings/{path}/{name}")


async def test_a_month_under_other_limits_is_late_otherwise_and_nothing_is_stored(house: House):
    """An emergency's limits run by day and night, as does this test."""
    judged = await judged_whistle(house, "binhe", kind="EMERGENCY", danger="accident")
    evaluator = await house.enter("evaluator")
    kept = f"/openings/{judged.period}/departments/{judged.department}/on-time"
    told = {"period": judged.period, "limits": {"arrive": 0.000001, "acknowledge": 0.000001}}

    found = await evaluator.post("/boards/what-if", {**told, "min_sample": 1})

    was, late = (row(found[name], judged.department) for name in ("before", "after"))
    assert late["on_time"]["count"] < was["on_time"]["count"]
    assert found["rescored"] >= 1
    assert late["stars"] is not None
    moved = {one["figure"] for one in found["changes"] if one["id"] == judged.department}
    assert "score" in moved
    assert (await evaluator.get(kept))["numbers"]["count"] > 0


@pytest.mark.mechanism(7, 16)
async def test_a_department_appeals_to_the_street_and_then_to_the_district(
    house: House, judged: Month
):
    liaison, leader = await house.enter(judged.liaison), await house.enter(f"leader-{STREET}")
    commander, district = (
        await house.enter(judged.commander),
        await house.enter("supervisor-district"),
    )
    path = f"/assessments/{judged.assessment}"

    await liaison.post(f"{path}/appeal", {"reason": "当天已反馈两次"})
    first = await leader.until(path, lambda one: one["stage"] == "appealed")
    with pytest.raises(Problem, match="own_score"):
        await commander.post(f"{path}/rule", {"outcome": "upheld", "reason": "维持"})
    await leader.post(f"{path}/rule", {"outcome": "upheld", "reason": "反馈确有迟延"})
    await liaison.until(path, lambda one: one["stage"] == "ruled")
    await liaison.post(f"{path}/appeal", {"reason": "反馈记录可查"})
    second = await district.until(path, lambda one: one["stage"] == "appealed")
    with pytest.raises(Problem, match="not_yours_to_rule"):
        await leader.post(f"{path}/rule", {"outcome": "upheld", "reason": "维持"})
    ruling = {"outcome": "changed", "total": 88.0, "reason": "反馈记录属实"}
    await district.post(f"{path}/rule", ruling)
    final = await liaison.until(path, lambda one: one["stage"] == "final")

    levels = (first["appeal_level"], second["appeal_level"])
    assert levels == ("street", "district")
    assert final["total"] == 88.0
    assert final["was"] == first["total"]
