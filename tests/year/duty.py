"""What somebody does every day of the year, told as one long story."""

from datetime import timedelta

from contracts.words import Level
from loadtests.cast import Scene
from tests.year.district import District
from tests.year.story import Dice, Story, may, sorted_to

DAY = timedelta(days=1)
SUPERVISOR = "supervisor-district"
LAMP = {"category": "P0137"}
"""What nobody could name is sorted as something."""


async def district_settles(d: District, _: Dice, scene: Scene) -> Story:
    """Whatever nobody below saw to reaches the district, whose supervisor has it seen to."""
    seen = 0
    while True:
        yield DAY
        said = d.said_by("intake")
        reached = {
            one.subject: None
            for one in said[seen:]
            if (owner := getattr(one.data, "owner", None)) and owner.level is Level.DISTRICT
        }
        seen = len(said)
        for case in reached:
            path = f"/cases/{case}"
            if await may(d, SUPERVISOR, f"{path}/feed-back", {"text": "区里已协调处置"}):
                continue
            await may(d, SUPERVISOR, f"{path}/sort", sorted_to(scene, "district") | LAMP)
            await may(d, SUPERVISOR, f"{path}/settle", {"result": "区级协调，已处置"})
