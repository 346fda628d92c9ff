"""What groups are told 微信敲门, who reads it and who comes; a case told online is visited."""

from datetime import timedelta

from loadtests.cast import Scene
from tests.journeys.test_helping import here
from tests.year.district import District
from tests.year.offers import made
from tests.year.story import Dice, Story, began, may

SECRETARY, OFFICER, WORKER = "secretary-01", "officer-01", "grid-0101"
GROUP = "g-gangwan-01"
HOUR = timedelta(hours=1)


async def told(d: District, dice: Dice, _: Scene) -> Story:
    """停水: told to all groups, read, asked about, taken back or over by itself."""
    words = {"group": GROUP, "title": f"停水 {dice.randrange(10_000)}", "text": "明日停水，请备水"}
    yield timedelta(hours=14) if dice.every(2) else HOUR
    notice = f"/group-notices/{await began(d, SECRETARY, '/group-notices', words)}"
    yield 12 * HOUR
    await may(d, "resident-1", f"{notice}/read", {})
    asked = {"answer": "question", "words": "几点恢复？"}
    await may(d, "resident-2", f"{notice}/reply", asked)
    await d.upkeep()
    if dice.every(2):
        await may(d, SECRETARY, f"{notice}/withdraw", {"reason": "改期"})


async def recruited(d: District, dice: Dice, _: Scene) -> Story:
    """招募: whoever replies "I come" has a place."""
    offer = await made(d, OFFICER, "post", f"采样引导 {dice.randrange(10_000)}", places=1)
    asked = {"group": GROUP, "kind": "volunteers", "title": "招募志愿者", "text": "需要一人"}
    asked["offer_id"] = offer.rsplit("/", 1)[-1]
    notice = f"/group-notices/{await began(d, OFFICER, '/group-notices', asked)}"
    yield 12 * HOUR
    await may(d, "volunteer-01", f"{notice}/reply", {"answer": "come"})


async def gone_to(d: District, dice: Dice, _: Scene) -> Story:
    """A case told online is visited, and keeps the record."""
    report = {"text": f"楼道灯坏了 {dice.randrange(10_000)}", "category": "P0137", **here()}
    case = await began(d, "resident-1", "/cases", report)
    day = f"{d.clock.now + timedelta(hours=8):%Y-%m-%d}"
    plan = {"kind": "home", "subject": "building", "name": "3 栋", "day": day, **here()}
    visit = await began(d, WORKER, "/visits", {**plan, "case_id": case})
    yield HOUR
    await may(d, WORKER, f"/visits/{visit}/record", {"visited_at": d.clock.now.isoformat()})
    await may(d, WORKER, f"/cases/{case}/answer", {"text": "灯已修好"})
