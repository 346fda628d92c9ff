"""What neighbours, members and mediators do for one another, told like the other stories."""

from datetime import timedelta
from typing import Any

from contracts.actor import Role
from loadtests.cast import Scene
from tests.journeys.test_disputes import AGREEMENT, PARTIES, TALK, grid_of
from tests.journeys.town import scene_in
from tests.year.district import District
from tests.year.story import Dice, Story, days, may, point_in, soon, sorted_to

_STREET = "gangwan"


async def helped(d: District, dice: Dice, scene: Scene) -> Story:
    """帮办代办: asked for, taken, done; some say how it was, silence is a yes."""
    _, grid = d.city.people[scene.resident].held[0]
    worker = d.city.holders(Role.GRID_WORKER, grid)[0]
    asked = {
        "procedure": "service",
        "responder": grid,
        "text": "腿脚不便，请帮忙代取药。",
        "territory": grid,
        "point": point_in(grid),
        "address": scene.address,
    }
    task = f"/tasks/{(await d.act(scene.resident, '/tasks', asked))['id']}/step"
    yield soon(dice, 2)
    taken = {"step": "take", "fields": {"agent": worker}}
    if not await may(d, worker, task, taken):
        return
    yield soon(dice)
    await may(d, worker, task, {"step": "done", "fields": {"result": "已送到"}})
    yield days(dice, 1)
    if dice.random() < 0.6:
        rated = {"step": "rate", "fields": {"rating": "satisfied"}}
        await may(d, scene.resident, task, rated)


async def wished(d: District, dice: Dice, scene: Scene) -> Story:
    """微心愿: collected by a building head, published, claimed by a member, granted."""
    wish = {
        "kind": "wish",
        "title": f"一件小家电 {dice.randrange(10_000)}",
        "text": "一件小家电",
        "point": point_in("gangwan-01-01"),
        "address": "望海社区 3 栋",
        "beneficiary": {"name": "李奶奶", "phone": "13800000000", "address": "3 栋 301"},
    }
    offer = f"/offers/{(await d.act('building-001', '/offers', wish))['id']}"
    yield soon(dice)
    if not await may(d, "officer-01", f"{offer}/publish", {}):
        return
    yield days(dice, 2)
    member = f"member-{dice.choice((1, 11)):02}"
    if not await may(d, member, f"{offer}/claim", {}):
        return
    known = {"claim_id": f"{offer.rsplit('/', 1)[-1]}-1"}
    await may(d, "officer-01", f"{offer}/introduce", known)
    yield days(dice, 3)
    await may(d, member, f"{offer}/arrive", {})
    if await may(d, member, f"{offer}/done", {"text": "已送到", "hours": 1}):
        yield soon(dice)
        await may(d, "secretary-01", f"{offer}/confirm", {"result": "老人很高兴"})


async def mediated(d: District, dice: Dice, _: Scene) -> Story:
    """A quarrel: the building head and the grid worker try; most agree, some go up a tier."""
    scene = scene_in(_STREET, dice.randrange(60))
    report = {**scene.report, "category": "R02", "text": f"邻里纠纷 {dice.randrange(10_000)}"}
    case = await d.act(scene.resident, "/cases", report)
    path = f"/cases/{case['id']}"
    yield soon(dice, 0.5)
    sort: dict[str, Any] = {**sorted_to(scene, "community"), "sphere": "private"}
    sort["category"] = "R02"
    if not await may(d, scene.grid_worker, f"{path}/sort", sort):
        return
    yield soon(dice)
    await may(d, scene.officer, f"{path}/entrust", {})
    yield timedelta(hours=2)
    head = d.city.holders(Role.BUILDING_HEAD, grid_of(scene.grid_worker))
    task = f"/tasks/{case['id']}-t1/step"
    accounts = {"party_accounts": [scene.resident, "resident-5"]}
    steps = (
        (scene.grid_worker, "accept", {**PARTIES, **accounts}),
        (head[0], "assign", {"mediators": [head[0], scene.grid_worker]}),
        (scene.resident, "consent", {"party": "张三", "agrees": True}),
        (head[0], "consent", {"party": "李四", "agrees": True}),
        (head[0], "mediate", TALK),
        *([(head[0], "prolong", {"reason": "双方同意再谈"})] if dice.every(4) else []),
        (head[0], "agreed", AGREEMENT),
    )
    for who, step, fields in steps:
        today = {"effective_on": f"{d.clock.now:%Y-%m-%d}", "perform_by": "2027-12-31"}
        dated = {**fields, **today} if step == "agreed" else fields
        await may(d, who, task, {"step": step, "fields": dated})
        yield soon(dice)
