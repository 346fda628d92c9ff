"""A lamp from a group, a manhole and a road from the platform: each goes to one department, where a
named person mends it, and whoever told of it hears so."""

from datetime import UTC, datetime

import pytest

from tests.clients import House
from tests.journeys.test_intake import UNIT, message, somewhere_in, told_and_closed


@pytest.mark.scenario(2)
@pytest.mark.mechanism(21, 31, 49, 60, 65, 96, 97)
async def test_a_lamp_from_a_group_goes_to_one_department_and_a_named_person_mends_it(
    house: House,
):
    worker, officer = await house.enter("grid-0101"), await house.enter("officer-01")
    liaison, evaluator = await house.enter("liaison-gongdian"), await house.enter("evaluator")
    told = message(3, "3 栋门口路灯不亮", "P0137", point=somewhere_in(UNIT))

    case = await worker.post("/cases/from-message", told)
    path = f"/cases/{case['id']}"
    sort = {"category": "P0137", "urgency": "ordinary", "sphere": "public", "level": "community"}
    await worker.post(f"{path}/sort", sort)
    owned = await officer.until(path, lambda case: case["stage"] == "owned")
    assert owned["work"]["standard"]["code"] == "P0137-1"
    assert [way["code"] for way in owned["work"]["opens"]] == ["transfer", "whistle"]
    await officer.post(f"{path}/transfer", {"department": "gongdian"})
    await worker.hears("case.transferred", case["id"])
    handed = await worker.until(path, lambda case: case["task_id"] is not None)

    task = f"/tasks/{handed['task_id']}"
    await liaison.until(task, lambda task: task["stage"] == "notified")
    await liaison.post(f"{task}/acknowledge", {"handler": "王师傅"})
    await worker.until(path, lambda case: any(h["stage"] == "acknowledged" for h in case["help"]))
    await worker.post(f"{path}/message", {"text": "今晚能修好吗？"})
    await officer.until(
        path, lambda case: any(m["type"] == "case.messaged" for m in case["timeline"])
    )
    now = datetime.now(UTC).isoformat()
    done = {"accepted_at": now, "contacted": "网格员", "measures": "换灯", "finished_at": now}
    await liaison.post_soon(f"{task}/complete", done)
    named = await officer.until(task, lambda task: task["stage"] == "completed")
    assert named["handler"] == "王师傅"

    await officer.until(path, lambda case: case["stage"] == "solved")
    await officer.post(f"{path}/feed-back", {"text": "路灯已修好"})
    await worker.hears("case.fed_back", case["id"])
    ended = await told_and_closed(worker, evaluator, path)
    assert ended["feedback"] == "路灯已修好"


@pytest.mark.scenario(2)
@pytest.mark.mechanism(23, 49, 60, 65, 97)
@pytest.mark.parametrize(
    ("category", "text", "department", "grid"),
    [
        ("P0102", "井盖破损", "gongshui", "gangwan-01-04"),
        ("E0113", "路面坑洼不平", "zhujian", "gangwan-01-06"),
    ],
)
async def test_a_manhole_or_a_road_told_on_the_platform_is_mended_by_a_named_person(
    house: House, category: str, text: str, department: str, grid: str
):
    resident, officer = await house.enter("resident-15"), await house.enter("officer-01")
    liaison = await house.enter(f"liaison-{department}")
    told = {"text": text, "category": category, "point": somewhere_in(grid), "address": "门口"}
    sort = {"category": category, "urgency": "ordinary", "sphere": "public", "level": "community"}
    path = f"/cases/{(await resident.post('/cases', told))['id']}"

    await officer.until(path, lambda case: case["stage"] == "reported")
    await officer.post(f"{path}/sort", sort)
    await officer.post(f"{path}/transfer", {"department": department})
    handed = await officer.until(path, lambda case: case["task_id"] is not None)
    task = f"/tasks/{handed['task_id']}"
    await liaison.until(task, lambda task: task["stage"] == "notified")
    await liaison.post(f"{task}/acknowledge", {"handler": "赵师傅"})
    named = await officer.until(task, lambda task: task["handler"] == "赵师傅")
    now = datetime.now(UTC).isoformat()
    done = {"accepted_at": now, "contacted": "居民", "measures": "已修复", "finished_at": now}
    await liaison.post_soon(f"{task}/complete", done)
    await officer.until(path, lambda case: case["stage"] == "solved")
    await officer.post(f"{path}/feed-back", {"text": "已修好"})

    seen = await resident.until(path, lambda case: case["stage"] == "fed_back")
    assert (seen["feedback"], seen["whistle_id"], named["department"]) == (
        "已修好",
        None,
        department,
    )
    assert [(one["department"], one["stage"]) for one in seen["help"]] == [
        (department, "completed")
    ]
