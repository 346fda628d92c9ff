"""Neighbours quarrel; a couple quarrels: each tier tries, and only those concerned see the file."""

import pytest

from contracts.actor import Role
from tests.clients import Facts, House, Person, Problem
from tests.journeys.town import city, report_at, scene_in

NEIGHBOURS, COUPLE = scene_in("gangwan", seed=8), scene_in("gangwan", seed=9)
REFUSING = scene_in("gangwan", seed=10)
TALK = {"record": "双方各述其由，未谈拢", "rights_told": True, "mode": "moral"}
PARTIES = {"parties": ["张三", "李四"], "dispute": "噪声", "origin": "application"}
AGREEMENT = {
    "form": "written",
    "parties_stated": "张三，住三楼；李四，住四楼",
    "facts": "夜间噪声，争议为作息时间",
    "responsibility": "李四调整作息",
    "result": "李四晚九点后不再打鼓",
    "performance": "自协议生效起遵守",
    "perform_by": "2026-12-31",
    "effective_on": "2026-11-01",
    "signed": ["张三", "李四"],
    "mediator_signed": ["调解员"],
    "sealed": True,
}


def grid_of(worker: str) -> str:
    return next(at for role, at in city().people[worker].held if role is Role.GRID_WORKER)


def community_of(worker: str) -> str:
    return city().path(grid_of(worker))[2]


def opens(step: str):
    return lambda task: step in {one["step"] for one in task["open"]}


async def take(who: Person, task: str, step: str, /, **fields: object) -> Facts:
    """Take a step as soon as the file shows it open."""
    await who.until(task, opens(step))
    return await who.post(f"{task}/step", {"step": step, "fields": fields})


async def entrusted(scene, house: House, category: str, text: str, **asked: str) -> tuple[str, str]:
    """A case that was reported, sorted to the community and entrusted: its path and its file's."""
    resident, worker = await house.enter(scene.resident), await house.enter(scene.grid_worker)
    officer = await house.enter(scene.officer)
    case = f"/cases/{(await resident.post('/cases', report_at(scene, category, text)))['id']}"
    await worker.until(case, lambda case: case["stage"] == "reported")
    settled = {"category": category, "urgency": "ordinary", "sphere": "private"}
    await worker.post(f"{case}/sort", {**settled, "level": "community"})
    await officer.until(case, lambda case: case["stage"] == "owned")
    await officer.post(f"{case}/entrust", dict(asked))
    seen = await officer.until(case, lambda case: case["stage"] == "entrusted")
    return case, f"/tasks/{seen['task_id']}"


async def at_the_grid(house: House, file: str) -> None:
    """楼栋长和网格员 try, and pass it up."""
    worker, resident = (
        await house.enter(NEIGHBOURS.grid_worker),
        await house.enter(NEIGHBOURS.resident),
    )
    holders = city().holders(Role.BUILDING_HEAD, grid_of(NEIGHBOURS.grid_worker))
    head = await house.enter(holders[0])
    accounts = [NEIGHBOURS.resident, "resident-5"]
    await take(worker, file, "accept", **PARTIES, party_accounts=accounts)
    await take(head, file, "assign", mediators=[head.account, worker.account])
    await take(resident, file, "consent", party="张三", agrees=True)
    await take(head, file, "consent", party="李四", agrees=True)
    await take(head, file, "mediate", **TALK)
    await take(worker, file, "pass_up", reason="谈不拢，请工作室出面")


async def at_the_studio(house: House, file: str) -> None:
    """社区的工作室或调委会 tries, and passes it up."""
    head = city().holders(Role.BUILDING_HEAD, grid_of(NEIGHBOURS.grid_worker))[0]
    passed = await (await house.enter(head)).until(file, lambda task: task["tier"] == "community")
    mediator = await house.enter(city().holders(Role.MEDIATOR, passed["department"])[0])
    await take(mediator, file, "assign", mediators=[mediator.account])
    await take(mediator, file, "mediate", **TALK)
    await take(mediator, file, "pass_up", reason="要请法官、律师和民警")


async def at_the_station(house: House, file: str) -> None:
    """街道枫桥解纷站: a judge, a lawyer and the police together."""
    station = await house.enter("mediator-gangwan")
    shown = await station.until(file, lambda task: task["tier"] == "street")
    assert shown["department"] == "station-gangwan"
    panel = ["mediator-gangwan", "mediator-judge", "mediator-lawyer", "mediator-police"]
    bodies = ["gongan", "sifa"]
    await take(station, file, "assign", mediators=panel[:3])
    await take(station, file, "joint", mediators=panel, lead=panel[0], bodies=bodies)
    shown = await station.until(file, lambda task: len(task["children"]) == 2)
    police = await house.enter("liaison-gongan")
    asked = next(one for one in shown["children"] if one["responder"] == "gongan")
    await take(police, f"/tasks/{asked['id']}", "take_part", person="民警王", record="到场")
    judge = await house.enter("mediator-judge")
    await take(judge, file, "mediate", **{**TALK, "record": "讲明法律，双方让步"})
    await take(judge, file, "agreed", **AGREEMENT)


