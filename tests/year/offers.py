"""点单派单, 志愿岗位, 应急集结: what is offered, claimed, done, and what comes to nothing."""

from datetime import timedelta
from typing import Any

from loadtests.cast import Scene
from tests.journeys.test_helping import COMMUNITY, here
from tests.year.district import District
from tests.year.story import Dice, Story, days, may, soon

OFFICER, SECRETARY, STREET = "officer-01", "secretary-01", "commander-gangwan"
DISTRICT = "supervisor-district"
SCHOOL, HOSPITAL = "liaison-xuexiao", "liaison-yiyuan"
ASKING = ("resident-1", "building-001")
"""Both at once, so that the unit that has one place left is asked for two."""
DAY = timedelta(days=1)


async def made(d: District, who: str, kind: str, title: str, **more: Any) -> str:
    """An offer; its path."""
    told = {"kind": kind, "title": title, "text": title, **here(), **more}
    return f"/offers/{(await d.act(who, '/offers', told))['id']}"


async def listed(d: District, liaison: str, title: str, **more: Any) -> str:
    """A unit's resource; its id."""
    told = {
        "unit": liaison.removeprefix("liaison-"),
        "title": title,
        "text": title,
        "at": COMMUNITY,
        "ends_at": (d.clock.now + 20 * DAY).isoformat(),
    }
    return str((await d.act(liaison, "/resources", told | more))["id"])


async def called(d: District, dice: Dice, _: Scene) -> Story:
    """Members are called: one comes, one gives the place back, one is not seen."""
    offer = await made(d, OFFICER, "member", f"清雪 {dice.randrange(10_000)}", places=2)
    yield soon(dice)
    await may(d, "member-01", f"{offer}/claim", {})
    await may(d, "volunteer-01", f"{offer}/claim", {})
    yield soon(dice)
    await may(d, "volunteer-01", f"{offer}/release", {"reason": "临时有事"})
    await may(d, "volunteer-11", f"{offer}/claim", {})
    yield soon(dice)
    await may(d, "member-01", f"{offer}/arrive", {})
    await may(d, "member-01", f"{offer}/done", {"text": "已清扫", "hours": 2})
    yield DAY
    absent = [{"claim_id": f"{offer.rsplit('/', 1)[-1]}-3", "came": False}]
    await may(d, SECRETARY, f"{offer}/confirm", {"attendance": absent, "result": "路面已清"})


async def ordered(d: District, dice: Dice, _: Scene) -> Story:
    """点单派单: one unit cannot, the next one does, is sent back, and is praised."""
    skills = {"skills": ["plumbing"], "categories": ["R07"]}
    near = await listed(d, SCHOOL, "疏通管道", capacity=1, **skills)
    far = await listed(d, HOSPITAL, "管道维修", capacity=1, skills=["plumbing"])
    concerns = [
        {"text": "下水道堵塞", "need_id": await _needed(d)},
        {"text": "下水道堵塞", "case_id": await _owned(d, dice)},
    ]
    more = {"category": "R07", "skills": ["plumbing"]}
    if dice.every(2):
        offer = await made(d, OFFICER, "order", "疏通下水道", concerns=concerns, **more)
    else:
        offer = await made(d, "resident-1", "order", "疏通下水道", **more)
        await may(d, OFFICER, f"{offer}/dispatch", {"resources": [near, far]})
    yield soon(dice)
    await may(d, SCHOOL, f"{offer}/decline", {"reason": "本周抽不出人"})
    yield soon(dice)
    await may(d, HOSPITAL, f"{offer}/claim", {})
    yield soon(dice)
    for text in ("已疏通", "再次疏通"):
        await may(d, HOSPITAL, f"{offer}/arrive", {})
        await may(d, HOSPITAL, f"{offer}/done", {"text": text, "hours": 1})
        yield soon(dice)
        if text == "已疏通":
            await may(d, SECRETARY, f"{offer}/send-back", {"reason": "又堵了"})
    await may(d, "resident-1", f"{offer}/rate", {"stars": 5, "words": "又快又好"})
    await may(d, SECRETARY, f"{offer}/confirm", {"result": "下水通畅"})
    await may(d, SCHOOL, f"/resources/{near}/withdraw", {"reason": "师傅调走了"})


async def _needed(d: District) -> str:
    need = {"source": "visit", "text": "下水道堵塞", "skills": ["plumbing"], **here()}
    return str((await d.act(OFFICER, "/needs", need))["id"])


async def _owned(d: District, dice: Dice) -> str:
    """A case that is the community's now; its id."""
    told = {"text": f"楼里下水道堵了 {dice.randrange(10_000)}", "category": "R07", **here()}
    case = str((await d.act("resident-1", "/cases", told))["id"])
    sort = {"category": "R07", "urgency": "ordinary", "sphere": "shared", "level": "community"}
    await may(d, "grid-0101", f"/cases/{case}/sort", sort)
    return case


async def in_vain(d: District, dice: Dice, _: Scene) -> Story:
    """Nobody can, nobody comes, nobody wants it any more: each has its end."""
    only = await listed(d, SCHOOL, "修屋顶", skills=["roofing"])
    orders = [await made(d, one, "order", "修屋顶", skills=["roofing"]) for one in ASKING]
    for order in orders:
        await may(d, OFFICER, f"{order}/dispatch", {"resources": [only]})
    yield soon(dice)
    for order in orders:
        await may(d, SCHOOL, f"{order}/decline", {"reason": "没有工匠"})
    yield soon(dice)
    for order in orders:
        await may(d, OFFICER, f"{order}/publish", {})
    titles = ("搬家具", "代写信", "代取药", "量血压")
    errands = [await made(d, "resident-1", "errand", title) for title in titles]
    passed, declined, unwanted, late = errands
    yield soon(dice)
    await may(d, OFFICER, f"{passed}/pass-up", {"reason": "社区没有人手"})
    await may(d, OFFICER, f"{declined}/refuse", {"reason": "不属公益"})
    await may(d, "resident-1", f"{unwanted}/cancel", {"reason": "已经好了"})
    concern = {"text": "下水道堵塞", "need_id": await _needed(d)}
    given_up = await made(d, OFFICER, "member", "通下水道", concerns=[concern])
    await may(d, "member-01", f"{given_up}/claim", {})
    yield DAY
    await may(d, OFFICER, f"{given_up}/cancel", {"reason": "改日再办"})
    yield 3 * DAY
    await may(d, OFFICER, f"{late}/publish", {})
    yield DAY
    await may(d, "member-11", f"{late}/claim", {})
    need = {"source": "app", "text": "想学书法", "skills": ["arts"], **here()}
    id = (await d.act("resident-1", "/needs", need))["id"]
    yield days(dice, 8)
    await may(d, "resident-1", f"/needs/{id}/withdraw", {"reason": "不需要了"})
