"""The doors of dispatch over HTTP."""

import pytest

from contracts.commands import whistle as ask
from contracts.commands.routes import owned_by
from tests.unit.dispatch.builders import CONFIRM, calls, raising
from tests.unit.dispatch.office import Office
from tests.unit.dispatch.town import COMMANDER, OTHER_COMMANDER, RESIDENT, WORKER

PATHS = [route.path.replace("{id}", "wh-1-1-r1") for route in owned_by("dispatch")]
PREVIEW = ask.Preview(**raising().model_dump())


@pytest.fixture
def office():
    return Office()


@pytest.mark.parametrize("path", [*PATHS, "/whistles/preview"])
async def test_a_stranger_is_turned_away_at_every_door(office, path):
    answer = await office.post(path, None, b"{}")

    assert answer.status == 401


@pytest.mark.mechanism(1)
async def test_raising_answers_with_id_number_version_and_stage(office):
    answer = await office.post("/whistles", COMMANDER, raising())

    assert answer.status == 201
    assert answer.json["id"].startswith("wh-")
    assert (answer.json["number"], answer.json["state"]) == ("WH20260105-0001", "mustering")
    assert answer.json["version"] == len(office.said) == 4


async def test_a_repeat_is_answered_alike_and_raises_nothing(office):
    first = await office.post("/whistles", COMMANDER, raising(), key="k")
    again = await office.post("/whistles", COMMANDER, raising(), key="k")

    assert (again.status, again.json) == (first.status, first.json)
    assert len(office.said) == 4


async def test_a_refusal_says_what_to_do_and_where(office):
    wrong = raising(responders=calls("c1", "water"))

    answer = await office.post("/whistles", COMMANDER, wrong, **{"accept-language": "en"})

    assert (answer.status, answer.json["code"]) == (422, "community_cannot_lead")
    assert answer.json["errors"][0]["field"] == "responders"
    assert "Let another unit lead" in answer.json["detail"]


@pytest.mark.parametrize("by", [OTHER_COMMANDER, RESIDENT], ids=lambda one: one.id)
async def test_who_holds_no_post_there_is_forbidden(office, by):
    answer = await office.post("/whistles", by, raising())

    assert (answer.status, answer.json["code"]) == (403, "no_post_at_the_place")


async def test_an_early_end_is_a_conflict_that_names_the_open_calls(office):
    id = (await office.post("/whistles", COMMANDER, raising())).json["id"]

    answer = await office.post(f"/whistles/{id}/confirm", COMMANDER, CONFIRM, key="k2")

    assert (answer.status, answer.json["code"]) == (409, "calls_open")
    assert answer.json["open"] == [f"{id}-1", f"{id}-2"]
    assert "remind" in answer.json["allowed"]


@pytest.mark.mechanism(6)
async def test_a_preview_is_answered_and_nothing_is_stored(office):
    answer = await office.post("/whistles/preview", WORKER, PREVIEW)

    assert answer.status == 200
    assert [one["department"] for one in answer.json["responders"]] == ["water", "roads"]
    assert answer.json["needs_endorsement"]
    assert office.said == []


async def test_a_preview_shows_the_whistle_that_was_raised_here_just_now(office):
    id = (await office.post("/whistles", COMMANDER, raising())).json["id"]

    answer = await office.post("/whistles/preview", COMMANDER, PREVIEW)

    assert [(one["id"], one["distance_m"]) for one in answer.json["similar"]] == [(id, 0)]


async def test_what_is_misspelt_is_named(office):
    answer = await office.post("/whistles", COMMANDER, b'{"kind": "UFO"}')

    assert answer.status == 422
    assert {"kind", "problems", "point"} <= {error["field"] for error in answer.json["errors"]}
