"""A problem that crosses departments: whistled, mustered, judged."""

from datetime import timedelta
from typing import Any

from loadtests.cast import Scene
from loadtests.lifecycles import drawn
from tests.year.district import District
from tests.year.problems import ended, reported
from tests.year.story import Dice, Story, days, done, may, soon, sorted_to


async def whistled(d: District, dice: Dice, scene: Scene) -> Story:
    """It crosses departments: some come late, some object, some are sent back."""
    path, _ = await reported(d, dice, scene)
    yield soon(dice, 2)
    if not await may(d, scene.grid_worker, f"{path}/sort", sorted_to(scene, "street")):
        return
    yield soon(dice)
    body: dict[str, Any] = dict(drawn(scene, path.rsplit("/", 1)[-1]))
    if dice.every(4):
        body["problems"] = [
            *body["problems"],
            {"text": "同一地点另一问题", "category": scene.category},
        ]
    draft = await d.act(scene.grid_worker, "/whistles", body)
    whistle = f"/whistles/{draft['id']}"
    yield soon(dice, 2)
    await _at_times_revised(d, dice, scene, whistle, body)
    await may(d, scene.secretary, f"{whistle}/endorse", {"opinion": "情况属实"})
    yield soon(dice, 2)
    await may(d, scene.commander, f"{whistle}/approve", {"is_another": True})
    async for pause in _mustered(d, dice, scene, draft["id"]):
        yield pause
    ends = [
        {"problem_id": f"p{n}", "solved": n == 1 or dice.random() < 0.9}
        for n in range(1, len(body["problems"]) + 1)
    ]
    outcome = {"ends": ends, "result": "现场已恢复"}
    if not await may(d, scene.commander, f"{whistle}/confirm", outcome):
        return
    yield soon(dice)
    async for pause in judged(d, dice, scene, draft["id"]):
        yield pause
    async for pause in ended(d, dice, scene, path, scene.commander):
        yield pause
    yield days(dice, 12)
    await may(d, scene.commander, f"{whistle}/close", {})


async def _at_times_revised(
    d: District, dice: Dice, scene: Scene, whistle: str, body: dict[str, Any]
) -> None:
    """The community wants to know where it is exactly."""
    why = {"reason": "请写明点位"}
    if dice.every(7) and await may(d, scene.secretary, f"{whistle}/return", why):
        anew = {**body, "reason": "已补充点位"}
        await may(d, scene.grid_worker, f"{whistle}/revise", anew)


async def _mustered(d: District, dice: Dice, scene: Scene, whistle: str) -> Story:
    for n, liaison in enumerate(scene.liaisons, 1):
        task = f"/tasks/{whistle}-{n}"
        yield days(dice, 0.3) if dice.random() < 0.8 else days(dice, 6)
        if dice.every(8) and n == 2:
            no = {"reason": "不属我局职责", "basis": "三定方案"}
            await may(d, liaison, f"{task}/object", no)
            yield soon(dice)
            ruled = {"upheld": False, "reason": "属你局职责"}
            await may(d, scene.commander, f"/rulings/{whistle}-{n}-r1/decide", ruled)
            yield soon(dice)
        await may(d, liaison, f"{task}/acknowledge", {"handler": "经办人"})
        yield soon(dice)
        arrival = {"person": "经办人", "rank": "BLUE", "way": "gps", "point": scene.point}
        await may(d, liaison, f"{task}/arrive", arrival)
        yield days(dice, 2)
        await may(d, liaison, f"{task}/complete", done(d))
    yield soon(dice)
    if dice.every(9):
        again = {"task_id": f"{whistle}-1", "reason": "现场未清理干净"}
        if await may(d, scene.commander, f"/whistles/{whistle}/send-back", again):
            yield days(dice, 1)
            await may(d, scene.liaisons[0], f"/tasks/{whistle}-1/complete", done(d))
            yield soon(dice)


async def judged(d: District, dice: Dice, scene: Scene, whistle: str) -> Story:
    """The street judges everybody who was called; some do not agree."""
    if dice.every(4):
        yield timedelta(days=6)
    for n, liaison in enumerate(scene.liaisons, 1):
        task = f"{whistle}-{n}"
        shares = {item: dice.choice((0.8, 0.9, 1.0)) for item in scene.items}
        marks = {"task_id": task, "shares": shares}
        if await may(d, scene.commander, f"/whistles/{whistle}/assessments", marks):
            yield soon(dice)
        word = {"rightly": True, "completeness": 0.9, "cooperation": 1.0}
        if dice.random() < 0.2:
            await may(d, liaison, f"/whistles/{whistle}/judge-street", {"task_id": task, **word})
        if dice.random() < 0.5:
            await may(d, liaison, f"/assessments/as-{task}/exempt", {"note": "当日系统故障"})
        if dice.every(4) and n == 1:
            reason = {"reason": "到场时间有误"}
            await may(d, liaison, f"/assessments/as-{task}/appeal", reason)
            yield days(dice, 2)
