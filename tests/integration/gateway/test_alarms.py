"""Sensors and monitoring platforms: what their key opens, and what it does not."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from contracts.actor import Role
from contracts.city import City
from services.chassis.actors import HEADER, Actors
from services.chassis.clock import milliseconds
from tests.integration.gateway.house import SECRET, Answer, House, Owner, Visitor, open_house

MAST = {"name": "港湾监测平台", "categories": ["P0102", "S34"], "places": ["gangwan-03"]}
ALARM = {
    "category": "S34",
    "cause": "fume-17",
    "text": "油烟浓度超限",
    "point": {"lng": 117.0, "lat": 39.0},
    "address": "听涛里 2 号楼",
}


@pytest.fixture(autouse=True)
def owner(house: House) -> Iterator[Owner]:
    """Intake takes in whatever comes, whatever tests before asked of it."""
    kept = house.owner.status, house.owner.answer
    house.owner.status, house.owner.answer = Owner().status, Owner().answer
    yield house.owner
    house.owner.status, house.owner.answer = kept


async def registered(house: House, key: str, by: str = "ops", **changes: Any) -> dict[str, Any]:
    answer = await (await house.enter(by)).post("/alarm-devices", {**MAST, **changes}, key=key)
    assert answer.status == 201, answer.json
    return answer.json


async def rings(house: House, device: Mapping[str, Any], key: str = "k1", **changes: Any) -> Answer:
    mast = Visitor(house.session, house.base, device["key"])
    return await mast.post("/alarms", {**ALARM, **changes}, key=key)


async def noted(house: House, device: str) -> list[tuple[str, dict[str, str]]]:
    entries = house.database["audit"].find({"by": device}).sort("n", 1)
    return [(one["what"], one["about"]) async for one in entries]


@pytest.mark.mechanism(244)
async def test_an_alarm_reaches_its_owner_in_the_devices_own_name(house: House):
    device = await registered(house, "reach")

    answer = await rings(house, device)

    asked, told = house.owner.asked[-1], json.loads(house.owner.bodies[-1])
    actor = Actors(SECRET, milliseconds).verify(asked.headers[HEADER])
    assert (answer.status, answer.json["id"]) == (201, "case-1")
    assert (asked.path, asked.headers["Idempotency-Key"]) == ("/cases", "k1")
    assert (told["channel"], told["source"]) == ("monitor", "港湾监测平台 · fume-17")
    assert actor.id == device["id"]
    assert [(post.role, post.at) for post in actor.posts] == [(Role.DEVICE, "gangwan-03")]
    assert await noted(house, device["id"]) == [("alarm.posted", {"id": "case-1"})]


@pytest.mark.mechanism(244)
async def test_a_key_is_shown_once_and_kept_as_a_hash(house: House):
    first, again = await registered(house, "once"), await registered(house, "once")

    kept = await house.database["alarm_devices"].find_one({"_id": first["id"]})
    listed = await (await house.enter("admin")).get("/alarm-devices")
    assert again == {**first, "key": None}
    assert first["key"].split(".")[1] not in str(kept)
    assert all("key" not in one for one in listed.json)
    assert first["id"] in [one["id"] for one in listed.json]


@pytest.mark.mechanism(244)
async def test_a_revoked_key_is_refused_from_that_moment(house: House):
    device, admin = await registered(house, "lost"), await house.enter("admin")
    before = await rings(house, device)

    revoked = await admin.post(f"/alarm-devices/{device['id']}/revoke", {}, key="lost")
    after = await rings(house, device, "k2")

    assert (before.status, revoked.json["revoked_at"] is not None) == (201, True)
    assert (after.status, after.code) == (401, "alarm_key_unknown")
    assert (await admin.post("/alarm-devices/alarm-none/revoke", {}, key="n")).status == 404
    told = [what for what, about in await noted(house, "admin") if device["id"] in about.values()]
    assert told == ["alarm_device.revoked"]


async def test_nobody_else_gets_in_by_this_door_nor_a_device_by_another(house: House):
    device, resident = await registered(house, "doors"), await house.enter("resident-1")
    mast = Visitor(house.session, house.base, device["key"])

    person = await resident.post("/alarms", ALARM)
    forged = await rings(house, {"key": f"{device['id']}.guess"})
    stranger = await house.stranger().post("/alarms", ALARM)
    elsewhere = [await mast.get(path) for path in ("/me", "/cases", "/alarm-devices")]

    assert [one.code for one in (person, forged)] == ["alarm_key_unknown"] * 2
    assert [one.status for one in (person, forged, stranger, *elsewhere)] == [401] * 6


@pytest.mark.mechanism(244)
async def test_a_category_it_may_not_post_is_refused_with_field_and_reason(house: House):
    device = await registered(house, "narrow")
    heard = len(house.owner.asked)

    refused = await rings(house, device, category="R03")

    assert (refused.status, refused.code) == (422, "not_its_category")
    assert refused.json["errors"][0]["field"] == "category"
    assert "P0102" in refused.json["detail"]
    assert len(house.owner.asked) == heard
    assert await noted(house, device["id"]) == [("alarm.refused", {"code": "not_its_category"})]


async def test_what_the_owner_refuses_is_told_to_the_device_and_noted(house: House, owner: Owner):
    device = await registered(house, "outside")
    owner.status, owner.answer = 422, b'{"code":"not_its_place"}'

    refused = await rings(house, device)

    assert (refused.status, refused.code) == (422, "not_its_place")
    assert await noted(house, device["id"]) == [("alarm.refused", {"code": "not_its_place"})]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"text": ""}, "text"),
        ({"point": {"lng": 200, "lat": 39}}, "point.lng"),
        ({"photos": ["ph-1"]}, "photos"),
        ({"cause": "a b"}, "cause"),
    ],
)
async def test_bad_input_is_named(house: House, changes, field):
    device = await registered(house, "bad")
    if device["key"] is None:
        device = await registered(house, f"bad-{field}")

    refused = await rings(house, device, **changes)

    assert (refused.status, refused.code) == (422, "invalid")
    assert [error["field"] for error in refused.json["errors"]] == [field]


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"categories": ["S34", "nothing"]}, "unknown_category", "categories.1"),
        ({"places": ["nowhere"]}, "unknown_territory", "places.0"),
        ({"categories": []}, "invalid", "categories"),
    ],
)
async def test_a_device_is_registered_for_what_there_is(house: House, changes, code, field):
    ops = await house.enter("ops")

    refused = await ops.post("/alarm-devices", {**MAST, **changes}, key=field)

    assert (refused.status, refused.code) == (422, code)
    assert refused.json["errors"][0]["field"] == field


@pytest.mark.mechanism(244)
async def test_a_device_that_rings_without_end_is_held_up(
    mongo_url: str, namespace: str, city: City
):
    async with open_house(mongo_url, namespace, city, rate_per_device="2/hour") as house:
        device, other = await registered(house, "loud"), await registered(house, "calm")

        statuses = [(await rings(house, device, f"k{n}")).status for n in range(3)]

        assert statuses == [201, 201, 429]
        assert (await rings(house, other)).status == 201
