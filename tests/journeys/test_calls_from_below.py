"""A grid's call on its way up, an emergency blown at once, and two streets on one whistle."""

import pytest

from tests.clients import House, Problem
from tests.journeys.town import scene_in
from tests.journeys.whistling import whistle_at


@pytest.mark.mechanism(5, 6)
async def test_a_grids_call_keeps_its_chain_and_another_street_joins_it(house: House):
    scene = scene_in("gangwan", seed=501)
    worker, secretary = await house.enter(scene.grid_worker), await house.enter(scene.secretary)
    commander, other = await house.enter(scene.commander), await house.enter("commander-binhe")
    problems = [{"text": "河道两岸垃圾堆放", "category": scene.category}]
    body = whistle_at(scene, "DEMAND", problems, joint=["binhe"], tried="网格已劝导三次")
    body["responders"] = body["responders"][:1]

    whistle = (await worker.post("/whistles", body))["id"]
    path = f"/whistles/{whistle}"
    await secretary.post(f"{path}/endorse", {"opinion": "情况属实"})
    await commander.post(f"{path}/approve", {})
    with pytest.raises(Problem, match="not_the_raising_street"):
        await other.post(f"{path}/remind", {"text": "请尽快"})
    await other.post(f"{path}/decline", {"reason": "我街道一侧无垃圾"})
    said_no = await commander.until(path, lambda w: w["joint"] and w["joint"][0]["declined"])
    await other.post(f"{path}/join", {"opinion": "我街道一侧同步清理"})

    seen = await other.until(path, lambda w: w["joint"] and w["joint"][0]["joined"])
    assert said_no["joint"][0]["opinion"] == "我街道一侧无垃圾"
    assert (seen["joint"][0]["declined"], seen["joint"][0]["opinion"]) == (
        False,
        "我街道一侧同步清理",
    )
    assert [one["level"] for one in seen["chain"]] == ["grid", "community", "street"]
    assert (seen["origin"], seen["tried"]) == ("grid", "网格已劝导三次")
    await other.post(f"{path}/say", {"text": "我街道已派人"})
    await commander.until(path, lambda w: w["thread"])


@pytest.mark.mechanism(6)
async def test_whoever_is_on_duty_blows_an_emergency_and_its_leader_approves_after(house: House):
    scene = scene_in("gangwan", seed=502)
    staff, leader = await house.enter("staff-gangwan"), await house.enter("leader-gangwan")
    problems = [{"text": "燃气泄漏", "category": scene.category}]
    body = whistle_at(scene, "EMERGENCY", problems)
    body["responders"] = body["responders"][:1]

    with pytest.raises(Problem, match="danger_needed") as refused:
        await staff.post("/whistles", body)
    assert refused.value.body["errors"][0]["field"] == "danger"
    answer = await staff.post("/whistles", {**body, "danger": "accident"})
    path = f"/whistles/{answer['id']}"

    assert answer["state"] == "mustering"
    waiting = await leader.until(path, lambda w: w["ratify_by"])
    assert waiting["ratified"] is None
    assert (waiting["danger"], waiting["danger_zh"]) == ("accident", "事故灾难")
    await leader.post(f"{path}/ratify", {"opinion": "处置及时，同意"})
    await staff.until(path, lambda w: w["ratified"] and not w["ratify_by"])


@pytest.mark.mechanism(5)
async def test_a_call_that_is_returned_is_written_anew_and_goes_up_again(house: House):
    scene = scene_in("gangwan", seed=503)
    worker, secretary = await house.enter(scene.grid_worker), await house.enter(scene.secretary)
    commander = await house.enter(scene.commander)
    problems = [{"text": "井盖破损", "category": scene.category}]
    body = whistle_at(scene, "DEMAND", problems, tried="网格已设围挡")
    answer = await worker.post("/whistles", body)
    path = f"/whistles/{answer['id']}"
    await secretary.post(f"{path}/endorse", {"opinion": "情况属实"})

    back = await commander.post(f"{path}/return", {"reason": "请写明几号楼前"})
    read = await worker.until(path, lambda w: w["stage"] == "returned")
    with pytest.raises(Problem, match="not_who_asked"):
        await secretary.post(f"{path}/revise", body)
    anew = {**body, "problems": [{"text": "3 号楼前井盖破损", "category": scene.category}]}
    await worker.post(f"{path}/revise", anew)
    await secretary.post(f"{path}/endorse", {"opinion": "已核对点位"})
    raised = await commander.post(f"{path}/approve", {"is_another": True})

    assert (back["state"], raised["state"]) == ("returned", "mustering")
    assert read["returned_for"] == "请写明几号楼前"
    assert read["next"]["what_zh"] == "按退回意见修改后重报"
    posts = {post["at"] for post in (await worker.get("/me"))["posts"]}
    assert (read["next"]["who"] in posts, read["next"]["late"]) == (True, False)
    seen = await worker.until(path, lambda w: w["stage"] == "mustering")
    assert (seen["number"], seen["returned_for"]) == (read["number"], None)
    assert seen["problems"][0]["text"] == "3 号楼前井盖破损"
    assert [one["level"] for one in seen["chain"]] == [
        *("grid", "community"),
        *("grid", "community", "street"),
    ]
