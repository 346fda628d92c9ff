"""Chapter 4: work, photos, four-field reports; one is sent back; the street confirms."""

from datetime import UTC, datetime

from tests.e2e.telling import Telling, must


async def work(t: Telling) -> None:
    """Everybody works and reports; the street sends one back and confirms."""
    for department in t.now_called:
        await finish(t, department)
    commander = await t.enter(t.cast.commander)
    await commander.until(f"/whistles/{t.whistle}", lambda w: w["stage"] == "solved")
    back = t.now_called[1]
    await commander.post(
        f"/whistles/{t.whistle}/send-back",
        {"task_id": t.tasks[back], "reason": "现场仍有散落砖块，请复清"},
    )
    liaison = await t.liaison(back)
    await liaison.hears("call.sent_back", t.whistle)
    t.timeline.seen(t.cast.commander, f"退回 {back}：不合格", f"sends {back} back: not clean yet")
    await finish(t, back)
    await commander.until(f"/whistles/{t.whistle}", lambda w: w["stage"] == "solved")
    await commander.post(
        f"/whistles/{t.whistle}/confirm",
        {
            "ends": [{"problem_id": "p1", "solved": True}],
            "result": "墙体拆除、砖石清运，消防通道恢复畅通",
        },
    )
    resident = await t.enter(t.cast.resident)
    await resident.until(f"/cases/{t.case}", lambda c: c["stage"] == "solved")
    t.timeline.seen(
        t.cast.commander,
        "逐项核验后销哨，居民的事项已显示解决",
        "confirms problem by problem; the resident's case reads solved",
    )


async def finish(t: Telling, department: str) -> None:
    """Progress with a photo, then the report in four fields."""
    liaison = await t.liaison(department)
    path = f"/tasks/{t.tasks[department]}"
    await liaison.post_soon(
        f"{path}/progress",
        {"text": "已拆除危墙，正在清运", "photos": [await liaison.upload_photo()]},
    )
    now = datetime.now(UTC).isoformat()
    done = await liaison.post(
        f"{path}/complete",
        {
            "accepted_at": now,
            "contacted": "社区书记与楼栋长",
            "measures": "拆除危墙，清运砖石，设置围挡",
            "finished_at": now,
            "photos": [await liaison.upload_photo()],
        },
    )
    commander = await t.enter(t.cast.commander)
    task = await commander.until(
        f"/tasks/{t.tasks[department]}?at_least={done['version']}",
        lambda task: task["stage"] == "completed",
    )
    must(task["timeline"][-1]["type"] == "task.completed", "the report is on the street's page")
    t.timeline.seen(
        t.cast.liaison(department),
        f"{department} 传回过程照片并四要素办结",
        f"{department} shows progress and reports in four fields",
    )
