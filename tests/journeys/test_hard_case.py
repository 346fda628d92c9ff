"""A hard case under supervision: reminded, answered, met about, agreed on, in the bulletin."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tests.clients import Facts, House, Person, Problem
from tests.journeys.town import scene_in
from tests.journeys.whistling import answers, completes, soon, whistle_at

MEETING = {
    "form": "coordination",
    "decision": "更换低噪设备，夜间停用",
}
ENDS = {"ends": [{"problem_id": "p1", "solved": True}], "result": "设备已更换"}


BULLETIN = f"/bulletins/{datetime.now(ZoneInfo('Asia/Shanghai')):%Y-%m}"


@pytest.mark.scenario(15)
@pytest.mark.mechanism(2, 87, 110, 111, 115)
async def test_a_hard_case_is_supervised_until_it_is_solved(house: House):
    scene = scene_in("gangwan", seed=1501)
    commander, supervisor = (
        await house.enter(scene.commander),
        await house.enter("supervisor-gangwan"),
    )
    body = whistle_at(scene, "DEMAND", [{"text": "噪声扰民三年未决", "category": scene.category}])
    body["responders"] = body["responders"][:1]
    whistle = (await commander.post("/whistles", body))["id"]
    path = f"/whistles/{whistle}"
    liaison, task = await answers(house, scene, whistle, 1)
    before = await watched_figures(commander, scene.departments[0])

    talk = await supervised(supervisor, liaison, whistle)
    await reminded_and_asked(commander, liaison, path)
    step = await met(commander, liaison, path, scene.departments[0])
    watched = await supervisor.until(
        f"/supervisions/{talk}", lambda s: s["meetings"] == 1 and s["stage"] == "answered"
    )
    assert (watched["reminders"], watched["in_time"]) == (1, True)

    await completes(liaison, task)
    await commander.until(path, lambda w: w["stage"] == "solved")
    with pytest.raises(Problem, match="steps_open"):
        await commander.post(f"{path}/confirm", ENDS)
    await liaison.post(f"{path}/finish-step", {"step_id": step, "result": "实测 46 分贝"})
    await commander.post_soon(f"{path}/confirm", ENDS)

    over = await supervisor.until(f"/supervisions/{talk}", lambda s: s["stage"] == "solved")
    mark = await commander.until(f"/assessments/as-{whistle}-1", lambda a: a["stage"] == "due")
    record = mark["record"]
    assert over["next"]["by"] is None
    assert (record["reminders"], record["answers"], record["supervisions"]) == (1, 1, 3)
    await in_the_bulletin(house, scene.departments[0], before)


async def watched_figures(reader: Person, department: str) -> list[tuple[int, int]]:
    """督办 and 约谈 in this month's bulletin: of the street and of the department."""
    told: Facts = await reader.get(BULLETIN)
    rows = {row["id"]: row for row in (*told["streets"], *told["departments"])}
    found = (rows.get(id, {"supervisions": 0, "talks": 0}) for id in ("gangwan", department))
    return [(row["supervisions"], row["talks"]) for row in found]


async def in_the_bulletin(house: House, department: str, before: list[tuple[int, int]]) -> None:
    """The department, its head, the street and the district read the three and the talk in it."""
    said = [(supervised + 3, talks + 1) for supervised, talks in before]
    readers = (f"liaison-{department}", f"head-{department}", "staff-gangwan")
    for account in (*readers, "supervisor-gangwan", "supervisor-district"):
        assert await watched_figures(await house.enter(account), department) == said
    resident = await house.enter("resident-1")
    with pytest.raises(Problem) as refused:
        await resident.get(BULLETIN)
    assert refused.value.status == 403


async def supervised(supervisor: Person, liaison: Person, whistle: str) -> str:
    """Three times, the last a talk in the bulletin, which the department answers; its id."""
    opened = {"task_id": f"{whistle}-1", "reason": "三年未决的难案"}
    for _ in range(3):
        await supervisor.post(f"/whistles/{whistle}/supervise", opened)
    page = await liaison.until(
        f"/supervisions?whistle_id={whistle}", lambda page: len(page["items"]) == 3
    )
    assert sorted(s["kind"] for s in page["items"]) == ["DAILY", "LISTED", "TALK"]
    talk = next(s for s in page["items"] if s["kind"] == "TALK")
    assert talk["bulletin"]
    await liaison.post(f"/supervisions/{talk['id']}/answer", {"text": "已约谈企业，本周整改"})
    return talk["id"]


async def reminded_and_asked(commander: Person, liaison: Person, path: str) -> None:
    """Reminded once and not again at once; asked, and answered."""
    await commander.post(f"{path}/remind", {"text": "请今日答复进展"})
    with pytest.raises(Problem, match="reminded_just_now"):
        await commander.post(f"{path}/remind", {"text": "再催"})
    await commander.post(f"{path}/say", {"text": "设备何时更换？"})
    await liaison.until(path, lambda w: w["thread"])
    await liaison.post(f"{path}/say", {"text": "周五前更换"})


async def met(commander: Person, liaison: Person, path: str, department: str) -> str:
    """The street leads a meeting; what is agreed has a person and a target; the step's id."""
    step = {"department": department, "person": "王科长", "target": "夜间低于 50 分贝"}
    there = [
        {"organisation": "gangwan", "person": "街道指挥员"},
        {"organisation": department, "person": "分管科长"},
    ]
    told = {"held_at": soon(), "attendees": there, "steps": [{**step, "due_at": soon(days=3)}]}
    await commander.post(f"{path}/meet", MEETING | told)
    seen = await liaison.until(path, lambda w: w["agreed"])
    assert seen["agreed"][0]["person"] == "王科长"
    assert seen["answer_times"][0]["answers"] == 1
    return seen["agreed"][0]["id"]
