"""The grid worker's terminal 网格通: what is found on the round, looked at for others, or too much
for a grid, as the worker sees it in the own list and hears it on the own stream."""

from uuid import uuid4

import pytest

from tests.clients import Facts, House, Person
from tests.journeys.test_helping import here

WORKER, OFFICER = "grid-0101", "officer-01"
SORT = {"category": "E0110", "urgency": "ordinary", "sphere": "public"}


def found(text: str, **more: str) -> Facts:
    """What somebody tells of in the worker's grid."""
    return {"text": f"{text} {uuid4()}", "category": "E0110", **here(), **more}


async def listed(worker: Person, case: str, stage: str) -> Facts:
    """The row of a case in the worker's own list, once it is in this stage."""

    def rows(page: Facts) -> list[Facts]:
        return [one for one in page["items"] if one["id"] == case]

    return rows(await worker.until(f"/cases?stage={stage}", rows))[0]


async def looked(worker: Person, path: str, *, sound: bool, text: str) -> Facts:
    """The worker, who is asked to look, says what was there; the case as it was before."""
    asked = await worker.until(path, lambda one: one["work"]["check"])
    await worker.post(f"{path}/check", {"sound": sound, "text": text})
    return asked


@pytest.mark.mechanism(31)
async def test_what_is_found_on_the_round_is_settled_on_the_spot(house: House):
    worker = await house.enter(WORKER)

    case = await worker.post("/cases", found("巡查发现垃圾堆放", channel="patrol"))
    path = f"/cases/{case['id']}"
    await worker.hears("case.reported", case["id"])
    waiting = await listed(worker, case["id"], "reported")
    await worker.post(f"{path}/sort", {**SORT, "level": "grid"})
    mine = await listed(worker, case["id"], "owned")
    photo = await worker.upload_photo()
    await worker.post(f"{path}/settle", {"result": "当场清走", "photos": [photo]})
    await worker.hears("case.solved", case["id"])
    solved = await listed(worker, case["id"], "solved")
    await worker.post(f"{path}/feed-back", {"text": "已清走"})

    told = await worker.until(path, lambda one: one["stage"] == "fed_back")
    assert [one["next"]["who"] for one in (waiting, mine, solved)] == ["gangwan-01-01"] * 3
    assert (told["channel"], told["came"]["origin"]) == ("patrol", "proactive")
    assert (told["result"], told["result_photos"]) == ("当场清走", [photo])
    assert told["work"]["tier_zh"] == "微事不出网格"


@pytest.mark.mechanism(31)
async def test_the_worker_looks_whether_it_is_so_and_whether_it_is_done(house: House):
    worker, officer = await house.enter(WORKER), await house.enter(OFFICER)
    resident = await house.enter("resident-9")
    case = await resident.post("/cases", found("路边有垃圾"))
    path = f"/cases/{case['id']}"

    await officer.until(path, lambda one: one["stage"] == "reported")
    await officer.post(f"{path}/ask-check", {"before": "sorting"})
    await worker.hears("case.check_asked", case["id"])
    before = await looked(worker, path, sound=True, text="属实")
    await worker.post(f"{path}/sort", {**SORT, "level": "community"})
    await officer.until(path, lambda one: one["stage"] == "owned")
    photo = await officer.upload_photo()
    await officer.post(f"{path}/settle", {"result": "已清运", "photos": [photo]})
    await officer.post(f"{path}/ask-check", {"before": "closing"})
    after = await looked(worker, path, sound=False, text="仍有一半没清")
    await worker.hears("case.reopened", case["id"])

    again = await worker.until(path, lambda one: one["reopened"] == 1)
    assert (before["work"]["check"], after["work"]["check"]) == ("sorting", "closing")
    assert (again["stage"], again["next"]["who"]) == ("owned", "gangwan-01")


@pytest.mark.mechanism(31)
async def test_what_is_too_much_for_a_grid_goes_up_and_stays_in_sight(house: House):
    worker, officer = await house.enter(WORKER), await house.enter(OFFICER)
    case = await worker.post("/cases", found("巡查发现大堆建筑垃圾", channel="patrol"))
    path = f"/cases/{case['id']}"

    await worker.post(f"{path}/sort", {**SORT, "level": "grid"})
    await worker.post(f"{path}/escalate", {"reason": "网格没有车辆"})
    await worker.hears("case.escalated", case["id"])
    await officer.until(path, lambda one: one["next"]["who"] == "gangwan-01")
    photo = await officer.upload_photo()
    await officer.post(f"{path}/settle", {"result": "社区派车清运", "photos": [photo]})
    await worker.hears("case.solved", case["id"])

    row = await listed(worker, case["id"], "solved")
    seen = await worker.get(path)
    assert (row["next"]["who"], seen["result"]) == ("gangwan-01", "社区派车清运")
    assert seen["work"]["tier_zh"] == "小事不出社区"
