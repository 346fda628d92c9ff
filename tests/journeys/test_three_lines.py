"""一站三线、社工站、三级协调: a matter to a line, a need to the station, a word to each level."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.clients import Facts, House, Problem
from tests.journeys.test_helping import COMMUNITY, GRID, here, lists, offering, owned, serves

LINE = "property-line-gangwan-01"
STATION = "shegong-gangwan"


def parts_ended(task: Facts) -> int:
    return sum(line["type"] == "task.part_ended" for line in task["timeline"])


@pytest.mark.mechanism(197)
async def test_a_matter_goes_to_the_property_line_whose_head_has_it_done(house: House):
    resident, worker = await house.enter("resident-19"), await house.enter("grid-0101")
    officer, head = await house.enter("officer-01"), await house.enter("manager-wuye-bilan")
    volunteer = await house.enter("volunteer-01")
    area = await officer.get(f"/city/areas/{COMMUNITY}")
    path = f"/cases/{(await owned(resident, worker, officer))['id']}"

    await officer.post(f"{path}/entrust", {"procedure": "line", "responder": LINE})
    case = await officer.until(path, lambda case: case["task_id"] is not None)
    task = f"/tasks/{case['task_id']}"
    await head.until(task, lambda one: one["next"]["who"] == LINE)
    await head.post(f"{task}/step", {"step": "take", "fields": {"agent": ["volunteer-01"]}})
    await volunteer.until(task, lambda one: one["named"].get("agent") == ["volunteer-01"])
    await volunteer.post(f"{task}/step", {"step": "done", "fields": {"result": "已疏通"}})

    await resident.until(path, lambda case: case["result"] == "已疏通")
    listed = await officer.get(f"/cases?handed_to={LINE}")
    assert area["service_lines"][0]["head"]["account"] == "manager-wuye-bilan"
    assert case["work"]["tier_zh"] == "望海社区红管先锋物业线"
    assert case["id"] in [one["id"] for one in listed["items"]]


@pytest.mark.mechanism(272, 275)
async def test_a_social_need_is_matched_by_the_station_and_by_nobody_else(house: House):
    resident, officer = await house.enter("resident-1"), await house.enter("officer-01")
    worker, hospital = await house.enter("social-01"), await house.enter("liaison-yiyuan")
    skills = ["companionship"]
    resource = await lists(hospital, "yiyuan", "陪老人就医", skills=skills, capacity=9)
    until = (datetime.now(UTC) + timedelta(days=9)).isoformat()
    charity = {
        "provider": "charity",
        "provider_name": "海川慈善会",
        "title": "助老资金",
        "text": "助老",
    }
    given = await officer.post("/resources", {**charity, "at": COMMUNITY, "ends_at": until})
    told = {"text": "母亲独居，盼人陪伴", "skills": skills, **here()}
    need = f"/needs/{(await resident.post('/needs', told))['id']}"
    waiting = await worker.until(need, lambda one: one["stage"] == "open")
    with pytest.raises(Problem) as refused:
        await officer.get(f"{need}/matches")

    found = await worker.get(f"{need}/matches")
    concern = {"text": "陪伴", "need_id": need.removeprefix("/needs/")}
    order = offering("order", "陪伴", skills=skills, resource_id=resource, concerns=[concern])
    offer = f"/offers/{(await worker.post('/offers', order))['id']}"
    await hospital.until(offer, lambda one: one["asked"] is not None)
    await hospital.post(f"{offer}/claim", {})
    await serves(hospital, offer, "已上门陪伴")
    await worker.until(offer, lambda one: one["stage"] == "done")
    await worker.post(f"{offer}/confirm", {"result": "老人很高兴"})

    await resident.until(need, lambda one: one["stage"] == "done")
    charities = await resident.get("/resources?society=charity")
    assert given["id"] in [one["id"] for one in charities["items"]]
    assert (waiting["next"]["who"], refused.value.code) == (STATION, "station_matches")
    assert resource in [one["resource_id"] for one in found["items"]]


@pytest.mark.mechanism(117)
async def test_a_compound_s_word_goes_up_to_the_street_and_the_answer_comes_down(house: House):
    worker, officer = await house.enter("grid-0101"), await house.enter("officer-01")
    street = await house.enter("staff-gangwan")
    tasks = [{"responder": at, "text": "协调消防通道停车"} for at in (COMMUNITY, "gangwan")]
    opened = {
        "procedure": "linkage",
        "responder": GRID,
        "territory": GRID,
        "text": "消防通道被占",
        **here(),
    }
    matter = f"/tasks/{(await worker.post('/tasks', opened))['id']}"
    await worker.until(matter, lambda one: one["open"])
    await worker.post(f"{matter}/step", {"step": "ask", "fields": {"tasks": tasks}})

    asked = (await worker.until(matter, lambda one: len(one["children"]) == 2))["children"]
    with pytest.raises(Problem) as early:
        await worker.post(f"{matter}/step", {"step": "close", "fields": {"result": "通道已清"}})
    assert (early.value.code, len(early.value.body["open"])) == ("parts_open", 2)
    for person, part in zip((officer, street), asked, strict=True):
        path = f"/tasks/{part['id']}"
        own = await person.until(path, lambda one: one["open"])
        assert own["next"]["who"] == part["responder"]
        await person.post(f"{path}/step", {"step": "accept", "fields": {"handler": "本级"}})
        await person.post(f"{path}/step", {"step": "answered", "fields": {"result": "已协调"}})
        await worker.until(path, lambda one: one["stage"] == "ended")
    await worker.until(matter, lambda one: parts_ended(one) == 2)
    await worker.post(f"{matter}/step", {"step": "close", "fields": {"result": "通道已清"}})

    await street.until(matter, lambda one: one["stage"] == "ended")
