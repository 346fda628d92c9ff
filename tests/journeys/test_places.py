"""A place is taken once, lapses when nobody comes forward, costs whoever stays away, and is on
record for whoever came: in two ledgers, and on a certificate that anybody can check."""

import asyncio
from collections import Counter
from uuid import uuid4

import pytest

from tests.clients import Facts, House, Person, Problem
from tests.journeys.test_helping import claims, here, offering
from tests.journeys.whistling import soon

VOLUNTEERS = ("volunteer-01", "volunteer-11", "member-01", "member-11")
STEADY, ABSENT = "unit-11", "unit-12"
"""They claim in no other journey: hours beyond a day's eight earn no points, and whoever stays away
three times may claim no more for a while."""


def lines(book: Facts, title: str) -> dict[str, float]:
    """What an offer brought on each ledger."""
    brought: Counter[str] = Counter()
    for line in book["postings"]:
        if line["title"] == title:
            brought[line["ledger"]] += line["amount"]
    return dict(brought)


async def reported(house: House, officer: Person, account: str, at: str) -> Person:
    """双报到: somebody reports to the community of their home, which takes them in."""
    one = await house.enter(account)
    told = await one.post("/registrations", {"at": at, "corps": "party"})
    await officer.post(f"/registrations/{told['id']}/confirm", {})
    return one


async def made(keeper: Person, title: str, **more: object) -> str:
    """A turn of duty that is called; its path."""
    return f"/offers/{(await keeper.post('/offers', offering('post', title, **more)))['id']}"


@pytest.mark.mechanism(82, 84, 139)
async def test_one_place_is_taken_once_given_back_taken_again_and_on_record(house: House):
    officer, stranger = await house.enter("officer-01"), await house.enter("resident-1")
    people = [await house.enter(one) for one in VOLUNTEERS]
    title = f"夜间巡楼 {uuid4()}"
    path = await made(officer, title)

    answers = await asyncio.gather(*(claims(one, path) for one in people))
    assert sorted(answers) == ["claimed", *["illegal_move"] * 3]
    first = people[answers.index("claimed")]
    second = await reported(house, officer, STEADY, "gangwan-01-01")
    await first.post(f"{path}/release", {"reason": "临时加班"})
    await second.until(path, lambda one: (one["stage"], one["left"]) == ("open", 1))
    await second.post(f"{path}/claim", {})
    await second.post(f"{path}/arrive", {})
    await second.post(f"{path}/done", {"text": "全楼巡毕", "hours": 3})
    mine = (await second.until(path, lambda one: one["stage"] == "done"))["mine"]
    seen = await stranger.get(path)
    attendance = [{"claim_id": mine["id"], "came": True, "hours": 2.5}]
    await officer.post(f"{path}/confirm", {"attendance": attendance, "result": "无异常"})

    book = await second.until(
        f"/points/pb-{second.account}",
        lambda one: lines(one, title) == {"hours": 2.5, "points": 5.0},
    )
    assert (seen["claims"], seen["claimed"]) == ([], 1)
    for ledger, kept in (("points", book["points"]), ("hours", book["hours"])):
        assert kept == sum(x["amount"] for x in book["postings"] if x["ledger"] == ledger)
    books = (await first.get("/points?limit=100"))["items"]
    assert [lines(one, title) for one in books if lines(one, title)] == []
    proof = await second.get(f"/points/pb-{second.account}/certificate")
    checked = await stranger.get(f"/certificates/{proof['code']}")
    assert (checked["true"], checked["hours"]) == (True, book["hours"])
    assert (await stranger.get(f"/certificates/{'0' * 32}"))["true"] is False


@pytest.mark.mechanism(83)
async def test_what_nobody_takes_in_time_expires_and_can_be_taken_no_more(house: House):
    officer, volunteer = await house.enter("officer-01"), await house.enter("volunteer-01")
    path = await made(officer, "扫雪", draft=True)

    await officer.post(f"{path}/publish", {"close_at": soon(seconds=8)})
    before = await volunteer.until(path, lambda one: one["stage"] == "open")
    after = await volunteer.until(path, lambda one: one["stage"] == "expired", within=60)

    assert before["next"]["by"]
    assert after["next"]["by"] is None
    assert await claims(volunteer, path) == "illegal_move"
    assert (await officer.get(path))["timeline"][-1]["type"] == "offer.expired"


@pytest.mark.mechanism(82, 139)
async def test_who_stays_away_three_times_pays_for_it_and_claims_no_more_for_a_while(house: House):
    officer = await house.enter("officer-02")
    absent = await reported(house, officer, ABSENT, "gangwan-02-01")
    present = await house.enter("volunteer-02")
    where, titles = here("gangwan-02-01"), [f"楼道清扫 {uuid4()}" for _ in range(4)]

    for title in titles[:3]:
        path = await made(officer, title, places=2, **where)
        assert [await claims(one, path) for one in (absent, present)] == ["claimed"] * 2
        await present.post(f"{path}/arrive", {})
        await present.post(f"{path}/done", {"text": "扫完", "hours": 1})
        await officer.post(f"{path}/confirm", {"result": "一人未到"})
        mine = await absent.until(path, lambda one: one["stage"] == "confirmed")
        assert mine["mine"]["stage"] == "missed"
    book = await absent.until(f"/points/pb-{ABSENT}", lambda one: lines(one, titles[2]))
    again = await made(officer, titles[3], **where)

    assert [lines(book, title) for title in titles] == [{"points": -3.0}] * 3 + [{}]
    assert {x["earning_zh"] for x in book["postings"] if x["amount"] == -3} == {"爽约"}
    with pytest.raises(Problem) as paused:
        await absent.post(f"{again}/claim", {})
    assert (paused.value.code, bool(paused.value.body["until"])) == ("claims_paused", True)
    assert await claims(present, again) == "claimed"


@pytest.mark.mechanism(83, 91, 103, 105)
async def test_in_an_emergency_two_teams_are_mustered_and_nobody_else(house: House):
    district = await house.enter("supervisor-district")
    commander = await house.enter("commander-gangwan")
    teams = {"security-gangwan": "member-02", "disaster-rescue-gangwan": "member-04"}
    members = [await house.enter(one) for one in teams.values()]
    stranger = await house.enter("member-12")
    emergency = await district.post("/emergencies", {"at": "haichuan", "reason": "台风登陆"})

    muster = offering("muster", "转移低洼住户", places=2, teams=[*teams], circle="street")
    path = f"/offers/{(await commander.post('/offers', muster))['id']}"
    with pytest.raises(Problem) as refused:
        await stranger.post(f"{path}/claim", {})
    for one in members:
        await one.hears("offer.published", path.removeprefix("/offers/"))
        await one.post(f"{path}/claim", {})
        await one.post(f"{path}/arrive", {})
    there = await commander.until(path, lambda one: one["mustered_after"] is not None)
    for one in members:
        await one.post(f"{path}/done", {"text": "转移完毕"})
    await commander.post(f"{path}/confirm", {"result": "十二户全部转移"})
    await district.post(f"/emergencies/{emergency['id']}/end", {"reason": "台风过境"})

    assert refused.value.code == "not_of_the_team"
    assert {claim["account"]: claim["team"] for claim in there["claims"]} == {
        account: team for team, account in teams.items()
    }
    await members[0].until(path, lambda one: one["stage"] == "confirmed")
    with pytest.raises(Problem) as over:
        await commander.post("/offers", muster)
    assert over.value.code == "no_emergency"
