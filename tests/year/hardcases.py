"""What a whistle may meet: emergencies, joint streets, objections, pauses, supervision."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from loadtests.cast import Scene
from tests.journeys.town import scene_in
from tests.journeys.whistling import whistle_at
from tests.year.district import District
from tests.year.story import Dice, Story, began, done, may, soon
from tests.year.whistles import judged

STREET, SUPERVISOR = "gangwan", "supervisor-gangwan"
OTHER = "commander-binhe"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WELL = {"ends": [{"problem_id": "p1", "solved": True}], "result": "已处置"}


async def raised(d: District, scene: Scene, kind: str, who: str, called: int, **more: Any) -> str:
    """A whistle on so many of the scene's departments; its id."""
    problems = [{"text": "跨部门难题", "category": scene.category}]
    body = whistle_at(scene, kind, problems, is_another=True, **more)
    body["responders"] = body["responders"][:called]
    return await began(d, who, "/whistles", body)


async def come(d: District, scene: Scene, whistle: str, n: int) -> None:
    """One department signs and comes."""
    liaison, task = scene.liaisons[n - 1], f"/tasks/{whistle}-{n}"
    await may(d, liaison, f"{task}/acknowledge", {"handler": "值班组长"})
    arrival = {"person": "科长", "rank": "BLUE", "way": "gps", "point": scene.point}
    await may(d, liaison, f"{task}/arrive", arrival)


async def finished(
    d: District, dice: Dice, scene: Scene, whistle: str, called: Sequence[int]
) -> Story:
    """All report that it is done; the street confirms, judges and closes."""
    for n in called:
        await may(d, scene.liaisons[n - 1], f"/tasks/{whistle}-{n}/complete", done(d))
    yield HOUR
    await may(d, scene.commander, f"/whistles/{whistle}/confirm", WELL)
    yield HOUR
    async for pause in judged(d, dice, scene, whistle):
        yield pause
    await may(d, scene.commander, f"/whistles/{whistle}/close", {})


async def blown_at_once(d: District, dice: Dice, _: Scene) -> Story:
    """应急: on duty, at once; its leader approves after the fact, or the clock says nobody did."""
    scene = scene_in(STREET, dice.randrange(60))
    id = await raised(d, scene, "EMERGENCY", "staff-gangwan", 1, danger="accident")
    yield HOUR
    await come(d, scene, id, 1)
    if dice.every(2):
        yield timedelta(days=4)
    await may(d, "leader-gangwan", f"/whistles/{id}/ratify", {"opinion": "处置及时，同意"})
    async for pause in finished(d, dice, scene, id, [1]):
        yield pause


async def jointly(d: District, dice: Dice, _: Scene) -> Story:
    """跨街联合: from below, endorsed or not, approved; the other joins, late or not at first."""
    scene = scene_in(STREET, dice.randrange(60))
    id = await raised(d, scene, "DEMAND", scene.grid_worker, 2, joint=["binhe"])
    path = f"/whistles/{id}"
    yield HOUR
    if dice.every(4):
        yield 10 * DAY
    await may(d, scene.secretary, f"{path}/endorse", {"opinion": "情况属实"})
    if dice.every(3):
        await may(d, scene.commander, f"{path}/refuse", {"reason": "街道自办"})
        return
    if dice.every(5):
        await may(d, scene.commander, f"{path}/return", {"reason": "请先与邻街商定"})
        return
    await may(d, scene.commander, f"{path}/approve", {"is_another": True})
    yield 8 * DAY if dice.every(2) else HOUR
    await may(d, OTHER, f"{path}/decline", {"reason": "我侧已清理"})
    await may(d, OTHER, f"{path}/join", {"opinion": "同步清理"})
    for n in (1, 2):
        await come(d, scene, id, n)
    lead = {"task_id": f"{id}-2", "reason": "由其牵头更顺"}
    await may(d, scene.commander, f"{path}/change-lead", lead)
    more = {"department": scene.departments[2], "reason": "还需配合"}
    await may(d, scene.commander, f"{path}/call", more)
    yield soon(dice)
    await come(d, scene, id, 3)
    yield soon(dice)
    async for pause in finished(d, dice, scene, id, [1, 2, 3]):
        yield pause


async def talked_through(d: District, dice: Dice, _: Scene) -> Story:
    """会商: asked, answered or not; met; steps done or late; supervised by hand."""
    scene = scene_in(STREET, dice.randrange(60))
    id = await raised(d, scene, "KEY_WORK", scene.commander, 2, tried="本街道已三次处置")
    path, liaison = f"/whistles/{id}", scene.liaisons[0]
    await may(d, scene.commander, f"{path}/remind", {"text": "请尽快"})
    yield HOUR
    for n in (1, 2):
        await come(d, scene, id, n)
    now = await may(d, SUPERVISOR, f"{path}/supervise", {"task_id": f"{id}-1", "reason": "久拖"})
    await may(d, scene.commander, f"{path}/say", {"text": "设备何时更换？"})
    yield 4 * DAY if dice.every(2) else HOUR
    await may(d, liaison, f"{path}/say", {"text": "周五前更换"})
    if now:
        await may(d, liaison, f"/supervisions/{id}-1-s1/answer", {"text": "本周整改"})
    due = (d.clock.now + 2 * DAY).isoformat()
    wanted = {"person": "王科长", "target": "夜间低于 50 分贝", "due_at": due}
    meeting = {
        "form": "coordination",
        "held_at": d.clock.now.isoformat(),
        "attendees": [{"organisation": STREET, "person": "指挥员"}],
        "decision": "更换低噪设备",
        "steps": [{"department": scene.departments[0], **wanted}],
    }
    await may(d, scene.commander, f"{path}/meet", meeting)
    yield 4 * DAY if dice.every(2) else soon(dice)
    reached = {"step_id": f"{id}-a1", "result": "实测 46 分贝"}
    await may(d, liaison, f"{path}/finish-step", reached)
    async for pause in finished(d, dice, scene, id, [1, 2]):
        yield pause
