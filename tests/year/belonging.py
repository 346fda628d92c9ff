"""双报到 and the year's word on who belongs; a member's stars; records that were false."""

from datetime import timedelta

from loadtests.cast import Scene
from tests.journeys.test_helping import COMMUNITY
from tests.year.district import District
from tests.year.offers import made
from tests.year.story import Dice, Story, began, days, may, soon

OFFICER, SECRETARY = "officer-01", "secretary-01"


async def reported_in(d: District, dice: Dice, scene: Scene) -> Story:
    """Somebody reports to the community of their home; some wait, some are not taken in."""
    who = dice.turn(["resident-1", "unit-01", "liaison-xuexiao", "liaison-yiyuan"])
    unit = {"unit": who.removeprefix("liaison-")} if who.startswith("liaison") else {}
    home = COMMUNITY if unit else d.city.people[who].held[0][1]
    told = {"at": home, "skills": ["plumbing"], **unit}
    if not (id := await began(d, who, "/registrations", told)):
        return
    yield timedelta(days=6) if dice.every(2) else soon(dice)
    officers = [one for one in d.city.people if one.startswith(("officer-", "secretary-"))]
    community = d.city.community_of(home) or COMMUNITY
    officer = next(one for one in officers if d.city.people[one].held[0][1] == community)
    registration = f"/registrations/{id}"
    if dice.every(4):
        await may(d, officer, f"{registration}/refuse", {"reason": "已在别处报到"})
        return
    await may(d, officer, f"{registration}/confirm", {})
    yield days(dice, 30)
    await may(d, officer, f"{registration}/review", {"result": "good"})
    yield days(dice, 20)
    await may(d, who, f"{registration}/leave", {"reason": "搬家"})


async def belied(d: District, dice: Dice, _: Scene) -> Story:
    """A record was false: it is taken back; later the community's word on the member's year."""
    offer = await made(d, OFFICER, "activity", f"清洁日 {dice.randrange(10_000)}")
    await may(d, "volunteer-11", f"{offer}/claim", {})
    await may(d, "volunteer-11", f"{offer}/arrive", {})
    await may(d, "volunteer-11", f"{offer}/done", {"text": "已清扫", "hours": 4})
    yield soon(dice)
    await may(d, SECRETARY, f"{offer}/confirm", {"result": "路面已清"})
    yield soon(dice)
    false = {"offer_id": offer.rsplit("/", 1)[-1], "reason": "当天并未到场"}
    await may(d, SECRETARY, "/points/pb-volunteer-11/void", false)
    yield days(dice, 40)
    said = {"stars": 3, "reason": "全年表现良好"}
    await may(d, SECRETARY, "/points/pb-member-01/rate", said)
