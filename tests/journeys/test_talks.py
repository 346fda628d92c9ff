"""Nowhere to park, drums on the square: neighbours talk it over, others do what was resolved."""

import pytest

from tests.clients import Facts, House, Person, Problem
from tests.journeys.test_disputes import entrusted, grid_of, opens, take
from tests.journeys.town import city, scene_in

SCENE = scene_in("gangwan", seed=5)
DANCING = scene_in("gangwan", seed=15)
CONVENE = {"held_at": "2026-11-24T19:00:00+08:00", "where": "小院议事亭", "topic": "停车"}
HOLD = {"record": "各抒己见", "attendance": ["王五", "赵六"]}
LOOK_IN = {"responder": "gongan", "text": "前两周每晚到场看一次"}
QUIETER = "晚八点半结束，音量不超过六十分贝"


async def voted_on(house: House, file: str) -> None:
    """The representative votes by phone, the others by hand; the result is counted and on paper."""
    officer, neighbour = await house.enter(SCENE.officer), await house.enter("resident-7")
    await take(officer, file, "put", motion=1, vote_kind="residents")
    await take(neighbour, file, "ballot", ballot="against")
    await take(neighbour, file, "ballot", ballot="for")
    await take(officer, file, "hands", voter="王五", ballot="for")
    await take(officer, file, "hands", voter="赵六", ballot="against")
    running = await neighbour.until(file, lambda task: task["votes"][0]["cast"] == 3)
    assert (running["votes"][0]["tally"], running["votes"][0]["ballots"]) == (None, [])
    hand = {"voter": "孙七", "ballot": "for"}
    with pytest.raises(Problem) as impostor:
        await officer.post(f"{file}/step", {"step": "hands", "fields": hand})
    assert impostor.value.code == "not_among_them"
    await take(officer, file, "close_vote")
    seen = await neighbour.until(file, lambda task: task["votes"][0]["tally"])
    [vote] = seen["votes"]
    assert (vote["tally"]["agreed"], vote["tally"]["against"]) == (2, 1)
    assert vote["tally"]["carried"] is True
    assert [one["ballot"] for one in vote["ballots"]] == ["for", "for", "against"]
    [record] = seen["papers"]
    sheet = (await neighbour.take_away(record["page"])).decode()
    for said in (record["number"], "议事协商会议记录", "举手", "通过", "画线二十个，轮流停"):
        assert said in sheet


@pytest.mark.scenario(5)
@pytest.mark.mechanism(50, 213, 226)
async def test_parking_is_talked_over_and_what_was_resolved_is_done(house: House):
    worker, resident = await house.enter(SCENE.grid_worker), await house.enter(SCENE.resident)
    officer = await house.enter(SCENE.officer)
    neighbour = await house.enter("resident-7")
    case, file = await entrusted(SCENE, house, "R04", "晚上回来没有地方停车。")
    community = city().path(grid_of(SCENE.grid_worker))[2]

    await take(worker, file, "convene", **CONVENE, residents=["resident-7"])
    await take(worker, file, "hold", **HOLD, parties_present=["residents"])
    await take(worker, file, "pass_up", reason="要社区和部门一起来")
    await officer.until(file, lambda task: task["department"] == community)
    await take(officer, file, "convene", **CONVENE, bodies=["chengguan"])
    await take(
        officer, file, "hold", **HOLD, parties_present=["residents", "community", "departments"]
    )
    await take(neighbour, file, "propose", proposal="画线二十个，轮流停")
    await voted_on(house, file)
    tasks = [{"responder": "chengguan", "text": "画停车线"}]
    await take(officer, file, "resolve", result="画线二十个，轮流停", items=1, tasks=tasks)

    solved = await resident.until(case, lambda case: case["stage"] == "solved")
    assert solved["result"] == "画线二十个，轮流停"
    liaison = await house.enter("liaison-chengguan")
    asked = (await officer.until(file, decided))["children"]
    child = next(one for one in asked if one["procedure"] == "decision")
    await take(liaison, f"/tasks/{child['id']}", "accept", handler="李科长")
    await take(liaison, f"/tasks/{child['id']}", "done", measures="画线二十个")
    await officer.until(f"/tasks/{child['id']}", lambda task: task["stage"] == "ended")
    await take(officer, file, "publish", published_on="2026-11-25")
    await resident.until(case, lambda case: case["stage"] in ("solved", "fed_back"))


