"""The two lifecycles of the quality page, as a sequence of public requests."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime

from contracts.words import Kind
from loadtests.cast import Scene
from loadtests.door import Answered, Door

POSTS, WAITS = 10, 3
"""Requests of a full lifecycle beside those of each task: 4 posts and 2 waits. A wait counts once,
however often it has to ask."""

Lifecycle = Callable[[Door, Scene], Awaitable[int]]


class Told(Exception):
    """The scene was reported before by the same person: the product rightly made no new case."""


async def report(door: Door, scene: Scene, step: str) -> str:
    """Report; the new case's path. Raises `Told` when it is no new case."""
    case = await door.post(step, scene.resident, "/cases", scene.report)
    if case["version"] > 1:
        raise Told
    return f"/cases/{case['id']}"


async def four_step(door: Door, scene: Scene) -> int:
    """Create → assign → resolve → search. Returns the number of requests."""
    path = await report(door, scene, "create")
    await door.post("assign", scene.grid_worker, f"{path}/sort", sorted_to(scene, "community"))
    done = await door.post("resolve", scene.officer, f"{path}/settle", {"result": "已处理"})
    found = await door.get("search", scene.resident, f"{path}?at_least={done['version']}")
    if found["stage"] != "solved":
        raise AssertionError(f"{path} reads {found['stage']} after it was settled")
    return 4


def sorted_to(scene: Scene, level: str) -> dict[str, object]:
    """The body that sorts a case to a level."""
    return {
        "category": scene.category,
        "urgency": "urgent",
        "sphere": "public",
        "level": level,
        "crosses": level == "street",
    }


async def full(door: Door, scene: Scene) -> int:
    """The whole story of a whistle on four departments. Returns the number of requests."""
    path = await report(door, scene, "report")
    await door.post("sort", scene.grid_worker, f"{path}/sort", sorted_to(scene, "street"))
    whistle = await _raise(door, scene, path.rsplit("/", 1)[-1])
    tasks = [f"{whistle}-{n}" for n in range(1, len(scene.departments) + 1)]
    for task, liaison in zip(tasks, scene.liaisons, strict=True):
        await _answer(door, scene, task, liaison)
    await _until(door, scene.commander, f"/whistles/{whistle}", "solved")
    ends = [{"problem_id": "p1", "solved": True}]
    await door.post(
        "confirm",
        scene.commander,
        f"/whistles/{whistle}/confirm",
        {"ends": ends, "result": "墙体已拆除，消防通道已恢复"},
    )
    await _judge(door, scene, whistle, tasks)
    await _end(door, scene, path)
    await door.post("close", scene.commander, f"/whistles/{whistle}/close", {})
    tasks_waited_for = 2 * len(tasks)
    return POSTS + 4 * len(tasks) + WAITS + tasks_waited_for


def drawn(scene: Scene, case_id: str | None = None) -> dict[str, object]:
    """The body that asks for a whistle on the scene's departments; the first leads."""
    return {
        "kind": Kind.DEMAND,
        "problems": [{"text": scene.text, "category": scene.category, "case_id": case_id}],
        "responders": [
            {"department": id, "lead": n == 0} for n, id in enumerate(scene.departments)
        ],
        "point": scene.point,
        "address": scene.address,
        "reason": "跨部门，需要联合处置",
        "tried": "街道综合执法队已两次劝导",
        "is_another": True,
    }


async def _raise(door: Door, scene: Scene, case_id: str) -> str:
    draft = await door.post("draft", scene.grid_worker, "/whistles", drawn(scene, case_id))
    path = f"/whistles/{draft['id']}"
    await door.post("endorse", scene.secretary, f"{path}/endorse", {"opinion": "情况属实"})
    await door.post("approve", scene.commander, f"{path}/approve", {"is_another": True})
    return str(draft["id"])


async def _answer(door: Door, scene: Scene, task: str, liaison: str) -> None:
    path = f"/tasks/{task}"
    await _until(door, liaison, path, "notified")
    await door.post("acknowledge", liaison, f"{path}/acknowledge", {"handler": "值班员"})
    arrival = {"person": "值班员", "rank": "YELLOW", "way": "gps", "point": scene.point}
    await door.post("arrive", liaison, f"{path}/arrive", arrival)
    now = datetime.now(UTC).isoformat()
    four = {"accepted_at": now, "contacted": "居民代表", "measures": "已清运", "finished_at": now}
    await door.post("complete", liaison, f"{path}/complete", four)


async def _judge(door: Door, scene: Scene, whistle: str, tasks: list[str]) -> None:
    shares = dict.fromkeys(scene.items, 1.0)
    for task in tasks:
        await _until(door, scene.commander, f"/assessments/as-{task}", "due")
        judged = {"task_id": task, "shares": shares}
        await door.post("assess", scene.commander, f"/whistles/{whistle}/assessments", judged)


async def _end(door: Door, scene: Scene, path: str) -> None:
    await _until(door, scene.resident, path, "solved")
    await door.post("feed-back", scene.commander, f"{path}/feed-back", {"text": "已解决"})
    await door.post("agree", scene.resident, f"{path}/confirm", {})
    await _until(door, scene.evaluator, f"/call-backs/cb-{path.rsplit('/', 1)[-1]}", "due")
    said: Mapping[str, object] = {
        "reached": True,
        "contacted": True,
        "solved": True,
        "satisfaction": "satisfied",
    }
    await door.post("call-back", scene.evaluator, f"{path}/call-back", said)


async def _until(door: Door, account: str, path: str, stage: str) -> None:
    """Read until the far end shows the stage, each time asking for more than was seen."""
    version = 0
    for _ in range(40):
        try:
            found = await door.get("wait", account, f"{path}?at_least={version + 1}")
        except Answered:
            await asyncio.sleep(0.05)
            continue
        if found["stage"] == stage:
            return
        version = found["version"]
    raise TimeoutError(f"{path} did not become {stage}")
