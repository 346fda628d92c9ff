"""A resident reports a department: from the report to the end it never learns of it."""

from datetime import UTC, datetime

import pytest

from tests.clients import Facts, House, Person, Problem
from tests.journeys.town import report_at, scene_in
from tests.journeys.whistling import refused

SCENE = scene_in("gangwan", seed=92)
REPORTED, OTHER = SCENE.departments[0], SCENE.departments[1]
BY_REPORTED, BY_OTHER = SCENE.liaisons[0], SCENE.liaisons[1]


async def done_by(liaison: Person, task: str) -> Facts:
    """The other department deals with it; what it was shown."""
    seen = await liaison.until(task, lambda task: task["stage"] == "notified")
    await liaison.post(f"{task}/acknowledge", {"handler": "王科长"})
    now = datetime.now(UTC).isoformat()
    done = {"accepted_at": now, "contacted": "社区", "measures": "已核实", "finished_at": now}
    await liaison.post_soon(f"{task}/complete", {**done, "photos": [await liaison.upload_photo()]})
    return seen


async def told_and_called_back(
    resident: Person, commander: Person, evaluator: Person, case: str
) -> None:
    """The resident hears the end, agrees, and is asked."""
    await commander.until(case, lambda case: case["stage"] == "solved")
    await commander.post(f"{case}/feed-back", {"text": "已核实处理"})
    await resident.until(case, lambda case: case["stage"] == "fed_back")
    await resident.post(f"{case}/confirm", {})
    back = case.replace("/cases/", "/call-backs/cb-")
    await evaluator.until(back, lambda back: back["stage"] == "due")
    answer = {"reached": True, "contacted": True, "solved": True, "satisfaction": "satisfied"}
    await evaluator.post(f"{case}/call-back", answer)
    await resident.until(case, lambda case: case["stage"] == "closed")


async def test_an_informant_stays_hidden_from_the_reported_department_to_the_end(house: House):
    resident, worker = await house.enter(SCENE.resident), await house.enter(SCENE.grid_worker)
    commander, evaluator = await house.enter(SCENE.commander), await house.enter(SCENE.evaluator)
    accused, other = await house.enter(BY_REPORTED), await house.enter(BY_OTHER)

    told = report_at(SCENE, "P0137", "检查时收了钱却不处理。", about=REPORTED)
    id = (await resident.post("/cases", told))["id"]
    mine = await resident.until(f"/cases/{id}", lambda case: case["stage"] == "reported")
    assert (mine["confidential"], mine["about"]) == (True, REPORTED)
    await worker.until(f"/cases/{id}", lambda case: case["reporters"] is None)
    await worker.post(
        f"/cases/{id}/sort",
        {"category": "P0137", "urgency": "ordinary", "sphere": "public", "level": "street"},
    )
    await commander.until(f"/cases/{id}", lambda case: case["stage"] == "owned")
    problem = {"text": "请核实", "category": "P0137", "case_id": id}
    whistle = {
        "kind": "DEMAND",
        "problems": [problem],
        "responders": [{"department": OTHER, "lead": True}, {"department": REPORTED}],
        "point": SCENE.point,
        "address": SCENE.address,
        "reason": "需要核实",
        "tried": "街道无权核实",
    }
    handed = await refused(commander, f"/cases/{id}/transfer", {"department": REPORTED})
    called = await refused(commander, "/whistles", whistle)
    await commander.post(f"/cases/{id}/transfer", {"department": OTHER})
    case = await commander.until(f"/cases/{id}", lambda case: case["task_id"])
    seen = await done_by(other, f"/tasks/{case['task_id']}")
    await told_and_called_back(resident, commander, evaluator, f"/cases/{id}")

    assert handed == called == "reported_cannot_handle"
    assert SCENE.resident not in str(seen)
    assert "收了钱" not in str(accused.heard)
    assert not [event for event in accused.heard if id in str(event)]
    assert not [event for event in accused.heard if case["task_id"] in str(event)]
    for path in (f"/tasks/{case['task_id']}", f"/whistles/{id}"):
        with pytest.raises(Problem) as nothing:
            await accused.get(path)
        assert nothing.value.status == 404
    for path in ("/tasks?limit=100", "/whistles?limit=100"):
        assert id not in str(await accused.get(path))
