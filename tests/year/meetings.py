"""议事协商, 联席会, 上门服务, 物业报修: what is carried out step by step, as the pack has it."""

from datetime import timedelta
from typing import Any

from loadtests.cast import Scene
from tests.journeys.test_repair import COMMITTEE, SELF_MANAGED, told
from tests.journeys.test_talks import CONVENE, HOLD
from tests.journeys.town import scene_in
from tests.year.district import District
from tests.year.story import Dice, Story, began, may, point_in, soon, sorted_to

GRID, COMMUNITY, STREET = "gangwan-01-01", "gangwan-01", "gangwan"
WORKER, OFFICER, SECRETARY, STAFF = "grid-0101", "officer-01", "secretary-01", "staff-gangwan"
PUT = {"motion": 1, "vote_kind": "residents"}
TASKS = [{"responder": "chengguan", "text": "画停车线"}]
THERE = {"record": "各抒己见", "attendance": ["王五", "赵六", "李四"]}
PARTIES = {"parties_present": ["residents", "community", "street"]}


async def step(d: District, who: str, task: str, name: str, **fields: Any) -> bool:
    """Take a step, unless a clock was faster."""
    return await may(d, who, f"/tasks/{task}/step", {"step": name, "fields": fields})


async def opened(d: District, who: str, procedure: str, responder: str, text: str) -> str:
    """Begin a procedure that answers no case; the task's id."""
    asked = {"procedure": procedure, "responder": responder, "text": text, "address": "3 栋"}
    return await began(d, who, "/tasks", {**asked, "point": point_in(GRID)})


async def talked_over(d: District, dice: Dice, _: Scene) -> Story:
    """停车难: residents talk, the community helps, it is resolved, and somebody does it."""
    scene = scene_in(STREET, dice.randrange(60))
    report = {**scene.report, "category": "R04", "text": f"停车难 {dice.randrange(10_000)}"}
    case = await began(d, scene.resident, "/cases", report)
    sort = {**sorted_to(scene, "community"), "category": "R04", "sphere": "shared"}
    await may(d, scene.grid_worker, f"/cases/{case}/sort", sort)
    await may(d, scene.officer, f"/cases/{case}/entrust", {})
    yield timedelta(hours=1)
    talk, plan = f"{case}-t1", {"proposal": "画线二十个，轮流停"}
    tier = dice.turn((scene.grid_worker, scene.officer))
    await step(d, scene.grid_worker, talk, "convene", **CONVENE)
    await step(d, scene.grid_worker, talk, "hold", **HOLD, parties_present=["residents"])
    if tier == scene.officer:
        await step(d, scene.grid_worker, talk, "pass_up", reason="要社区一起来")
        yield soon(dice)
        await step(d, tier, talk, "convene", **CONVENE)
        await step(d, tier, talk, "hold", **HOLD, parties_present=["residents", "community"])
    await step(d, tier, talk, "propose", **plan)
    await step(d, tier, talk, "put", **PUT)
    for voter in HOLD["attendance"]:
        await step(d, tier, talk, "hands", voter=voter, ballot="for")
    await step(d, tier, talk, "close_vote")
    yield soon(dice)
    await step(d, tier, talk, "resolve", result="画线二十个", items=1, tasks=TASKS)
    yield soon(dice)
    await carried_out(d, talk)
    await step(d, tier, talk, "publish", published_on=f"{d.clock.now:%Y-%m-%d}")


async def carried_out(d: District, task: str, n: int = 1) -> None:
    """What a resolution asks of the city's order keepers; `n` counts all the task asked for."""
    await step(d, "liaison-chengguan", f"{task}-{n}", "accept", handler="李科长")
    await step(d, "liaison-chengguan", f"{task}-{n}", "done", measures="画线二十个")


