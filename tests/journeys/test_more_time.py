"""More time, and a pause 挂账: two must agree, and the clock itself takes the work up again."""

import pytest

from tests.clients import Facts, House, Person, Problem
from tests.journeys.town import scene_in
from tests.journeys.whistling import answers, completes, soon, whistle_at


async def at_work(house: House, seed: int) -> tuple[str, Person, str]:
    """One department that was called and came: the whistle, its liaison, its task."""
    scene = scene_in("gangwan", seed=seed)
    commander = await house.enter(scene.commander)
    body = whistle_at(scene, "DEMAND", [{"text": "挡墙开裂", "category": scene.category}])
    body["responders"] = body["responders"][:1]
    whistle = (await commander.post("/whistles", body))["id"]
    return whistle, *await answers(house, scene, whistle, 1)


async def awaited(reader: Person, whistle: str, n: int, level: str) -> Facts:
    """The n-th thing that was asked for on a whistle, once this level's word is awaited."""

    def there(page: Facts) -> list[Facts]:
        return [one for one in page["items"] if one["id"].endswith(f"-x{n}")]

    def here(page: Facts) -> bool:
        return any((x["stage"], x["level"]) == ("open", level) for x in there(page))

    return there(await reader.until(f"/reliefs?whistle_id={whistle}", here))[0]


async def decides(reader: Person, whistle: str, n: int, level: str) -> Facts:
    """This level says yes to the n-th thing that was asked for; what it read before."""
    asked = await awaited(reader, whistle, n, level)
    word = {"granted": True, "reason": f"{level}同意"}
    await reader.post(f"/reliefs/{asked['id']}/decide", word)
    return asked


async def test_a_second_extension_needs_the_district_and_a_third_nobody_can_grant(house: House):
    whistle, liaison, task = await at_work(house, seed=1801)
    commander = await house.enter("commander-gangwan")
    district = await house.enter("supervisor-district")
    first = (await liaison.get(task))["complete_by"]

    await liaison.post(f"{task}/extend", {"reason": "连日降雨"})
    await decides(commander, whistle, 1, "street")
    second = (await liaison.until(task, lambda one: one["extensions"] == 1))["complete_by"]
    await liaison.post_soon(f"{task}/extend", {"reason": "材料未到"})
    asked = await decides(commander, whistle, 2, "street")
    above = await awaited(district, whistle, 2, "district")
    assert (await liaison.get(task))["extensions"] == 1
    await decides(district, whistle, 2, "district")
    third = (await liaison.until(task, lambda one: one["extensions"] == 2))["complete_by"]
    with pytest.raises(Problem) as refused:
        await liaison.post(f"{task}/extend", {"reason": "再要几天"})

    assert first < second < third
    assert (asked["next"]["who"], above["next"]["who"]) == ("gangwan", "haichuan")
    assert refused.value.code == "relief_used_up"


async def test_two_agree_to_a_pause_and_the_day_itself_takes_the_work_up_again(house: House):
    whistle, liaison, task = await at_work(house, seed=1802)
    commander = await house.enter("commander-gangwan")
    district = await house.enter("supervisor-district")
    before = await liaison.get(task)

    pause = {"cause": "season", "reason": "冬季无法施工", "until": soon(seconds=12)}
    await liaison.post(f"{task}/suspend", pause)
    await decides(commander, whistle, 1, "street")
    assert (await liaison.get(task))["suspended_until"] is None
    await decides(district, whistle, 1, "district")
    waiting = await liaison.until(task, lambda one: one["stage"] == "suspended")
    path = f"/whistles/{whistle}"
    street = await commander.until(path, lambda w: w["calls"][0]["suspended_until"])
    back = await liaison.until(task, lambda one: one["stage"] == before["stage"], within=60)

    assert waiting["suspended_for"] == street["calls"][0]["suspended_for"] == "season"
    assert (street["calls"][0]["late"], waiting["next"]["by"]) == (
        False,
        waiting["suspended_until"],
    )
    assert back["complete_by"] >= before["complete_by"]
    resumed = next(x for x in back["timeline"] if x["type"] == "call.resumed")
    assert resumed["by"] in (None, "clock")
    await completes(liaison, task)
    await commander.until(path, lambda w: w["stage"] == "solved")
