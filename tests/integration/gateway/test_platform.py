"""One platform for all tiers: command board, shared file, the worker's and the resident's app."""

import pytest

from contracts.actor import Role
from contracts.events import call as k
from contracts.events import task as t
from gateway.doors import DOORS
from tests.integration.gateway.house import House
from tests.integration.gateway.seeds import GRID, Matter


@pytest.fixture(scope="module")
async def matter(house: House) -> Matter:
    matter = Matter("platform")
    await house.hears(
        matter.reported(),
        matter.whistled(),
        *matter.raised(),
        matter.notified(1),
        matter.notified(2, "shuiwu"),
        matter.task(t.TaskAcknowledged, handler="王班长"),
    )
    return matter


def opened(role: Role) -> set[str]:
    """The doors a role may go through."""
    return {door.path for door in DOORS if role in door.roles}


@pytest.mark.mechanism(236)
async def test_the_district_sees_each_departments_line_of_a_live_whistle_on_one_board(
    house, matter
):
    supervisor = await house.enter("supervisor-district")

    before = (await supervisor.get(f"/whistles/{matter.whistle}")).json
    await house.hears(matter.task(t.TaskAcknowledged, 2, handler="李班长"))
    after = (await supervisor.get(f"/whistles/{matter.whistle}")).json
    board = (await supervisor.get("/whistles?limit=100")).json["items"]

    assert {call["department"] for call in before["calls"]} == {"chengguan", "shuiwu"}
    assert before["silent"] == ["shuiwu"]
    assert after["silent"] == []
    assert matter.whistle in {row["id"] for row in board}


@pytest.mark.mechanism(236)
async def test_every_one_of_the_eleven_departments_reads_its_own_call_over_the_one_door(
    house: House,
):
    departments = [
        one["id"]
        for one in (await house.stranger().get("/city")).json["organisations"]
        if one["kind"] == "department"
    ]
    told = Matter("eleven")
    await house.hears(told.reported(), told.whistled(), *told.raised()[:2])
    for n, department in enumerate(departments, 1):
        task = f"wh-eleven-{n}"
        said = told.raised()[2].data.model_copy(update={"department": department, "task_id": task})
        assert isinstance(said, k.CallSummoned)
        await house.hears(told.said(told.whistle, said))

    seen = []
    for department in departments:
        liaison = await house.enter(f"liaison-{department}")
        seen.append((await liaison.get(f"/whistles/{told.whistle}")).status)

    assert len(departments) == 11
    assert seen == [200] * 11


@pytest.mark.mechanism(237)
async def test_called_departments_read_the_same_file_with_one_timeline(house: House, matter):
    one, other = await house.enter("liaison-chengguan"), await house.enter("liaison-shuiwu")

    files = [(await who.get(f"/whistles/{matter.whistle}")).json for who in (one, other)]
    uncalled = await (await house.enter("liaison-yuanlin")).get(f"/whistles/{matter.whistle}")

    def shared(file: dict) -> list[tuple]:
        return [(line["type"], line["seq"]) for line in file["timeline"]]

    assert shared(files[0]) == shared(files[1]) != []
    assert files[0]["problems"] == files[1]["problems"]
    assert uncalled.status == 404


@pytest.mark.mechanism(179, 238)
async def test_a_grid_worker_collects_reports_settles_inspects_and_tracks(house: House, matter):
    worker = await house.enter("grid-0101")
    doors = opened(Role.GRID_WORKER)

    homes = (await worker.get("/city/directory/premises")).json["items"]
    followed = (await worker.get(f"/cases/{matter.case}")).json

    assert {"/cases", "/cases/{id}/sort", "/cases/{id}/answer", "/cases/{id}/settle"} <= doors
    assert {"/cases/{id}/check", "/cases/{id}/escalate", "/cases/{id}/feed-back"} <= doors
    assert any(path.startswith("/visits") for path in doors)
    assert {home["at"] for home in homes} == {GRID}
    assert followed["whistle_id"] == matter.whistle
    assert [help_["department"] for help_ in followed["help"]] != []


@pytest.mark.mechanism(239)
async def test_a_call_for_help_begins_in_the_grid_over_the_same_door(house: House):
    worker = await house.enter("grid-0101")

    await worker.post("/whistles", {"reason": "x"}, key="from-the-grid")

    asked = house.owner.asked[-1]
    assert asked.path == "/whistles"
    assert "/whistles/preview" in opened(Role.GRID_WORKER)


@pytest.mark.mechanism(241)
async def test_a_resident_reports_tracks_and_rates_over_one_app(house: House, matter):
    resident = await house.enter("resident-1")
    doors = opened(Role.RESIDENT)

    tracked = (await resident.get(f"/cases/{matter.case}")).json
    listed = (await resident.get("/cases?limit=100")).json["items"]

    assert {"/cases", "/cases/one-tap", "/cases/{id}/supplement", "/cases/{id}/hurry"} <= doors
    assert {"/cases/{id}/confirm", "/cases/{id}/dispute"} <= doors
    assert tracked["mine"]
    assert tracked["next"]["what_zh"]
    assert tracked["help"][0]["stage"] == "acknowledged"
    assert matter.case in {row["id"] for row in listed}


@pytest.mark.mechanism(166, 236)
async def test_one_door_answers_all_four_tiers_each_within_its_own(house: House, matter):
    tiers = ("supervisor-district", "commander-gangwan", "officer-01", "grid-0101")
    beside = ("commander-binhe", "officer-02", "grid-0102")

    seen = [(await (await house.enter(who)).get(f"/cases/{matter.case}")).status for who in tiers]
    hidden = [
        (await (await house.enter(who)).get(f"/cases/{matter.case}")).status for who in beside
    ]

    assert seen == [200] * 4
    assert hidden == [404] * 3