async def met(d: District, dice: Dice, _: Scene) -> Story:
    """五方联席, 共商, 协调会, 党建联席: called, held, and resolved."""
    kind, who, where = dice.choice(
        (
            ("joint_meeting", SECRETARY, COMMUNITY),
            ("co_governance", OFFICER, COMMUNITY),
            ("coordination", STAFF, STREET),
            ("party_meeting", SECRETARY, COMMUNITY),
        )
    )
    task = await opened(d, who, kind, where, "共商停车")
    held_at = (d.clock.now + timedelta(days=1)).isoformat()
    call = {"held_at": held_at, "where": "会议室", "topic": "停车"}
    bodies = {"bodies": ["chengguan", "gongan"]}
    names = {
        "joint_meeting": ("held_at", "where", "topic", "parties_called", "bodies"),
        "co_governance": ("held_at", "topic"),
        "coordination": ("held_at", "where", "bodies"),
        "party_meeting": ("held_at", "topic", "bodies"),
    }[kind]
    told = {**call, **bodies, "parties_called": PARTIES["parties_present"]}
    await step(d, who, task, "call", **{name: told[name] for name in names})
    yield soon(dice)
    await answered(d, dice, task)
    yield soon(dice)
    over = {"result": "画线二十个", "tasks": TASKS}
    there = {**THERE, **({} if kind == "co_governance" else {"came": ["chengguan"]})}
    more = {"joint_meeting": {"items": 1}, "party_meeting": {"resources": ["车位十个"]}}
    if kind == "coordination":
        await step(d, who, task, "hold", **there, **over)
    else:
        await step(d, who, task, "hold", **there, **({} if kind == "party_meeting" else PARTIES))
        await step(d, who, task, "resolve", **over, **more.get(kind, {}))
    yield soon(dice)
    await carried_out(d, task, 1 if kind == "co_governance" else 3)


async def answered(d: District, dice: Dice, task: str) -> None:
    """One of the two who are called comes; the other says why not, or nothing until the roll."""
    await step(d, "liaison-chengguan", f"{task}-1", "coming", person="李科长")
    if dice.every(2):
        await step(d, "liaison-gongan", f"{task}-2", "not_coming", reason="另有警务")


async def watched(d: District, dice: Dice, _: Scene) -> Story:
    """矛盾预警: looked into, and cleared."""
    task = await opened(d, WORKER, "watch", GRID, "物业费收缴纠纷苗头")
    yield soon(dice)
    await step(d, WORKER, task, "look", signs="业主群讨论激烈")
    yield soon(dice)
    await step(d, OFFICER, task, "cleared", result="已协商一致")


async def served_at_home(d: District, dice: Dice, _: Scene) -> Story:
    """六到家: booked, taken, at the door, done; nobody says how it was."""
    task = await opened(d, "resident-1", "home_service", GRID, "上门办证")
    slot = (d.clock.now + timedelta(days=1)).isoformat()
    await step(d, "resident-1", task, "book", slot=slot, item="certificate")
    yield soon(dice, 2)
    await step(d, WORKER, task, "take", agent=WORKER)
    await step(d, WORKER, task, "running")
    yield soon(dice)
    await step(d, WORKER, task, "done", result="证已送到")


async def repaired(d: District, dice: Dice, _: Scene) -> Story:
    """物业报修: the residents' committee mends it, or it goes up until the street gives it back."""
    report = told(SELF_MANAGED, f"单元门坏了 {dice.randrange(10_000)}")
    case = await began(d, "resident-10", "/cases", report)
    chair, task = f"chair-{COMMITTEE}", f"{case}-t1"
    yield timedelta(hours=1)
    await step(d, chair, task, "accept", repairer="小区志愿维修队")
    yield soon(dice)
    if not dice.every(3):
        await step(d, chair, task, "repaired", result="已更换门锁")
        yield soon(dice)
        await may(d, OFFICER, f"/cases/{case}/feed-back", {"text": "已修好"})
        return
    for who in (chair, OFFICER):
        await step(d, who, task, "pass_on", reason="无力承担")
        yield soon(dice)
    await step(d, STAFF, task, "give_back", reason="涉及结构安全，需部门到场")
