"""Every way in ends the same: one case with its channel, its first owner and its limit. A ticket
takes its route, a class of either list is bound to a standard, what is told twice is offered."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from contracts.actor import Role
from contracts.calendar import Span
from loadtests.cast import Scene
from tests.clients import Facts, House, Person, Problem
from tests.journeys.town import city, report_at, scene_in

RESIDENT, WORKER, OFFICER = "resident", "grid_worker", "officer"
HEAD = "building_head"
BEHALF = {"on_behalf_of": {"name": "李奶奶", "phone": "13812345678"}}
MANDATE = {"mandate": {"by": "王师傅", "to": "区信访局", "agreed_on": "2026-11-20"}}
FROM = {"source": "vi-20261120-1"}
WAYS: tuple[tuple[str, str, Facts, str, str], ...] = (
    ("app", RESIDENT, {}, "grid", "reactive"),
    ("mini_program", RESIDENT, {}, "grid", "reactive"),
    ("platform", RESIDENT, {}, "grid", "reactive"),
    ("questionnaire", RESIDENT, FROM, "grid", "proactive"),
    ("grid_worker", WORKER, BEHALF, "grid", "reactive"),
    ("patrol", WORKER, {}, "grid", "proactive"),
    ("home_visit", WORKER, FROM, "grid", "proactive"),
    ("building_head", HEAD, {}, "grid", "proactive"),
    ("watch", WORKER, {}, "grid", "proactive"),
    ("monitor", OFFICER, FROM, "grid", "proactive"),
    ("listening_day", OFFICER, FROM, "grid", "proactive"),
    ("talk_meeting", OFFICER, FROM, "community", "proactive"),
    ("window", OFFICER, BEHALF, "community", "reactive"),
    ("petition", OFFICER, MANDATE, "community", "reactive"),
)
"""Channel, who uses it, what it must carry, who looks first, who saw it first."""
SEEDS = {channel: 700 + n for n, (channel, *_) in enumerate(WAYS)}


def account(scene: Scene, who: str) -> str:
    """Whose account that is at this place."""
    if who != HEAD:
        return str(getattr(scene, who))
    grid = next(
        at for role, at in city().people[scene.grid_worker].held if role is Role.GRID_WORKER
    )
    return city().holders(Role.BUILDING_HEAD, grid)[0]


def limit_of(case: Facts, event: str, span: str) -> datetime:
    """When a limit ends that began with this event."""
    began = next(one["time"] for one in case["timeline"] if one["type"] == event)
    return city().due(case["owner"]["at"], datetime.fromisoformat(began), Span.parse(span)).at


def next_by(case: Facts) -> datetime:
    """By when somebody must act on it."""
    return datetime.fromisoformat(case["next"]["by"])


async def sorted_by(
    officer: Person, path: str, category: str, standard: str, urgency: str = "ordinary"
) -> Facts:
    """Sort it to the community under a standard; the case as it stands then."""
    settled = {"category": category, "urgency": urgency, "sphere": "public", "level": "community"}
    await officer.post(f"{path}/sort", {**settled, "standard": standard})
    return await officer.until(path, lambda case: case["stage"] == "owned")


@pytest.mark.mechanism(22, 23, 26, 28, 29, 40, 42, 63, 243)
@pytest.mark.parametrize(("channel", "who", "carried", "level", "origin"), WAYS)
async def test_whatever_the_way_in_it_is_one_case_with_an_owner_and_a_limit(
    house: House, channel: str, who: str, carried: Facts, level: str, origin: str
):
    scene = scene_in("gangwan", SEEDS[channel])
    reporter = await house.enter(account(scene, who))
    officer = await house.enter(scene.officer)
    told = report_at(scene, "P0104", f"雨水箅子破损（{channel}）", channel=channel, **carried)

    with_number = await reporter.post("/cases", told)
    path = f"/cases/{with_number['id']}"
    seen = await officer.until(path, lambda case: case["stage"] == "reported")

    assert (seen["channel"], seen["came"]["origin"]) == (channel, origin)
    assert seen["owner"]["level"] == level
    assert next_by(seen) == limit_of(seen, "case.reported", "1 wh")
    if channel == "monitor":
        await officer.post(f"{path}/check", {"sound": True, "text": "属实"})
    bound = await sorted_by(officer, path, "P0104", "P0104-4")
    assert bound["work"]["standard"]["limit"] == "2 wd"
    assert next_by(bound) == limit_of(bound, "case.sorted", "2 wd")


def ticket(scene: Scene, kind: str, text: str, **more: Any) -> Facts:
    """A ticket of the hotline at this place."""
    told = {"external": f"RT-{uuid4().hex[:10]}", "kind": kind, "text": text, "category": "P0104"}
    place = {"address": scene.address, "point": scene.point}
    return {**told, **place, "complainant": {"name": "赵先生", "phone": "13912345678"}, **more}


ROUTES = (
    ("legal", "complaint", "refused"),
    ("secret", "consult", "refused"),
    ("beyond", "help", "refused"),
    ("improper", "other", "refused"),
    ("repeated", "suggest", "merged"),
    ("emergency", "report", "reported"),
)
"""Route, kind of the ticket, where the case stands then."""


@pytest.mark.mechanism(25, 62)
@pytest.mark.parametrize(("route", "kind", "stage"), ROUTES)
async def test_a_ticket_takes_its_special_route_and_the_caller_is_told_who_can_help(
    house: House, route: str, kind: str, stage: str
):
    scene = scene_in("gangwan", 740 + [row[0] for row in ROUTES].index(route))
    hotline, officer = await house.enter("hotline"), await house.enter(scene.officer)
    earlier = await hotline.post("/hotline-tickets", ticket(scene, kind, "雨水箅子松动，先报一次"))
    later = await hotline.post("/hotline-tickets", ticket(scene, kind, "雨水箅子松动，又报一次"))
    path = f"/cases/{later['id']}"
    await officer.until(f"/cases/{earlier['id']}", lambda case: case["stage"] == "reported")
    came = await officer.until(path, lambda case: case["stage"] == "reported")

    asked = {"emergency": {"services": ["119"]}, "repeated": {"earlier": earlier["id"]}}
    await officer.post(f"{path}/divert", {"route": route, **asked.get(route, {})})
    ended = await hotline.until(
        path,
        lambda case: case["stage"] == stage and (stage != "reported" or case["work"]["alerted"]),
    )

    assert came["came"]["ticket_kind"] == kind
    if stage == "refused":
        assert ended["work"]["route"] == route
        assert ended["reason"]
        assert ended["pointer"]
    assert ended["merged_into"] == (earlier["id"] if stage == "merged" else None)
    assert ended["work"]["alerted"] == (["119"] if route == "emergency" else [])
    assert (came["reporters"] is None) == (kind == "report")


@pytest.mark.mechanism(63, 97)
async def test_a_class_of_the_older_list_is_bound_to_a_standard_and_closes_only_as_that_says(
    house: House,
):
    scene = scene_in("gangwan", 751)
    hotline, officer = await house.enter("hotline"), await house.enter(scene.officer)
    worker = await house.enter(scene.grid_worker)
    of_older = ticket(scene, "complaint", "路灯井盖缺失", scheme="CJT214", category="P0106")

    path = f"/cases/{(await hotline.post('/hotline-tickets', of_older))['id']}"
    came = await officer.until(path, lambda case: case["stage"] == "reported")
    bound = await sorted_by(officer, path, came["category"], "P0106-2")

    standard = bound["work"]["standard"]
    choices = next(
        one for one in (await officer.get("/city"))["categories"] if one["code"] == "P0106"
    )
    assert (choices["scheme"], choices["cjt214"]) == ("GBT30428", "P0106")
    assert standard == next(one for one in choices["standards"] if one["code"] == "P0106-2")
    assert (standard["limit"], bound["urgency"]) == ("2 uh", "urgent")
    assert next_by(bound) == limit_of(bound, "case.sorted", "2 uh")
    with pytest.raises(Problem) as bare:
        await officer.post(f"{path}/settle", {"result": "新井盖到位"})
    assert (bare.value.status, bare.value.code) == (422, "closing_photo")
    photo = await officer.upload_photo()
    await officer.post(f"{path}/settle", {"result": "新井盖到位", "photos": [photo]})
    with pytest.raises(Problem) as unseen:
        await officer.post(f"{path}/feed-back", {"text": "已处置"})
    assert unseen.value.code == "check_first"
    await worker.post(f"{path}/check", {"sound": True, "text": "现场无误"})
    await officer.post(f"{path}/feed-back", {"text": "已处置"})
    await hotline.until(path, lambda case: case["stage"] == "fed_back")

    unknown = ticket(scene, "complaint", "别的问题", scheme="CJT214", category="P9999")
    with pytest.raises(Problem, match="unknown_code"):
        await hotline.post("/hotline-tickets", unknown)


@pytest.mark.mechanism(63)
async def test_a_class_only_the_older_list_has_is_bound_to_its_usual_standard(house: House):
    scene = scene_in("gangwan", 752)
    hotline, officer = await house.enter("hotline"), await house.enter(scene.officer)
    of_older = ticket(scene, "complaint", "一辆车长期乱停", scheme="CJT214", category="E0505")

    path = f"/cases/{(await hotline.post('/hotline-tickets', of_older))['id']}"
    came = await officer.until(path, lambda case: case["stage"] == "reported")
    settled = {"urgency": "ordinary", "sphere": "public", "level": "community"}
    await officer.post(f"{path}/sort", {"category": came["category"], **settled})
    bound = await officer.until(path, lambda case: case["stage"] == "owned")

    assert (came["category"], city().category(came["category"]).name_zh) == (
        "CE0505",
        "机动车乱停放",
    )
    assert bound["work"]["standard"]["code"] == "CE0505-1"
    assert next_by(bound) == limit_of(bound, "case.sorted", "2 wh")


@pytest.mark.mechanism(25, 43)
async def test_a_ticket_that_is_merged_brings_what_was_promised_for_it(house: House):
    scene = scene_in("gangwan", 755)
    hotline, officer = await house.enter("hotline"), await house.enter(scene.officer)
    promise = datetime.now(UTC).replace(microsecond=0) + timedelta(minutes=90)
    tickets = (
        ticket(scene, "complaint", "东门雨水箅子松动"),
        ticket(scene, "complaint", "东门雨水箅子响", due_at=promise.isoformat()),
    )
    earlier, later = [(await hotline.post("/hotline-tickets", one))["id"] for one in tickets]
    path = f"/cases/{earlier}"
    for id in (earlier, later):
        await officer.until(f"/cases/{id}", lambda case: case["stage"] == "reported")
    before = await sorted_by(officer, path, "P0104", "P0104-5")
    assert next_by(before) > promise

    await officer.post(f"/cases/{later}/merge", {"into": earlier, "reason": "同一只箅子"})
    after = await officer.until(path, lambda case: case["came"]["promised_by"])

    assert datetime.fromisoformat(after["came"]["promised_by"]) == promise
    hastened = await officer.until(path, lambda case: next_by(case) == promise)
    assert hastened["timeline"][-1]["type"] == "case.recomputed"


@pytest.mark.mechanism(63)
async def test_what_a_neighbour_told_before_is_offered_and_both_hear_the_same_end(house: House):
    scene, other = scene_in("gangwan", 753), scene_in("gangwan", 754)
    first, second = await house.enter(scene.resident), await house.enter(other.resident)
    worker = await house.enter(scene.grid_worker)
    told = report_at(scene, "P0104", "东门口雨水箅子破损")
    earlier = (await first.post("/cases", told))["id"]
    await worker.until(f"/cases/{earlier}", lambda case: case["stage"] == "reported")
    later = (await second.post("/cases", {**told, "text": "东门雨水箅子坏了"}))["id"]
    await worker.until(f"/cases/{later}", lambda case: case["stage"] == "reported")

    near = "&".join(f"{name}={value}" for name, value in scene.point.items())
    offered = await worker.get(
        f"/cases/similar?{near}&category=P0104&text=东门雨水箅子坏了&besides={later}"
    )
    found = next(one for one in offered if one["id"] == earlier)
    await worker.post(f"/cases/{later}/merge", {"into": earlier, "reason": "同一只箅子"})
    both = await worker.until(f"/cases/{earlier}", lambda case: case["reporter_count"] == 2)
    await worker.post(f"/cases/{earlier}/answer", {"text": "今晚更换"})

    assert found["distance_m"] == 0
    assert found["score"] > 50
    assert both["stage"] == "reported"
    joined = await second.until(f"/cases/{later}", lambda case: case["stage"] == "merged")
    assert joined["merged_into"] == earlier
    heard = await second.until(f"/cases/{earlier}", lambda case: case["stage"] == "fed_back")
    assert heard["feedback"] == "今晚更换"


@pytest.mark.mechanism(25)
async def test_what_goes_straight_to_a_street_is_copied_to_the_district(house: House):
    scene = scene_in("gangwan", 755)
    hotline, staff = await house.enter("hotline"), await house.enter("staff-gangwan")
    supervisor = await house.enter("supervisor-district")
    straight = ticket(scene, "help", "雨水箅子堵塞，直派街道", direct=True)

    path = f"/cases/{(await hotline.post('/hotline-tickets', straight))['id']}"
    seen = await staff.until(path, lambda case: case["stage"] == "reported")
    copied = await supervisor.get(f"/cases?copied_to=haichuan&external={straight['external']}")

    assert (seen["owner"]["level"], seen["owner"]["at"]) == ("street", "gangwan")
    assert seen["came"]["copied_to"] == "haichuan"
    assert [f"/cases/{row['id']}" for row in copied["items"]] == [path]
