"""Somebody who has no account open is asked by a link, answers once, and the case is closed."""

import aiohttp

from tests.clients import API, House
from tests.journeys.town import report_at, scene_in

SCENE = scene_in("gangwan", seed=251)
SAID = {"solved": True, "satisfaction": "satisfied"}


async def test_a_call_back_is_answered_by_a_link_once(house: House):
    resident, worker = await house.enter(SCENE.resident), await house.enter(SCENE.grid_worker)
    evaluator = await house.enter(SCENE.evaluator)
    told = report_at(SCENE, "P0137", "路口井盖松动，车过就响。")
    path = f"/cases/{(await resident.post('/cases', told))['id']}"
    await worker.until(path, lambda case: case["stage"] == "reported")
    await worker.post(f"{path}/answer", {"text": "已当场垫稳"})
    await resident.until(path, lambda case: case["stage"] == "fed_back")
    await resident.post(f"{path}/confirm", {})
    back = path.replace("/cases/", "/call-backs/cb-")
    await evaluator.until(back, lambda one: one["stage"] == "due")

    token = (await evaluator.post(f"{path}/call-back-link", {}))["token"]
    async with aiohttp.ClientSession() as stranger:
        link = f"{house.base}{API}/call-back/{token}"
        async with stranger.get(link) as asked:
            question = await asked.json()
        async with stranger.post(link, json=SAID) as answered:
            first = answered.status
        async with stranger.post(link, json={**SAID, "solved": False}) as answered:
            second = answered.status

    seen = await evaluator.until(back, lambda one: one["stage"] == "recorded")
    assert question["number"] in question["question_zh"]
    assert SCENE.resident not in str(question)
    assert (first, second) == (200, 404)
    assert (seen["solved"], seen["satisfaction"], seen["channel"]) == (True, "satisfied", "sms")
    await resident.until(path, lambda case: case["stage"] == "closed")
