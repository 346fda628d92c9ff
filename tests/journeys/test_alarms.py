"""A sensor rings: its alarms become one case, and somebody goes and looks before anything else."""

import aiohttp
import pytest

from tests.clients import Facts, House, Person, Problem
from tests.journeys.test_city_pack_life import at_desk
from tests.journeys.test_intake import somewhere_in

GRID = "gangwan-08-02"
"""Where no other story happens."""
FUMES = "S34"
KIND = {"name": "油烟监测平台", "categories": [FUMES], "places": ["gangwan-08"]}
SORT = {"category": FUMES, "urgency": "ordinary", "sphere": "public", "level": "grid"}


class Device(Person):
    """A sensor: it has a key and no account."""

    def __init__(self, house: House, session: aiohttp.ClientSession, key: str) -> None:
        super().__init__(session, house.base, "device")
        self._headers = {"Authorization": f"Bearer {key}"}

    async def rings(self, cause: str, grid: str = GRID) -> str:
        alarm = {"category": FUMES, "cause": cause, "text": "油烟浓度超限", "address": "2 号楼"}
        return (await self.post("/alarms", {**alarm, "point": somewhere_in(grid)}))["id"]

    async def refused(self, cause: str, grid: str = GRID) -> str:
        with pytest.raises(Problem) as refused:
            await self.rings(cause, grid)
        return refused.value.code


async def looked_at_and_settled(worker: Person, path: str) -> Facts:
    with pytest.raises(Problem) as unseen:
        await worker.post(f"{path}/sort", SORT)
    assert unseen.value.code == "check_first"
    await worker.post(f"{path}/check", {"sound": True, "text": "现场确有油烟"})
    await worker.post(f"{path}/sort", SORT)
    await worker.post(f"{path}/settle", {"result": "净化器已开启"})
    return await worker.until(path, lambda case: case["stage"] == "solved")


@pytest.mark.mechanism(244)
async def test_a_sensors_alarms_are_one_case_that_is_looked_at_first_and_settled(house: House):
    ops, worker = await at_desk(house, "ops"), await house.enter("grid-0802")
    registered = await ops.post("/alarm-devices", KIND)

    async with aiohttp.ClientSession() as session:
        mast = Device(house, session, registered["key"])
        first, *others = [await mast.rings("fume-17") for _ in range(5)]
        beside = await mast.rings("fume-18")
        elsewhere = await mast.refused("fume-17", "gangwan-01-01")
        await ops.post(f"/alarm-devices/{registered['id']}/revoke", {})
        revoked = await mast.refused("fume-17")

    assert {*others} == {first} != {beside}
    assert (elsewhere, revoked) == ("not_its_place", "alarm_key_unknown")
    path = f"/cases/{first}"
    seen = await worker.until(path, lambda case: case["stage"] == "reported")
    assert (seen["channel"], seen["came"]["origin"]) == ("monitor", "proactive")
    assert seen["came"]["source"] == "油烟监测平台 · fume-17"
    assert seen["owner"]["at"] == GRID
    settled = await looked_at_and_settled(worker, path)
    assert settled["reporter_count"] == 1
    assert settled["next"]["by"]
