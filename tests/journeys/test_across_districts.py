"""跨区联合哨: a street of Haichuan whistles with one of Linhai; who serves only the other street is
called, comes, is judged; each district sees and decides what is its own, and nothing else."""

from contextlib import suppress
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from contracts.city.places import Places
from tests.clients import Facts, House, Person, Problem
from tests.journeys.whistling import call_of, completes, refused
from tests.unit.contracts.two_districts import BUREAU, two_districts

CITY = two_districts()
TEAM = "zhifa-wenchang"
"""Serves wenchang alone."""
AT = {"gangwan": "gangwan-01-01", "wenchang": "wenchang-01-01"}


def here(street: str) -> Facts:
    """Somewhere in a street's first grid."""
    found = Places(CITY).within(AT[street])
    assert found is not None
    return {"point": {"lng": found[0], "lat": found[1]}, "address": f"{street} 界河桥头"}


def whistle(text: str, *departments: str, **more: Any) -> Facts:
    """The body of a whistle of gangwan; the first department leads."""
    return {
        "kind": "JOINT_ENFORCE",
        "problems": [{"text": text, "category": "E0406"}],
        "responders": [{"department": id, "lead": n == 0} for n, id in enumerate(departments)],
        "reason": "两区交界，须共同处置",
        "tried": "街道已劝导三次",
        **here("gangwan"),
        **more,
    }


async def sees(person: Person, path: str) -> bool:
    """Whether somebody sees a thing that is there."""
    with suppress(Problem):
        await person.get(path)
        return True
    return False


async def comes(house: House, task: str, department: str, guide: Person) -> Person:
    """A department acknowledges, and arrives by the code that a street shows at the scene."""
    liaison, path = await house.enter(f"liaison-{department}"), f"/tasks/{task}"
    await liaison.until(path, lambda one: one["stage"] == "notified")
    await liaison.post(f"{path}/acknowledge", {"handler": "值班组长"})
    code = (await guide.get(f"/whistles/{task.rsplit('-', 1)[0]}/muster-code"))["code"]
    came = {"person": "带队科长", "rank": "BLUE", "way": "qr", "code": code}
    await liaison.post(f"{path}/arrive", came)
    return liaison


@pytest.mark.mechanism(1, 18, 19)
async def test_two_streets_of_two_districts_on_one_whistle_from_the_call_to_the_last_word(
    two: House,
):
    leading, joined = await two.enter("commander-gangwan"), await two.enter("commander-wenchang")

    id = await shared(two)
    path = f"/whistles/{id}"
    team = await comes(two, f"{id}-3", TEAM, joined)
    police = await comes(two, f"{id}-1", "gongan", leading)
    await seen_by_both_streets_and_no_third(two, id)
    await ruled_by_its_own_district(two, id)
    for liaison, n in ((team, 3), (police, 1)):
        await completes(liaison, f"/tasks/{id}-{n}")
    await leading.until(path, lambda one: one["stage"] == "solved")
    ends = {"ends": [{"problem_id": "p1", "solved": True}], "result": "渣土已清"}
    assert await refused(joined, f"{path}/confirm", ends) == "not_the_raising_street"
    await leading.post(f"{path}/confirm", ends)
    await judged(two, id, team)


async def shared(house: House) -> str:
    """Gangwan whistles, wenchang joins and calls who serves it alone; Linhai is told."""
    leading, joined = (
        await house.enter("commander-gangwan"),
        await house.enter("commander-wenchang"),
    )
    theirs = await house.enter("supervisor-linhai")
    body = whistle("界河两岸倾倒渣土", "gongan", BUREAU, joint=["wenchang"])
    more = {"department": TEAM, "reason": "北岸由其执法"}
    assert await refused(leading, "/whistles", {**body, "joint": []}) == "cannot_be_called"

    id = str((await leading.post("/whistles", body))["id"])
    path = f"/whistles/{id}"
    await theirs.until(path, lambda one: one["calls"])
    assert await refused(joined, f"{path}/call", more) == "not_the_raising_street"
    await joined.post(f"{path}/join", {"opinion": "我区一侧同步清理"})
    await theirs.hears("whistle.joined", id)
    await joined.post(f"{path}/call", more)
    return id


async def seen_by_both_streets_and_no_third(house: House, id: str) -> None:
    """Both see the whistle and every task; another street of either district does not."""
    called = {"gongan", BUREAU, TEAM}
    for account in ("commander-gangwan", "commander-wenchang", "supervisor-linhai"):
        one = await house.enter(account)
        seen = await one.until(f"/whistles/{id}", lambda found: len(found["calls"]) == 3)
        assert {call["department"] for call in seen["calls"]} == called
        for n in (1, 2, 3):
            assert await sees(one, f"/tasks/{id}-{n}")
    for account in ("commander-binhe", "commander-beiling", "supervisor-binhe"):
        assert not await sees(await house.enter(account), f"/whistles/{id}")


async def ruled_by_its_own_district(house: House, id: str) -> None:
    """Linhai's bureau objects; the leading street passes it up, and Linhai rules."""
    leading, joined = (
        await house.enter("commander-gangwan"),
        await house.enter("commander-wenchang"),
    )
    ours, theirs = await house.enter("supervisor-district"), await house.enter("supervisor-linhai")
    bureau = await house.enter(f"liaison-{BUREAU}")
    ruling, word = f"/rulings/{id}-2-r1", {"upheld": False, "refer": True, "reason": "由其区裁定"}
    await bureau.until(f"/tasks/{id}-2", lambda one: one["stage"] == "notified")
    claim = {"reason": "南岸不属本区", "basis": "三定方案第九条"}
    await bureau.post(f"/tasks/{id}-2/object", claim)
    await leading.until(f"/whistles/{id}", lambda one: one["rulings"])

    assert await refused(joined, f"{ruling}/decide", word) == "not_a_ruler"
    await leading.post(f"{ruling}/decide", word)
    asked = await theirs.until(ruling, lambda one: one["level"] == "district")
    assert asked["at"] == "linhai"
    assert await sees(ours, ruling)
    agreed = {"upheld": True, "reason": "属实，免其到场"}
    assert await refused(ours, f"{ruling}/decide", agreed) == "not_this_ruler"
    await theirs.post(f"{ruling}/decide", agreed)
    gone = "released"
    await leading.until(f"/whistles/{id}", lambda one: call_of(one, BUREAU)["stage"] == gone)