def decided(task: Facts) -> bool:
    """Whether a resolution has asked somebody for something."""
    return "decision" in {child["procedure"] for child in task["children"]}


@pytest.mark.scenario(5)
@pytest.mark.mechanism(50, 226)
async def test_square_dance_noise_is_talked_over_with_street_community_and_police(house: House):
    resident, worker = await house.enter(DANCING.resident), await house.enter(DANCING.grid_worker)
    body = {
        "text": "广场舞太吵。",
        "category": "R05",
        "point": DANCING.point,
        "address": DANCING.address,
    }
    case = f"/cases/{(await resident.post('/cases', body))['id']}"
    await worker.until(case, lambda case: case["stage"] == "reported")

    with pytest.raises(Problem) as refused:
        await worker.post(f"{case}/transfer", {"department": "gongan"})
    await worker.post(f"{case}/entrust", {})

    assert refused.value.code == "talk_first"
    seen = await worker.until(case, lambda case: case["stage"] == "entrusted")
    file = f"/tasks/{seen['task_id']}"
    note = "周三19时，小院议事亭，商量广场舞时间和音量"
    convened = {**CONVENE, "topic": "广场舞", "bodies": ["gongan", "gangwan"]}
    await worker.until(file, opens("convene"))
    await worker.post(f"{file}/step", {"step": "convene", "fields": convened, "note": note})
    for account in ("liaison-gongan", "staff-gangwan"):
        await at_the_table(await house.enter(account), worker, file, note)
    everybody = ["residents", "community", "street", "departments"]
    await take(worker, file, "hold", **HOLD, parties_present=everybody)
    held = await worker.until(file, opens("propose"))
    assert (held["procedure"], held["known"]["parties_present"]) == ("deliberation", everybody)

    await agreed_by_hands(worker, file)
    await take(worker, file, "resolve", result=QUIETER, items=1, tasks=[LOOK_IN])
    solved = await resident.until(case, lambda case: case["stage"] == "solved")
    assert solved["result"] == QUIETER
    await done_as_resolved(await house.enter("liaison-gongan"), worker, file)
    await worker.post_soon(f"{case}/feed-back", {"text": QUIETER})
    await resident.until(case, lambda case: case["feedback"] == QUIETER)


async def agreed_by_hands(worker: Person, file: str) -> None:
    """Those who came raise their hands for what was proposed."""
    await take(worker, file, "propose", proposal=QUIETER)
    await take(worker, file, "put", motion=1, vote_kind="residents")
    for voter in HOLD["attendance"]:
        await take(worker, file, "hands", voter=voter, ballot="for")
    await take(worker, file, "close_vote")
    voted = await worker.until(file, lambda task: task["votes"] and task["votes"][0]["tally"])
    assert voted["votes"][0]["tally"]["carried"] is True


async def at_the_table(person: Person, worker: Person, file: str, note: str) -> None:
    """Who is asked to the talk finds it in the own inbox, comes, and answers the residents."""
    posted = {"liaison-gongan": "gongan", "staff-gangwan": "gangwan"}[person.account]
    there = await worker.until(
        file, lambda one: posted in {child["responder"] for child in one["children"]}
    )
    child = next(one for one in there["children"] if one["responder"] == posted)
    invited = await person.until(f"/tasks/{child['id']}", opens("take_part"))
    assert note in invited["text"]
    assert invited["next"]["by"]
    await take(person, f"/tasks/{child['id']}", "take_part", person="到会人员", record="已答复居民")
    await worker.until(f"/tasks/{child['id']}", lambda task: task["stage"] == "ended")


async def done_as_resolved(police: Person, worker: Person, file: str) -> None:
    """What the resolution asks of the police is in their inbox, and done."""
    asked = (await worker.until(file, decided))["children"]
    child = next(one for one in asked if one["procedure"] == "decision")
    path = f"/tasks/{child['id']}"
    told = await police.until(path, opens("accept"))
    assert (child["responder"], told["text"]) == (LOOK_IN["responder"], LOOK_IN["text"])
    await take(police, path, "accept", handler="李警官")
    await take(police, path, "done", measures="两周无投诉")
    await worker.until(path, lambda task: task["stage"] == "ended")
