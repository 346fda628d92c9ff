"""Photos: what may come in, what is left of it, and who may see it."""

from io import BytesIO

import aiohttp
import pytest
from PIL import Image

from contracts.events import task as t
from gateway.pictures import MOST_BYTES
from tests.integration.gateway.house import House
from tests.integration.gateway.seeds import PLACE, Matter


def photo(kind: str = "JPEG", size: tuple[int, int] = (64, 48), **saved) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, "#a0522d").save(out, kind, **saved)
    return out.getvalue()


def with_camera() -> bytes:
    exif = Image.Exif()
    exif[0x010F] = "somebody's camera"
    exif[0x0112] = 6
    return photo(exif=exif)


async def upload(visitor, body: bytes, name: str = "a.jpg", key: str = "p1"):
    form = aiohttp.FormData()
    form.add_field("file", BytesIO(body), filename=name, content_type="image/jpeg")
    headers = {"Idempotency-Key": key}
    return await visitor.ask("POST", "/api/v1/files", data=form, headers=headers)


async def test_a_photo_comes_back_upright_and_without_what_the_camera_wrote(house: House):
    visitor = await house.enter("resident-1")

    answer = await upload(visitor, with_camera(), key="camera")
    back = await visitor.get(f"/files/{answer.json['id']}")

    assert answer.status == 201
    assert (answer.json["width"], answer.json["height"]) == (48, 64)
    assert back.headers["Content-Type"] == "image/jpeg"
    assert b"somebody's camera" not in back.body
    assert Image.open(BytesIO(back.body)).size == (48, 64)


async def test_the_same_upload_twice_is_one_photo(house: House):
    visitor = await house.enter("resident-1")

    first = await upload(visitor, photo(), key="twice")
    again = await upload(visitor, photo(), key="twice")

    assert first.json["id"] == again.json["id"]


async def test_a_photo_that_has_not_changed_is_not_sent_again(house: House):
    visitor = await house.enter("resident-1")
    id = (await upload(visitor, photo(), key="etag")).json["id"]
    tag = (await visitor.get(f"/files/{id}")).headers["ETag"]

    again = await visitor.get(f"/files/{id}", headers={"If-None-Match": tag})

    assert (again.status, again.body) == (304, b"")


HOSTILE = {
    "a page": (b"<html><script>alert(1)</script></html>", 422, "not_a_photo"),
    "a program": (b"\x7fELF" + b"\0" * 200, 422, "not_a_photo"),
    "nothing": (b"", 422, "not_a_photo"),
    "a picture of another kind": (photo("GIF"), 422, "not_a_photo"),
    "cut off": (photo(size=(900, 900))[:700], 422, "photo_damaged"),
    "too many bytes": (photo() + b"\0" * MOST_BYTES, 413, "too_long"),
    "a bomb": (photo("PNG", size=(12_000, 6_000)), 422, "photo_damaged"),
}


@pytest.mark.parametrize(("body", "status", "code"), HOSTILE.values(), ids=HOSTILE)
async def test_what_is_no_photo_is_refused_and_said_why(house: House, body, status, code):
    visitor = await house.enter("resident-1")

    answer = await upload(visitor, body, key="hostile")

    assert (answer.status, answer.code) == (status, code)


async def test_a_form_without_a_file_is_refused(house: House):
    visitor = await house.enter("resident-1")

    headers = {"Idempotency-Key": "none"}
    answer = await visitor.ask("POST", "/api/v1/files", data={"file": "words"}, headers=headers)

    assert (answer.status, answer.code) == (422, "not_a_photo")


SEES = {
    "resident-1": 200,
    "resident-2": 404,
    "commander-gangwan": 200,
    "commander-binhe": 404,
    "liaison-chengguan": 200,
    "liaison-gongan": 404,
    "auditor": 200,
}


@pytest.fixture(scope="module")
async def shown(house: House) -> str:
    visitor, matter = await house.enter("resident-1"), Matter("photo")
    id = (await upload(visitor, photo(), key="shown")).json["id"]
    await house.hears(matter.reported(photos=(id,)), matter.whistled(), *matter.raised())
    return id


@pytest.mark.parametrize(("account", "status"), SEES.items())
async def test_a_photo_is_there_for_those_who_may_see_what_shows_it(
    house: House, shown, account, status
):
    visitor = await house.enter(account)

    assert (await visitor.get(f"/files/{shown}")).status == status


async def test_a_department_does_not_see_the_photos_of_a_confidential_case(house: House):
    visitor, matter = await house.enter("resident-1"), Matter("hiddenphoto", confidential=True)
    id = (await upload(visitor, photo(), key="hidden")).json["id"]
    await house.hears(
        matter.reported(photos=(id,)), matter.whistled(), *matter.raised(), matter.notified(1)
    )
    liaison = await house.enter("liaison-chengguan")

    fetched = await liaison.get(f"/files/{id}")
    task = await liaison.get(f"/tasks/{matter.tasks[0]}")

    assert fetched.status == 404
    assert task.json["photos"] == []


async def test_the_street_sees_the_photos_a_department_sends(house: House):
    liaison, matter = await house.enter("liaison-chengguan"), Matter("arrivalphoto")
    id = (await upload(liaison, photo(), key="arrival")).json["id"]
    shown = {"person": "李科长", "rank": "YELLOW", "way": "gps", "point": PLACE.point}
    await house.hears(
        *matter.raised(), matter.notified(1), matter.task(t.TaskArrived, photos=(id,), **shown)
    )
    commander, resident = await house.enter("commander-gangwan"), await house.enter("resident-2")

    assert (await commander.get(f"/files/{id}")).status == 200
    assert (await resident.get(f"/files/{id}")).status == 404
