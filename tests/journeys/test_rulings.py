"""“Not ours”: the street rules, passes it up, the district names one; whoever is named stays."""

from loadtests.cast import Scene
from tests.clients import Facts, House, Person
from tests.journeys.town import scene_in
from tests.journeys.whistling import answers, call_of, completes, refused, whistle_at

PROBLEM = "桥下占道堆物"
NOT_OURS = {"reason": "不在我单位管养范围", "basis": "权责清单第 12 条"}


async def called(commander: Person, scene: Scene, departments: int) -> str:
    """A whistle on the first departments of a scene."""
    body = whistle_at(scene, "DEMAND", [{"text": PROBLEM, "category": scene.category}])
    body["responders"] = body["responders"][:departments]
    return str((await commander.post("/whistles", body))["id"])


async def objects(liaison: Person, task: str, suggestion: str | None = None) -> None:
    """The department says that it is somebody else's."""
    await liaison.until(task, lambda one: one["stage"] == "notified")
    await liaison.post(f"{task}/object", {**NOT_OURS, "suggestion": suggestion})


async def ruling_of(reader: Person, task: str, stage: str, level: str = "street") -> Facts:
    """The newest ruling on a task, as this reader sees it at this stage."""

    def newest(one: Facts) -> bool:
        return bool(one["rulings"]) and (
            (one["rulings"][-1]["stage"], one["rulings"][-1]["level"]) == (stage, level)
        )

    return (await reader.until(task, newest))["rulings"][-1]


async def test_the_district_names_whose_it_is_and_the_named_one_may_not_return_it(house: House):
    scene = scene_in("gangwan", seed=1701)
    commander, district = (
        await house.enter(scene.commander),
        await house.enter("supervisor-district"),
    )
    _, second, named, _ = scene.departments
    liaison, other = await house.enter(scene.liaisons[1]), await house.enter(scene.liaisons[2])
    whistle = await called(commander, scene, departments=2)
    task, path = f"/tasks/{whistle}-2", f"/whistles/{whistle}"

    await objects(liaison, task, suggestion=named)
    asked = await ruling_of(commander, task, "open")
    assert (asked["suggestion"], asked["next"]["who"]) == (named, "gangwan")
    decide = f"/rulings/{asked['id']}/decide"
    await commander.post(
        decide, {"upheld": False, "refer": True, "reason": "两家各执一词，请区里定"}
    )
    above = await ruling_of(liaison, task, "open", "district")
    word = {"upheld": True, "designated": named, "reason": "依三定方案，属该单位"}
    assert await refused(commander, decide, word) == "not_this_ruler"
    await district.post(decide, word)

    gone = await liaison.until(task, lambda one: one["stage"] == "released")
    assert (gone["rulings"][-1]["designated"], above["next"]["who"]) == (named, "haichuan")
    seen = await commander.until(path, lambda w: any(c["department"] == named for c in w["calls"]))
    call = call_of(seen, named)
    assert call["designated"]
    assert call_of(seen, second)["stage"] == "released"

    moved = f"/tasks/{call['task_id']}"
    held = await other.until(moved, lambda one: one["stage"] == "notified")
    assert (held["designated"], held["object_by"]) == (True, None)
    assert await refused(other, f"{moved}/object", NOT_OURS) == "designated_may_not_object"
    await completes(*await answers(house, scene, whistle, 1))
    await other.post(f"{moved}/acknowledge", {"handler": "值班组长"})
    kept = await commander.until(path, lambda w: call_of(w, named)["stage"] == "acknowledged")
    assert kept["stage"] == "mustering"


async def test_a_street_that_says_no_is_heard_once_and_then_the_work_is_done(house: House):
    scene = scene_in("gangwan", seed=1702)
    commander = await house.enter(scene.commander)
    liaison = await house.enter(scene.liaisons[0])
    whistle = await called(commander, scene, departments=1)
    task = f"/tasks/{whistle}-1"

    await objects(liaison, task)
    asked = await ruling_of(commander, task, "open")
    page = await commander.until(f"/whistles/{whistle}", lambda w: w["awaits"])
    no = {"upheld": False, "reason": "权责清单写明由你单位负责"}
    await commander.post(f"/rulings/{asked['id']}/decide", no)
    first = await ruling_of(liaison, task, "decided")
    again = await refused(liaison, f"{task}/object", NOT_OURS)
    await completes(*await answers(house, scene, whistle, 1))

    waited = [(one["id"], one["department"], one["next"]["who"]) for one in page["awaits"]]
    assert waited == [(asked["id"], scene.departments[0], "gangwan")]
    assert (first["word"], first["upheld"], again) == (no["reason"], False, "objected_before")
    done = await commander.until(f"/whistles/{whistle}", lambda w: w["stage"] == "solved")
    assert ([one["stage"] for one in done["rulings"]], done["awaits"]) == (["decided"], [])
