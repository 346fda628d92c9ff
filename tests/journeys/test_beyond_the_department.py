"""What a department cannot solve goes up for study, is shelved for a while, and comes back."""

import pytest

from tests.clients import House
from tests.journeys.town import scene_in
from tests.journeys.whistling import answers, call_of, completes, refused, soon, whistle_at


@pytest.mark.scenario(14)
@pytest.mark.mechanism(66)
async def test_the_upper_level_studies_it_shelves_it_and_the_clock_brings_it_back(house: House):
    scene = scene_in("gangwan", seed=1401)
    commander = await house.enter(scene.commander)
    district = await house.enter("supervisor-district")
    problems = [{"text": "老旧管网须整体改造", "category": scene.category}]
    body = whistle_at(scene, "DRILL", problems)
    body["responders"] = body["responders"][:1]
    whistle = (await commander.post("/whistles", body))["id"]
    liaison, task = await answers(house, scene, whistle, 1)

    await liaison.post(f"{task}/cannot-solve", {"reason": "超出本部门年度预算，须区里统筹"})
    street = await commander.until(
        f"/whistles/{whistle}", lambda one: [r for r in one["rulings"] if r["open"]]
    )
    asked = next(r for r in street["rulings"] if r["about"] == "cannot_solve" and r["open"])
    await commander.post(
        f"/rulings/{asked['id']}/decide", {"upheld": True, "reason": "属实，提请区里研究"}
    )
    above = await district.until(
        f"/whistles/{whistle}",
        lambda one: [
            r
            for r in one["rulings"]
            if r["open"] and r["level"] == "district" and r["about"] == "cannot_solve"
        ],
    )
    question = next(
        r
        for r in above["rulings"]
        if r["open"] and r["level"] == "district" and r["about"] == "cannot_solve"
    )
    await district.post(
        f"/rulings/{question['id']}/decide",
        {
            "upheld": True,
            "reason": "列入下季度计划，先挂账",
            "shelve_until": soon(seconds=3),
            "cause": "funding",
        },
    )
    waiting = await liaison.until(task, lambda one: one["stage"] == "suspended")
    assert waiting["suspended_for"] == "funding"
    assert waiting["next"]["by"] == waiting["suspended_until"]

    back = await liaison.until(task, lambda one: one["stage"] == "arrived", within=60)
    assert back["suspended_until"] is None
    await completes(liaison, task)
    done = await commander.until(f"/whistles/{whistle}", lambda one: one["stage"] == "solved")
    assert call_of(done, scene.departments[0])["stage"] == "completed"


async def test_more_time_is_asked_and_granted_and_a_waiver_needs_two_people(house: House):
    scene = scene_in("gangwan", seed=1402)
    commander = await house.enter(scene.commander)
    supervisor = await house.enter("supervisor-gangwan")
    problems = [{"text": "护栏损坏", "category": scene.category}]
    body = whistle_at(scene, "DEMAND", problems)
    body["responders"] = body["responders"][:2]
    whistle = (await commander.post("/whistles", body))["id"]
    liaison, task = await answers(house, scene, whistle, 1)
    before = (await liaison.get(task))["complete_by"]

    await liaison.post(f"{task}/extend", {"reason": "连日降雨，无法开挖"})
    page = await commander.until(f"/reliefs?whistle_id={whistle}", lambda page: page["items"])
    (asked,) = page["items"]
    assert (asked["wish"], asked["stage"]) == ("extension", "open")
    await commander.post(f"/reliefs/{asked['id']}/decide", {"granted": True, "reason": "情况属实"})
    later = await liaison.until(task, lambda one: one["extensions"] == 1)
    assert later["complete_by"] > before

    waive = {"task_id": f"{whistle}-2", "reason": "现场核实无需该部门"}
    await commander.post(f"/whistles/{whistle}/waive", waive)
    page = await supervisor.until(
        f"/reliefs?whistle_id={whistle}&kind=waiver", lambda page: page["items"]
    )
    decide, word = f"/reliefs/{page['items'][0]['id']}/decide", {"granted": True, "reason": "同意"}
    assert await refused(commander, decide, word) == "second_person_decides"
    await supervisor.post(decide, word)
    seen = await commander.until(
        f"/whistles/{whistle}", lambda one: call_of(one, scene.departments[1])["waived"]
    )
    assert call_of(seen, scene.departments[1])["stage"] == "released"
