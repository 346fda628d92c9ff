"""农村: in a town of villages the ladder has no unit rung, and what a village cannot settle goes up
grid, village, town, district; how many rungs there are the pack says, while the system runs."""

import asyncio
import zipfile
from io import BytesIO
from itertools import pairwise
from typing import Any

import aiohttp
import pytest

from contracts.city.places import Places
from tests.clients import Facts, House, Person, Problem
from tests.journeys.whistling import refused
from tests.unit.contracts.two_districts import FILES, HAICHUAN, two_districts

CITY = two_districts()
TOWN, VILLAGE, GRID = "wangshan", "wangshan-01", "wangshan-01-01"
STREET_GRID = "gangwan-01-01"
SORTED = {"category": "R07", "urgency": "ordinary", "sphere": "public"}
LADDER = (
    ("grid", GRID, f"grid-{TOWN}-0101"),
    ("community", VILLAGE, f"secretary-{TOWN}-01"),
    ("street", TOWN, f"staff-{TOWN}"),
    ("district", HAICHUAN, "supervisor-district"),
)
"""Level, place and somebody who stands there, from the lowest."""
RUNGS = 'rural = ["grid", "community", "street", "district"]'
FEWER = 'rural = ["community", "street", "district"]'


def report(grid: str, text: str) -> Facts:
    """Of something inside a grid."""
    found = Places(CITY).within(grid)
    assert found is not None
    point = {"lng": found[0], "lat": found[1]}
    return {"text": text, "category": "R07", "point": point, "address": "村口"}


async def reported(house: House, account: str, grid: str, text: str) -> str:
    """The path of a case that this resident has just reported; the same one twice would be one."""
    resident = await house.enter(account)
    return f"/cases/{(await resident.post('/cases', report(grid, text)))['id']}"


def held_by(level: str, at: str) -> Any:
    """Whether a case is with this rung."""
    return lambda case: (
        case["owner"] and (case["owner"]["level"], case["owner"]["at"]) == (level, at)
    )


@pytest.mark.mechanism(162)
async def test_a_village_matter_climbs_grid_village_town_and_district_and_knows_no_unit(two: House):
    case = await reported(two, "resident-1", GRID, "院内水管漏水")
    worker = await two.enter(LADDER[0][2])
    await worker.until(case, held_by("grid", GRID))

    assert await refused(worker, f"{case}/sort", {**SORTED, "level": "unit"}) == "no_such_level"
    await worker.post(f"{case}/sort", {**SORTED, "level": "grid"})
    for (_, _, below), (level, at, above) in pairwise(LADDER):
        holder, next_one = await two.enter(below), await two.enter(above)
        await holder.until(case, lambda one: one["stage"] == "owned")
        await holder.post(f"{case}/escalate", {"reason": "本级难以解决"})
        await next_one.until(case, held_by(level, at))
        assert await refused(holder, f"{case}/escalate", {"reason": "再报"}) == "not_the_holder"
    top = await two.enter(LADDER[-1][2])
    assert await refused(top, f"{case}/escalate", {"reason": "再往上"}) == "nobody_above"
    seen = await top.get(case)
    climbed = [one for one in seen["timeline"] if one["type"] == "case.escalated"]
    assert len(climbed) == 3


async def test_in_a_street_of_the_same_city_the_unit_is_a_rung(two: House):
    case = await reported(two, "resident-2", STREET_GRID, "单元水管漏水")
    worker = await two.enter("grid-0101")
    await worker.until(case, held_by("grid", STREET_GRID))

    await worker.post(f"{case}/sort", {**SORTED, "level": "unit"})

    await worker.until(case, held_by("unit", STREET_GRID))


@pytest.mark.mechanism(162, 169)
async def test_the_directory_of_a_village_is_read_along_the_same_ladder(two: House):
    secretary, stranger = await two.enter(f"secretary-{TOWN}-01"), await two.enter("staff-binhe")
    area = await secretary.get(f"/city/areas/{VILLAGE}")
    groups = (await secretary.get(f"/city/directory/groups?under={VILLAGE}&limit=50"))["items"]

    assert area["area_kind"] == "rural"
    assert {"2", "3", "4", "5"} <= {one["kind"] for one in groups}
    with pytest.raises(Problem) as unseen:
        await stranger.get(f"/city/areas/{VILLAGE}")
    assert unseen.value.status == 404


async def published(house: House, version: str, files: dict[str, str]) -> None:
    """Put a pack in force: one drafts it, another publishes it, every process follows."""
    rules = files["city.toml"].replace('version = "2026.1"', f'version = "{version}"')
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in {**files, "city.toml": rules}.items():
            archive.writestr(name, text)
    form = aiohttp.FormData()
    form.add_field("file", out.getvalue(), filename="pack.zip")
    admin, supervisor = Person(house._session, house.base, "admin"), "supervisor-district"
    await admin.sign_in(house._password)
    headers = {"Idempotency-Key": f"rungs-{version}"}
    draft = await admin._ask("POST", "/city", form=lambda: form, headers=headers)
    publisher = await house.enter(supervisor)
    await publisher.post(f"/city/drafts/{draft['id']}/publish", {})
    await publisher.until("/city", lambda city: city["version"] == version)
    await asyncio.sleep(2.5)


@pytest.mark.mechanism(162)
async def test_the_pack_says_how_many_rungs_there_are_and_open_work_keeps_its_own(two: House):
    worker, secretary = await two.enter(LADDER[0][2]), await two.enter(LADDER[1][2])
    before = await reported(two, "resident-3", GRID, "水管堵塞，旧规则")
    await worker.until(before, held_by("grid", GRID))
    assert RUNGS in FILES["city.toml"]

    await published(two, "2026.2", {**FILES, "city.toml": FILES["city.toml"].replace(RUNGS, FEWER)})
    after = await reported(two, "resident-4", "wangshan-02-01", "水管堵塞，新规则")

    second = await two.enter(f"secretary-{TOWN}-02")
    await second.until(after, held_by("community", "wangshan-02"))
    await worker.post(f"{before}/sort", {**SORTED, "level": "grid"})
    await worker.until(before, lambda one: one["stage"] == "owned")
    await worker.post(f"{before}/escalate", {"reason": "本级难以解决"})
    await secretary.until(before, held_by("community", VILLAGE))
    assert await refused(second, f"{after}/sort", {**SORTED, "level": "grid"}) == "no_such_level"
