"""三级协调联动: a grid asks the levels above, each does its part, one may be waited for in vain."""

from loadtests.cast import Scene
from tests.year.district import District
from tests.year.meetings import COMMUNITY, GRID, OFFICER, STAFF, STREET, WORKER, opened, step
from tests.year.story import Dice, Story, soon

ASKED = ((COMMUNITY, OFFICER), (STREET, STAFF))


async def linked(d: District, dice: Dice, _: Scene) -> Story:
    """Both are asked; the first answers, the second not always; then it is closed."""
    matter = await opened(d, WORKER, "linkage", GRID, f"消防通道被占 {dice.randrange(10_000)}")
    parts = [{"responder": at, "text": "协调消防通道停车"} for at, _ in ASKED]
    yield soon(dice)
    await step(d, WORKER, matter, "ask", tasks=parts)
    yield soon(dice)
    for n, (_, who) in enumerate(ASKED if dice.every(2) else ASKED[:1], 1):
        await step(d, who, f"{matter}-{n}", "accept", handler="本级")
        await step(d, who, f"{matter}-{n}", "answered", result="已协调")
        yield soon(dice)
    why = {} if dice.every(2) else {"waiver": "街道另行安排"}
    await step(d, WORKER, matter, "close", result="通道已清", **why)
