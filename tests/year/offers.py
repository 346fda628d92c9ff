"""点单派单, 志愿岗位, 应急集结: what is offered, claimed, done, and what comes to nothing."""

from datetime import timedelta
from random import Random
from typing import Any

from loadtests.cast import Scene
from tests.journeys.test_helping import COMMUNITY, here
from tests.year.district import District
from tests.year.story import Story, began, days, may, soon

OFFICER, SECRETARY, STREET = "officer-01", "secretary-01", "commander-gangwan"
DISTRICT = "supervisor-district"
SCHOOL, HOSPITAL = "liaison-xuexiao", "liaison-yiyuan"
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


async def called(d: District, dice: Random, _: Scene) -> Story:
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
    absent = [{"claim_id": f"{offer.rsplit('/', 1)[-1]}-c3", "came": False}]
    await may(d, SECRETARY, f"{offer}/confirm", {"attendance": absent, "result": "路面已清"})


async def ordered(d: District, dice: Random, _: Scene) -> Story:
    """点单派单: one unit cannot, the next one does, is sent back, and is praised."""
    skills = {"skills": ["plumbing"], "categories": ["R07"]}
    near = await listed(d, SCHOOL, "疏通管道", capacity=1, **skills)
    await listed(d, HOSPITAL, "管道维修", capacity=1, skills=["plumbing"])
    need = {"source": "visit", "text": "下水道堵塞", "skills": ["plumbing"], **here()}
    need_id = (await d.act(OFFICER, "/needs", need))["id"]
    concern = {"text": "下水道堵塞", "need_id": need_id}
    more = {"category": "R07", "skills": ["plumbing"], "concerns": [concern]}
    offer = await made(d, OFFICER, "order", "疏通下水道", **more)
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
    await may(d, SECRETARY, f"{offer}/confirm", {"result": "下水通畅"})
    await may(d, SCHOOL, f"/resources/{near}/withdraw", {"reason": "师傅调走了"})


async def in_vain(d: District, dice: Random, _: Scene) -> Story:
    """Nobody can, nobody comes, nobody wants it any more: each has its end."""
    only = await listed(d, SCHOOL, "修屋顶", skills=["roofing"])
    order = await made(d, "resident-1", "order", "修屋顶", skills=["roofing"])
    await may(d, OFFICER, f"{order}/dispatch", {"resources": [only]})
    yield soon(dice)
    await may(d, SCHOOL, f"{order}/decline", {"reason": "没有工匠"})
    yield soon(dice)
    await may(d, OFFICER, f"{order}/publish", {})
    titles = ("搬家具", "代写信", "代取药", "量血压")
    errands = [await made(d, "resident-1", "errand", title) for title in titles]
    passed, declined, unwanted, late = errands
    yield soon(dice)
    await may(d, OFFICER, f"{passed}/pass-up", {"reason": "社区没有人手"})
    await may(d, OFFICER, f"{declined}/refuse", {"reason": "不属公益"})
    await may(d, "resident-1", f"{unwanted}/cancel", {"reason": "已经好了"})
    yield 4 * DAY
    await may(d, OFFICER, f"{late}/publish", {})
    yield DAY
    await may(d, "member-11", f"{late}/claim", {})
    need = {"source": "app", "text": "想学书法", "skills": ["arts"], **here()}
    id = (await d.act("resident-1", "/needs", need))["id"]
    yield days(dice, 8)
    await may(d, "resident-1", f"/needs/{id}/withdraw", {"reason": "不需要了"})


async def patrolled(d: District, dice: Random, _: Scene) -> Story:
    """A patrol sees a broken lamp, which becomes a case."""
    begins = d.clock.now + timedelta(hours=2)
    shift = {"id": "s1", "starts_at": begins.isoformat(), "places": 1}
    shift["ends_at"] = (begins + timedelta(hours=6)).isoformat()
    offer = await made(d, OFFICER, "patrol", "夜间巡逻", places=1, shifts=[shift])
    await may(d, "volunteer-01", f"{offer}/claim", {"shift": "s1"})
    yield timedelta(hours=2)
    await may(d, "volunteer-01", f"{offer}/arrive", {})
    found = {"category": "P0137", "text": f"路灯不亮 {dice.randrange(10_000)}", **here()}
    await may(d, "volunteer-01", f"{offer}/find", found)
    yield timedelta(hours=4)
    await may(d, "volunteer-01", f"{offer}/done", {"text": "巡逻完毕"})
    yield soon(dice)
    await may(d, SECRETARY, f"{offer}/confirm", {"result": "一处路灯不亮，已上报"})


async def mustered(d: District, dice: Random, _: Scene) -> Story:
    """An emergency: declared, prolonged; a muster is full in an hour; ended, or over by itself."""
    told = {"at": "haichuan", "reason": f"防汛 {dice.randrange(100)}"}
    if not (emergency := await began(d, DISTRICT, "/emergencies", told)):
        return
    offer = await made(d, STREET, "muster", "卡口站岗", places=3, circle="district")
    await may(d, STREET, f"{offer}/assign", {"account": "volunteer-04"})
    yield timedelta(hours=1)
    for who in ("member-02", "volunteer-05"):
        await may(d, who, f"{offer}/claim", {})
        await may(d, who, f"{offer}/arrive", {})
    await may(d, "volunteer-04", f"{offer}/arrive", {})
    await may(d, DISTRICT, f"/emergencies/{emergency}/prolong", {"reason": "雨未停"})
    yield timedelta(hours=8)
    for who in ("member-02", "volunteer-04", "volunteer-05"):
        await may(d, who, f"{offer}/done", {"text": "交岗"})
    yield soon(dice)
    await may(d, STREET, f"{offer}/confirm", {"result": "全部到岗"})
    if dice.random() < 0.5:
        await may(d, DISTRICT, f"/emergencies/{emergency}/end", {"reason": "水退"})
