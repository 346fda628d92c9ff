"""Neighbours and partner units help: a blocked pipe, a roof and a sand pit are ordered, fifty-one
are mustered at once, a family's wish is granted (scenarios 6, 10 and 11 of the mechanism table)."""

import asyncio
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from contracts.city.places import Places
from tests.clients import Facts, House, Person, Problem
from tests.journeys.town import city

GRID, COMMUNITY = "gangwan-01-01", "gangwan-01"
MEMBERS = [f"{kind}-{n:02}" for kind in ("member", "volunteer") for n in range(1, 13)]
NEIGHBOURS = [f"resident-{n}" for n in range(1, 21)] + [f"unit-{n:02}" for n in range(1, 11)]
CALLED = 51


def here(grid: str = GRID) -> Facts:
    """A point in a grid, with words for it."""
    lng, lat = Places(city()).within(grid) or (0.0, 0.0)
    return {"point": {"lng": lng, "lat": lat}, "address": "望海社区 3 栋"}


def offering(kind: str, title: str, **more: Any) -> Facts:
    """The body of an offer."""
    return {"kind": kind, "title": title, "text": title, **here(), **more}


async def lists(liaison: Person, unit: str, title: str, **more: Any) -> str:
    """A unit puts something on the resource list."""
    until = (datetime.now(UTC) + timedelta(days=30)).isoformat()
    told = {"unit": unit, "title": title, "text": title, "at": COMMUNITY, "ends_at": until}
    return str((await liaison.post("/resources", {**told, **more}))["id"])


async def serves(unit: Person, offer: str, text: str) -> None:
    """A unit that has accepted comes and does it."""
    await unit.post(f"{offer}/arrive", {})
    await unit.post(f"{offer}/done", {"text": text, "hours": 2})


async def owned(resident: Person, worker: Person, officer: Person) -> Facts:
    """A blocked sewer that was reported and sorted, and is the community's now.

    `resident` has told of none here before: from the same phone it would be the same case.
    """
    report = {"text": f"楼里下水道堵了 {uuid4()}", "category": "R07", **here()}
    case = await resident.post("/cases", report)
    path = f"/cases/{case['id']}"
    sort = {"category": "R07", "urgency": "urgent", "sphere": "shared", "level": "community"}
    await worker.post_soon(f"{path}/sort", sort)
    await officer.until(path, lambda case: case["stage"] == "owned")
    return case


@pytest.mark.scenario(6)
@pytest.mark.mechanism(51, 77, 78, 80, 81)
async def test_a_blocked_pipe_goes_from_the_case_to_the_unit_that_takes_it_and_back(house: House):
    resident, worker = await house.enter("resident-1"), await house.enter("grid-0101")
    officer, secretary = [await house.enter(one) for one in ("officer-01", "secretary-01")]
    school, hospital = await house.enter("liaison-xuexiao"), await house.enter("liaison-yiyuan")
    skills = ["plumbing"]
    near = await lists(school, "xuexiao", "疏通管道", skills=skills, categories=["R07"], capacity=9)
    far = await lists(hospital, "yiyuan", "管道维修", skills=skills, capacity=9)
    menu = await resident.get(f"/menu?community={COMMUNITY}")
    assert {near, far} <= {dish["resource_id"] for dish in menu["items"]}

    case = await owned(resident, worker, officer)
    path = f"/cases/{case['id']}"
    concern = {"text": "下水道堵塞", "case_id": case["id"]}
    order = offering("order", "疏通下水道", category="R07", skills=skills, concerns=[concern])
    offer = f"/offers/{(await officer.post('/offers', order))['id']}"
    asked = await school.until(offer, lambda one: one["asked"] is not None)
    assert (asked["stage_zh"], asked["asked"]["unit"]) == ("已派单", "xuexiao")
    await resident.until(path, lambda case: case["stage"] == "ordered")

    await school.post(f"{offer}/decline", {"reason": "本周抽不出人"})
    await hospital.until(offer, lambda one: one["asked"] and one["asked"]["unit"] == "yiyuan")
    await hospital.post(f"{offer}/claim", {})
    await serves(hospital, offer, "已疏通")
    await secretary.until(offer, lambda one: one["stage"] == "done")
    await secretary.post(f"{offer}/confirm", {"result": "下水通畅"})

    await resident.until(path, lambda case: case["result"] == "下水通畅")
    await officer.post_soon(f"{path}/feed-back", {"text": "已疏通，可以用水"})
    await resident.until(path, lambda case: case["stage"] == "fed_back")
    deed = f"/deeds/{offer.removeprefix('/offers/')}-c1"
    seen = await officer.until(deed, lambda one: one["result"] == "下水通畅")
    assert (seen["units"], seen["case_id"]) == (["yiyuan"], case["id"])
    book = await hospital.until("/points/pb-yiyuan", lambda one: one["hours"] >= 2)
    assert book["unit"]


