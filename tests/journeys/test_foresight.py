"""What rises in one grid is warned of, and its worker goes there before anybody must be called."""

import asyncio
from datetime import UTC, datetime

import pytest

from tests.clients import House
from tests.journeys.test_intake import somewhere_in

GRID = "gangwan-09-02"
"""Where no other story happens."""
QUARREL = "R02"


@pytest.mark.mechanism(246, 247)
async def test_a_grid_that_stands_out_gets_a_visit_and_what_it_finds_is_passed_on(house: House):
    residents = [await house.enter(f"resident-{n}") for n in range(1, 7)]
    worker, commander = await house.enter("grid-0902"), await house.enter("commander-gangwan")
    told = {"category": QUARREL, "point": somewhere_in(GRID), "address": "听涛里 2 号楼"}

    await asyncio.gather(
        *(
            one.post("/cases", {**told, "text": f"楼上楼下又为噪音争吵 {n}", "channel": "app"})
            for n, one in enumerate(residents)
        )
    )
    warned = await worker.until(
        "/risks", lambda page: [one for one in page["items"] if one["area"] == GRID], within=60
    )
    warning = next(one for one in warned["items"] if one["area"] == GRID)
    [spot] = warning["spots"]
    assert (spot["category"], spot["past_mean"], warning["stage"]) == (QUARREL, 0.0, "flagged")
    assert spot["count"] >= 5
    assert warning["next"]["by"]

    path = f"/visits/{warning['visit_id']}"
    mine = await worker.until(
        "/visits?kind=prevention",
        lambda page: [one for one in page["items"] if one["id"] == warning["visit_id"]],
    )
    visit = next(one for one in mine["items"] if one["id"] == warning["visit_id"])
    assert visit["visitor"] == "grid-0902"
    assert visit["next"]["by"] == warning["next"]["by"]
    await worker.post(
        f"{path}/record",
        {
            "visited_at": datetime.now(UTC).isoformat(),
            "findings": [{"kind": "trouble", "text": "两户约定时间仍有争执", "item": "calm"}],
        },
    )

    answered = await commander.until(
        f"/risks/{warning['id']}", lambda one: one["stage"] == "answered"
    )
    [case] = answered["cases"]
    passed_on = await commander.until(f"/cases/{case}", lambda one: one["owner"])
    assert passed_on["category"] == QUARREL
    assert passed_on["next"]["by"]
    bulletin = await commander.get(f"/bulletins/{warning['created_at'][:7]}")
    street = next(one for one in bulletin["streets"] if one["id"] == "gangwan")
    assert street["warnings"] >= street["warnings_answered"] >= 1
