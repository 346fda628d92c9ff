"""久拖不决: what lies too long is found by the clock, and offered to the commander as a whistle."""

from collections.abc import AsyncIterator

import pytest

from tests.clients import Facts, House
from tests.journeys.test_city_pack_life import DEMO, at_desk, draft, in_force, pack
from tests.journeys.town import report_at, scene_in

AGE = "8 s"
"""What the city of this journey calls too old, so that it can be watched."""


@pytest.fixture
async def impatient(house: House) -> AsyncIterator[House]:
    """A city that calls stuck what is a few seconds old; the usual one again afterwards."""
    admin = await at_desk(house, "admin")
    supervisor = await house.enter("supervisor-district")
    rules = DEMO["city.toml"].replace('age = "30 cd"', f'age = "{AGE}"')
    made = await draft(admin, pack("2026.9", {**DEMO, "city.toml": rules}), "impatient")
    await supervisor.post(f"/city/drafts/{made['id']}/publish", {})
    await in_force(supervisor, "2026.9")
    yield house
    versions = await supervisor.get("/city/versions")
    usual = next(one for one in versions if one["version"] == "2026.1")
    back = await admin.post(f"/city/versions/{usual['pack']}/restore", {"reason": "恢复"})
    await supervisor.post(f"/city/drafts/{back['id']}/publish", {})
    await in_force(supervisor, "2026.1")


def offered(page: Facts, case: str) -> list[Facts]:
    return [row for row in page["candidates"] if row["id"] == case]


@pytest.mark.mechanism(9)
async def test_what_lies_too_long_is_offered_to_the_commander_who_whistles_on_it(impatient: House):
    house, scene = impatient, scene_in("gangwan", seed=909)
    resident, commander = await house.enter(scene.resident), await house.enter(scene.commander)
    report = report_at(scene, scene.category, "路面塌陷，反映多次无人处理。")
    case = (await resident.post("/cases", report))["id"]
    await commander.until(f"/cases/{case}", lambda one: one["stage"] == "reported")
    assert offered(await commander.get("/whistles"), case) == []

    told = await commander.hears("case.stuck", case)
    assert told["by"] == "clock"
    page = await commander.until("/whistles", lambda page: offered(page, case))
    [row] = offered(page, case)
    [offer] = row["offers"]
    listed = await commander.get("/cases?stuck=yes&limit=100")
    assert case in [one["id"] for one in listed["items"]]
    body = {
        **offer["body"],
        "responders": [{"department": scene.departments[0], "lead": True}],
        "is_another": True,
    }
    whistle = (await commander.post(offer["path"], body))["id"]

    seen = await commander.until(f"/cases/{case}", lambda one: one["stage"] == "whistled")
    assert (seen["whistle_id"], seen["stuck"]) == (whistle, False)
    after = await commander.get("/whistles")
    assert offered(after, case) == []
    listed = await commander.get("/cases?stuck=yes&limit=100")
    assert case not in [one["id"] for one in listed["items"]]

    await commander.post(f"/whistles/{whistle}/withdraw", {"reason": "部门已自行处理"})
    await commander.until(f"/cases/{case}", lambda one: one["stage"] == "owned")
    again = await commander.until("/whistles", lambda page: offered(page, case), within=60)
    assert offered(again, case)[0]["offers"]