@pytest.mark.scenario(6)
@pytest.mark.mechanism(46, 51, 79, 80)
@pytest.mark.parametrize(("title", "skill"), [("修屋顶", "roofing"), ("增设沙池", "masonry")])
async def test_a_resident_orders_from_the_menu_the_community_dispatches_and_the_resident_rates(
    house: House, title: str, skill: str
):
    resident, officer = await house.enter("resident-1"), await house.enter("officer-01")
    hospital = await house.enter("liaison-yiyuan")
    resource = await lists(hospital, "yiyuan", title, skills=[skill], capacity=9)
    need = await officer.post(
        "/needs", {"source": "visit", "text": title, "skills": [skill], **here()}
    )
    matches = await officer.get(f"/needs/{need['id']}/matches")
    assert resource in [one["resource_id"] for one in matches["items"]]

    order = offering("order", title, skills=[skill], resource_id=resource)
    offer = f"/offers/{(await resident.post('/offers', order))['id']}"
    waiting = await officer.until(offer, lambda one: one["stage"] == "proposed")
    assert (waiting["stage_zh"], waiting["next"]["who"]) == ("已点单", COMMUNITY)
    await officer.post(f"{offer}/dispatch", {"resources": [resource]})
    await hospital.until(offer, lambda one: one["asked"] is not None)
    await hospital.post(f"{offer}/claim", {})
    await serves(hospital, offer, "已完工")
    await resident.until(offer, lambda one: one["stage"] == "done" and one["own"])
    await resident.post(f"{offer}/rate", {"stars": 5, "words": "又快又好"})

    rated = await hospital.until(offer, lambda one: one["stage"] == "rated")
    assert (rated["stars"], rated["words"]) == (5, "又快又好")
    await officer.until(f"/deeds/{offer.removeprefix('/offers/')}-c1", lambda one: one["units"])
    for pushed in (
        "offer.proposed",
        "offer.dispatched",
        "claim.made",
        "claim.arrived",
        "offer.done",
    ):
        await resident.hears(pushed, offer.removeprefix("/offers/"))


@pytest.mark.scenario(10)
@pytest.mark.mechanism(82, 90, 91, 108, 139)
async def test_fifty_one_are_called_to_the_checkpoints_at_once_and_not_one_more(house: House):
    district = await house.enter("supervisor-district")
    commander = await house.enter("commander-gangwan")
    people = [await house.enter(account) for account in (*MEMBERS, *NEIGHBOURS)]
    officers = {n: await house.enter(f"officer-{n:02}") for n in range(1, 11)}
    await asyncio.gather(*(registered(officers, one) for one in people[len(MEMBERS) :]))
    emergency = await district.post("/emergencies", {"at": "haichuan", "reason": "防汛"})

    muster = offering("muster", "卡口站岗", places=CALLED, circle="district")
    offer = f"/offers/{(await commander.post('/offers', muster))['id']}"
    answers = await asyncio.gather(*(claims(one, offer) for one in people))
    there = [one for one, answer in zip(people, answers, strict=True) if answer == "claimed"]
    full = await commander.until(offer, lambda one: one["stage"] == "filled")
    await asyncio.gather(*(one.post(f"{offer}/arrive", {}) for one in there))
    mustered = await commander.until(offer, lambda one: one["mustered_after"] is not None)
    await asyncio.gather(*(one.post(f"{offer}/done", {"text": "交岗"}) for one in there))
    await commander.until(offer, lambda one: one["stage"] == "done")
    await commander.post(f"{offer}/confirm", {"result": "全部到岗"})

    assert Counter(answers)["claimed"] == CALLED
    assert set(answers) == {"claimed", "illegal_move"}
    assert (full["left"], full["emergency"], mustered["arrived"]) == (0, True, CALLED)
    assert mustered["mustered_after"] > 0
    first = there[0]
    book = await first.until(f"/points/pb-{first.account}", lambda one: one["points"] >= 5)
    assert "muster" in {line["earning"] for line in book["postings"]}
    await district.post(f"/emergencies/{emergency['id']}/end", {"reason": "水退"})
    await first.until(f"/emergencies/{emergency['id']}", lambda one: one["stage"] == "ended")


async def registered(officers: dict[int, Person], one: Person) -> None:
    """Somebody reports to the community of their home, which takes them in."""
    at = city().people[one.account].held[0][1]
    community = city().community_of(at) or ""
    officer = officers[int(community.removeprefix("gangwan-"))]
    told = await one.post("/registrations", {"at": at, "corps": "party"})
    await officer.post(f"/registrations/{told['id']}/confirm", {})


