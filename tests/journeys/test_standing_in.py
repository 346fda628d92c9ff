"""AB角: whoever is away lends the post to a deputy, who acts under their own name; and who is on
duty now is told first, and seen by everybody who must know whom to call."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from tests.clients import House
from tests.journeys.town import scene_in
from tests.journeys.whistling import refused, soon, whistle_at

STREET = "gangwan"
OWNER, DEPUTY, OTHER = f"commander-{STREET}", f"supervisor-{STREET}", "commander-binhe"
POST = {"role": "street_commander", "at": STREET}
HOURS = {"staff-gangwan": "08:00-20:00", "supervisor-gangwan": "20:00-08:00"}
CHINA = ZoneInfo("Asia/Shanghai")


@pytest.mark.mechanism(6, 114)
async def test_a_deputy_whistles_with_a_lent_post_until_it_is_taken_back(house: House):
    scene = scene_in(STREET, seed=2101)
    owner, deputy = await house.enter(OWNER), await house.enter(DEPUTY)
    staff = await house.enter("staff-gangwan")
    body = whistle_at(scene, "DEMAND", [{"text": "围挡倒伏", "category": scene.category}])
    body["responders"] = body["responders"][:1]
    lent = {**POST, "until": soon(days=2), "reason": "外出培训"}

    draft = await staff.post("/whistles", {**body, "draft": True})
    approve = f"/whistles/{draft['id']}/approve"
    assert await refused(deputy, approve, {}) == "not_your_post"
    assert await refused(owner, "/delegations", {**lent, "to": OTHER}) == "not_a_deputy"
    book = await owner.post("/delegations", {**lent, "to": DEPUTY})
    await deputy.post(approve, {})
    seen = await owner.until(f"/whistles/{draft['id']}", lambda w: w["stage"] == "mustering")
    mine = await deputy.get("/delegations")
    await owner.post(f"/delegations/{book['id']}/revoke", {})

    raised = next(one for one in seen["timeline"] if one["type"] == "whistle.raised")
    assert raised["by"] == DEPUTY
    assert [(one["state"], one["by"]) for one in mine if one["id"] == book["id"]] == [
        ("running", OWNER)
    ]
    withdraw = f"/whistles/{draft['id']}/withdraw"
    assert await refused(deputy, withdraw, {"reason": "代管结束"}) == "not_your_post"
    await deputy.post(f"/whistles/{draft['id']}/remind", {"text": "请速到场"})
    over = await owner.get("/delegations")
    assert next(one for one in over if one["id"] == book["id"])["state"] == "revoked"


@pytest.mark.mechanism(114)
async def test_who_is_on_duty_now_is_seen_by_those_who_must_call_them(house: House):
    worker, street = await house.enter("grid-0101"), await house.enter("staff-gangwan")
    now = datetime.now(UTC).astimezone(CHINA).time()
    by_day = time(8) <= now < time(20)

    area = await street.get(f"/city/areas/{STREET}")
    table = await street.get("/city/directory/roster?under=gangwan&limit=100")

    on = "staff-gangwan" if by_day else "supervisor-gangwan"
    assert [one["account"] for one in area["on_duty"]] == [on]
    assert {one["part"]: one["account"] for one in area["deputies"]} == {
        "deputy_a": "supervisor-gangwan",
        "deputy_b": "staff-gangwan",
    }
    turns = [row for row in table["items"] if row["at"] == STREET]
    assert {row["people"][0]["account"]: row["facts"]["hours"] for row in turns} == HOURS
    assert (await worker.get(f"/city/areas/{STREET}"))["on_duty"] == area["on_duty"]
