"""What keeps a call from its end: more time, a pause, a waiver, an objection, the way up."""

from typing import Any

from loadtests.cast import Scene
from tests.journeys.town import scene_in
from tests.year.district import District
from tests.year.hardcases import DAY, HOUR, STREET, SUPERVISOR, come, finished, raised
from tests.year.problems import reported, settled_after_all
from tests.year.story import Dice, Story, days, done, may, soon, sorted_to

DISTRICT = "supervisor-district"


async def ruled(d: District, who: str, ruling: str, **word: Any) -> None:
    """Somebody gives the word."""
    await may(d, who, f"/rulings/{ruling}/decide", {"upheld": True, "reason": "属实", **word})


async def put_off(d: District, dice: Dice, _: Scene) -> Story:
    """延期, 挂账, 免办: asked, granted or not in time, and over before the day."""
    scene = scene_in(STREET, dice.randrange(60))
    id = await raised(d, scene, "DEMAND", scene.commander, 2)
    yield HOUR
    await come(d, scene, id, 1)
    liaison, task = scene.liaisons[0], f"/tasks/{id}-1"
    await may(d, liaison, f"{task}/extend", {"reason": "连日降雨"})
    waive = {"task_id": f"{id}-2", "reason": "无需该部门"}
    await may(d, scene.commander, f"/whistles/{id}/waive", waive)
    word = {"granted": True, "reason": "情况属实"}
    if dice.every(4):
        yield DAY
        async for pause in finished(d, dice, scene, id, [1]):
            yield pause
        return
    yield 3 * DAY if dice.every(2) else HOUR
    await may(d, scene.commander, f"/reliefs/{id}-1-x1/decide", word)
    await may(d, SUPERVISOR, f"/reliefs/{id}-2-x1/decide", word)
    until = (d.clock.now + 40 * DAY).isoformat()
    pause = {"cause": "season", "reason": "雨季无法开挖", "until": until}
    await may(d, liaison, f"{task}/suspend", pause)
    yield HOUR
    for who in (scene.commander, DISTRICT):
        await may(d, who, f"/reliefs/{id}-1-x2/decide", word)
    yield days(dice, 50)
    await may(d, liaison, f"{task}/resume", {"reason": "雨停了"})
    yield soon(dice)
    await may(d, liaison, f"{task}/progress", {"text": "开挖"})
    async for pause in finished(d, dice, scene, id, [1]):
        yield pause


async def not_theirs(d: District, dice: Dice, _: Scene) -> Story:
    """异议, 办不了: not theirs, beyond them; ruled, referred, shelved, or given up."""
    scene = scene_in(STREET, dice.randrange(60))
    id = await raised(d, scene, "DEMAND", scene.commander, 3)
    yield HOUR
    first, second, _third, _ = scene.liaisons
    no = {"reason": "不属我局职责", "basis": "三定方案"}
    await may(d, first, f"/tasks/{id}-1/object", no)
    await may(d, second, f"/tasks/{id}-2/acknowledge", {"handler": "值班组长"})
    await may(d, second, f"/tasks/{id}-2/cannot-solve", {"reason": "须区里统筹"})
    yield HOUR
    if dice.every(2):
        await ruled(d, scene.commander, f"{id}-1-r1", refer=True)
    await ruled(d, DISTRICT, f"{id}-1-r1", designated=scene.departments[3])
    await ruled(d, scene.commander, f"{id}-2-r1")
    yield HOUR
    shelved = {"shelve_until": (d.clock.now + 10 * DAY).isoformat(), "cause": "funding"}
    await ruled(d, DISTRICT, f"{id}-2-r2", **shelved)
    yield days(dice, 20)
    await may(d, scene.commander, f"/whistles/{id}/withdraw", {"reason": "街道自办"})


async def disowned(d: District, dice: Dice, scene: Scene) -> Story:
    """An office says of a case it was handed that it is not theirs: ruled, referred, done, or left
    lying."""
    case, _ = await reported(d, dice, scene)
    yield HOUR
    if not await may(d, scene.grid_worker, f"{case}/sort", sorted_to(scene, "community")):
        return
    first, second = scene.departments[:2]
    await may(d, scene.officer, f"{case}/transfer", {"department": first})
    yield HOUR
    task = f"/tasks/{case.rsplit('/', 1)[-1]}-t1"
    no = {"reason": "不属我局职责", "basis": "三定方案", "suggestion": second}
    await may(d, scene.liaisons[0], f"{task}/object", no)
    yield HOUR
    question = f"{case.rsplit('/', 1)[-1]}-t1-r1"
    word = {"ruling_id": question, "upheld": True, "reason": "属实", "designated": second}
    match dice.turn(("named", "referred", "done", "silent")):
        case "named":
            await may(d, scene.commander, f"{case}/rule", word)
        case "referred":
            await may(d, scene.commander, f"{case}/rule", {**word, "refer": True})
            yield HOUR
            await may(d, DISTRICT, f"{case}/rule", word)
        case "done":
            await may(d, scene.liaisons[0], f"{task}/acknowledge", {"handler": "经办人"})
            yield HOUR
            await may(d, scene.liaisons[0], f"{task}/complete", done(d))
        case _:
            yield 4 * DAY
            refused = {"ruling_id": question, "upheld": False, "reason": "职责明确"}
            await may(d, DISTRICT, f"{case}/rule", refused)
    yield days(dice, 30)
    async for pause in settled_after_all(d, dice, scene, case):
        yield pause


async def passed_up(d: District, dice: Dice, _: Scene) -> Story:
    """提级: the street passes the whole matter up; whatever the answer, it is called off."""
    scene = scene_in(STREET, dice.randrange(60))
    id = await raised(d, scene, "DEMAND", scene.commander, 1)
    yield HOUR
    await may(d, scene.commander, f"/whistles/{id}/escalate", {"reason": "街道无力解决"})
    yield DAY if dice.every(2) else 10 * DAY
    await ruled(d, DISTRICT, f"{id}-1-r1")
    await may(d, scene.commander, f"/whistles/{id}/withdraw", {"reason": "区里接办"})
