"""A phone without a network sends what it kept, twice; the city knows it once."""

from tests.clients import House
from tests.journeys.town import report_at, scene_in


async def test_a_report_sent_twice_by_a_phone_that_lost_the_answer_is_one_case(house: House):
    scene = scene_in("gangwan", seed=48)
    resident = await house.enter(scene.resident)
    worker = await house.enter(scene.grid_worker)
    body = report_at(scene, "P0137", "路灯不亮，晚上看不清路。")

    first = await resident.post("/cases", body, key="kept-on-the-phone")
    again = await resident.post("/cases", body, key="kept-on-the-phone")

    assert first == again
    seen = await worker.until(f"/cases/{first['id']}", lambda case: case["stage"] == "reported")
    assert seen["number"] == first["number"]