async def claims(one: Person, offer: str) -> str:
    """`claimed`, or the code of the refusal."""
    try:
        await one.post(f"{offer}/claim", {})
    except Problem as problem:
        return problem.code
    return "claimed"


@pytest.mark.scenario(11)
@pytest.mark.mechanism(36, 79, 139)
async def test_a_family_in_hardship_has_its_wish_granted_and_nobody_else_learns_whose_it_was(
    house: House,
):
    head, officer = await house.enter("building-001"), await house.enter("officer-01")
    secretary, passer_by = await house.enter("secretary-01"), await house.enter("volunteer-05")
    member = await house.enter("member-01")
    grandma = {"name": "李奶奶", "phone": "13812345678", "address": "3 栋 301"}

    wish = offering("wish", "一台电暖器", beneficiary=grandma)
    offer = f"/offers/{(await head.post('/offers', wish))['id']}"
    await officer.until(offer, lambda one: one["stage"] == "proposed")
    await officer.post(f"{offer}/publish", {})
    public = await passer_by.until(offer, lambda one: one["stage"] == "open")
    assert (public["beneficiary"], public["place"]) == (None, None)
    assert "李奶奶" not in str(public)
    await member.post_soon(f"{offer}/claim", {})
    before = await member.until(offer, lambda one: one["mine"] is not None)
    await officer.post(f"{offer}/introduce", {"claim_id": before["mine"]["id"]})
    known = await member.until(offer, lambda one: one["beneficiary"] is not None)
    await serves(member, offer, "送到并装好")
    await secretary.until(offer, lambda one: one["stage"] == "done")
    await secretary.post(f"{offer}/confirm", {"result": "老人很高兴"})

    assert (before["beneficiary"], known["beneficiary"]["name"]) == (None, "李奶奶")
    done = await head.until(offer, lambda one: one["stage"] == "confirmed")
    assert [done["stage_zh"], done["result"]] == ["已确认", "老人很高兴"]
    book = await member.until(
        "/points/pb-member-01",
        lambda one: any(line["earning"] == "wish" for line in one["postings"]),
    )
    points = [line["amount"] for line in book["postings"] if line["ledger"] == "points"]
    assert book["points"] == sum(points)
    proof = await member.get("/points/pb-member-01/certificate")
    checked = await officer.get(f"/certificates/{proof['code']}")
    assert (checked["true"], checked["name"]) == (True, f"{proof['name'][:1]}**")


async def refused(person: Person, path: str, body: Facts) -> str:
    """The code of the refusal; empty when it was done."""
    try:
        await person.post(path, body)
    except Problem as problem:
        return problem.code
    return ""


@pytest.mark.mechanism(90, 139)
async def test_who_stays_away_leaves_a_miss_and_cannot_take_it_back_afterwards(house: House):
    officer, secretary = await house.enter("officer-01"), await house.enter("secretary-01")
    member, volunteer = await house.enter("member-01"), await house.enter("volunteer-01")
    ends = datetime.now(UTC) + timedelta(seconds=6)
    post = offering("post", "雨夜值守", places=2, ends_at=ends.isoformat())
    offer = f"/offers/{(await officer.post('/offers', post))['id']}"
    for one in (member, volunteer):
        await one.post(f"{offer}/claim", {})

    waiting = await officer.until(offer, lambda one: one["stage"] == "serving", within=90)
    late = await refused(member, f"{offer}/release", {"reason": "临时有事"})
    unmade = await refused(secretary, f"{offer}/confirm", {"result": "无人到岗"})
    leave = {"claim_id": waiting["claims"][1]["id"], "reason": "住院，已准假"}
    await officer.post(f"{offer}/release", leave)
    await secretary.post(f"{offer}/cancel", {"reason": "到时无人到岗"})

    assert (late, unmade) == ("its_time_has_come", "nobody_came")
    assert waiting["next"]["who_zh"] == "认领人"
    number = waiting["number"]
    book = await member.until(
        "/points/pb-member-01",
        lambda one: any(line["number"] == number for line in one["postings"]),
    )
    [line] = [line for line in book["postings"] if line["number"] == number]
    assert (line["earning"], line["amount"]) == ("no_show", -3)
    forgiven = {"offer_id": offer.removeprefix("/offers/"), "reason": "当天已请假，误记爽约"}
    await secretary.post("/points/pb-member-01/void", forgiven)
    book = await member.until(
        "/points/pb-member-01",
        lambda one: sum(line["number"] == number for line in one["postings"]) == 2,
    )
    assert sum(line["amount"] for line in book["postings"] if line["number"] == number) == 0
    shown = await volunteer.until(offer, lambda one: one["stage"] == "cancelled")
    assert shown["mine"]["stage"] == "released"
