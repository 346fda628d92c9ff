"""Like cases nearby are shown to those who sort them, without who reported them."""

from datetime import timedelta

import pytest

from contracts.commands.case import Refuse
from contracts.words import Point
from tests.unit.intake.builders import (
    AUDITOR,
    HEAD,
    LIAISON,
    NEIGHBOUR,
    OFFICER,
    OTHER_COMMANDER,
    RESIDENT,
    SUPERVISOR,
    WORKER,
    report,
)
from tests.unit.intake.doors import ASKED, HERE, Doors


async def told_nearby(*texts):
    """Doors behind which neighbours told this, a minute apart."""
    doors = Doors()
    for n, text in enumerate(texts):
        by = NEIGHBOUR.model_copy(update={"id": f"lin-{n}"})
        await doors.post("/cases", by, report(text=text))
        doors.office.now += timedelta(minutes=1)
    return doors


@pytest.mark.mechanism(63)
async def test_like_cases_nearby_are_shown_the_likest_first():
    doors = await told_nearby("A cat in a tree", "The lamp is out again", "A lamp is out")

    answer = await doors.get("/cases/similar", WORKER, **ASKED)

    texts = [row["text"] for row in answer.json]
    assert texts == ["The lamp is out again", "A lamp is out", "A cat in a tree"]
    assert answer.json[0]["distance_m"] == 0
    assert answer.json[0]["score"] > answer.json[2]["score"]


async def test_without_words_the_nearest_come_first():
    doors = Doors()
    for n, metres in enumerate((30, 10, 20)):
        point = Point(lng=120.0 + metres / 96_000, lat=30.0)
        by = NEIGHBOUR.model_copy(update={"id": f"lin-{n}"})
        await doors.post("/cases", by, report(point=point))

    answer = await doors.get("/cases/similar", WORKER, category="lamp", **HERE)

    assert [round(row["distance_m"], -1) for row in answer.json] == [10, 20, 30]


async def test_like_cases_never_say_who_reported_them():
    doors = await told_nearby("The lamp is out")

    answer = await doors.get("/cases/similar", WORKER, **ASKED)

    assert "lin-0" not in answer.text
    assert answer.json[0]["reporter_count"] == 1


@pytest.mark.parametrize(
    "asked",
    [{"category": "pipe"}, {"lng": 120.0006}, {"later": 25}, {"besides": True}],
    ids=["another category", "another place", "another day", "itself"],
)
async def test_what_is_not_near_is_not_like(asked):
    doors = await told_nearby("The lamp is out")
    [first] = (await doors.get("/cases/similar", WORKER, **ASKED)).json
    doors.office.now += timedelta(hours=asked.pop("later", 0))
    besides = {"besides": first["id"]} if asked.pop("besides", False) else {}

    answer = await doors.get("/cases/similar", WORKER, **(ASKED | asked | besides))

    assert answer.json == []


async def test_what_has_ended_is_not_like():
    doors = await told_nearby("The lamp is out")
    [first] = (await doors.get("/cases/similar", WORKER, **ASKED)).json

    refusal = Refuse(reason="A private lamp", pointer="Its owner")
    await doors.post(f"/cases/{first['id']}/refuse", WORKER, refusal)

    assert (await doors.get("/cases/similar", WORKER, **ASKED)).json == []


@pytest.mark.parametrize(
    ("by", "status", "seen"),
    [
        (HEAD, 200, 1),
        (OFFICER, 200, 1),
        (SUPERVISOR, 200, 1),
        (OTHER_COMMANDER, 200, 0),
        (RESIDENT, 403, None),
        (LIAISON, 403, None),
        (AUDITOR, 403, None),
    ],
)
async def test_like_cases_are_for_those_who_sort_them(by, status, seen):
    doors = await told_nearby("The lamp is out")

    answer = await doors.get("/cases/similar", by, **ASKED)

    assert answer.status == status
    assert seen is None or len(answer.json) == seen
