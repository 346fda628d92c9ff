"""Chapter 2: three come, one objects; the street rules; the department named instead comes."""

from typing import Any

from tests.e2e.telling import Telling, must


async def answer(t: Telling, department: str) -> None:
    """A liaison acknowledges, names a handler, and arrives with evidence."""
    liaison = await t.liaison(department)
    path = f"/tasks/{t.tasks[department]}"
    task = await liaison.until(path, lambda task: task["stage"] == "notified")
    must(task["next"]["by"], "the liaison sees the next deadline")
    must("reporter" not in str(task), "a department never sees who reported")
    await liaison.post(f"{path}/acknowledge", {"handler": f"{department} 值班组长"})
    await liaison.post(
        f"{path}/arrive",
        {
            "person": f"{department} 带队科长",
            "rank": "YELLOW",
            "way": "gps",
            "point": t.cast.point,
            "photos": [await liaison.upload_photo()],
        },
    )
    commander = await t.enter(t.cast.commander)
    await commander.hears("task.arrived", t.tasks[department])
    t.timeline.seen(
        t.cast.liaison(department),
        f"{department} 签收、指定经办人并到场（定位核验），街道已看到",
        f"{department} acknowledges, names a handler and arrives; the street sees it",
    )


async def object_and_rule(t: Telling) -> None:
    """The fourth says it is the fifth's; the street agrees; the fifth may not return it."""
    fourth, fifth = t.cast.departments[3:5]
    liaison = await t.liaison(fourth)
    task = t.tasks[fourth]
    await liaison.post(
        f"/tasks/{task}/object",
        {"reason": "该路段不在我单位管养范围", "basis": "权责清单第 12 条", "suggestion": fifth},
    )
    commander = await t.enter(t.cast.commander)
    page = await commander.until("/rulings", lambda page: _of(page, task) is not None)
    ruling = _of(page, task)
    must(ruling and ruling["suggestion"] == fifth, "the objection names whose it is")
    named = await t.liaison(fifth)
    await commander.post(
        f"/rulings/{ruling['id']}/decide",
        {"upheld": True, "designated": fifth, "reason": "依权责清单改派"},
    )
    seen = await commander.until(f"/whistles/{t.whistle}", lambda w: _call(w, fifth) is not None)
    t.tasks[fifth] = _call(seen, fifth)["task_id"]
    await named.hears("task.notified", t.tasks[fifth])
    t.timeline.seen(
        t.cast.commander,
        f"裁定 {fourth} 的异议成立，改派 {fifth}（指定后不得再退）",
        f"rules that {fourth} is right and names {fifth}, which may not return it",
    )


def _of(page: dict[str, Any], task: str) -> Any:
    return next((r for r in page["items"] if r["task_id"] == task), None)


def _call(whistle: dict[str, Any], department: str) -> Any:
    return next((c for c in whistle["calls"] if c["department"] == department), None)


async def muster(t: Telling) -> None:
    """The whole chapter."""
    for department in t.cast.departments[:3]:
        await answer(t, department)
    await object_and_rule(t)
    await answer(t, t.cast.departments[4])
    commander = await t.enter(t.cast.commander)
    await commander.hears("whistle.mustered", t.whistle)
    t.timeline.seen(t.cast.commander, "应到四家，实到四家", "sees four called, four come")
