"""How matters come in: a sewer the unit clears itself, the hotline's file, several at once."""

from typing import Any
from uuid import uuid4

import pytest

from contracts.city.places import Places
from tests.clients import Facts, House, Person
from tests.journeys.town import city, report_at, scene_in

UNIT = "gangwan-01-01"
"""The grid of unit-01."""
COMMUNITY = "gangwan-01"
ANSWER = {"reached": True, "contacted": True, "solved": True, "satisfaction": "satisfied"}


def somewhere_in(grid: str) -> dict[str, float]:
    """A point inside a grid."""
    lng, lat = Places(city()).within(grid) or (0.0, 0.0)
    return {"lng": lng, "lat": lat}


def message(level: int, text: str, category: str, **more: Any) -> Facts:
    """A message in a group, turned into a report by its administrator."""
    said = {"group": f"grp-{level}-01", "level": level, "sender": "3-402", "message": text}
    return {**said, "category": category, "address": "望海社区 3 栋", **more}


async def told_and_closed(reporter: Person, evaluator: Person, path: str) -> Facts:
    """The reporter agrees and is called back; the case as it ends."""
    await reporter.until(path, lambda case: case["stage"] == "fed_back")
    await reporter.post(f"{path}/confirm", {})
    back = path.replace("/cases/", "/call-backs/cb-")
    await evaluator.until(back, lambda back: back["stage"] == "due")
    await evaluator.post(f"{path}/call-back", ANSWER)
    return await reporter.until(path, lambda case: case["stage"] == "closed")


@pytest.mark.scenario(1)
@pytest.mark.mechanism(21, 53, 70)
async def test_a_unit_clears_its_sewer_by_itself_and_no_task_is_made(house: House):
    unit, evaluator = await house.enter("unit-01"), await house.enter("evaluator")
    worker = await house.enter("grid-0101")
    told = message(5, "下水道堵了，一楼冒水", "R07", point=somewhere_in(UNIT))

    case = await unit.post("/cases/from-message", told)
    path = f"/cases/{case['id']}"
    seen = await worker.until(path, lambda case: case["stage"] == "reported")
    assert (seen["came"]["group"], seen["came"]["group_level"]) == ("grp-5-01", 5)
    assert seen["owner"]["level"] == "unit"
    await unit.post(f"{path}/call-neighbours", {"text": "请各户先停水"})
    await unit.post(f"{path}/agree-self-help", {"plan": "请人疏通", "share": "每户 50 元"})
    agreed = await worker.until(path, lambda case: case["work"]["self_help"] == "agreed")
    assert (agreed["work"]["plan"], agreed["work"]["share"]) == ("请人疏通", "每户 50 元")
    await unit.post(f"{path}/settle", {"result": "半天疏通"})
    await unit.post(f"{path}/feed-back", {"text": "已疏通，可以用水"})
    ended = await told_and_closed(unit, evaluator, path)

    assert (ended["task_id"], ended["whistle_id"], ended["help"]) == (None, None, [])
    assert ended["channel"] == "group"


HEADER = "工单编号,诉求类型,诉求内容,类别,诉求人,联系电话,地址,经度,纬度,区划,直派,办理时限\n"


def line(number: str, **cells: str) -> str:
    """A row of the hotline's file."""
    row = {
        "kind": "投诉",
        "text": "小区门口井盖松动",
        "category": "P0102",
        "name": "张三",
        "phone": "13812345678",
        "address": "望海社区 3 栋",
        "lng": "",
        "lat": "",
        "territory": "gangwan",
        "direct": "是",
        "due": "2030-01-01 18:00",
    }
    return ",".join((number, *(row | cells).values())) + "\n"


