"""A resident takes their own data away, leaves, and is nobody any more; the matter itself stays."""

import io
import json
import zipfile
from collections.abc import AsyncIterator
from secrets import token_hex

import pytest

from deploy.local.servers import Servers
from deploy.local.system import System
from loadtests.open_doors import open_doors
from tests.clients import House, Problem
from tests.journeys.conftest import PASSWORD
from tests.journeys.town import report_at, scene_in

SCENE = scene_in("binhe", seed=46)
LEAVER = "resident-20"


@pytest.fixture
async def house(tmp_path_factory, amqp_url, mongo_url) -> AsyncIterator[House]:
    """A system of their own: whoever leaves is missed by nobody else's journey."""
    folder = tmp_path_factory.mktemp("leaving")
    servers = Servers(folder, amqp_url=amqp_url, mongo_url=mongo_url)
    running = System(folder, use=servers, namespace=f"j{token_hex(4)}", env=open_doors(PASSWORD))
    with running.running():
        async with House(running.base_url, PASSWORD) as house:
            yield house


async def test_a_resident_takes_their_data_away_and_leaves(house: House):
    resident, auditor = await house.enter(LEAVER), await house.enter("auditor")
    told = report_at(SCENE, "P0137", "张三家门口的灯不亮，电话 13812345678。")
    id = (await resident.post("/cases", {**told, "photos": [await resident.upload_photo()]}))["id"]
    await resident.until(f"/cases/{id}", lambda case: case["mine"])
    await resident.post(f"/cases/{id}/withdraw", {"reason": "灯已经好了"})
    await resident.until(f"/cases/{id}", lambda case: case["stage"] == "withdrawn")
    door = {"at": "xq-gangwan-01-01", "building": "9", "door": "101"}
    asked = (await resident.post("/bindings", {"home": door}))["id"]
    await resident.until(f"/bindings/{asked}", lambda one: one["stage"] == "asked")

    with zipfile.ZipFile(io.BytesIO(await resident.fetch("/me/export"))) as files:
        mine = json.loads(files.read("cases.json"))
        doors = json.loads(files.read("bindings.json"))
    told_back = await resident.post("/me/erase", {"password": PASSWORD})

    assert id in {case["id"] for case in mine}
    assert id in told_back["identity_removed"]
    assert [one["id"] for one in doors] == [asked]
    assert "bindings" in told_back["erased"]
    assert {one["what"] for one in told_back["kept"]} >= {"case_texts", "audit_log"}
    left = await auditor.until(f"/cases/{id}", lambda case: case["reporter_count"] == 0)
    assert "13812345678" not in str(left)
    assert LEAVER not in str(left)
    assert left["photos"] == []
    async with House(house.base, PASSWORD) as again:
        with pytest.raises(Problem) as refused:
            await again.enter(LEAVER)
    assert refused.value.status == 401
