"""A resident is bound to a door, reports from it, and the grid worker knows the home, on record."""

from datetime import UTC, datetime

import pytest

from tests.clients import Facts, House, Person, Problem

DOOR = {"at": "xq-gangwan-01-01", "building": "7", "unit": "1", "door": "302"}
GRID = "gangwan-01-01"


async def refused(person: Person, path: str, body: Facts) -> tuple[int, str]:
    with pytest.raises(Problem) as problem:
        await person.post(path, body)
    return problem.value.status, problem.value.code


async def bound(resident: Person, unit_head: Person) -> str:
    """The resident says where they live, and the unit head that it is so."""
    id = (await resident.post("/bindings", {"home": DOOR}))["id"]
    asked = await unit_head.until(f"/bindings/{id}", lambda one: one["stage"] == "asked")
    await unit_head.post(f"/bindings/{id}/verify", {})
    mine = await resident.until(f"/bindings/{id}", lambda one: one["stage"] == "verified")
    assert asked["resident"] == resident.account
    assert asked["name"] == mine["name"]
    assert mine["address"].endswith("7号楼1单元302室")
    return id


async def told_from_home(resident: Person, worker: Person) -> str:
    """A report without a point lands in the unit's grid."""
    told = {"text": "家里暖气不热，老人受凉。", "category": "R135", "address": "7号楼1单元302室"}
    id = (await resident.post("/cases", told))["id"]
    case = await worker.until(f"/cases/{id}", lambda case: case["stage"] == "reported")
    assert case["place"]["territory"] == GRID
    return id


@pytest.mark.mechanism(33, 47, 55)
async def test_a_home_is_known_by_its_door_its_people_and_their_matters(house: House):
    resident, neighbour = await house.enter("resident-16"), await house.enter("resident-17")
    unit_head, worker = await house.enter("unit-01"), await house.enter("grid-0101")
    elsewhere, auditor = await house.enter("grid-0102"), await house.enter("auditor")
    department = await house.enter("liaison-shuiwu")
    binding = await bound(resident, unit_head)
    case = await told_from_home(resident, worker)
    today = datetime.now(UTC).date().isoformat()
    seen = {"home": DOOR, "known_from": "visit", "observed_on": today}

    await worker.post("/household-facts", {**seen, "kind": "elderly_alone"})
    claimed = (await neighbour.post("/bindings", {"home": DOOR}))["id"]
    look = {"home": DOOR, "reason": "供暖投诉上门前了解"}
    home = await worker.post("/households/look-up", look)

    (fact,), (member,) = home["facts"], home["members"]
    assert (fact["kind"], fact["known_from"], fact["observed_on"]) == (
        "elderly_alone", "visit", today
    )  # fmt: skip
    assert member["name"].endswith("**")
    assert [(one["id"], one["stage"]) for one in member["matters"]] == [(case, "reported")]
    assert {one["about"] for one in home["policies"]} == {"elderly_alone", "R135"}
    assert resident.account not in str(home["members"][0]["name"])

    other = await resident.until(f"/bindings/{claimed}", lambda one: one["stage"] == "asked")
    assert (other["resident"], other["name"][1:]) == (None, "**")
    assert await refused(elsewhere, "/households/look-up", look) == (404, "not_found")
    assert await refused(department, "/households/look-up", look) == (403, "not_your_post")
    assert (await refused(elsewhere, "/household-facts", {**seen, "kind": "sublet"}))[0] == 403
    assert (await refused(unit_head, f"/bindings/{binding}/verify", {}))[0] == 409

    (looked,) = [
        one for one in (await resident.get("/me/reveals"))["items"] if one["case_id"] == home["id"]
    ]
    assert looked["reason"] == look["reason"]
    assert home["id"] in str(await entries(auditor, "household_looked_up"))

    await resident.post(f"/bindings/{binding}/end", {"reason": "已搬走"})
    assert (await worker.post("/households/look-up", look))["members"] == []


async def entries(auditor: Person, what: str) -> list[Facts]:
    """The lines of the audit log of one kind."""
    found: list[Facts] = []
    cursor: str | None = "0"
    while cursor is not None:
        page = await auditor.get(f"/audit?limit=500&cursor={cursor}")
        found += [one for one in page["items"] if one["what"] == what]
        cursor = page["next_cursor"]
    return found
