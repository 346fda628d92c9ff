"""久拖不决: what lies too long is found by the clock, and offered to the commander as a whistle."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from tests.clients import Facts, House, Person, Problem
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


async def stuck_ids(commander: Person) -> list[str]:
    return [one["id"] for one in (await commander.get("/cases?stuck=yes&limit=100"))["items"]]


async def once_tried(commander: Person, path: str, body: Facts) -> str:
    """Blow it as soon as dispatch has heard who tried; the whistle's path."""
    async with asyncio.timeout(20):
        while True:
            try:
                return f"{path}/{(await commander.post(path, body))['id']}"
            except Problem as problem:
                if problem.code != "own_offices_first":
                    raise
            await asyncio.sleep(0.2)


@pytest.mark.mechanism(9, 194)
async def test_what_lies_too_long_is_offered_to_the_commander_who_whistles_on_it(impatient: House):
    house, scene = impatient, scene_in("gangwan", seed=909)
    resident, commander = await house.enter(scene.resident), await house.enter(scene.commander)
    report = report_at(scene, scene.category, "路面塌陷，反映多次无人处理。")
    case = (await resident.post("/cases", report))["id"]
    await commander.until(f"/cases/{case}", lambda one: one["stage"] == "reported")
    assert offered(await commander.get("/whistles"), case) == []

    assert (await commander.hears("case.stuck", case))["by"] == "clock"
    page = await commander.until("/whistles", lambda page: offered(page, case))
    [offer] = offered(page, case)[0]["offers"]
    assert case in await stuck_ids(commander)
    called = [{"department": scene.departments[0], "lead": True}]
    body = {**offer["body"], "responders": called, "is_another": True}
    with pytest.raises(Problem, match="own_offices_first") as refused:
        await commander.post(offer["path"], body)
    assert refused.value.body["errors"][0]["field"] == "tried"
    reason = {"reason": "已围挡，网格无力修复"}
    await (await house.enter(scene.grid_worker)).post(f"/cases/{case}/escalate", reason)
    path = await once_tried(commander, offer["path"], body)

    blown = await commander.until(path, lambda one: one["shown"])
    assert [(one["case_id"], one["by_zh"]) for one in blown["shown"]] == [(case, "网格")]
    seen = await commander.until(f"/cases/{case}", lambda one: one["stage"] == "whistled")
    assert (seen["whistle_id"], seen["stuck"]) == (blown["id"], False)
    assert offered(await commander.get("/whistles"), case) == []
    assert case not in await stuck_ids(commander)

    await commander.post(f"{path}/withdraw", {"reason": "部门已自行处理"})
    await commander.until(f"/cases/{case}", lambda one: one["stage"] == "owned")
    again = await commander.until("/whistles", lambda page: offered(page, case), within=60)
    assert offered(again, case)[0]["offers"]
