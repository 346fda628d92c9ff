"""What else is done with a case: other ways in, checks, special routes, splitting, self-help."""

from datetime import timedelta
from typing import Any

from loadtests.cast import Scene
from tests.journeys.test_intake import message, somewhere_in
from tests.year.district import District
from tests.year.problems import ended, reported
from tests.year.story import Dice, Story, days, may, soon, sorted_to

GRID, WORKER, OFFICER, UNIT = "gangwan-01-01", "grid-0101", "officer-01", "unit-01"
HOUR = timedelta(hours=1)


async def _told(d: District, who: str, told: dict[str, Any]) -> str:
    """A case of this grid; its path."""
    here = {"point": somewhere_in(GRID), "address": "望海社区 3 栋", "category": "P0137"}
    return f"/cases/{(await d.act(who, '/cases', here | told))['id']}"


async def self_helped(d: District, dice: Dice, scene: Scene) -> Story:
    """单元自救: a message in the unit's group; the unit clears its sewer itself."""
    told = message(5, f"下水道堵了 {dice.randrange(10_000)}", "R07", point=somewhere_in(GRID))
    case = f"/cases/{(await d.act(UNIT, '/cases/from-message', told))['id']}"
    await may(d, UNIT, f"{case}/call-neighbours", {"text": "请各户先停水"})
    yield HOUR
    await may(d, UNIT, f"{case}/agree-self-help", {"plan": "请人疏通", "share": "每户 50 元"})
    if await may(d, UNIT, f"{case}/settle", {"result": "半天疏通"}):
        async for pause in ended(d, dice, scene, case, UNIT):
            yield pause


async def alarmed(d: District, dice: Dice, scene: Scene) -> Story:
    """One tap, 120 is called, the earlier report of the same is joined to it, talk goes on."""
    tap = {"point": somewhere_in(GRID), "category": "R01", "text": f"老人走失 {dice.random()}"}
    first = f"/cases/{(await d.act('resident-1', '/cases/one-tap', tap))['id']}"
    await may(d, WORKER, f"{first}/divert", {"route": "emergency", "services": ["110"]})
    second = await _told(d, scene.resident, {"text": "看见走失的老人", "category": "R01"})
    joined = {"into": first.rsplit("/", 1)[-1], "reason": "同一位老人"}
    await may(d, WORKER, f"{second}/merge", joined)
    await may(d, "resident-1", f"{first}/message", {"text": "有消息了吗？"})
    yield HOUR
    await may(d, WORKER, f"{first}/answer", {"text": "已在公园找到，送回家中"})


async def ticketed(d: District, dice: Dice, scene: Scene) -> Story:
    """A 12345 ticket carries two problems, which are split and bundled, one passed up by hand."""
    ticket = {
        "external": f"HT{dice.randrange(10**9)}",
        "kind": "complaint",
        "text": f"井盖松动，路灯不亮 {dice.randrange(10_000)}",
        "category": "P0102",
        "address": "望海社区 3 栋",
        "point": somewhere_in(GRID),
    }
    case = f"/cases/{(await d.act('hotline', '/hotline-tickets', ticket))['id']}"
    parts = [{"text": "路灯不亮", "category": "P0137"}]
    await may(d, WORKER, f"{case}/split", {"keeps": "井盖松动", "parts": parts})
    yield HOUR
    linked = {"title": "3 栋门前", "others": [f"{case.rsplit('/', 1)[-1]}-s1"]}
    await may(d, WORKER, f"{case}/bundle", linked)
    sort = {**sorted_to(scene, "community"), "category": "P0102"}
    await may(d, WORKER, f"{case}/sort", sort)
    await may(d, OFFICER, f"{case}/escalate", {"reason": "社区没有井盖"})
    if await may(d, "staff-gangwan", f"{case}/settle", {"result": "已更换井盖"}):
        async for pause in ended(d, dice, scene, case, "staff-gangwan"):
            yield pause


async def checked(d: District, dice: Dice, scene: Scene) -> Story:
    """核查, 核实: somebody looks before it is sorted and before it is closed; some forget."""
    case = await _told(d, scene.resident, {"text": f"路灯不亮 {dice.randrange(10_000)}"})
    await may(d, OFFICER, f"{case}/ask-check", {"before": "sorting"})
    yield 6 * HOUR if dice.every(3) else HOUR
    await may(d, WORKER, f"{case}/check", {"sound": True, "text": "属实"})
    sort = {**sorted_to(scene, "community"), "category": "P0137"}
    if await may(d, WORKER, f"{case}/sort", sort):
        await may(d, OFFICER, f"{case}/settle", {"result": "已换灯"})
        await may(d, OFFICER, f"{case}/ask-check", {"before": "closing"})
        await may(d, WORKER, f"{case}/check", {"sound": True, "text": "灯亮了"})
        async for pause in ended(d, dice, scene, case, OFFICER):
            yield pause


async def petitioned(d: District, dice: Dice, scene: Scene) -> Story:
    """信访代办: an agent carries a petition and brings the answer back."""
    told = {"channel": "petition", "text": f"反映历史遗留问题 {dice.randrange(10_000)}"}
    mandate = {"by": "居民代表", "to": "网格员", "agreed_on": f"{d.clock.now:%Y-%m-%d}"}
    case = await _told(d, WORKER, {**told, "mandate": mandate})
    await may(d, OFFICER, f"{case}/sort", {**sorted_to(scene, "community"), "category": "P0137"})
    yield HOUR
    handed = {"to": "区信访局", "reference": "2026-17"}
    await may(d, OFFICER, f"{case}/submit-petition", handed)
    if dice.every(2):
        yield days(dice, 50)
        longer = {"reason": "情况复杂，信访机关依法延期"}
        await may(d, OFFICER, f"{case}/prolong-petition", longer)
    yield days(dice, 30)
    await may(d, OFFICER, f"{case}/answer-petition", {"text": "已答复：列入改造计划"})
    await may(d, OFFICER, f"{case}/settle", {"result": "答复已带回"})


async def disputed(d: District, dice: Dice, scene: Scene) -> Story:
    """Told that it is done, the reporter does not agree: it is opened again, and rated at last."""
    case, reporter = await reported(d, dice, scene)
    yield HOUR
    body = sorted_to(scene, "community")
    await may(d, scene.grid_worker, f"{case}/sort", body)
    for n in range(2):
        yield soon(dice)
        await may(d, scene.officer, f"{case}/sort", body)
        await may(d, scene.officer, f"{case}/settle", {"result": f"第 {n + 1} 次处置"})
        await may(d, scene.officer, f"{case}/feed-back", {"text": "已处置"})
        yield soon(dice)
        if n == 0:
            await may(d, reporter, f"{case}/dispute", {"reason": "没有修好"})
    await may(d, reporter, f"{case}/confirm", {})
    yield HOUR
    await may(d, reporter, f"{case}/rate", {"solved": True, "satisfaction": "dissatisfied"})
    unmeant = {"cause": "historical", "note": "历史遗留，已说明", "photos": ["f-evidence"]}
    await may(d, scene.commander, f"{case}/exclude", unmeant)
