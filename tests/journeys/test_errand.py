"""An old man cannot go himself: somebody runs the errand for him, and he says how it was."""

import pytest

from tests.clients import Facts, House
from tests.journeys.town import city


def asked(procedure: str) -> Facts:
    compound = city().compounds.get("xq-gangwan-01-02")
    assert compound
    return {
        "procedure": procedure,
        "responder": "gangwan-01-02",
        "text": "腿脚不便，请帮忙代取药。",
        "territory": "gangwan-01-02",
        "point": {"lng": compound.point.lng, "lat": compound.point.lat},
        "address": f"{compound.name} 1 号楼",
    }


@pytest.mark.mechanism(98)
async def test_an_errand_is_asked_for_taken_done_and_rated(house: House):
    resident, worker = await house.enter("resident-2"), await house.enter("grid-0102")

    id = (await resident.post("/tasks", asked("service")))["id"]
    await worker.until(f"/tasks/{id}", lambda task: task["stage"] == "stepping")
    taken = {"step": "take", "fields": {"agent": "grid-0102"}}
    await worker.post(f"/tasks/{id}/step", taken)
    await worker.post(f"/tasks/{id}/step", {"step": "done", "fields": {"result": "药已送到家"}})

    await resident.until(f"/tasks/{id}", lambda task: task["stage"] == "settled")
    await resident.post(f"/tasks/{id}/step", {"step": "rate", "fields": {"rating": "satisfied"}})
    await worker.until(f"/tasks/{id}", lambda task: task["stage"] == "ended")


@pytest.mark.mechanism(92)
async def test_a_party_member_is_named_and_runs_along(house: House):
    resident, worker = await house.enter("resident-2"), await house.enter("grid-0102")
    member = await house.enter("member-01")

    id = (await resident.post("/tasks", asked("errand")))["id"]
    await worker.until(f"/tasks/{id}", lambda task: task["stage"] == "stepping")
    await worker.post(f"/tasks/{id}/step", {"step": "take", "fields": {"agent": "member-01"}})
    await member.until(f"/tasks/{id}", lambda task: task["stage"] == "stepping")
    await member.post(f"/tasks/{id}/step", {"step": "running"})
    await member.post(f"/tasks/{id}/step", {"step": "done", "fields": {"result": "已陪同就医"}})

    await resident.until(f"/tasks/{id}", lambda task: task["stage"] == "settled")
    await resident.post(f"/tasks/{id}/step", {"step": "rate", "fields": {"rating": "satisfied"}})
    await member.until(f"/tasks/{id}", lambda task: task["stage"] == "ended")
