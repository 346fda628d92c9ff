"""Long stuck, solved by one whistle: three problems, each with its own end and its own mark."""

import asyncio
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tests.clients import House, Person
from tests.journeys.town import report_at, scene_in
from tests.journeys.whistling import answers, completes, whistle_at

BOARD = f"/boards/{datetime.now(ZoneInfo('Asia/Shanghai')):%Y-%m}/streets"


@pytest.mark.scenario(4)
@pytest.mark.mechanism(1, 3, 7, 8, 88)
async def test_one_whistle_carries_three_problems_to_three_ends(house: House):
    scene = scene_in("gangwan", seed=401)
    commander = await house.enter(scene.commander)
    before = await ledger(commander)
    residents = [await house.enter(f"resident-{n}") for n in (4, 5, 6)]
    texts = ("污水外溢多年", "井盖破损", "路面塌陷")
    cases = [
        (await resident.post("/cases", report_at(scene, scene.category, text)))["id"]
        for resident, text in zip(residents, texts, strict=True)
    ]
    for case in cases:
        await commander.until(f"/cases/{case}", lambda one: one["stage"] == "reported")

    problems = [
        {"text": text, "category": scene.category, "case_id": case}
        for text, case in zip(texts, cases, strict=True)
    ]
    body = whistle_at(scene, "KEY_WORK", problems, is_another=True)
    whistle = (await commander.post("/whistles", body))["id"]
    for n in range(1, len(scene.departments) + 1):
        await completes(*await answers(house, scene, whistle, n))
    solved = await commander.until(
        f"/whistles/{whistle}",
        lambda one: one["stage"] == "solved" and one["muster"]["all_here"],
        within=60,
    )

    board = solved["muster"]
    assert (board["called"], board["arrived"], board["all_here"]) == (4, 4, True)
    assert board["first"]["at"] <= board["last"]["at"]
    ends = [{"problem_id": f"p{n}", "solved": n != 3} for n in (1, 2, 3)]
    await commander.post(
        f"/whistles/{whistle}/confirm", {"ends": ends, "result": "两件解决，一件另行立项"}
    )

    stages = [
        (await resident.until(f"/cases/{case}", lambda c: c["stage"] != "whistled"))["stage"]
        for resident, case in zip(residents, cases, strict=True)
    ]
    assert stages == ["solved", "solved", "owned"]
    await counted_apart(commander, before)
    weights = {item: 0.9 for item in scene.items}
    for n in range(1, len(scene.departments) + 1):
        task = f"{whistle}-{n}"
        await commander.post_soon(
            f"/whistles/{whistle}/assessments", {"task_id": task, "shares": weights}
        )
    judged = await commander.until(
        f"/whistles/{whistle}", lambda one: one["stage"] == "assessed", within=60
    )
    assert len(judged["assessments"]) == len(scene.departments)
    assert [end["solved"] for end in judged["ends"]] == [True, True, False]


async def ledger(reader: Person) -> tuple[int, int]:
    """吹哨台账 of the street's month: whistles started, problems solved."""
    board = await reader.get(BOARD)
    row = next((row for row in board["rows"] if row["id"] == "gangwan"), None)
    month = row and row["street"]
    return (month["started"], month["solved"]) if month else (0, 0)


async def counted_apart(reader: Person, before: tuple[int, int]) -> None:
    """One whistle more, and two problems more that are solved."""
    whistles, problems = before
    until = asyncio.get_running_loop().time() + 30
    while await ledger(reader) != (whistles + 1, problems + 2):
        assert asyncio.get_running_loop().time() < until, (before, await ledger(reader))
        await asyncio.sleep(0.2)
