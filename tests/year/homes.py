"""Who lives where 住户绑定, what is known of homes, and what residents are asked 线上问卷."""

from datetime import timedelta

from contracts.events.case import CaseReported
from loadtests.cast import Scene
from tests.journeys.test_helping import here
from tests.journeys.test_questionnaire import LACKING, WISH, sheet
from tests.year.district import District
from tests.year.story import Dice, Story, began, days, may, soon

UNIT_HEAD, WORKER, OFFICER = "unit-01", "grid-0101", "officer-01"
DAY = timedelta(days=1)
NEIGHBOURS = ("resident-17", "resident-18", "resident-19", "resident-20")


async def moved_in(d: District, dice: Dice, _: Scene) -> Story:
    """A resident is bound to a door, is known there, and moves out; or it was not so."""
    who, door = dice.turn(NEIGHBOURS), f"{dice.randrange(1, 30)}0{dice.randrange(1, 5)}"
    home = {"at": "xq-gangwan-01-01", "building": "7", "unit": "1", "door": door}
    binding = f"/bindings/{await began(d, who, '/bindings', {'home': home})}"
    ending = dice.turn(("known", "refused", "late", "gone"))
    yield 20 * DAY if ending == "late" else soon(dice)
    if ending == "refused":
        await may(d, UNIT_HEAD, f"{binding}/refuse", {"reason": "此户已出租"})
        return
    for head in (UNIT_HEAD, WORKER, OFFICER):
        await may(d, head, f"{binding}/verify", {})
    seen = {"known_from": "visit", "observed_on": f"{d.clock.now:%Y-%m-%d}"}
    fact = {**seen, "home": home, "kind": "elderly_alone"}
    known = await began(d, WORKER, "/household-facts", fact)
    yield days(dice, 60)
    await may(d, WORKER, f"/households/{known}/drop-fact", {"kind": "elderly_alone"})
    if ending == "gone":
        await left_for_good(d, who)
        return
    await may(d, who, f"{binding}/end", {"reason": "已搬走"})


async def left_for_good(d: District, who: str) -> None:
    """An account is closed: its owner is taken out of homes and of what is over."""
    reports = (one for one in d.said_by("intake") if isinstance(one.data, CaseReported))
    cases = [one.subject for one in reports if one.data.reporter == who]
    await d.ask("POST", "intake", "ops", "/ops/homes/leave", {"account": who})
    await d.ask("POST", "intake", "ops", "/ops/redact", {"collection": "cases", "ids": cases})


async def asked(d: District, dice: Dice, _: Scene) -> Story:
    """A community asks; what one of them needs is listed; it ends on its day, or before."""
    closes_at = (d.clock.now + 5 * DAY).isoformat()
    told = {"title": "您缺什么", "questions": [LACKING, WISH], **here(), "closes_at": closes_at}
    asked = f"/questionnaires/{await began(d, OFFICER, '/questionnaires', told)}"
    await may(d, OFFICER, f"{asked}/open", {})
    yield soon(dice)
    need = {"question": "wish", "text": f"想要送餐 {dice.randrange(10_000)}", "need": True}
    await may(d, "resident-1", f"{asked}/answer", sheet(need))
    await may(d, "resident-2", f"{asked}/answer", sheet(sharing="named"))
    yield DAY
    if dice.every(2):
        await may(d, OFFICER, f"{asked}/close", {"reason": "已有结论"})
