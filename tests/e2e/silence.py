"""Chapter 3: another whistle's department does not answer, and nobody presses anything."""

from tests.e2e.telling import Telling, must

CLIMB = (
    ("call.warned", "临期预警，联络员收到", "warned, the liaison is told"),
    ("call.overdue", "超时亮红灯，部门负责人收到", "overdue, the department's head is told"),
    ("supervision.opened", "自动督办", "supervision opens by itself"),
    ("call.escalated", "提级到区", "it is escalated to the district"),
)


async def silence(t: Telling) -> None:
    """A drill's clocks run in seconds, so that the ladder can be watched."""
    commander = await t.enter(t.cast.commander)
    district = await t.enter(t.cast.district)
    silent = t.cast.departments[2]
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
    t.timeline.seen(
        t.cast.commander, f"演练哨，只叫 {silent}，无人应答", f"a drill: {silent} does not answer"
    )
    for kind, zh, en in CLIMB:
        event = await commander.hears(kind, drill["id"], within=30)
        must(event["by"] == "clock", "nobody pressed anything")
        t.timeline.seen("clock", zh, en)
    await district.hears("call.escalated", drill["id"])
    seen = await district.until(f"/whistles/{drill['id']}", lambda w: w["calls"][0]["escalated_at"])
    must(seen["calls"][0]["stage"] == "summoned", "the silent one is shown as silent")
    await commander.post(f"/whistles/{drill['id']}/withdraw", {"reason": "演练结束"})
    t.timeline.seen(
        t.cast.district, "区督办看到未签收的部门；演练撤哨", "the district sees who is silent"
    )
