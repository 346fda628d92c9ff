"""Somebody who has no account open is asked by a link, answers once, and the case is closed."""

import aiohttp

from tests.clients import API, House
from tests.journeys.calling_back import asking, call_back_due
from tests.journeys.town import scene_in

SCENE = scene_in("gangwan", seed=251)
SAID = {"solved": True, "satisfaction": "satisfied"}


async def test_a_call_back_is_answered_by_a_link_once(house: House):
    path = await call_back_due(house, SCENE, "路口井盖松动，车过就响。", "已当场垫稳")
    resident, evaluator = await house.enter(SCENE.resident), await house.enter(SCENE.evaluator)

    token = (await evaluator.post(f"{path}/call-back-link", {}))["token"]
    async with aiohttp.ClientSession() as stranger:
        link = f"{house.base}{API}/call-back/{token}"
        async with stranger.get(link) as asked:
            question = await asked.json()
        async with stranger.post(link, json=SAID) as answered:
            first = answered.status
        async with stranger.post(link, json={**SAID, "solved": False}) as answered:
            second = answered.status

    seen = await evaluator.until(asking(path), lambda one: one["stage"] == "recorded")
    assert question["number"] in question["question_zh"]
    assert SCENE.resident not in str(question)
    assert (first, second) == (200, 404)
    assert (seen["solved"], seen["satisfaction"], seen["channel"]) == (True, "satisfied", "sms")
    await resident.until(path, lambda case: case["stage"] == "closed")
