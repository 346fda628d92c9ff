"""What changes in the middle of the year, and what the new pack makes possible."""

from datetime import timedelta

from loadtests.cast import Scene
from tests.year.district import District
from tests.year.pack import CHANGE, SECONDED, STREET, PackDesk
from tests.year.problems import reported
from tests.year.story import Dice, Story, sorted_to

HOUR = timedelta(hours=1)
COMMANDER = "commander-gangwan"
CHANGED = {"calendar.csv", "city.toml", "errands.csv", "people.csv", "visits.toml"}


async def new_pack(d: District, dice: Dice, scene: Scene) -> Story:
    """A reporter is to be called within days, which become days off: drafted by one, simulated,
    published by another. At the end of the year a street says how whoever was seconded did."""
    path, _ = await reported(d, dice, scene)
    for who, act, body in (
        (scene.grid_worker, "sort", sorted_to(scene, "community")),
        (scene.officer, "settle", {"result": "已现场处置"}),
        (scene.officer, "feed-back", {"text": "已办结"}),
        (scene.resident, "confirm", {}),
    ):
        yield HOUR
        await d.act(who, f"{path}/{act}", body)
    yield CHANGE - d.clock.now
    told = await PackDesk(d).publish("admin", "supervisor-district")
    assert set(told) == CHANGED, told
    yield timedelta(days=200)
    opinion = {"street": STREET, "year": d.clock.now.year, "grade": "excellent", "opinion": "得力"}
    await d.ask("POST", "evaluation", COMMANDER, f"/staff/{SECONDED}/opinions", opinion)
