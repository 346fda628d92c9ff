"""现场会商: street and departments meet at the scene; the note becomes steps, each with an owner;
who is missing is called, another leads, and nobody is reminded more than the city allows."""

import asyncio

import pytest

from tests.clients import Facts, House, Person, Problem
from tests.journeys.town import scene_in
from tests.journeys.whistling import answers, call_of, completes, refused, soon, whistle_at

ENDS = {"ends": [{"problem_id": "p1", "solved": True}], "result": "管网已疏通，路面已恢复"}


@pytest.mark.mechanism(3, 87, 88, 115)
async def test_the_note_of_a_meeting_becomes_steps_of_those_who_are_called(house: House):
    scene = scene_in("gangwan", seed=2001)
    commander = await house.enter(scene.commander)
    first, second, third, _ = scene.departments
    body = whistle_at(scene, "DEMAND", [{"text": "路面塌陷", "category": scene.category}])
    body["responders"] = body["responders"][:2]
    whistle = (await commander.post("/whistles", body))["id"]
    path = f"/whistles/{whistle}"
    for n in (1, 2):
        await answers(house, scene, whistle, n)

    note = meeting((first, second), (second, third))
    assert await refused(commander, f"{path}/meet", note) == "step_not_called"
    await commander.post(f"{path}/call", {"department": third, "reason": "现场会商，需其断电"})
    added = await answers(house, scene, whistle, 3)
    await commander.post(f"{path}/meet", note)
    lead = {"task_id": f"{whistle}-2", "reason": "主因在该单位"}
    await commander.post(f"{path}/change-lead", lead)
    seen = await added[0].until(path, lambda w: w["agreed"] and w["lead"] == second)

    assert [(one["form"], one["decision"]) for one in seen["meetings"]] == [
        ("on_scene", "先断电后开挖")
    ]
    assert [one["organisation"] for one in seen["meetings"][0]["attendees"]] == [first, second]
    assert [one["department"] for one in seen["agreed"]] == [second, third]
    assert [call_of(seen, one)["lead"] for one in (first, second, third)] == [False, True, False]
    mine = seen["agreed"][1]
    theirs = {"step_id": seen["agreed"][0]["id"], "result": "代为完成"}
    assert await refused(added[0], f"{path}/finish-step", theirs) == "not_your_step"
    await added[0].post(f"{path}/finish-step", {"step_id": mine["id"], "result": "已断电"})
    await all_done(house, scene, whistle)
    assert await refused(commander, f"{path}/confirm", ENDS) == "steps_open"
    await commander.post(f"{path}/finish-step", {**theirs, "result": "已开挖修复"})
    await commander.post(f"{path}/confirm", ENDS)
    done = await added[0].until(path, lambda w: w["stage"] == "confirmed")
    assert [one["result"] for one in done["agreed"]] == ["已开挖修复", "已断电"]


def meeting(there: tuple[str, ...], owners: tuple[str, ...]) -> Facts:
    """The note of a meeting at the scene: who was there, what was decided, and who does what."""
    steps = [
        {"department": id, "person": "带队科长", "target": "当日完成", "due_at": soon(hours=5)}
        for id in owners
    ]
    people = [{"organisation": id, "person": "带队科长"} for id in there]
    said = {"held_at": soon(), "attendees": people, "decision": "先断电后开挖"}
    return {"form": "on_scene", **said, "steps": steps}


async def all_done(house: House, scene, whistle: str) -> None:
    """Everybody who was called reports that it is done."""
    for n in (1, 2, 3):
        await completes(await house.enter(scene.liaisons[n - 1]), f"/tasks/{whistle}-{n}")
    commander = await house.enter(scene.commander)
    await commander.until(f"/whistles/{whistle}", lambda w: w["stage"] == "solved")


@pytest.mark.mechanism(110)
async def test_a_department_is_reminded_five_times_and_then_supervised(house: House):
    scene = scene_in("gangwan", seed=2002)
    commander, liaison = await house.enter(scene.commander), await house.enter(scene.liaisons[0])
    body = whistle_at(scene, "DRILL", [{"text": "演练：反复催办", "category": scene.category}])
    body["responders"] = body["responders"][:1]
    path = f"/whistles/{(await commander.post('/whistles', body))['id']}"
    words = {"task_ids": [path.replace("/whistles/", "") + "-1"], "text": "请速到场"}

    codes = []
    while "reminded_enough" not in codes:
        codes.append(await reminded(commander, path, words))
        await asyncio.sleep(0.5)
    seen = await liaison.until(path, lambda w: w["reminders"] == 5)

    assert codes.count("") == 5
    assert set(codes) <= {"", "reminded_just_now", "reminded_enough"}
    lines = [one for one in seen["timeline"] if one["type"] == "whistle.reminded"]
    assert [one["facts"]["count"] for one in lines] == [1, 2, 3, 4, 5]
    await commander.post(f"{path}/withdraw", {"reason": "演练结束"})


async def reminded(commander: Person, path: str, words: Facts) -> str:
    """Remind; nothing, or the code of the refusal."""
    try:
        await commander.post(f"{path}/remind", words)
    except Problem as problem:
        return problem.code
    return ""
