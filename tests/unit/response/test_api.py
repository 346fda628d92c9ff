"""The doors of response over HTTP."""

import pytest

from contracts.commands.routes import owned_by
from contracts.commands.task import Acknowledge
from services.chassis.actors import Actors, sign
from services.chassis.memory_store import MemoryStore
from services.chassis.numbers import MemoryNumbers
from services.chassis.web import create_web
from services.response.api import router
from services.response.handlers import SHAPE, Response
from tests.unit.chassis.asgi import call
from tests.unit.response.builders import (
    CITY,
    COMMANDER,
    LIAISON,
    NOON,
    SECRET,
    TASK,
    envelope,
    summoned,
)

PATHS = [route.path.replace("{id}", TASK) for route in owned_by("response")]
ACKNOWLEDGE = Acknowledge(handler="Li Ming").model_dump(mode="json")


class Office:
    """Response behind its doors, with one task in the inbox."""

    def __init__(self):
        self.response = Response(MemoryStore(SHAPE), CITY, SECRET, MemoryNumbers())
        doors = router(self.response, Actors(SECRET, lambda: NOON), lambda: NOON)
        self.web = create_web("response", [doors])

    async def post(self, act, by, body, key="k1", **headers):
        signed = {"x_whistle_actor": sign(by, SECRET, NOON)} if by else {}
        path = act if act.startswith("/") else f"/tasks/{TASK}/{act}"
        return await call(self.web, "POST", path, body, idempotency_key=key, **signed, **headers)


@pytest.fixture
async def office():
    office = Office()
    await office.response.on_summoned(envelope(summoned()))
    return office


@pytest.mark.parametrize("path", PATHS)
async def test_a_stranger_is_turned_away_at_every_door(office, path):
    answer = await office.post(path, None, {})

    assert answer.status == 401


async def test_the_liaison_acknowledges(office):
    answer = await office.post("acknowledge", LIAISON, ACKNOWLEDGE)

    assert answer.status == 200
    assert answer.json == {"id": TASK, "version": 2, "state": "acknowledged"}


async def test_a_repeat_is_answered_alike(office):
    first = await office.post("acknowledge", LIAISON, ACKNOWLEDGE)

    again = await office.post("acknowledge", LIAISON, ACKNOWLEDGE)

    assert (again.status, again.json) == (first.status, first.json)


async def test_nobody_else_does(office):
    answer = await office.post("acknowledge", COMMANDER, ACKNOWLEDGE)

    assert (answer.status, answer.json["code"]) == (403, "not_the_called_department")


async def test_what_is_out_of_turn_is_told_what_is_possible(office):
    answer = await office.post("progress", LIAISON, {"text": "on it"})

    assert (answer.status, answer.json["code"]) == (409, "illegal_move")
    assert answer.json["allowed"] == ["acknowledge", "object"]


async def test_who_is_too_far_away_reads_how_far_and_what_else_helps(office):
    await office.post("acknowledge", LIAISON, ACKNOWLEDGE)
    far = {"person": "Li", "rank": "BLUE", "way": "gps", "point": {"lng": 117.01, "lat": 39}}

    answer = await office.post("arrive", LIAISON, far, "k2", accept_language="en")

    assert (answer.status, answer.json["distance_m"]) == (422, 864)
    assert "864 m" in answer.json["detail"]
    assert "scan the street's code" in answer.json["detail"]


async def test_a_deadline_is_told_by_the_clock_on_the_wall(office):
    late = router(office.response, Actors(SECRET, lambda: NOON), lambda: NOON.replace(hour=9))
    office.web = create_web("response", [late])

    answer = await office.post("object", LIAISON, {"reason": "no", "basis": "row 7"})

    assert (answer.status, answer.json["code"]) == (409, "objection_too_late")
    assert "2026-11-23 16:00" in answer.json["detail"]


async def test_a_task_nobody_called_is_not_found(office):
    answer = await office.post("/tasks/wh-9-9/acknowledge", LIAISON, ACKNOWLEDGE)

    assert (answer.status, answer.json["code"]) == (404, "not_found")
