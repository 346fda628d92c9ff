"""A case is handed to an office that says it is not theirs: the street rules, then the district;
whoever they name does not send it back."""

import pytest

from tests.clients import Facts, House, Person, Problem
from tests.journeys.town import city, report_at, scene_in

SEEN, NAMED, REJECTED = [scene_in("gangwan", seed) for seed in (31, 32, 33)]
OBJECTION = {"reason": "不属我单位管养", "basis": "权责清单"}


async def objected(scene, house: House, text: str) -> tuple[str, str]:
    """A case handed to an office that objects: its path, and the task's."""
    resident, worker = await house.enter(scene.resident), await house.enter(scene.grid_worker)
    officer, liaison = await house.enter(scene.officer), await house.enter(scene.liaisons[0])
    case = f"/cases/{(await resident.post('/cases', report_at(scene, 'P0137', text)))['id']}"
    await worker.until(case, lambda case: case["stage"] == "reported")
    settled = {"category": "P0137", "urgency": "ordinary", "sphere": "public"}
    await worker.post(f"{case}/sort", {**settled, "level": "community"})
    await officer.until(case, lambda case: case["stage"] == "owned")
    await officer.post(f"{case}/transfer", {"department": scene.departments[0]})
    handed = await officer.until(case, lambda case: case["task_id"])
    task = f"/tasks/{handed['task_id']}"
    await liaison.until(task, lambda task: task["stage"] == "notified")
    suggested = {"suggestion": scene.departments[1]}
    await liaison.post(f"{task}/object", {**OBJECTION, **suggested})
    return case, task


async def asked(ruler: Person, task: str) -> Facts:
    """The question in the queue of who must rule."""

    def of_task(page: Facts) -> list[Facts]:
        return [one for one in page["items"] if f"/tasks/{one['task_id']}" == task]

    page = await ruler.until("/case-rulings?stage=open", of_task)
    return of_task(page)[0]


@pytest.mark.mechanism(66)
async def test_the_ruler_the_objector_and_the_holder_see_whose_word_is_awaited(house: House):
    scene = SEEN
    commander, officer = await house.enter(scene.commander), await house.enter(scene.officer)
    first, resident = await house.enter(scene.liaisons[0]), await house.enter(scene.resident)
    case, task = await objected(scene, house, "路灯不亮，灯杆不知归谁。")

    question = await asked(commander, task)
    waiting = await first.until(task, lambda task: task["stage"] == "objected")
    held = await officer.until(case, lambda case: case["rulings"])

    assert (question["level"], question["at"]) == ("street", scene.street)
    assert (question["reason"], question["suggestion"]) == (
        OBJECTION["reason"],
        scene.departments[1],
    )
    assert question["next"]["by"] == question["due_at"]
    assert (waiting["next"]["who"], waiting["next"]["by"]) == (scene.street, question["due_at"])
    assert [one["id"] for one in held["rulings"]] == [question["id"]]
    assert held["stage"] == "transferred"
    assert held["owner"]["at"] == scene.departments[0]

    seen = await resident.get(case)
    assert seen["rulings"] == []
    assert not [one for one in seen["timeline"] if "rul" in one["type"]]
    stranger = await house.enter(scene.liaisons[2])
    with pytest.raises(Problem) as unseen:
        await stranger.get(f"/case-rulings/{question['id']}")
    assert unseen.value.status == 404


@pytest.mark.mechanism(66)
async def test_the_street_names_another_office_which_may_not_send_it_back(house: House):
    scene = NAMED
    commander, officer = await house.enter(scene.commander), await house.enter(scene.officer)
    first, second = [await house.enter(one) for one in scene.liaisons[:2]]
    case, task = await objected(scene, house, "井盖松动，不知归谁。")

    question = await asked(commander, task)
    word = {"ruling_id": question["id"], "upheld": True, "reason": "灯杆由该单位管养"}
    with pytest.raises(Problem) as early:
        await (await house.enter("supervisor-district")).post(f"{case}/rule", word)
    assert early.value.code == "not_this_ruler"
    await commander.post(f"{case}/rule", {**word, "designated": scene.departments[1]})

    moved = await officer.until(case, lambda case: case["owner"]["at"] == scene.departments[1])
    [ruled] = moved["rulings"]
    assert (ruled["stage"], ruled["upheld"], ruled["word"]) == ("decided", True, word["reason"])
    assert ruled["designated"] == scene.departments[1]
    told = await first.until(task, lambda task: task["stage"] == "returned")
    assert [one["word"] for one in told["rulings"]] == [word["reason"]]

    theirs = f"/tasks/{moved['task_id']}"
    named = await second.until(theirs, lambda task: task["stage"] == "notified")
    assert (named["designated"], named["object_by"], named["note"]) == (True, None, word["reason"])
    with pytest.raises(Problem) as refused:
        await second.post(f"{theirs}/object", OBJECTION)
    assert (refused.value.status, refused.value.code) == (409, "designated_may_not_object")


@pytest.mark.mechanism(66)
async def test_the_street_asks_the_district_which_rejects_and_the_office_goes_on(house: House):
    scene = REJECTED
    commander, officer = await house.enter(scene.commander), await house.enter(scene.officer)
    district, liaison = (
        await house.enter("supervisor-district"),
        await house.enter(scene.liaisons[0]),
    )
    case, task = await objected(scene, house, "路灯时亮时灭，两家都说不归自己。")
    before = await officer.get(case)

    question = await asked(commander, task)
    word = {"ruling_id": question["id"], "upheld": False, "reason": "职责已明确"}
    await commander.post(f"{case}/rule", {**word, "refer": True})
    above = await district.until(
        f"/case-rulings/{question['id']}", lambda one: one["level"] == "district"
    )
    with pytest.raises(Problem) as late:
        await commander.post(f"{case}/rule", word)
    await district.post(f"{case}/rule", word)

    assert late.value.code == "not_this_ruler"
    assert above["at"] == city().path(scene.street)[0]
    going_on = await liaison.until(task, lambda task: task["stage"] == "notified")
    assert [(one["stage"], one["upheld"]) for one in going_on["rulings"]] == [("decided", False)]
    held = await officer.until(case, lambda case: case["rulings"][0]["stage"] == "decided")
    assert (held["stage"], held["next"]["by"]) == ("transferred", before["next"]["by"])
    await liaison.post(f"{task}/acknowledge", {"handler": "值班员"})
    with pytest.raises(Problem) as again:
        await liaison.post(f"{task}/object", OBJECTION)
    assert again.value.code == "designated_may_not_object"
