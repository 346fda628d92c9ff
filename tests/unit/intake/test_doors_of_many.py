"""The doors through which many matters come at once, and the one that shows what became of them."""

from json import dumps

import pytest

from contracts.commands.importing import MOST_ROWS
from services.chassis.actors import Actors
from services.chassis.web import create_web
from services.intake.api import reckoning_router
from services.intake.store import MemoryTally
from tests.unit.intake.builders import (
    AUDITOR,
    COMMANDER,
    LIAISON,
    OFFICER,
    OTHER_COMMANDER,
    RESIDENT,
    SUPERVISOR,
)
from tests.unit.intake.doors import SECRET, Doors
from tests.unit.intake.test_importing import GOOD, GUESSING, sheet
from tests.unit.intake.towns import OPERATOR

MINUTES = {
    "title": "民情恳谈会",
    "held_on": "2026-01-04",
    "matters": [
        {
            "text": "Lamps",
            "category": "lamp",
            "point": {"lng": 120.0, "lat": 30.0},
            "address": "1 Lamp Road",
        }
    ],
}


class Reckoning(Doors):
    """The same with the door of the reckoning."""

    def __init__(self):
        super().__init__(city=GUESSING)
        actors, tally = Actors(SECRET, lambda: self.office.now), MemoryTally(self.office.cases)
        doors = reckoning_router(tally, self.office.city, actors, lambda: self.office.now)
        self.app = create_web("intake", [doors])


async def post(path, by, body):
    """What the door answers to a body."""
    return await Doors(city=GUESSING).post(path, by, dumps(body).encode())


@pytest.mark.mechanism(25)
async def test_the_hotline_brings_its_file():
    doors = Doors(city=GUESSING)

    answer = await doors.post("/imports/hotline", OPERATOR, sheet(GOOD))

    assert (answer.status, answer.json["new"]) == (200, 1)
    assert answer.json["lines"][0]["external"] == "HC-1"


@pytest.mark.parametrize("by", [RESIDENT, OFFICER, LIAISON, AUDITOR])
async def test_nobody_else_brings_it(by):
    answer = await Doors(city=GUESSING).post("/imports/hotline", by, sheet(GOOD))

    assert (answer.status, answer.json["code"]) == (403, "not_your_post")


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [{"row": 0, "cells": {}}],
        [{"row": 2, "cells": {"a": "x" * 4001}}],
        [{"row": 2, "cells": {}}] * (MOST_ROWS + 1),
        [{"row": 2, "cells": {}, "more": 1}],
    ],
)
async def test_what_are_no_rows_is_refused(rows):
    answer = await post("/imports/hotline", OPERATOR, {"rows": rows})

    assert answer.status == 422


@pytest.mark.mechanism(228)
async def test_minutes_come_through_their_door():
    answer = await post("/minutes", OFFICER, MINUTES)

    assert (answer.status, answer.json["new"]) == (200, 1)


@pytest.mark.parametrize("by", [RESIDENT, OPERATOR, LIAISON])
async def test_only_who_holds_cases_brings_minutes(by):
    assert (await post("/minutes", by, MINUTES)).status == 403


@pytest.mark.parametrize("changes", [{"matters": []}, {"held_on": "soon"}, {"title": " "}])
async def test_what_are_no_minutes_is_refused(changes):
    assert (await post("/minutes", OFFICER, MINUTES | changes)).status == 422


@pytest.mark.mechanism(26)
@pytest.mark.parametrize(
    ("by", "street", "status"),
    [
        (SUPERVISOR, None, 200),
        (AUDITOR, "s2", 200),
        (COMMANDER, None, 200),
        (COMMANDER, "s1", 200),
        (COMMANDER, "s2", 403),
        (OTHER_COMMANDER, "s1", 403),
        (RESIDENT, None, 403),
        (LIAISON, None, 403),
    ],
)
async def test_a_street_is_shown_its_own_and_the_district_all(by, street, status):
    asked = {"street": street} if street else {}

    answer = await Reckoning().get("/intake/reconciliation", by, **asked)

    assert answer.status == status
    if status == 200 and by is COMMANDER:
        assert answer.json["street"] == "s1"


@pytest.mark.parametrize("asked", [{"since": "yesterday"}, {"street": "no such id!"}])
async def test_a_question_that_is_none_is_refused(asked):
    assert (await Reckoning().get("/intake/reconciliation", SUPERVISOR, **asked)).status == 422
