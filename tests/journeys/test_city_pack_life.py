"""A new city pack is put in force while the system runs; open work keeps the one it began with."""

import asyncio
import zipfile
from io import BytesIO
from pathlib import Path

import aiohttp
import pytest

from services.chassis.settings import read_folder
from tests.clients import House, Person
from tests.journeys.town import report_at, scene_in

DEMO = read_folder(Path("deploy/city/demo"))


def pack(version: str, files: dict[str, str]) -> bytes:
    rules = files["city.toml"].replace('version = "2026.1"', f'version = "{version}"')
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in {**files, "city.toml": rules}.items():
            archive.writestr(name, text)
    return out.getvalue()


async def at_desk(house: House, account: str) -> Person:
    """Somebody who has no live stream: administrators see no case."""
    person = Person(house._session, house.base, account)
    await person.sign_in(house._password)
    return person


async def draft(admin: Person, body: bytes, key: str) -> dict:
    form = aiohttp.FormData()
    form.add_field("file", body, filename="pack.zip")
    headers = {"Idempotency-Key": key}
    return await admin._ask("POST", "/city", form=lambda: form, headers=headers)


async def in_force(person: Person, version: str) -> None:
    """Every process follows within a second; wait until the gateway says so, and a look longer."""
    await person.until("/city", lambda city: city["version"] == version)
    await asyncio.sleep(2.5)


@pytest.mark.mechanism(157)
async def test_a_pack_is_changed_without_a_restart_and_open_work_keeps_its_limits(house: House):
    scene, other = scene_in("gangwan", seed=157), scene_in("gangwan", seed=158)
    resident, worker = await house.enter(scene.resident), await house.enter(scene.grid_worker)
    neighbour, colleague = await house.enter(other.resident), await house.enter(other.grid_worker)
    admin, supervisor = await at_desk(house, "admin"), await house.enter("supervisor-district")
    sorting = {"category": "E0110", "urgency": "ordinary", "sphere": "public", "level": "grid"}
    old = await resident.post("/cases", report_at(scene, "E0110", "垃圾堆在路边，旧规则。"))
    await worker.until(f"/cases/{old['id']}", lambda case: case["stage"] == "reported")

    rows = DEMO["categories.csv"].splitlines(keepends=True)
    slower = [row.replace(",4 wh,", ",9 cd,") if row.startswith("E0110,") else row for row in rows]
    made = await draft(admin, pack("2026.2", {**DEMO, "categories.csv": "".join(slower)}), "new")
    await supervisor.post(f"/city/drafts/{made['id']}/publish", {})
    await in_force(worker, "2026.2")
    new = await neighbour.post("/cases", report_at(other, "E0110", "这里也有垃圾，新规则。"))
    await colleague.until(f"/cases/{new['id']}", lambda case: case["stage"] == "reported")
    await worker.post(f"/cases/{old['id']}/sort", sorting)
    await colleague.post(f"/cases/{new['id']}/sort", sorting)

    due = {}
    for name, case, who in (("old", old, worker), ("new", new, colleague)):
        seen = await who.until(f"/cases/{case['id']}", lambda one: one["stage"] == "owned")
        due[name] = seen["next"]["by"]
    assert due["old"] < due["new"]
    assert [one["way"] for one in made["limits"]] == ["longer"]
    assert made["touched"]["cases"] >= 1

    versions = await supervisor.get("/city/versions")
    back = await admin.post(f"/city/versions/{versions[-1]['pack']}/restore", {"reason": "退回"})
    await supervisor.post(f"/city/drafts/{back['id']}/publish", {})
    await in_force(worker, "2026.1")
