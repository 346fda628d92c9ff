"""Registered phones: what lets an account in, and what a lost one is good for."""

import io
import json
import zipfile
from dataclasses import dataclass, field

import jwt
import pytest

from gateway.devices import MOST
from tests.integration.gateway.house import PASSWORD, TOKEN_SECRET, Answer, House, Owner, Visitor

PHONE = {"name": "网格手机", "platform": "android", "public_id": "grid-phone-1"}


@dataclass
class Arrived(Visitor):
    """Somebody at the door, and what they were answered."""

    last: Answer = field(kw_only=True)


async def arrives(house: House, account: str, device: str = "") -> Arrived:
    """Somebody with a session of their own, on a device or on none."""
    visitor = house.stranger()
    form = {"username": account, "password": PASSWORD, "device": device}
    answer = await visitor.ask("POST", "/api/v1/auth/token", data=form)
    token = answer.json.get("access_token", "")
    return Arrived(visitor.session, visitor.base, token, last=answer)


async def renewed(visitor: Arrived) -> Answer:
    form = {"refresh_token": visitor.last.json["refresh_token"]}
    return await visitor.ask("POST", "/api/v1/auth/refresh", data=form)


async def registered(visitor: Visitor, key: str = "d1") -> dict:
    answer = await visitor.post("/me/devices", PHONE, key=key)
    assert answer.status == 201, answer.json
    return answer.json


@pytest.mark.mechanism(251)
async def test_a_grid_worker_who_requires_a_device_is_let_in_on_it_alone(house: House):
    anywhere = await arrives(house, "grid-0102")
    phone = await registered(anywhere)

    required = await anywhere.post("/me/devices/require", {"required": True})
    before, elsewhere = await anywhere.get("/me"), await arrives(house, "grid-0102")
    forged = await arrives(house, "grid-0102", f"{phone['id']}.guess")
    own = await arrives(house, "grid-0102", phone["key"])

    claims = jwt.decode(own.token, TOKEN_SECRET, ["HS256"], audience="whistle")
    assert required.json["required"] is True
    assert before.status == 401
    assert (elsewhere.last.status, elsewhere.last.code) == (401, "device_needed")
    assert (forged.last.status, forged.last.code) == (401, "device_unknown")
    assert claims["dev"] == phone["id"]
    assert (await own.get("/me")).status == 200

    await own.post("/me/devices/require", {"required": False}, key="lifted")
    assert (await arrives(house, "grid-0102")).last.status == 200


@pytest.mark.mechanism(251)
@pytest.mark.parametrize(("who", "account"), [("grid-0103", "grid-0103"), ("admin", "grid-0201")])
async def test_a_lost_phone_is_revoked_and_good_for_nothing(house: House, who, account):
    phone = await registered(await arrives(house, account))
    lost, revoker = await arrives(house, account, phone["key"]), await house.enter(who)

    revoked = await revoker.post(f"/devices/{phone['id']}/revoke", {}, key=f"lost-{account}")

    assert revoked.json["devices"][0]["revoked_at"]
    assert (await lost.get("/me")).status == 401
    assert (await renewed(lost)).status == 401
    assert (await arrives(house, account, phone["key"])).last.code == "device_unknown"


async def test_nobody_revokes_or_uses_the_phone_of_somebody_else(house: House):
    phone = await registered(await arrives(house, "grid-0202"))
    other = await house.enter("grid-0203")

    revoked = await other.post(f"/devices/{phone['id']}/revoke", {})
    used = await arrives(house, "grid-0203", phone["key"])
    listed = await other.get("/me/devices")

    assert revoked.status == 404
    assert used.last.code == "device_unknown"
    assert listed.json == {"required": False, "devices": []}


async def test_a_key_is_shown_once_and_never_kept(house: House):
    visitor = await arrives(house, "grid-0301")

    first, again = await registered(visitor), await registered(visitor)

    kept = str(await house.database["devices"].find_one({"_id": first["id"]}))
    assert again == {**first, "key": None}
    assert first["key"].split(".")[1] not in kept


async def test_an_account_has_a_bounded_number_of_devices(house: House):
    visitor = await arrives(house, "grid-0302")
    for n in range(MOST):
        await registered(visitor, key=f"n{n}")

    refused = await visitor.post("/me/devices", PHONE, key="one more")

    assert (refused.status, refused.code) == (409, "too_many_devices")
    assert len((await visitor.get("/me/devices")).json["devices"]) == MOST


async def test_a_new_device_comes_from_one_that_is_registered(house: House):
    phone = await registered(await arrives(house, "grid-0303"))
    own = await arrives(house, "grid-0303", phone["key"])
    await own.post("/me/devices/require", {"required": True})

    second = await registered(own, key="second")
    await own.post(f"/devices/{second['id']}/revoke", {}, key="r2")
    last = await own.post(f"/devices/{phone['id']}/revoke", {}, key="r1")

    assert last.json["required"] is False
    assert (await arrives(house, "grid-0303")).last.status == 200


async def test_devices_cannot_be_required_before_there_is_one(house: House):
    visitor = await arrives(house, "grid-0401")

    refused = await visitor.post("/me/devices/require", {"required": True})

    assert (refused.status, refused.code) == (409, "no_device_yet")


async def test_whoever_leaves_takes_their_devices_along_and_leaves_none(house: House):
    house.owner.status, house.owner.answer = 200, b'["hh-1"]'
    visitor = await arrives(house, "resident-19")
    phone = await registered(visitor)

    taken = await visitor.get("/me/export")
    told = (await visitor.post("/me/erase", {"password": PASSWORD})).json
    house.owner.status, house.owner.answer = Owner().status, Owner().answer

    with zipfile.ZipFile(io.BytesIO(taken.body)) as files:
        devices = json.loads(files.read("devices.json"))
    assert [(one["_id"], "key" in one) for one in devices] == [(phone["id"], False)]
    assert {"devices", "bindings"} <= set(told["erased"])
    assert await house.database["devices"].find_one({"account": "resident-19"}) is None
