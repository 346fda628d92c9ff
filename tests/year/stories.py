"""What happens to people's problems, one story each, told as acts and the time between them.

A story is a generator of pauses: whoever tells it lets so much time pass before it goes on. The
dice decide how long people take, whether they come at all, and what they think of the end.
"""

from collections.abc import AsyncGenerator, Callable
from datetime import timedelta
from random import Random
from typing import Any, TypeAlias

from loadtests.cast import Scene
from loadtests.lifecycles import drawn
from tests.year.district import District, Problem

Story: TypeAlias = AsyncGenerator[timedelta, None]
Told: TypeAlias = Callable[[District, Random, Scene], Story]

_WHAT = [
    "路面塌陷",
    "垃圾堆放",
    "井盖破损",
    "路灯不亮",
    "占道经营",
    "污水外溢",
    "护栏损坏",
    "噪声扰民",
]


def sorted_to(scene: Scene, level: str) -> dict[str, object]:
    """The body that sorts a case to a level; nothing here is urgent."""
    return {
        "category": scene.category,
        "urgency": "ordinary",
        "sphere": "public",
        "level": level,
        "crosses": level == "street",
    }


def soon(dice: Random, most: float = 6) -> timedelta:
    """Some hours."""
    return timedelta(hours=dice.uniform(0.2, most))


def days(dice: Random, most: float) -> timedelta:
    """Some days."""
    return timedelta(days=dice.uniform(0.1, most))


async def _report(d: District, dice: Random, scene: Scene) -> tuple[str, str]:
    """Report; the case's path and its reporter."""
    text = f"{dice.choice(_WHAT)}，第 {dice.randrange(10_000)} 号来件"
    case = await d.act(scene.resident, "/cases", {**scene.report, "text": text})
    return f"/cases/{case['id']}", scene.resident


async def _end(d: District, dice: Random, scene: Scene, path: str, holder: str) -> Story:
    """Feed back; the reporter agrees, disputes or says nothing; the evaluator calls."""
    if not await may(d, holder, f"{path}/feed-back", {"text": "已办结，现场已恢复"}):
        return
    yield days(dice, 2)
    if dice.random() < 0.7:
        await may(d, scene.resident, f"{path}/confirm", {})
        yield days(dice, 3)
    else:
        yield timedelta(days=8)
    for _ in range(dice.choice((0, 0, 0, 1, 2, 3))):
        if not await may(d, scene.evaluator, f"{path}/call-back", {"reached": False}):
            return
        yield days(dice, 2)
    solved = dice.random() < 0.95
    said = {
        "reached": True,
        "contacted": True,
        "solved": solved,
        "satisfaction": "satisfied" if solved and dice.random() < 0.9 else "dissatisfied",
    }
    await may(d, scene.evaluator, f"{path}/call-back", said)
    if not solved:
        yield days(dice, 1)
        async for pause in _settle(d, dice, scene, path):
            yield pause


async def may(d: District, account: str, path: str, body: dict[str, Any]) -> bool:
    """Try what another story or a clock may have made impossible."""
    try:
        await d.act(account, path, body)
    except Problem:
        return False
    return True


async def _settle(d: District, dice: Random, scene: Scene, path: str) -> Story:
    """The community settles it; asked again after it was opened again."""
    body = sorted_to(scene, "community")
    if await may(d, scene.officer, f"{path}/sort", body):
        yield days(dice, 2)
    if await may(d, scene.officer, f"{path}/settle", {"result": "已现场处置"}):
        yield soon(dice)
        if await may(d, scene.officer, f"{path}/feed-back", {"text": "已再次处置"}):
            yield timedelta(days=9)
            said = {"reached": True, "contacted": True, "solved": True, "satisfaction": "satisfied"}
            await may(d, scene.evaluator, f"{path}/call-back", said)


async def answered(d: District, dice: Random, scene: Scene) -> Story:
    """The grid worker answers on the spot."""
    path, _ = await _report(d, dice, scene)
    yield soon(dice, 2)
    if not await may(d, scene.grid_worker, f"{path}/answer", {"text": "政策已当面说明"}):
        return
    yield days(dice, 8)
    said = {"reached": True, "contacted": True, "solved": True, "satisfaction": "satisfied"}
    await may(d, scene.evaluator, f"{path}/call-back", said)


async def refused(d: District, dice: Random, scene: Scene) -> Story:
    """Not ours, with a pointer to whose it is."""
    path, _ = await _report(d, dice, scene)
    yield soon(dice, 2)
    no = {"reason": "不属于街道受理范围", "pointer": "请向市政务服务热线咨询"}
    await may(d, scene.grid_worker, f"{path}/refuse", no)


async def withdrawn(d: District, dice: Random, scene: Scene) -> Story:
    """The reporter hurries, adds something, and takes it back."""
    path, reporter = await _report(d, dice, scene)
    yield soon(dice, 2)
    await may(d, reporter, f"{path}/hurry", {})
    yield soon(dice, 2)
    await may(d, reporter, f"{path}/supplement", {"text": "补充：位置在东门"})
    yield soon(dice, 2)
    await may(d, reporter, f"{path}/withdraw", {"reason": "已经好了"})


