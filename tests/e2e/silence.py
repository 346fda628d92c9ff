"""Chapter 3: another whistle's department does not answer, and nobody presses anything."""

from typing import Any

from tests.e2e.telling import Telling, must

OVER = "演练结束"
CLIMB = (
    ("call.warned", "warned_at", "临期预警，联络员收到", "warned, the liaison is told"),
    (
        "call.overdue",
        "overdue_at",
        "超时亮红灯，部门负责人收到",
        "overdue, the department's head is told",
    ),
    ("supervision.opened", "supervised_at", "自动督办", "supervision opens by itself"),
    ("call.escalated", "escalated_at", "提级到区", "it is escalated to the district"),
)
"""Every rung: its event, its mark on the roll call, and what is said of it."""


async def silence(t: Telling) -> None:
    """A drill's clocks run in seconds, so that the ladder can be watched."""
    silent = t.cast.departments[2]
    witnesses = _witnesses(t, silent)
    people = {kind: await t.enter(account) for kind, account in witnesses.items()}
    drill = await _raise(t, silent)
    for kind, mark, zh, en in CLIMB:
        person = people[kind]
        event = await person.hears(kind, drill, within=30)
        must(event["by"] == "clock", "nobody pressed anything")
        await person.until(f"/whistles/{drill}", lambda w, m=mark: w["calls"][0][m])
        t.timeline.seen(witnesses[kind], zh, en)
    await _end(t, drill)


def _witnesses(t: Telling, silent: str) -> dict[str, str]:
    """Who must see each rung, on their own stream and their own page."""
    return {
        "call.warned": t.cast.liaison(silent),
        "call.overdue": t.cast.head(silent),
        "supervision.opened": t.cast.commander,
        "call.escalated": t.cast.district,
    }


async def _raise(t: Telling, silent: str) -> str:
    """The drill's id, once the street's page shows whom it waits for."""
    commander = await t.enter(t.cast.commander)
    drill = await commander.post(
        "/whistles",
        {
            "kind": "DRILL",
            "problems": [{"text": "演练：无人应答", "category": t.cast.category}],
            "responders": [{"department": silent, "lead": True}],
            "point": t.cast.point,
            "address": "海川区示范小区",
            "reason": "演练督办阶梯",
        },
    )
    await commander.until(
        f"/whistles/{drill['id']}", lambda w: w["kind"] == "DRILL" and w["silent"] == [silent]
    )
    t.timeline.seen(
        t.cast.commander, f"演练哨，只叫 {silent}，无人应答", f"a drill: {silent} does not answer"
    )
    return str(drill["id"])


async def _end(t: Telling, drill: str) -> None:
    """The district reads who is silent; the street withdraws the drill and reads it is over."""
    district = await t.enter(t.cast.district)
    seen = await district.get(f"/whistles/{drill}")
    must(seen["calls"][0]["stage"] == "summoned", "the silent one is shown as silent")
    t.timeline.seen(t.cast.district, "区督办看到未签收的部门", "the district sees who is silent")
    commander = await t.enter(t.cast.commander)
    await commander.post(f"/whistles/{drill}/withdraw", {"reason": OVER})
    await commander.until(f"/whistles/{drill}", _withdrawn)
    t.timeline.seen(t.cast.commander, "演练撤哨", "withdraws the drill")


def _withdrawn(whistle: dict[str, Any]) -> bool:
    return whistle["stage"] == "withdrawn" and whistle["closing_reason"] == OVER
