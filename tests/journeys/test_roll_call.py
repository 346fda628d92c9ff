"""点名: who was called is seen coming by code, by distance, by the street's word and from afar; and
whoever a department has seconded to the street is judged by the work that shows."""

from datetime import UTC, datetime

import pytest

from tests.clients import Facts, House, Person, Problem
from tests.journeys.town import scene_in
from tests.journeys.whistling import call_of, completes, refused, whistle_at

STREET, SECONDED = "gangwan", "seconded-gangwan"
DID = ("acknowledged", "arrived", "completed")


async def acknowledged(liaison: Person, task: str) -> str:
    """A department signs; its task's door of arrivals."""
    await liaison.until(task, lambda one: one["stage"] == "notified")
    await liaison.post(f"{task}/acknowledge", {"handler": "值班组长"})
    return f"{task}/arrive"


@pytest.mark.mechanism(3, 95)
async def test_four_come_in_four_ways_and_the_street_sees_who_how_and_of_what_rank(house: House):
    scene = scene_in(STREET, seed=1901)
    commander = await house.enter(scene.commander)
    problems = [{"text": "路口积水断行", "category": scene.category}]
    body = whistle_at(scene, "DEMAND", problems, grade="YELLOW")
    path = f"/whistles/{(await commander.post('/whistles', body))['id']}"
    liaisons = [await house.enter(one) for one in scene.liaisons]
    tasks = [path.replace("/whistles/", "/tasks/") + f"-{n}" for n in (1, 2, 3, 4)]
    doors = [await acknowledged(*one) for one in zip(liaisons, tasks, strict=True)]
    code = (await commander.get(f"{path}/muster-code"))["code"]
    away = {"lng": scene.point["lng"] + 0.05, "lat": scene.point["lat"]}
    led, deputy = {"person": "局长", "rank": "RED"}, {"person": "科长", "rank": "BLUE"}

    qr, gps = {**led, "way": "qr"}, {**deputy, "way": "gps"}
    assert await refused(liaisons[0], doors[0], {**qr, "code": "AAAAAAAA"}) == "code_wrong"
    assert await refused(liaisons[1], doors[1], {**gps, "point": away}) == "too_far"
    assert (
        await refused(liaisons[2], doors[2], {**led, "way": "hand"}) == "only_the_street_confirms"
    )
    await liaisons[0].post(doors[0], {**qr, "code": code})
    await liaisons[1].post(doors[1], {**gps, "point": scene.point})
    three = await commander.until(path, lambda w: w["muster"]["arrived"] == 2)
    await commander.post(doors[2], {**led, "way": "hand"})
    await commander.post(doors[3], {**deputy, "way": "remote"})
    seen = await commander.until(path, lambda w: w["muster"]["all_here"])

    calls = [call_of(seen, department) for department in scene.departments]
    assert [one["way"] for one in calls] == ["qr", "gps", "hand", "remote"]
    assert [one["rank_met"] for one in calls] == [True, False, True, False]
    assert [one["distance_m"] for one in calls] == [None, 0, None, None]
    assert (three["muster"]["called"], three["muster"]["all_here"]) == (4, False)
    assert seen["muster"]["first"]["department"] == scene.departments[0]
    assert (await liaisons[2].get(tasks[2]))["way"] == "hand"


@pytest.mark.mechanism(15, 17)
async def test_whoever_is_seconded_to_the_street_is_judged_by_what_they_did(house: House):
    scene = scene_in(STREET, seed=1902)
    commander, seconded = await house.enter(scene.commander), await house.enter(SECONDED)
    head, stranger = await house.enter("head-chengguan"), await house.enter("head-shuiwu")
    record = f"/staff/{SECONDED}?year={datetime.now(UTC).year}"
    before = (await commander.get(record))["calls"]
    body = whistle_at(scene, "DEMAND", [{"text": "占道经营", "category": scene.category}])
    body["responders"] = [{"department": "chengguan", "lead": True}]
    whistle = (await commander.post("/whistles", body))["id"]
    task = f"/tasks/{whistle}-1"

    door = await acknowledged(seconded, task)
    came = {"person": "派驻中队长", "rank": "BLUE", "way": "gps", "point": scene.point}
    await seconded.post(door, came)
    await completes(seconded, task)
    year = await commander.until(record, lambda one: len(_steps(one, whistle)) == 3)

    assert set(_steps(year, whistle)) == {f"task.{one}" for one in DID}
    assert (year["calls"] - before, year["seconded_to"]) == (1, [STREET])
    word = {"street": STREET, "year": year["year"], "grade": "excellent", "opinion": "随叫随到"}
    await commander.post(f"/staff/{SECONDED}/opinions", word)
    own = await seconded.until(record, lambda one: one["opinions"])
    assert own["opinions"][0]["opinion"] == "随叫随到"
    assert (await head.get(record))["work"] == own["work"]
    with pytest.raises(Problem) as hidden:
        await stranger.get(record)
    assert hidden.value.status == 404
    assert await refused(commander, f"/staff/{SECONDED}/opinions", word) == "opinion_given"


def _steps(record: Facts, whistle: str) -> Facts:
    """What a person did on a whistle, and when."""
    return next((one["steps"] for one in record["work"] if one["task_id"] == f"{whistle}-1"), {})
