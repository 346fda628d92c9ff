"""街道牵头协调: two departments are called to a meeting; one answers and comes, one does not."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.clients import Facts, House, Problem
from tests.journeys.test_disputes import take
from tests.journeys.town import scene_in

SCENE = scene_in("gangwan", seed=23)
STREET, CALLED = "gangwan", ["shuiwu", "zhujian"]


def promised(by: str) -> Facts:
    """What the meeting decided, and what one of them promised by when."""
    task = {"responder": "shuiwu", "text": "换管道", "by": by}
    said = {"record": "先抢修，再换管", "result": "先抢修", "tasks": [task]}
    return {"attendance": ["水务王工", "街道李工"], **said}


@pytest.mark.mechanism(87, 224)
async def test_who_is_called_answers_and_what_is_promised_has_an_owner_and_a_date(house: House):
    staff = await house.enter("staff-gangwan")
    water, building = await house.enter("liaison-shuiwu"), await house.enter("liaison-zhujian")
    held_at = datetime.now(UTC).replace(microsecond=0) + timedelta(hours=3)
    by = (held_at + timedelta(days=9)).isoformat()
    what = {"procedure": "coordination", "responder": STREET, "text": "灯塔里路面反复塌陷"}
    asked = {**what, "point": SCENE.point, "address": SCENE.address}
    meeting = f"/tasks/{(await staff.post('/tasks', asked))['id']}"

    await take(
        staff, meeting, "call", held_at=held_at.isoformat(), where="三楼会议室", bodies=CALLED
    )
    seen = await staff.until(meeting, lambda task: len(task["children"]) == 2)
    calls = {one["responder"]: one["id"] for one in seen["children"]}
    told = await water.until(f"/tasks/{calls['shuiwu']}", lambda task: task["open"])
    assert "三楼会议室" in told["text"]
    assert told["next"]["by"] <= held_at.isoformat().replace("+00:00", "Z")
    await take(water, f"/tasks/{calls['shuiwu']}", "coming", person="王工")
    await staff.until(
        meeting, lambda task: [a["outcome_zh"] for a in answers(task)] == ["派员参会"]
    )
    with pytest.raises(Problem) as nobody:
        await staff.post(f"{meeting}/step", {"step": "hold", "fields": promised(by)})
    assert (nobody.value.code, "区住建局" in nobody.value.body["detail"]) == ("roll_missing", True)
    await take(staff, meeting, "hold", **promised(by), came=["shuiwu"])

    over = await staff.until(meeting, lambda task: task["stage"] == "ended")
    assert {one["responder"]: one["came"] for one in over["children"][:2]} == {
        "shuiwu": True,
        "zhujian": False,
    }
    its = f"/tasks/{calls['zhujian']}"
    absent = await building.until(its, lambda task: task["stage"] == "ended")
    assert (absent["came"], absent["open"]) == (False, [])
    there = await water.until(f"/tasks/{calls['shuiwu']}", lambda task: task["came"])
    assert "task.attended" in {line["type"] for line in there["timeline"]}
    [promise] = [one for one in over["children"] if one["procedure"] == "decision"]
    owed = await water.until(f"/tasks/{promise['id']}", lambda task: task["open"])
    assert datetime.fromisoformat(owed["complete_by"]) == datetime.fromisoformat(by)


def answers(task: Facts) -> list[Facts]:
    """Those of the bodies called that have answered."""
    return [one for one in task["children"] if one["outcome"]]
