"""信访代办: an agent hands a petition in, waits as long as the law allows, brings the answer."""

from datetime import datetime

import pytest

from contracts.calendar import Span
from tests.clients import House
from tests.journeys.test_ways_in import MANDATE, limit_of, next_by
from tests.journeys.town import city, report_at, scene_in
from tests.journeys.whistling import refused

LAW = "信访工作条例第三十四条"


@pytest.mark.mechanism(27)
async def test_a_petitions_agent_has_the_sixty_days_of_the_law_and_once_thirty_more(house: House):
    scene = scene_in("gangwan", 760)
    why = {"reason": "须会同三个部门调查，信访机关依法延期"}
    officer, stranger = await house.enter(scene.officer), await house.enter("resident-19")
    told = report_at(scene, "P0104", "反映历史遗留问题", channel="petition", **MANDATE)
    path = f"/cases/{(await officer.post('/cases', told))['id']}"
    await officer.until(path, lambda case: case["stage"] == "reported")
    sort = {"category": "P0104", "urgency": "ordinary", "sphere": "public", "level": "community"}
    await officer.post(f"{path}/sort", sort)
    await officer.until(path, lambda case: case["stage"] == "owned")

    assert await refused(officer, f"{path}/prolong-petition", why) == "submit_first"
    await officer.post(f"{path}/submit-petition", {"to": "区信访局", "reference": "X-17"})
    waits = await officer.until(path, lambda case: case["timeline"][-1]["type"] == "case.prolonged")
    assert next_by(waits) == limit_of(waits, "case.petition_submitted", "60 cd")
    assert (waits["work"]["petition"], waits["work"]["law"]) == ("submitted", LAW)
    assert waits["timeline"][-1]["facts"]["reason_en"]

    assert await refused(stranger, f"{path}/prolong-petition", why) == "not_your_post"
    await officer.post(f"{path}/prolong-petition", why)
    longer = await officer.until(
        path,
        lambda case: case["work"]["petition"] == "prolonged" and next_by(case) > next_by(waits),
    )
    ends = city().due(longer["owner"]["at"], next_by(waits), Span.parse("30 cd")).at
    assert next_by(longer) == ends > datetime.fromisoformat(waits["next"]["by"])
    assert longer["timeline"][-1]["facts"]["reason"] == why["reason"]
    assert await refused(officer, f"{path}/prolong-petition", why) == "prolonged_once"

    await officer.post(f"{path}/answer-petition", {"text": "列入明年改造计划"})
    solved = await officer.until(path, lambda case: case["stage"] == "solved")
    assert (solved["work"]["petition"], solved["work"]["law"]) == ("answered", None)
