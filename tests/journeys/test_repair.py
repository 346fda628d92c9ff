"""A compound without a company needs a repair: its own people first, the street at last."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from tests.clients import Facts, House, Person
from tests.journeys.test_intake import told_and_closed
from tests.journeys.town import city, scene_in
from tests.journeys.whistling import answers, completes, whistle_at

WALL = ZoneInfo("Asia/Shanghai")
SELF_MANAGED = "xq-gangwan-01-10"
"""望海北苑 runs itself: no company, a committee of residents."""
COMMITTEE = "ziguan-gangwan-01-10"
RUN_BY_A_COMPANY = "xq-gangwan-01-01"
"""望海雅苑, seen to by 碧澜物业."""
COMPANY = "wuye-bilan"
RESIDENT, NEIGHBOUR = "resident-10", "resident-11"
FALLING_BACK = [
    ("xq-gangwan-01-05", "wuguan-gangwan-01-05", "chair-wuguan-gangwan-01-05"),
    ("xq-gangwan-01-10", COMMITTEE, f"chair-{COMMITTEE}"),
    ("xq-gangwan-04-06", "gangwan-04", "officer-04"),
]
"""Compounds without a company: of a 物管会, of a 自管会, on the community's own backstop."""


def told(compound_id: str, text: str) -> Facts:
    compound = city().compounds.get(compound_id)
    assert compound
    return {
        "text": text,
        "category": "R06",
        "point": {"lng": compound.point.lng, "lat": compound.point.lat},
        "address": f"{compound.name} 3 号楼",
        "channel": "property",
    }


async def step(person: Person, task: str, name: str, note: str = "", **fields: object) -> None:
    body = {"step": name, "fields": fields, **({"note": note} if note else {})}
    await person.post_soon(f"/tasks/{task}/step", body)


async def entrusted(resident: Person, text: str, compound: str = SELF_MANAGED) -> tuple[str, str]:
    """The case, and the task it was entrusted as."""
    id = (await resident.post("/cases", told(compound, text)))["id"]
    case = await resident.until(f"/cases/{id}", lambda case: case["stage"] == "entrusted")
    assert case["compound"] == compound
    return id, f"{id}-t1"


async def scored(reader: Person, company: str) -> Facts:
    """The line of a company on this month's board."""
    board = await reader.get(f"/figures/{datetime.now(WALL):%Y-%m}/properties")
    return next(row for row in board["rows"] if row["id"] == company)


@pytest.mark.scenario(7)
@pytest.mark.mechanism(45, 209, 210, 215)
async def test_the_residents_own_committee_mends_it_and_the_resident_agrees(house: House):
    resident, chair = await house.enter(RESIDENT), await house.enter(f"chair-{COMMITTEE}")

    id, task = await entrusted(resident, "单元门坏了，关不上。")
    await chair.until(f"/tasks/{task}", lambda task: task["department"] == COMMITTEE)
    await step(chair, task, "accept", repairer="小区志愿维修队")
    await step(chair, task, "repaired", result="已更换门锁，现场验收")

    officer = await house.enter("officer-01")
    await officer.until(f"/cases/{id}", lambda case: case["stage"] == "solved")
    await officer.post(f"/cases/{id}/feed-back", {"text": "自管会已修好单元门。"})
    await resident.until(f"/cases/{id}", lambda case: case["stage"] == "fed_back")
    await resident.post(f"/cases/{id}/confirm", {})
    await resident.until(f"/cases/{id}", lambda case: case["stage"] == "confirmed")


@pytest.mark.mechanism(45, 150, 206)
async def test_a_company_that_mends_it_stands_on_the_board_with_what_the_resident_says(
    house: House,
):
    resident, manager = await house.enter("resident-12"), await house.enter(f"manager-{COMPANY}")
    officer, evaluator = await house.enter("officer-01"), await house.enter("evaluator")
    before = await scored(evaluator, COMPANY)

    id, task = await entrusted(resident, "楼道灯不亮。", RUN_BY_A_COMPANY)
    await manager.until(f"/tasks/{task}", lambda task: task["department"] == COMPANY)
    await step(manager, task, "accept", repairer="水电班")
    await step(manager, task, "repaired", result="已换灯")
    await officer.until(f"/cases/{id}", lambda case: case["stage"] == "solved")
    await officer.post(f"/cases/{id}/feed-back", {"text": "物业已换灯。"})
    await told_and_closed(resident, evaluator, f"/cases/{id}")

    after = await scored(evaluator, COMPANY)
    said = [row["rates"]["satisfaction"]["of"] for row in (before, after)]
    given = [row["sent_back"]["of"] if row["sent_back"] else 0 for row in (before, after)]
    assert (said[1] - said[0], given[1] - given[0]) == (1, 1)
    few = after["unranked"]
    assert (after["rank"] is None) == (few is not None)
    assert few is None or few["base"] == said[1] < few["least"]


