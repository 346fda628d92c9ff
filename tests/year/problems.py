"""What most often happens to people's problems: answered, settled, handed to one department."""

from datetime import timedelta

from loadtests.cast import Scene
from tests.year.district import District
from tests.year.story import Dice, Story, days, done, may, soon, sorted_to

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


async def reported(d: District, dice: Dice, scene: Scene) -> tuple[str, str]:
    """Report; the case's path and its reporter."""
    text = f"{dice.choice(_WHAT)}，第 {dice.randrange(10_000)} 号来件"
    case = await d.act(scene.resident, "/cases", {**scene.report, "text": text})
    return f"/cases/{case['id']}", scene.resident


async def ended(d: District, dice: Dice, scene: Scene, path: str, holder: str) -> Story:
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
        unmeant = {"cause": "unreasonable", "note": "诉求不合理，已说明", "photos": ["f-evidence"]}
        await may(d, scene.commander, f"{path}/exclude", unmeant)
        yield days(dice, 1)
        async for pause in settled_after_all(d, dice, scene, path):
            yield pause


async def settled_after_all(d: District, dice: Dice, scene: Scene, path: str) -> Story:
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


async def answered(d: District, dice: Dice, scene: Scene) -> Story:
    """The grid worker answers on the spot."""
    path, _ = await reported(d, dice, scene)
    yield soon(dice, 2)
    if not await may(d, scene.grid_worker, f"{path}/answer", {"text": "政策已当面说明"}):
        return
    yield days(dice, 8)
    said = {"reached": True, "contacted": True, "solved": True, "satisfaction": "satisfied"}
    await may(d, scene.evaluator, f"{path}/call-back", said)


async def refused(d: District, dice: Dice, scene: Scene) -> Story:
    """Not ours, with a pointer to whose it is."""
    path, _ = await reported(d, dice, scene)
    yield soon(dice, 2)
    no = {"reason": "不属于街道受理范围", "pointer": "请向市政务服务热线咨询"}
    await may(d, scene.grid_worker, f"{path}/refuse", no)


async def withdrawn(d: District, dice: Dice, scene: Scene) -> Story:
    """The reporter hurries, adds something, and takes it back."""
    path, reporter = await reported(d, dice, scene)
    yield soon(dice, 2)
    await may(d, reporter, f"{path}/hurry", {})
    yield soon(dice, 2)
    await may(d, reporter, f"{path}/supplement", {"text": "补充：位置在东门"})
    yield soon(dice, 2)
    await may(d, reporter, f"{path}/withdraw", {"reason": "已经好了"})


async def settled(d: District, dice: Dice, scene: Scene) -> Story:
    """The community settles it within some days; sometimes late."""
    path, _ = await reported(d, dice, scene)
    yield soon(dice, 2)
    if not await may(d, scene.grid_worker, f"{path}/sort", sorted_to(scene, "community")):
        return
    yield days(dice, 3)
    if not await may(d, scene.officer, f"{path}/settle", {"result": "已现场处置"}):
        return
    yield soon(dice)
    async for pause in ended(d, dice, scene, path, scene.officer):
        yield pause


async def transferred(d: District, dice: Dice, scene: Scene) -> Story:
    """One department, a named handler, its report, the end."""
    path, _ = await reported(d, dice, scene)
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
        async for pause in settled_after_all(d, dice, scene, path):
            yield pause
        return
    yield soon(dice)
    async for pause in ended(d, dice, scene, path, scene.officer):
        yield pause
