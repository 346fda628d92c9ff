"""巡逻, 应急集结, 志愿时长: people on their posts."""

from datetime import timedelta

from loadtests.cast import Scene
from tests.journeys.test_helping import here
from tests.year.district import District
from tests.year.offers import DAY, DISTRICT, OFFICER, SECRETARY, STREET, made
from tests.year.story import Dice, Story, began, may, soon

A_STAR = 13
"""Days of eight hours: a hundred hours earn the first star."""


async def patrolled(d: District, dice: Dice, _: Scene) -> Story:
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


async def mustered(d: District, dice: Dice, _: Scene) -> Story:
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
    if dice.every(2):
        await may(d, DISTRICT, f"/emergencies/{emergency}/end", {"reason": "水退"})


async def stood_by(d: District, dice: Dice, _: Scene) -> Story:
    """A volunteer stands by day after day, until the hours are worth a star."""
    for n in range(A_STAR):
        offer = await made(d, OFFICER, "activity", f"文明引导 {n}-{dice.randrange(10_000)}")
        await may(d, "volunteer-01", f"{offer}/claim", {})
        await may(d, "volunteer-01", f"{offer}/arrive", {})
        yield timedelta(hours=8)
        await may(d, "volunteer-01", f"{offer}/done", {"text": "交岗", "hours": 8})
        await may(d, SECRETARY, f"{offer}/confirm", {"result": "秩序良好"})
        yield DAY
