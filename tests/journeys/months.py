"""A month with a judged whistle in it, told by those who judge."""

from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from tests.clients import House
from tests.journeys.town import scene_in

BEHIND, WHISTLING = "yuntai", "beiling"


def period() -> str:
    return datetime.now(ZoneInfo("Asia/Shanghai")).strftime("%Y-%m")


@dataclass
class Month:
    """A month that was closed and published early, and what happened in it."""

    period: str
    street: str
    """Where a whistle was judged."""
    commander: str
    whistle: str
    department: str
    liaison: str
    assessment: str


async def judged_whistle(house: House, street: str = WHISTLING, **more: str) -> Month:
    """One department is whistled, comes, acts, and is judged late and poor."""
    scene = next(s for seed in range(50) if (s := scene_in(street, seed)))
    commander = await house.enter(scene.commander)
    department, account = scene.departments[0], scene.liaisons[0]
    liaison = await house.enter(account)
    raised = await commander.post(
        "/whistles",
        {
            "kind": "DEMAND",
            "problems": [{"text": "污水外溢，影响通行", "category": scene.category}],
            "responders": [{"department": department, "lead": True}],
            "point": scene.point,
            "address": scene.address,
            "reason": "需要部门到场处置",
            "tried": "街道已到场疏导，无管网职权",
            "is_another": True,
            **more,
        },
    )
    id = raised["id"]
    seen = await commander.until(f"/whistles/{id}", lambda w: w["calls"])
    task = seen["calls"][0]["task_id"]
    await liaison.until(f"/tasks/{task}", lambda t: t["stage"] == "notified")
    await liaison.post(f"/tasks/{task}/acknowledge", {"handler": "值班组长"})
    await liaison.post(
        f"/tasks/{task}/arrive",
        {
            "person": "带队领导",
            "rank": "RED",
            "way": "gps",
            "point": scene.point,
            "photos": [await liaison.upload_photo()],
        },
    )
    now = datetime.now(UTC).isoformat()
    await liaison.post_soon(
        f"/tasks/{task}/complete",
        {
            "accepted_at": now,
            "contacted": "社区书记",
            "measures": "疏通管道，冲洗路面",
            "finished_at": now,
            "photos": [await liaison.upload_photo()],
        },
    )
    await commander.until(f"/whistles/{id}", lambda w: w["stage"] == "solved")
    await commander.post(
        f"/whistles/{id}/confirm",
        {"ends": [{"problem_id": "p1", "solved": True}], "result": "已疏通"},
    )
    await commander.until(f"/whistles/{id}", lambda w: w["assessments"])
    shares = dict.fromkeys(scene.items, 0.6)
    await commander.post(
        f"/whistles/{id}/assessments", {"task_id": task, "shares": shares, "comment": "反馈不及时"}
    )
    await liaison.hears("assessment.scored", f"as-{task}")
    return Month(period(), street, scene.commander, id, department, account, f"as-{task}")
