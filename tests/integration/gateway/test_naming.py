"""A command names only photos its caller may see, and only cases that can be whistled on."""

import pytest

from contracts.events import case as c
from gateway import naming
from gateway.naming import NAMES
from services.chassis.acts import new_id
from tests.integration.gateway.house import House
from tests.integration.gateway.seeds import PLACE, Matter
from tests.integration.gateway.test_photos import photo, upload

POINT = PLACE.point.model_dump()
CATEGORY = "E0101"


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(naming, "PAUSES", (0.0, 0.01))


def report(**more: object) -> dict[str, object]:
    return {"text": "路灯不亮", "category": CATEGORY, "point": POINT, "address": "路口", **more}


def whistle(*cases: str) -> dict[str, object]:
    problems = [{"text": "占道", "category": CATEGORY, "case_id": id} for id in cases]
    told = {"kind": "DEMAND", "point": POINT, "address": "路口", "reason": "跨部门"}
    return {**told, "problems": problems}


async def test_a_photo_of_a_stranger_is_not_shown_by_putting_it_on_a_report_of_ones_own(
    house: House,
):
    owner, matter = await house.enter("resident-1"), Matter("lentphoto", confidential=True)
    id = (await upload(owner, photo(), key="lent")).json["id"]
    await house.hears(matter.reported(photos=(id,)))
    stranger, before = await house.enter("resident-2"), len(house.owner.asked)

    refused = await stranger.post("/cases", report(photos=[id]), key="steal")
    unknown = await stranger.post("/cases", report(photos=["photo-none"]), key="none")

    assert (refused.status, refused.code) == (422, "unknown_photo")
    assert refused.json["errors"][0]["field"] == "photos.0"
    assert {**refused.json, "trace_id": ""} == {**unknown.json, "trace_id": ""}
    assert len(house.owner.asked) == before
    assert (await stranger.get(f"/files/{id}")).status == 404


async def test_who_uploaded_a_photo_or_sees_it_may_put_it_on_what_they_send(house: House):
    owner, matter = await house.enter("resident-1"), Matter("shownphoto")
    id = (await upload(owner, photo(), key="own")).json["id"]
    await house.hears(matter.reported(photos=(id,)))
    worker, before = await house.enter("grid-0101"), len(house.owner.asked)

    own = await owner.post("/cases", report(photos=[id]), key="own-report")
    found = {"sound": True, "text": "属实", "photos": [id]}
    seen = await worker.post(f"/cases/{matter.case}/check", found, key="seen")

    assert (own.status, seen.status) == (201, 201)
    assert len(house.owner.asked) == before + 2


async def test_what_names_nothing_is_left_to_its_owner_however_it_looks(house: House):
    visitor, before = await house.enter("resident-1"), len(house.owner.asked)
    sent = (b"{", b"[]", b"[" * 50_000, b'{"photos": [], "text": 7}', b'{"photos": null}')

    for n, body in enumerate(sent):
        headers = {"Idempotency-Key": f"odd{n}", "Content-Type": "application/json"}
        await visitor.ask("POST", "/api/v1/cases", data=body, headers=headers)

    assert house.owner.bodies[before:] == [*sent]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (b'{"photos": "photo-1"}', "photos"),
        (b'{"photos": [7]}', "photos.0"),
        (b'{"photos": ["photo-none"], "text": 7}', "text"),
    ],
)
async def test_what_is_wrong_with_it_is_told_before_what_it_names(house: House, body, field):
    visitor, before = await house.enter("resident-1"), len(house.owner.asked)
    headers = {"Idempotency-Key": "odd", "Content-Type": "application/json"}

    refused = await visitor.ask("POST", "/api/v1/cases", data=body, headers=headers)

    assert (refused.status, refused.code) == (422, "invalid")
    assert field in {one["field"] for one in refused.json["errors"]}
    assert len(house.owner.asked) == before


async def test_a_whistle_is_blown_on_a_case_of_the_street_that_is_open(house: House):
    commander, matter = await house.enter("commander-gangwan"), Matter("blown")
    await house.hears(matter.reported())
    before = len(house.owner.asked)

    raised = await commander.post("/whistles", whistle(matter.case), key="raise")
    looked = await commander.post("/whistles/preview", whistle(matter.case))

    assert (raised.status, looked.status) == (201, 201)
    assert len(house.owner.asked) == before + 2


