"""What comes back: a whistle taken back, a matter whistled again, a reporter who asks and adds."""

from datetime import UTC, datetime
from typing import Any

import pytest

from loadtests.cast import Scene
from services.evaluation.core.period import month
from tests.clients import Facts, House, Person, Problem
from tests.e2e.counting import whistled
from tests.journeys.test_recusal import told_and_called_back
from tests.journeys.town import report_at, scene_in
from tests.journeys.whistling import answers, call_of, completes, whistle_at


async def reported(house: House, scene: Scene, text: str) -> str:
    """A case of this scene's resident, as the commander sees it; its id."""
    resident, commander = await house.enter(scene.resident), await house.enter(scene.commander)
    case = (await resident.post("/cases", report_at(scene, scene.category, text)))["id"]
    await commander.until(f"/cases/{case}", lambda one: one["stage"] == "reported")
    return str(case)


def on_case(scene: Scene, case: str, called: int, **more: Any) -> Facts:
    """The body of a whistle on it."""
    problem = {"text": "污水外溢", "category": scene.category, "case_id": case}
    body = whistle_at(scene, "DEMAND", [problem], is_another=True, **more)
    return {**body, "responders": body["responders"][:called]}


async def ended(house: House, scene: Scene, whistle: str, *, solved: bool) -> None:
    """The one that was called is done, and the street says whether that solved it."""
    commander = await house.enter(scene.commander)
    await completes(*await answers(house, scene, whistle, 1))
    path = f"/whistles/{whistle}"
    await commander.until(path, lambda one: one["stage"] == "solved")
    ends = [{"problem_id": "p1", "solved": solved}]
    await commander.post(
        f"{path}/confirm", {"ends": ends, "result": "已疏通" if solved else "复堵"}
    )


@pytest.mark.mechanism(9)
async def test_what_a_whistle_did_not_solve_is_whistled_again_one_grade_graver(house: House):
    scene = scene_in("gangwan", seed=2201)
    commander = await house.enter(scene.commander)
    case = await reported(house, scene, "污水外溢，已反映多次。")
    first = (await commander.post("/whistles", on_case(scene, case, 1)))["id"]
    with pytest.raises(Problem, match="earlier_is_open"):
        await commander.post("/whistles", on_case(scene, case, 1, again_of=first))
    await ended(house, scene, first, solved=False)
    await commander.until(f"/cases/{case}", lambda one: one["stage"] == "owned")

    again = await commander.post("/whistles", on_case(scene, case, 1, again_of=first))

    seen = await commander.until(f"/whistles/{again['id']}", lambda one: one["calls"])
    assert (seen["again_of"], seen["grade"]) == (first, "YELLOW")
    assert (await commander.get(f"/whistles/{first}"))["grade"] == "BLUE"
    back = await commander.until(f"/cases/{case}", lambda one: one["stage"] == "whistled")
    assert (back["whistle_id"], back["work"]["returns"]) == (again["id"], 1)


@pytest.mark.mechanism(6)
async def test_a_whistle_taken_back_releases_everybody_and_returns_its_case(house: House):
    scene = scene_in("gangwan", seed=2202)
    commander, liaison = await house.enter(scene.commander), await house.enter(scene.liaisons[0])
    case = await reported(house, scene, "护栏损坏，影响通行。")
    whistle = (await commander.post("/whistles", on_case(scene, case, 2)))["id"]
    await liaison.until(f"/tasks/{whistle}-1", lambda one: one["stage"] == "notified")
    await commander.until(f"/cases/{case}", lambda one: one["stage"] == "whistled")
    other = await house.enter("commander-binhe")
    with pytest.raises(Problem, match="not_the_raising_street"):
        await other.post(f"/whistles/{whistle}/withdraw", {"reason": "越权"})

    await commander.post(f"/whistles/{whistle}/withdraw", {"reason": "产权单位已自行修复"})

    over = await commander.until(f"/whistles/{whistle}", lambda one: one["stage"] == "withdrawn")
    assert over["closing_reason"] == "产权单位已自行修复"
    assert [call_of(over, d)["stage"] for d in scene.departments[:2]] == ["released", "released"]
    await liaison.until(f"/tasks/{whistle}-1", lambda one: one["stage"] == "released")
    with pytest.raises(Problem, match="illegal_move"):
        await liaison.post(f"/tasks/{whistle}-1/acknowledge", {"handler": "值班组长"})
    back = await commander.until(f"/cases/{case}", lambda one: one["stage"] == "owned")
    assert back["owner"]["at"] == "gangwan"
    assert back["next"]["by"]


async def test_a_reporter_adds_and_asks_and_whoever_handles_it_reads_both(house: House):
    scene = scene_in("gangwan", seed=2203)
    resident, worker = await house.enter(scene.resident), await house.enter(scene.grid_worker)
    stranger = await house.enter("commander-binhe")
    case = await reported(house, scene, "路灯不亮，夜间看不清。")
    path = f"/cases/{case}"
    told = await worker.get(path)

    await resident.post(f"{path}/supplement", {"text": "东侧第三盏也不亮"})
    await resident.post(f"{path}/hurry", {"text": "什么时候能修好？"})

    kinds = {"case.supplemented", "case.hurried"}
    seen = await worker.until(path, lambda one: kinds <= {m["type"] for m in one["timeline"]})
    said = {m["type"]: m["facts"]["text"] for m in seen["timeline"] if m["type"] in kinds}
    assert said == {
        "case.supplemented": "东侧第三盏也不亮",
        "case.hurried": "什么时候能修好？",
    }
    assert (seen["stage"], seen["next"]["by"]) == (told["stage"], told["next"]["by"])
    for who, act in ((worker, "hurry"), (stranger, "supplement")):
        with pytest.raises(Problem, match="not_a_reporter"):
            await who.post(f"{path}/{act}", {"text": "不是我报的"})


async def balance(person: Person, street: str) -> tuple[float, int]:
    """Cases of the month that were whistled for, of those closed, as a street's board shows it."""
    board = await person.get(whistled("streets"))
    rate = board["balances"].get(street, {}).get("whistled", {"count": 0, "of": 0})
    return rate["count"], rate["of"]


@pytest.mark.mechanism(6)
async def test_what_was_whistled_for_is_shown_beside_all_that_was_closed(house: House):
    scene = scene_in("gangwan", seed=2204)
    resident, commander = await house.enter(scene.resident), await house.enter(scene.commander)
    evaluator = await house.enter(scene.evaluator)
    count, of = await balance(evaluator, "gangwan")
    case = await reported(house, scene, "路面塌陷，车辆绕行。")
    whistle = (await commander.post("/whistles", on_case(scene, case, 1)))["id"]
    await ended(house, scene, whistle, solved=True)
    await told_and_called_back(resident, commander, evaluator, f"/cases/{case}")

    await evaluator.until(
        whistled("streets"),
        lambda board: board["balances"]["gangwan"]["whistled"]["count"] > count,
        within=60,
    )
    assert await balance(evaluator, "gangwan") == (count + 1, of + 1)
    page = await evaluator.get(f"/balances/{month(datetime.now(UTC))}/gangwan")
    behind = page["items"]
    while last := page["next"]:
        page = await evaluator.get(f"/balances/{month(datetime.now(UTC))}/gangwan?after={last}")
        behind += page["items"]
    [mine] = [one for one in behind if one["id"] == case]
    assert (mine["whistled"], mine["closed"], page["formula"]) == (True, True, "whistled ÷ closed")
