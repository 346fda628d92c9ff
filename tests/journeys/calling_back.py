"""A matter that was answered on the spot and agreed to: its reporter is to be called back."""

from loadtests.cast import Scene
from tests.clients import House
from tests.journeys.town import report_at


async def call_back_due(house: House, scene: Scene, told: str, answer: str) -> str:
    """The path of the case, once somebody must ask its reporter."""
    resident, worker = await house.enter(scene.resident), await house.enter(scene.grid_worker)
    evaluator = await house.enter(scene.evaluator)
    report = report_at(scene, "P0137", told)
    path = f"/cases/{(await resident.post('/cases', report))['id']}"
    await worker.until(path, lambda case: case["stage"] == "reported")
    await worker.post(f"{path}/answer", {"text": answer})
    await resident.until(path, lambda case: case["stage"] == "fed_back")
    await resident.post(f"{path}/confirm", {})
    await evaluator.until(asking(path), lambda one: one["stage"] == "due")
    return path


def asking(case: str) -> str:
    """The path of the call-back of a case."""
    return case.replace("/cases/", "/call-backs/cb-")