@pytest.mark.scenario(12)
@pytest.mark.mechanism(25, 26)
async def test_the_hotlines_file_is_taken_in_row_by_row_and_never_twice(house: House):
    hotline, staff = await house.enter("hotline"), await house.enter("staff-gangwan")
    supervisor = await house.enter("supervisor-district")
    mark = uuid4().hex[:8]
    good, wrong, mute = (f"HC-{mark}-{n}" for n in (1, 2, 3))
    file = (
        HEADER + line(good) + line(wrong, kind="闲聊") + line(mute, territory="nowhere")
    ).encode("gb18030")

    foreseen = await hotline.send_file("/imports/hotline?dry_run=true", file, "12345.csv")
    assert [row["outcome"] for row in foreseen["lines"]] == ["new", "refused", "refused"]
    taken = await hotline.send_file("/imports/hotline", file, "12345.csv")
    assert [(row["row"], row["field"]) for row in taken["lines"][1:]] == [
        (3, "kind"),
        (4, "territory"),
    ]
    again = await hotline.send_file("/imports/hotline", file, "12345.csv")
    first = taken["lines"][0]
    assert (again["lines"][0]["outcome"], again["lines"][0]["id"]) == ("known", first["id"])
    by_hand = {
        "external": good,
        "kind": "complaint",
        "text": "小区门口井盖松动",
        "category": "P0102",
        "address": "望海社区 3 栋",
        "territory": "gangwan",
    }
    assert (await hotline.post("/hotline-tickets", by_hand))["id"] == first["id"]

    case = await staff.until(f"/cases/{first['id']}", lambda case: case["stage"] == "reported")
    assert (case["came"]["external"], case["came"]["ticket_kind"]) == (good, "complaint")
    assert case["came"]["phone"] == "138****5678"
    assert case["owner"]["level"] == "street"
    copied = await supervisor.get(f"/cases?copied_to=haichuan&external={good}")
    assert [row["id"] for row in copied["items"]] == [first["id"]]
    await staff.post(
        f"/cases/{first['id']}/refuse", {"reason": "属物业维修", "pointer": "请联系碧澜物业"}
    )
    await hotline.until(f"/cases/{first['id']}", lambda case: case["stage"] == "refused")

    reckoned = await supervisor.get("/intake/reconciliation?street=gangwan")
    assert (reckoned["unaccounted"], reckoned["without_owner"]) == (0, 0)
    assert sum(reckoned["outcomes"].values()) == reckoned["total"] > 0
    assert reckoned["by_channel"]["hotline"] >= 1
    assert reckoned["outcomes"]["not_accepted"] >= 1


@pytest.mark.mechanism(43)
async def test_problems_that_belong_together_have_one_timeline(house: House):
    scene = scene_in("gangwan", seed=43)
    resident = await house.enter(scene.resident)
    worker = await house.enter(scene.grid_worker)
    texts = {"P0102": "井盖松动", "P0137": "路灯不亮"}
    ids = [
        (await resident.post("/cases", report_at(scene, code, text)))["id"]
        for code, text in texts.items()
    ]

    for id in ids:
        await worker.until(f"/cases/{id}", lambda case: case["stage"] == "reported")
    await worker.post(f"/cases/{ids[0]}/bundle", {"title": "门口一带", "others": ids[1:]})

    bundle = await worker.until(f"/bundles/{ids[0]}", lambda bundle: len(bundle["cases"]) == 2)
    assert (bundle["title"], bundle["open"]) == ("门口一带", 2)
    types = [moment["type"] for moment in bundle["timeline"]]
    assert types.count("case.reported") == 2
    assert types == sorted(types, key=lambda kind: kind != "case.reported")


@pytest.mark.mechanism(41, 44, 63)
async def test_one_report_with_two_problems_is_followed_to_both_ends(house: House):
    scene = scene_in("gangwan", seed=44)
    resident = await house.enter(scene.resident)
    worker = await house.enter(scene.grid_worker)
    both = report_at(scene, "P0137", "路灯不亮，井盖也松了。")

    first = (await resident.post("/cases", both))["id"]
    await worker.until(f"/cases/{first}", lambda case: case["stage"] == "reported")
    parts = [{"text": "井盖松了", "category": "P0102"}]
    await worker.post(f"/cases/{first}/split", {"keeps": "路灯不亮", "parts": parts})
    second = f"{first}-s1"
    for id in (first, second):
        await worker.until(f"/cases/{id}", lambda case: case["stage"] == "reported")
        await worker.post(f"/cases/{id}/answer", {"text": "已当场处理"})
        mine = await resident.until(f"/cases/{id}", lambda case: case["stage"] == "fed_back")
        assert mine["feedback"] == "已当场处理"
    assert mine["came"]["split_from"] == first