async def settled(d: District, dice: Random, scene: Scene) -> Story:
    """The community settles it within some days; sometimes late."""
    path, _ = await _report(d, dice, scene)
    yield soon(dice, 2)
    if not await may(d, scene.grid_worker, f"{path}/sort", sorted_to(scene, "community")):
        return
    yield days(dice, 3)
    if not await may(d, scene.officer, f"{path}/settle", {"result": "已现场处置"}):
        return
    yield soon(dice)
    async for pause in _end(d, dice, scene, path, scene.officer):
        yield pause


async def transferred(d: District, dice: Random, scene: Scene) -> Story:
    """One department, a named handler, its report, the end."""
    path, _ = await _report(d, dice, scene)
    yield soon(dice, 2)
    if not await may(d, scene.grid_worker, f"{path}/sort", sorted_to(scene, "community")):
        return
    yield soon(dice, 2)
    department, liaison = scene.departments[0], scene.liaisons[0]
    if not await may(d, scene.officer, f"{path}/transfer", {"department": department}):
        return
    task = f"/tasks/{path.rsplit('/', 1)[-1]}-t1"
    yield soon(dice)
    await may(d, liaison, f"{task}/acknowledge", {"handler": "经办人"})
    yield days(dice, 4)
    if not await may(d, liaison, f"{task}/complete", done(d)):
        async for pause in _settle(d, dice, scene, path):
            yield pause
        return
    yield soon(dice)
    async for pause in _end(d, dice, scene, path, scene.officer):
        yield pause


def done(d: District) -> dict[str, str]:
    """The four fields, now."""
    now = d.clock.now.isoformat()
    return {"accepted_at": now, "contacted": "居民代表", "measures": "已处置", "finished_at": now}


async def whistled(d: District, dice: Random, scene: Scene) -> Story:
    """It crosses departments: some come late, some object, some are sent back."""
    path, _ = await _report(d, dice, scene)
    yield soon(dice, 2)
    if not await may(d, scene.grid_worker, f"{path}/sort", sorted_to(scene, "street")):
        return
    yield soon(dice)
    body: dict[str, Any] = dict(drawn(scene, path.rsplit("/", 1)[-1]))
    if dice.random() < 0.26:
        body["problems"] = [
            *body["problems"],
            {"text": "同一地点另一问题", "category": scene.category},
        ]
    draft = await d.act(scene.grid_worker, "/whistles", body)
    whistle = f"/whistles/{draft['id']}"
    yield soon(dice, 2)
    await may(d, scene.secretary, f"{whistle}/endorse", {"opinion": "情况属实"})
    yield soon(dice, 2)
    await may(d, scene.commander, f"{whistle}/approve", {})
    async for pause in _mustered(d, dice, scene, draft["id"]):
        yield pause
    ends = [
        {"problem_id": f"p{n}", "solved": n == 1 or dice.random() < 0.9}
        for n in range(1, len(body["problems"]) + 1)
    ]
    ended = {"ends": ends, "result": "现场已恢复"}
    if not await may(d, scene.commander, f"{whistle}/confirm", ended):
        return
    yield soon(dice)
    async for pause in _judged(d, dice, scene, draft["id"]):
        yield pause
    async for pause in _end(d, dice, scene, path, scene.commander):
        yield pause
    yield days(dice, 12)
    await may(d, scene.commander, f"{whistle}/close", {})


async def _mustered(d: District, dice: Random, scene: Scene, whistle: str) -> Story:
    for n, liaison in enumerate(scene.liaisons, 1):
        task = f"/tasks/{whistle}-{n}"
        yield days(dice, 0.3) if dice.random() < 0.8 else days(dice, 6)
        if dice.random() < 0.05:
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
    if dice.random() < 0.1:
        again = {"task_id": f"{whistle}-1", "reason": "现场未清理干净"}
        if await may(d, scene.commander, f"/whistles/{whistle}/send-back", again):
            yield days(dice, 1)
            await may(d, scene.liaisons[0], f"/tasks/{whistle}-1/complete", done(d))
            yield soon(dice)


async def _judged(d: District, dice: Random, scene: Scene, whistle: str) -> Story:
    for n, liaison in enumerate(scene.liaisons, 1):
        task = f"{whistle}-{n}"
        shares = {item: dice.choice((0.8, 0.9, 1.0)) for item in scene.items}
        judged = {"task_id": task, "shares": shares}
        if await may(d, scene.commander, f"/whistles/{whistle}/assessments", judged):
            yield soon(dice)
        if dice.random() < 0.08:
            reason = {"reason": "到场时间有误"}
            await may(d, liaison, f"/assessments/as-{task}/appeal", reason)
            yield days(dice, 2)


MOST_OFTEN: tuple[tuple[Told, int], ...] = (
    (settled, 700),
    (transferred, 350),
    (answered, 250),
    (whistled, 186),
    (refused, 60),
    (withdrawn, 40),
)
"""How often a year, by the figures of the sources: 186 whistles for 234 problems; 756 matters."""
