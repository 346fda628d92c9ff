"""New city packs in the course of the year: what they find under way, what they make possible."""

from datetime import timedelta

from contracts.household import Home
from loadtests.cast import Scene
from tests.journeys.town import scene_in
from tests.year.district import District
from tests.year.pack import CALENDARS, SECONDED, STREET, PackDesk
from tests.year.problems import reported
from tests.year.story import Dice, Story, sorted_to

HOUR = timedelta(hours=1)
BEFORE, SAME_DAY = timedelta(days=4), 9 * HOUR
"""What is under way when the first is published begins so long before. Days that are counted by the
calendar end, if begun four days before, on one that is off now."""
COMMANDER, NEWCOMER = "commander-gangwan", "resident-16"
DOOR = Home(at="xq-gangwan-01-01", building="9", unit="1", door="101")


async def new_packs(d: District, dice: Dice, scene: Scene) -> Story:
    """Somebody is to be called, a bad word is asked not to count, a newcomer is to be vouched for
    and taken in, all within days that become days off: drafted by one, simulated, published by
    another. At the end of the year the street says how whoever was seconded to it did."""
    async for pause in _under_way(d, dice, scene):
        yield pause
    desk = PackDesk(d)
    for n, calendar in enumerate(CALENDARS):
        yield calendar.at - d.clock.now
        told = await desk.publish(calendar, "admin", "supervisor-district")
        assert set(told) == calendar.files(first=n == 0), told
    opinion = {"street": STREET, "year": 2026, "grade": "excellent", "opinion": "得力"}
    await d.ask("POST", "evaluation", COMMANDER, f"/staff/{SECONDED}/opinions", opinion)


async def _under_way(d: District, dice: Dice, scene: Scene) -> Story:
    home = d.city.people[NEWCOMER].held[0][1]
    await d.act(NEWCOMER, "/registrations", {"at": home, "skills": ["plumbing"]})
    yield BEFORE - SAME_DAY
    other = scene_in(STREET, dice.randrange(60))
    called, excluded = [(await reported(d, dice, one))[0] for one in (scene, other)]
    for path, one in ((called, scene), (excluded, other)):
        for who, act, body in (
            (one.grid_worker, "sort", sorted_to(one, "community")),
            (one.officer, "settle", {"result": "已现场处置"}),
            (one.officer, "feed-back", {"text": "已办结"}),
            (one.resident, "confirm", {}),
        ):
            await d.act(who, f"{path}/{act}", body)
        yield HOUR
    said = {"reached": True, "contacted": True, "solved": False, "satisfaction": "dissatisfied"}
    await d.act(other.evaluator, f"{excluded}/call-back", said)
    yield HOUR
    unmeant = {"cause": "unreasonable", "note": "诉求不合理，已说明", "photos": ["f-evidence"]}
    await d.act(other.commander, f"{excluded}/exclude", unmeant)
    await d.act(NEWCOMER, "/bindings", {"home": DOOR.model_dump(exclude_none=True)})