async def judged(house: House, id: str, team: Person) -> None:
    """The leading street judges whom the joined one called; the last word is Linhai's."""
    leading, joined = (
        await house.enter("commander-gangwan"),
        await house.enter("commander-wenchang"),
    )
    ours, theirs = await house.enter("supervisor-district"), await house.enter("supervisor-linhai")
    mark, path = f"as-{id}-3", f"/whistles/{id}"
    shares = dict.fromkeys(CITY.scoring.weights, 0.8)
    word = {"task_id": f"{id}-3", "shares": shares, "comment": "到场稍迟"}
    await leading.until(path, lambda one: len(one["assessments"]) == 2)
    assert await refused(joined, f"{path}/assessments", word) == "only_the_street_judges"
    await leading.post(f"{path}/assessments", word)
    await team.hears("assessment.scored", mark)
    assert await sees(joined, f"/assessments/{mark}")
    appeal = f"/assessments/{mark}/appeal"
    await team.post(appeal, {"reason": "桥面封闭，绕行所致"})
    second = await house.enter("leader-gangwan")
    upheld = {"outcome": "upheld", "reason": "维持"}
    await second.post(f"/assessments/{mark}/rule", upheld)
    await team.hears("assessment.ruled", mark)
    await team.post(appeal, {"reason": "仍有异议"})
    changed = {"outcome": "changed", "total": 90, "reason": "绕行属实"}
    assert await refused(ours, f"/assessments/{mark}/rule", changed) == "not_yours_to_rule"
    await theirs.post(f"/assessments/{mark}/rule", changed)
    final = await team.until(f"/assessments/{mark}", lambda one: one["stage"] == "final")
    assert final["total"] == 90


@pytest.mark.mechanism(166)
async def test_what_is_one_districts_own_the_others_overseers_do_not_find(two: House):
    officers = {
        "gangwan": ("supervisor-district", "evaluator", "auditor"),
        "wenchang": ("supervisor-linhai", "evaluator-linhai", "auditor-linhai"),
    }
    hotline = await two.enter("hotline")
    paths: dict[str, str] = {}
    for street in officers:
        ticket = {"external": f"12345-{street}", "kind": "complaint", "text": f"{street} 噪声扰民"}
        told = await hotline.post(
            "/hotline-tickets", {**ticket, **here(street), "category": "E0406"}
        )
        paths[street] = f"/cases/{told['id']}"
    commander = await two.enter("commander-gangwan")
    own = (await commander.post("/whistles", whistle("占道堆物", "gongan", is_another=True)))["id"]

    for street, accounts in officers.items():
        (elsewhere,) = [path for other, path in paths.items() if other != street]
        for account in accounts:
            overseer = await two.enter(account)
            await overseer.until(paths[street], lambda one: one["id"])
            assert not await sees(overseer, elsewhere)
            assert not await sees(overseer, f"/whistles/{own}") or street == "gangwan"
            found = {one["id"] for one in (await overseer.get("/cases?limit=50"))["items"]}
            assert paths[street].removeprefix("/cases/") in found
            assert elsewhere.removeprefix("/cases/") not in found
            told = {event["subject"] for event in overseer.heard}
            assert elsewhere.removeprefix("/cases/") not in told
    for account in ("supervisor-district", "supervisor-linhai"):
        assert (await (await two.enter(account)).get("/intake/reconciliation"))["total"] == 1


@pytest.mark.mechanism(16)
async def test_each_district_closes_its_own_month_and_reads_its_own_board(two: House):
    period = datetime.now(ZoneInfo("Asia/Shanghai")).strftime("%Y-%m")
    evaluator, other = await two.enter("evaluator-linhai"), await two.enter("evaluator")
    ours, theirs = await two.enter("supervisor-district"), await two.enter("supervisor-linhai")
    close, month = f"/boards/{period}/close", f"/months/bd-{period}-linhai"
    early = {"early": "区调度会前通报"}

    assert await refused(evaluator, close, early) == "which_district"
    named = {**early, "district": "linhai"}
    assert await refused(other, close, named) == "only_evaluators_close"
    await evaluator.post(close, named)
    seen = await theirs.until(month, lambda one: one["stage"] == "collected")
    assert (seen["district"], seen["district_name"]) == ("linhai", "临海区")
    assert not await sees(ours, month)
    await theirs.post(f"/boards/{period}/publish", {"district": "linhai"})

    board = await theirs.until(f"/boards/{period}/streets", lambda one: one["stage"] == "published")
    assert {row["id"] for row in board["rows"]} == {"wenchang", "beiling"}
    open_board = await ours.get(f"/boards/{period}/streets")
    assert {row["id"] for row in open_board["rows"]} == {"gangwan", "binhe", "wangshan"}
    with pytest.raises(Problem, match="not_your_district"):
        await ours.get(f"/boards/{period}/streets?district=linhai")
    assert (await ours.get(f"/notices/{period}?district=linhai"))["period"] == period