@pytest.mark.scenario(7)
@pytest.mark.mechanism(45, 207, 213, 218)
async def test_what_nobody_below_can_mend_reaches_the_street_which_whistles(house: House):
    resident, chair = await house.enter(NEIGHBOUR), await house.enter(f"chair-{COMMITTEE}")
    officer, staff = await house.enter("officer-01"), await house.enter("staff-gangwan")

    id, task = await entrusted(resident, "外墙大面积渗水，自己修不了。")
    await chair.until(f"/tasks/{task}", lambda task: task["department"] == COMMITTEE)
    await step(chair, task, "coordinate", note="三方现场看过，需专业队伍")
    await step(chair, task, "pass_on", reason="居民无力承担")
    await officer.until(f"/tasks/{task}", lambda task: task["department"] == "gangwan-01")
    await step(officer, task, "pass_on", reason="社区没有维修资金")
    await staff.until(f"/tasks/{task}", lambda task: task["department"] == "gangwan")
    await step(staff, task, "give_back", reason="涉及结构安全，需住建、城管到场")

    back = await staff.until(f"/cases/{id}", lambda case: case["stage"] == "owned")
    assert back["owner"]["level"] in {"grid", "community", "street"}
    assert datetime.fromisoformat(back["next"]["by"]) > datetime.now(UTC)
    await officer.post(f"/cases/{id}/escalate", {"reason": "居民、社区均无力维修"})
    result = await mended_by_the_departments(house, back)
    seen = await resident.until(f"/cases/{id}", lambda case: case["stage"] == "solved")
    assert (seen["result"], seen["work"]["tier_zh"]) == (result, "大事不出街道")


async def mended_by_the_departments(house: House, case: Facts) -> str:
    """街道托底: the street whistles; the result as it is confirmed."""
    scene = scene_in("gangwan", seed=701)
    commander = await house.enter(scene.commander)
    problem = {"text": case["text"], "category": "R06", "case_id": case["id"]}
    place = {"point": case["place"]["point"], "address": case["address"]}
    body = whistle_at(scene, "DEMAND", [problem]) | place
    body["responders"] = body["responders"][:1]
    await commander.until(f"/cases/{case['id']}", lambda one: one["owner"]["level"] == "street")
    whistle = (await commander.post("/whistles", body))["id"]
    await completes(*await answers(house, scene, whistle, 1))
    await commander.until(f"/whistles/{whistle}", lambda one: one["stage"] == "solved")
    said = {"ends": [{"problem_id": "p1", "solved": True}], "result": "外墙防水已重做"}
    await commander.post(f"/whistles/{whistle}/confirm", said)
    return said["result"]


@pytest.mark.scenario(7)
@pytest.mark.mechanism(45, 210, 212, 218)
@pytest.mark.parametrize(("compound", "first", "chief"), FALLING_BACK)
async def test_the_way_a_compound_is_run_says_who_is_asked_first(
    house: House, compound: str, first: str, chief: str
):
    resident, asked = await house.enter("resident-14"), await house.enter(chief)

    id, task = await entrusted(resident, f"{compound} 门禁坏了。", compound)
    seen = await asked.until(f"/tasks/{task}", lambda task: task["department"] == first)
    await step(asked, task, "accept", repairer="维修工")
    await step(asked, task, "repaired", result="门禁已修好")

    await resident.until(f"/cases/{id}", lambda case: case["result"] == "门禁已修好")
    assert {"accept", "pass_on"} <= {one["step"] for one in seen["open"] if one["mine"]}
