"""People go and see 走访: what the clock sends them to, and what somebody plans."""

from datetime import timedelta

from contracts.events.visit import VisitPlanned
from loadtests.cast import Scene
from tests.year.district import District
from tests.year.story import Dice, Story, days, may, soon

NOON = timedelta(hours=5)
"""From the opening hour."""
HAZARD = {"kind": "trouble", "text": "飞线充电", "item": "wiring"}
SOUND = ["fire_lane", "gas", "walls"]


async def rounds(d: District, dice: Dice, _: Scene) -> Story:
    """Each noon whoever was sent that morning says what they saw; some forget, some put it off."""
    begun = [sweep for sweep in d.parts["intake"].sweeps if hasattr(sweep, "begin")]
    for visiting in begun:
        await visiting.begin()
    seen = 0
    while True:
        yield timedelta(hours=12)
        said = d.said_by("intake")
        sent = [one for one in said[seen:] if isinstance(one.data, VisitPlanned)]
        seen = len(said)
        for one in sent:
            chosen = one.by == "clock" and one.data.kind != "prevention"
            if chosen and dice.random() < 0.9:
                await _recorded(d, dice, one.subject, one.data)


async def _recorded(d: District, dice: Dice, visit: str, plan: VisitPlanned) -> None:
    path, checked = f"/visits/{visit}", plan.kind == "inspection"
    if checked and dice.random() < 0.03:
        later = f"{d.clock.now + timedelta(days=1):%Y-%m-%d}"
        await may(d, plan.visitor, f"{path}/postpone", {"day": later, "reason": "大雨"})
        return
    heard = [{"kind": "suggestion", "text": "希望建一个晾衣场"}]
    passed = [*SOUND, "wiring"] if checked else []
    told = {"visited_at": d.clock.now.isoformat(), "findings": heard, "passed": passed}
    await may(d, plan.visitor, f"{path}/record", told)


async def inspected(d: District, dice: Dice, scene: Scene) -> Story:
    """安全隐患排查: a hazard is found, reported, rectified, looked at again, at times in vain."""
    visitor = scene.grid_worker
    planned = {
        "kind": "inspection",
        "subject": "building",
        "name": scene.address,
        "point": scene.point,
        "address": scene.address,
        "day": f"{d.clock.now + timedelta(hours=8):%Y-%m-%d}",
    }
    visit = f"/visits/{(await d.act(visitor, '/visits', planned))['id']}"
    yield timedelta(hours=1)
    told = {"visited_at": d.clock.now.isoformat(), "findings": [HAZARD], "passed": SOUND}
    if not await may(d, visitor, f"{visit}/record", told):
        return
    for gone in (not dice.every(3), True):
        yield timedelta(days=20) if dice.every(4) else days(dice, 6)
        await may(d, visitor, f"{visit}/rectify", {"text": "已拆除飞线"})
        yield soon(dice) if dice.random() < 0.7 else days(dice, 20)
        looked = {"gone": gone, "text": "现场复查"}
        await may(d, scene.officer, f"{visit}/recheck", looked)