async def confirmed_on_paper(house: House, file: str) -> None:
    """A party reads the agreement, says yes, and finds both words on the sheet it prints."""
    resident, judge = await house.enter(NEIGHBOURS.resident), await house.enter("mediator-judge")
    shown = await resident.until(file, lambda task: task["papers"])
    [paper] = shown["papers"]
    await take(resident, file, "confirm", party="张三", confirms=True)
    await take(judge, file, "confirm", party="李四", confirms=True, way="fingerprint")
    shown = await resident.until(file, lambda task: len(task["confirmations"]) == 2)
    assert [(one["party"], one["way"]) for one in shown["confirmations"]] == [
        ("张三", None),
        ("李四", "fingerprint"),
    ]
    sheet = (await resident.take_away(paper["page"])).decode()
    english = (await judge.take_away(paper["page"], tongue="en")).decode()
    for said in (paper["number"], "人民调解协议书", AGREEMENT["result"], "按指印", "张三", "李四"):
        assert said in sheet
    assert "People&#x27;s mediation agreement" in english
    assert "People" not in sheet
    assert (await judge.take_away(paper["pdf"])).startswith(b"%PDF")
    for account in ("resident-20", "liaison-gongan"):
        with pytest.raises(Problem) as unseen:
            await (await house.enter(account)).take_away(paper["page"])
        assert unseen.value.status == 404


@pytest.mark.scenario(8)
@pytest.mark.mechanism(119, 121, 123, 124, 125, 126, 130)
async def test_neighbours_are_helped_by_their_building_head_then_the_studio_then_the_station(
    house: House,
):
    resident, judge = await house.enter(NEIGHBOURS.resident), await house.enter("mediator-judge")
    station = await house.enter("mediator-gangwan")
    case, file = await entrusted(NEIGHBOURS, house, "R02", "楼上夜里打鼓，争吵多次。")

    await at_the_grid(house, file)
    await at_the_studio(house, file)
    await at_the_station(house, file)

    solved = await resident.until(case, lambda case: case["stage"] == "solved")
    assert solved["result"] == AGREEMENT["result"]
    await confirmed_on_paper(house, file)
    await take(judge, file, "court_confirmed", applied_on="2026-11-20", court="海川区人民法院")
    await take(station, file, "follow_up", performed="yes", record="一直安静")
    await take(station, file, "file", file_number="2026-1")
    closed = await judge.until(file, lambda task: task["stage"] == "ended")
    assert (closed["result"], closed["outcome"]) == ("solved", "agreed")
    steps = [one["facts"]["step"] for one in closed["timeline"] if one["type"] == "task.stepped"]
    assert steps.count("mediate") == 3


@pytest.mark.scenario(9)
@pytest.mark.mechanism(52)
async def test_a_couple_is_mediated_at_home_and_nobody_else_sees_the_file(house: House):
    community = community_of(COUPLE.grid_worker)
    studio = city().holders(Role.MEDIATOR, community)[0]
    mediator = await house.enter(studio)
    resident = await house.enter(COUPLE.resident)
    case, file = await entrusted(
        COUPLE, house, "R03", "夫妻争吵，希望上门调解。", responder=community
    )

    await take(mediator, file, "accept", **PARTIES, party_accounts=[COUPLE.resident])
    await take(mediator, file, "assign", mediators=[studio])
    await take(resident, file, "consent", party="张三", agrees=True)
    await take(mediator, file, "consent", party="李四", agrees=True)
    await take(
        mediator,
        file,
        "mediate",
        **TALK,
        location="home",
        visit_at="2026-11-23T19:00:00+08:00",
    )
    await take(mediator, file, "agreed", **{**AGREEMENT, "form": "oral"})

    await resident.until(case, lambda case: case["stage"] == "solved")
    assert (await resident.get(file))["known"]["location"] == "home"
    assert (await mediator.get(file))["restricted"] is True
    for account in ("evaluator", "supervisor-district", COUPLE.officer, "liaison-gongan"):
        stranger = await house.enter(account)
        with pytest.raises(Problem) as unseen:
            await stranger.get(file)
        assert unseen.value.status == 404
        listed = await stranger.get("/tasks?limit=50")
        assert file.removeprefix("/tasks/") not in {one["id"] for one in listed["items"]}


async def test_a_party_that_refuses_is_told_which_other_ways_are_open(house: House):
    scene = REFUSING
    worker, resident = await house.enter(scene.grid_worker), await house.enter("resident-20")
    case, file = await entrusted(scene, house, "R02", "邻居占用楼道，不肯商量。")
    reporter = await house.enter(scene.resident)

    await take(worker, file, "accept", **PARTIES, party_accounts=[scene.resident, "resident-6"])
    await take(worker, file, "assign", mediators=[worker.account])
    await take(worker, file, "consent", party="李四", agrees=False)
    with pytest.raises(Problem) as refused:
        await worker.post(f"{file}/step", {"step": "mediate", "fields": TALK})
    assert refused.value.code == "not_everybody_agreed"
    ways = {"ways_told": "诉讼、法律援助", "result": "一方拒绝；可向法院起诉，可申请法律援助"}
    await take(worker, file, "terminated", ended_because="refused", **ways)

    told = await reporter.until(case, lambda case: case["stage"] == "fed_back")
    assert told["feedback"] == ways["result"]
    with pytest.raises(Problem):
        await resident.get(file)