@pytest.mark.parametrize("account", ["commander-binhe", "grid-0201"])
async def test_a_case_out_of_reach_is_whistled_on_like_one_that_is_not_there(house: House, account):
    visitor, matter = await house.enter(account), Matter(f"far{account}")
    await house.hears(matter.reported())
    before = len(house.owner.asked)

    far = await visitor.post("/whistles", whistle(matter.case), key="far")
    none = await visitor.post("/whistles", whistle("case-none"), key="none")

    assert (far.status, far.code) == (422, "no_such_case_here")
    assert far.json["errors"][0]["field"] == "problems.0.case_id"
    assert {**far.json, "trace_id": ""} == {**none.json, "trace_id": ""}
    assert len(house.owner.asked) == before


async def test_a_draft_that_is_written_anew_names_cases_as_a_new_one_does(house: House):
    commander, matter = await house.enter("commander-binhe"), Matter("anew")
    await house.hears(matter.reported())
    before = len(house.owner.asked)

    far = await commander.post("/whistles/wh-anew/revise", whistle(matter.case), key="anew")

    assert (far.status, far.code) == (422, "no_such_case_here")
    assert far.json["errors"][0]["field"] == "problems.0.case_id"
    assert len(house.owner.asked) == before


async def test_a_case_that_is_over_or_whistled_on_already_is_refused_with_where_it_stands(
    house: House,
):
    commander = await house.enter("commander-gangwan")
    over, whistled, fine = Matter("over"), Matter("whistled"), Matter("fine")
    gone = c.CaseWithdrawn(reason="自行解决")
    await house.hears(
        over.reported(), over.said(over.case, gone), whistled.reported(), whistled.whistled()
    )
    await house.hears(fine.reported())

    ended = await commander.post("/whistles", whistle(fine.case, over.case), key="over")
    twice = await commander.post("/whistles", whistle(whistled.case), key="twice")

    assert (ended.status, ended.code) == (422, "case_not_to_whistle")
    assert ended.json["errors"][0]["field"] == "problems.1.case_id"
    assert "已撤回" in ended.json["detail"]
    assert f"C-{whistled.case} 目前是“已吹哨”" in twice.json["detail"]


async def test_the_same_whistle_asked_for_again_is_answered_and_not_refused(house: House):
    commander, matter = await house.enter("commander-gangwan"), Matter("again")
    matter.whistle = new_id("wh-", house.city_actor("commander-gangwan"), "lost")
    await house.hears(matter.reported(), matter.whistled())

    again = await commander.post("/whistles", whistle(matter.case), key="lost")

    assert again.status == 201


@pytest.mark.parametrize("stale", [True, False], ids=["all", "one"])
async def test_a_draft_is_raised_while_one_of_its_cases_can_still_be_whistled_on(
    house: House, stale: bool
):
    commander, matter, fine = (
        await house.enter("commander-gangwan"),
        Matter(f"late{stale}"),
        Matter(f"open{stale}"),
    )
    gone = c.CaseWithdrawn(reason="自行解决")
    second = matter.problem.model_copy(update={"id": "p2", "case_id": fine.case})
    stated = (matter.problem,) if stale else (matter.problem, second)
    drafted = matter.raised()[0].data.model_copy(update={"problems": stated})
    matter = Matter(f"late{stale}")
    await house.hears(fine.reported(), matter.reported(), matter.said(matter.case, gone))
    await house.hears(matter.said(matter.whistle, drafted))
    house.owner.status, before = 200, len(house.owner.asked)

    answer = await commander.post(f"/whistles/{matter.whistle}/approve", {}, key=f"ap{stale}")
    house.owner.status = 201

    assert len(house.owner.asked) == before + (not stale)
    if stale:
        assert (answer.status, answer.code) == (409, "draft_is_late")
        assert (answer.json["state"], answer.json["allowed"]) == ("draft", ["refuse", "return"])
        assert f"C-{matter.case}" in answer.json["detail"]


async def test_who_does_not_see_a_draft_is_answered_by_its_owner(house: House):
    stranger, matter = await house.enter("commander-binhe"), Matter("unseen")
    await house.hears(matter.reported(), matter.said(matter.case, c.CaseWithdrawn(reason="x")))
    await house.hears(matter.raised()[0])
    before = len(house.owner.asked)

    await stranger.post(f"/whistles/{matter.whistle}/approve", {}, key="unseen")

    assert len(house.owner.asked) == before + 1


def test_every_command_with_photos_is_looked_at():
    assert {"photos", "problems", "draft"} == {name for names in NAMES.values() for name in names}
    assert len(NAMES) > 15
