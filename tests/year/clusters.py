"""One nuisance told by many: reports are joined, the area warned; somebody goes there, or not."""

from datetime import timedelta

from contracts.events.visit import VisitPlanned
from loadtests.cast import Scene
from tests.journeys.test_helping import here
from tests.year.district import District
from tests.year.story import Dice, Story, began, may

WORKER = "grid-0101"
PHONES = 9
DAY = timedelta(days=1)


async def piled_up(d: District, dice: Dice, _: Scene) -> Story:
    """Rubbish in one grid: nine phones in a day, two of them about the very same heap."""
    told = {"category": "P0137", **here()}
    words = (f"第{n}处 {dice.randrange(1_000_000)}" for n in range(PHONES))
    cases = [
        await began(d, f"resident-{n}", "/cases", {"text": text, **told})
        for n, text in enumerate(words, 1)
    ]
    same = {"into": cases[0], "reason": "同一处"}
    await may(d, WORKER, f"/cases/{cases[1]}/merge", same)
    seen = len(d.said_by("intake"))
    yield DAY / 24
    await d.upkeep()
    yield DAY
    for case in cases:
        await may(d, WORKER, f"/cases/{case}/answer", {"text": "已清运"})
    if dice.every(2):
        await _gone_to(d, seen)


async def _gone_to(d: District, seen: int) -> None:
    sent = [one for one in d.said_by("intake")[seen:] if isinstance(one.data, VisitPlanned)]
    for one in (one for one in sent if one.data.kind == "prevention"):
        passed = [check.item for check in one.data.checks]
        found = {"visited_at": d.clock.now.isoformat(), "passed": passed}
        await may(d, one.data.visitor, f"/visits/{one.subject}/record", found)
