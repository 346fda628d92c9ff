"""A courtyard wall has fallen: a hazard is urgent whoever sorts it as what; a partner unit keeps
people away, and what it cannot do goes up until the departments have made it safe."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.clients import Facts, House, Person, Problem
from tests.journeys.test_helping import here, lists, offering, serves
from tests.journeys.town import scene_in
from tests.journeys.whistling import answers, completes, whistle_at

RESIDENT, PLACE = "resident-3", here("gangwan-01-03")
HAZARD = {"category": "R08", "standard": "R08-2", "sphere": "shared", "level": "community"}


def within(instant: str, **span: float) -> bool:
    """Whether it lies less than this ahead."""
    return datetime.fromisoformat(instant) <= datetime.now(UTC) + timedelta(**span)


async def hazard(house: House) -> str:
    """Reported, and sorted by somebody who thinks it can wait: it cannot."""
    resident, worker = await house.enter(RESIDENT), await house.enter("grid-0103")
    told = {"text": "院墙倒了，砖头堵在路上。", "category": "R08", **PLACE}
    path = f"/cases/{(await resident.post('/cases', told))['id']}"
    await worker.until(path, lambda case: case["stage"] == "reported")
    await worker.post(f"{path}/sort", {**HAZARD, "urgency": "ordinary"})
    seen = await resident.until(path, lambda case: case["stage"] == "owned")
    assert (seen["urgency"], seen["owner"]["level"]) == ("urgent", "community")
    assert within(seen["next"]["by"], hours=2)
    return path


async def fenced_off(house: House, path: str) -> None:
    """Ordered from a partner unit, which does what it can; the matter comes back."""
    officer, secretary = await house.enter("officer-01"), await house.enter("secretary-01")
    school = await house.enter("liaison-xuexiao")
    offered = await lists(school, "xuexiao", "抢险警戒", skills=["rescue"], capacity=9)
    concern = {"text": "围挡警戒", "case_id": path.removeprefix("/cases/")}
    order = offering(
        "order", "围挡警戒", skills=["rescue"], resource_id=offered, concerns=[concern]
    )
    offer = f"/offers/{(await officer.post('/offers', {**order, **PLACE}))['id']}"
    await officer.until(path, lambda case: case["stage"] == "ordered")
    await school.until(offer, lambda one: one["asked"] is not None)
    await school.post(f"{offer}/claim", {})
    await serves(school, offer, "已拉警戒线，墙体须拆除")
    await secretary.until(offer, lambda one: one["stage"] == "done")
    said = {"result": "已围挡，拆除需专业队伍", "unsettled": ["c1"]}
    await secretary.post(f"{offer}/confirm", said)
    await officer.until(path, lambda case: case["stage"] == "owned")


async def whistled(house: House, path: str) -> None:
    """The community passes it up, the street whistles, two departments make it safe."""
    officer = await house.enter("officer-01")
    scene = scene_in("gangwan", seed=601)
    commander = await house.enter(scene.commander)
    await officer.post(f"{path}/escalate", {"reason": "涉及拆除，社区和共建单位无力处置"})
    raised = await commander.until(path, lambda case: case["owner"]["level"] == "street")
    assert (raised["urgency"], raised["next"]["who"]) == ("urgent", "gangwan")
    problem = {"text": "院墙倒塌", "category": "R08", "case_id": path.removeprefix("/cases/")}
    body = whistle_at(scene, "DEMAND", [problem], at_once=True) | PLACE
    body["responders"] = body["responders"][:2]
    whistle = (await commander.post("/whistles", body))["id"]
    called = await commander.until(f"/whistles/{whistle}", lambda one: len(one["calls"]) == 2)
    assert within(called["calls"][0]["clocks"]["arrive_by"], minutes=30)
    for n in (1, 2):
        await completes(*await answers(house, scene, whistle, n))
    await commander.until(f"/whistles/{whistle}", lambda one: one["stage"] == "solved")
    ends = {"ends": [{"problem_id": "p1", "solved": True}], "result": "危墙已拆，砖石已清"}
    await commander.post(f"/whistles/{whistle}/confirm", ends)


async def looked_at_again(commander: Person, worker: Person, path: str) -> Facts:
    """Nobody is told that it is safe before somebody has looked."""
    feedback = {"text": "危墙已拆除，可以通行"}
    with pytest.raises(Problem) as unseen:
        await commander.post(f"{path}/feed-back", feedback)
    assert unseen.value.code == "check_first"
    await worker.post(f"{path}/check", {"sound": True, "text": "现场复查无隐患"})
    await commander.post(f"{path}/feed-back", feedback)
    return await worker.until(path, lambda case: case["stage"] == "fed_back")


@pytest.mark.scenario(6)
@pytest.mark.mechanism(34, 51, 62, 68, 80)
async def test_a_fallen_wall_is_urgent_goes_to_a_partner_unit_and_up_until_it_is_safe(
    house: House,
):
    resident, worker = await house.enter(RESIDENT), await house.enter("grid-0103")
    commander = await house.enter("commander-gangwan")

    path = await hazard(house)
    await fenced_off(house, path)
    await whistled(house, path)
    solved = await resident.until(path, lambda case: case["stage"] == "solved")
    told = await looked_at_again(commander, worker, path)

    await resident.post(f"{path}/confirm", {})
    seen = await commander.until(path, lambda case: case["stage"] == "confirmed")
    assert (solved["result"], told["feedback"]) == ("危墙已拆，砖石已清", "危墙已拆除，可以通行")
    way = [one["type"] for one in seen["timeline"] if one["type"] in WAY]
    assert way == list(WAY), way


WAY = (
    *("case.reported", "case.sorted", "case.ordered", "case.returned", "case.escalated"),
    *("case.whistled", "case.solved", "case.checked", "case.fed_back", "case.confirmed"),
)
