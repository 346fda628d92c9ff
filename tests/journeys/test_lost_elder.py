"""An elder is lost: one tap, the police at once, and every group around is told and answers."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.clients import House
from tests.journeys.test_intake import COMMUNITY, UNIT, somewhere_in


@pytest.mark.scenario(3)
@pytest.mark.mechanism(10, 24, 49, 62, 248)
async def test_a_lost_elder_is_urgent_the_police_are_called_and_the_groups_are_told(house: House):
    resident, worker = await house.enter("resident-3"), await house.enter("grid-0101")
    supervisor = await house.enter("supervisor-district")
    tap = {"point": somewhere_in(UNIT), "category": "R01", "text": "老人走失，穿红衣服"}

    case = await resident.post("/cases/one-tap", tap)
    path = f"/cases/{case['id']}"
    assert case["number"]
    await worker.until(path, lambda case: case["stage"] == "reported")
    await worker.post(f"{path}/divert", {"route": "emergency", "services": ["110"]})
    sort = {"category": "R01", "urgency": "urgent", "sphere": "public", "level": "street"}
    await worker.post(f"{path}/sort", sort)

    seen = await supervisor.until(path, lambda case: case["stage"] == "owned")
    assert seen["work"]["alerted"] == ["110"]
    assert seen["work"]["alert_area"] == COMMUNITY
    by = datetime.fromisoformat(seen["next"]["by"])
    assert by <= datetime.now(UTC) + timedelta(hours=2)
    told = await resident.until(path, lambda case: case["stage"] == "owned")
    assert any(moment["type"] == "case.alerted" for moment in told["timeline"])

    officer, neighbour = await house.enter("officer-01"), await house.enter("resident-2")
    group = f"g-{seen['work']['alert_area']}"
    words = {"title": "寻人", "text": f"{tap['text']}，{case['number']}，见到请回复"}
    notice = (
        f"/group-notices/{(await officer.post('/group-notices', {'group': group, **words}))['id']}"
    )
    got = await neighbour.until(notice, lambda one: one["stage"] == "sent")
    await neighbour.post(f"{notice}/reply", {"answer": "question", "words": "南门见过，往东走"})
    heard = await officer.until(notice, lambda one: one["replies"] == 1)
    there = await officer.get(f"{notice}/replies?group=g-{UNIT}")
    at_the_neighbours = await officer.get(f"{notice}/replies?group=g-gangwan-01-02")
    assert (case["number"] in got["text"], heard["groups"] > 6) == (True, True)
    assert [one["words"] for one in at_the_neighbours["items"]] == ["南门见过，往东走"]
    assert there["items"] == []
