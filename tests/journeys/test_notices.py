"""A community tells its groups, calls for volunteers, and a street asks everybody whether they are
safe: seen by who sends, who gets it and who leads a group (scenario of 微信敲门, 001)."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest

from tests.clients import Facts, House, Problem
from tests.journeys.test_helping import here, offering
from tests.journeys.test_listening_day import today
from tests.journeys.whistling import refused


def telling(group: str, **more: Any) -> Facts:
    """The body of a notice."""
    return {"group": group, "title": f"停水 {uuid4()}", "text": "明日 9–11 时停水，请备水", **more}


@pytest.mark.mechanism(24, 242, 249)
async def test_a_community_tells_its_groups_and_sees_who_read_it(house: House):
    secretary, officer = [await house.enter(one) for one in ("secretary-01", "officer-01")]
    near, also, far = [await house.enter(f"resident-{n}") for n in (1, 2, 13)]
    worker = await house.enter("grid-0101")

    assert await refused(officer, "/group-notices", telling("g-gangwan")) == "not_your_group"
    sent = await officer.post("/group-notices", telling("g-gangwan-01"))
    path = f"/group-notices/{sent['id']}"
    got = await near.until(path, lambda one: one["stage"] == "sent")
    assert (got["groups"] > 6, got["counts"], got["kind_zh"]) == (True, None, "群通知")
    assert sent["id"] in [one["id"] for one in (await near.get("/group-notices"))["items"]]
    offered = {one["code"]: one for one in (await near.get("/city"))["modules"]}
    assert offered["notices"]["path"] == "/group-notices"
    assert offered["payment"]["url"].startswith("https://")
    with pytest.raises(Problem):
        await far.get(path)

    for _ in range(2):
        await near.post(f"{path}/read", {})
    await also.post(f"{path}/reply", {"answer": "question", "words": "几点恢复？"})
    seen = await secretary.until(path, lambda one: one["reads"] == 2)
    grids = {one["group"]: one["reads"] for one in seen["counts"]["groups"]}
    assert grids == {"g-gangwan-01-01": 1, "g-gangwan-01-02": 1}
    there = await officer.get(f"{path}/replies?group=g-gangwan-01-02")
    assert [one["words"] for one in there["items"]] == ["几点恢复？"]
    with pytest.raises(Problem):
        await worker.get(f"{path}/replies?group=g-gangwan-01-02")

    await secretary.post(f"{path}/withdraw", {"reason": "改期"})
    after = await near.until(path, lambda one: one["stage"] == "withdrawn")
    assert after["reason"] == "改期"


@pytest.mark.mechanism(248)
async def test_a_street_asks_every_group_and_hears_who_needs_help(house: House):
    commander, secretary = [await house.enter(one) for one in ("commander-gangwan", "secretary-01")]
    safe, helpless, other = [await house.enter(f"resident-{n}") for n in (1, 2, 13)]
    body = telling("g-gangwan", kind="emergency", title="台风红色预警")

    assert await refused(secretary, "/group-notices", body) == "not_your_group"
    path = f"/group-notices/{(await commander.post('/group-notices', body))['id']}"
    await safe.until(path, lambda one: one["stage"] == "sent")
    await safe.post(f"{path}/reply", {"answer": "safe"})
    await other.post(f"{path}/reply", {"answer": "safe"})
    await helpless.post(f"{path}/reply", {"answer": "safe"})
    await helpless.post(f"{path}/reply", {"answer": "help", "words": "老人需转移"})

    seen = await commander.until(path, lambda one: one["replies"] == 3)
    answers = {one["group"]: one["answers"] for one in seen["counts"]["groups"]}
    assert answers == {"g-gangwan-01": {"safe": 1, "help": 1}, "g-gangwan-02": {"safe": 1}}
    there = await secretary.get(f"{path}/replies?group=g-gangwan-01")
    assert "老人需转移" in [one["words"] for one in there["items"]]


@pytest.mark.mechanism(278)
async def test_who_replies_i_come_has_a_place_and_one_too_many_has_none(house: House):
    officer = await house.enter("officer-01")
    first, second = [await house.enter(one) for one in ("volunteer-01", "member-01")]
    made = await officer.post("/offers", offering("post", "核酸采样引导", places=1))
    body = telling("g-gangwan-01", kind="volunteers", title="招募志愿者", offer_id=made["id"])
    path = f"/group-notices/{(await officer.post('/group-notices', body))['id']}"
    notice = await first.until(path, lambda one: one["stage"] == "sent")
    assert [one["zh"] for one in notice["answers"]] == ["我来", "来不了"]

    await first.post(f"{path}/reply", {"answer": "come"})
    assert await refused(second, f"{path}/reply", {"answer": "come"}) == "illegal_move"
    await second.post(f"{path}/reply", {"answer": "cannot"})

    offer = await first.until(f"/offers/{made['id']}", lambda one: one["stage"] == "filled")
    assert offer["mine"]["stage"] == "claimed"
    seen = await officer.until(path, lambda one: one["replies"] == 2)
    assert seen["counts"]["answers"] == {"come": 1, "cannot": 1}


@pytest.mark.mechanism(249)
async def test_a_case_told_online_is_visited_and_keeps_the_record(house: House):
    resident, worker = await house.enter("resident-1"), await house.enter("grid-0101")
    told = {"text": f"楼道灯坏了 {uuid4()}", "category": "P0137", **here()}
    case = await resident.post("/cases", told)
    await worker.until(f"/cases/{case['id']}", lambda one: one["stage"] == "reported")

    body = {"kind": "home", "subject": "building", "name": "3 栋", "day": today(), **here()}
    visit = await worker.post("/visits", {**body, "case_id": case["id"]})
    went = {"visited_at": datetime.now(UTC).isoformat()}
    await worker.post(f"/visits/{visit['id']}/record", went)

    seen = await worker.until(f"/cases/{case['id']}", lambda one: one["work"]["visits"])
    assert [one["id"] for one in seen["work"]["visits"]] == [visit["id"]]
    shown = await resident.get(f"/cases/{case['id']}")
    assert "case.visited" in [one["type"] for one in shown["timeline"]]
