"""12345: an order is known by the hotline's own number, answered to the caller, and counted: closed
of accepted 办结率, with the hotline's apart and the open remainder beside it."""

from datetime import datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from tests.clients import Facts, House, Person
from tests.journeys.test_intake import told_and_closed
from tests.journeys.town import report_at, scene_in
from tests.journeys.whistling import refused

STREET = "wenchang"
"""Where no other story happens."""
FIGURES = f"/figures/{datetime.now(ZoneInfo('Asia/Shanghai')):%Y-%m}/streets"


def ordered(external: str, text: str, address: str) -> Facts:
    """The body of a ticket."""
    what = {"kind": "complaint", "text": text, "category": "P0102", "address": address}
    return {"external": external, "territory": STREET, **what}


async def figure(reader: Person) -> Facts:
    """The street's line of the month."""
    told = await reader.get(FIGURES)
    return next(row for row in told["rows"] if row["id"] == STREET)


def counted(row: Facts, of: str) -> tuple[float, int, int]:
    """Closed, accepted, open."""
    return row[of]["rate"]["count"], row[of]["rate"]["of"], row[of]["open"]


async def settled(staff: Person, path: str) -> None:
    """The street takes it on, settles it and says so."""
    sort = {"category": "P0102", "urgency": "ordinary", "sphere": "public", "level": "street"}
    await staff.until(path, lambda case: case["stage"] == "reported")
    await staff.post(f"{path}/sort", sort)
    photo = await staff.upload_photo()
    await staff.post(f"{path}/settle", {"result": "井盖已更换", "photos": [photo]})
    await staff.post(f"{path}/feed-back", {"text": "井盖已更换，感谢来电"})


async def told_by_app(house: House) -> str:
    """A case of the same street that came another way."""
    scene = scene_in(STREET, seed=1201)
    resident = await house.enter(scene.resident)
    told = report_at(scene, "P0102", "井盖松动，车过有响声")
    return str((await resident.post("/cases", told))["id"])


@pytest.mark.scenario(12)
@pytest.mark.mechanism(25, 26, 136, 137)
async def test_an_order_is_known_by_its_number_closed_and_counted_with_its_base(house: House):
    hotline, staff = await house.enter("hotline"), await house.enter(f"staff-{STREET}")
    evaluator, commander = await house.enter("evaluator"), await house.enter(f"commander-{STREET}")
    before = await figure(evaluator)
    mark = uuid4().hex[:8]
    done = ordered(f"HC-{mark}-1", "小区门口井盖松动", "文昌路 1 号")
    left = ordered(f"HC-{mark}-2", "学校门口井盖缺失", "文昌路 99 号")

    first = await hotline.post("/hotline-tickets", done)
    again = await hotline.post("/hotline-tickets", done)
    second = await hotline.post("/hotline-tickets", left)
    by_app = await told_by_app(house)
    path = f"/cases/{first['id']}"
    await settled(staff, path)
    ended = await told_and_closed(hotline, evaluator, path)
    for id in (second["id"], by_app):
        await staff.until(f"/cases/{id}", lambda case: case["owner"])

    found = await staff.get(f"/cases?external={done['external']}")
    assert again["id"] == first["id"] == found["items"][0]["id"] != second["id"]
    assert (ended["came"]["external"], ended["channel"]) == (done["external"], "hotline")

    def both(told: Facts) -> bool:
        row = next(row for row in told["rows"] if row["id"] == STREET)
        return counted(row, "all")[:2] == (closed + 1, accepted + 3)

    closed, accepted, _ = counted(before, "all")
    told = await commander.until(FIGURES, both)
    row = await figure(commander)
    for of, more in (("hotline", [1, 2, 1]), ("all", [1, 3, 2])):
        now, was = counted(row, of), counted(before, of)
        assert [n - w for n, w in zip(now, was, strict=True)] == more
        assert now[1] == now[0] + now[2]
        assert row[of]["rate"]["shown"] == f"{now[0] / now[1]:.1%}"
    assert told["total"]["hotline"]["rate"]["of"] >= row["hotline"]["rate"]["of"]


async def taken_down(hotline: Person, kind: str, text: str) -> str:
    """A call of somebody, written down as a ticket; the path of its case."""
    mark = uuid4().hex[:8]
    told = ordered(f"HD-{mark}", text, f"文昌路 {int(mark, 16) % 900 + 100} 号")
    return f"/cases/{(await hotline.post('/hotline-tickets', {**told, 'kind': kind}))['id']}"


@pytest.mark.mechanism(25, 49)
async def test_the_desk_ends_at_once_what_need_not_be_dispatched_and_nothing_else(house: House):
    hotline, staff = await house.enter("hotline"), await house.enter(f"staff-{STREET}")
    asked = await taken_down(hotline, "consult", "老年卡在哪里办")
    private = await taken_down(hotline, "help", "与装修公司的合同纠纷")
    gas = await taken_down(hotline, "help", "楼道里有燃气味")
    broken = await taken_down(hotline, "complaint", "井盖松动")
    here, law = {"text": "社区窗口，工作日 9 点到 17 点"}, {"route": "legal"}
    fire = {"route": "emergency", "services": ["119"]}

    await hotline.post(f"{asked}/answer", here)
    await hotline.post(f"{private}/divert", law)
    await hotline.post(f"{gas}/divert", fire)
    left = await refused(hotline, f"{broken}/answer", here)
    answered = await hotline.until(asked, lambda case: case["stage"] == "fed_back")
    told = await hotline.until(private, lambda case: case["stage"] == "refused")
    alerted = await staff.until(gas, lambda case: case["work"]["alerted"])
    sort = {"category": "P0102", "urgency": "urgent", "sphere": "public", "level": "street"}
    await staff.post(f"{gas}/sort", sort)
    late = await refused(hotline, f"{gas}/divert", law)

    assert (left, late) == ("not_the_holder", "not_the_holder")
    assert answered["feedback"] == here["text"]
    assert told["work"]["route"] == "legal"
    assert told["pointer"]
    assert (alerted["work"]["alerted"], alerted["stage"]) == (["119"], "reported")
