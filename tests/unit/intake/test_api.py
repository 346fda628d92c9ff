"""The doors of intake over HTTP."""

import pytest

from contracts.commands.routes import owned_by
from tests.unit.intake.builders import NEIGHBOUR, RESIDENT, WORKER, report, sort
from tests.unit.intake.doors import ASKED, HERE, Doors

PATHS = [route.path.replace("{id}", "case-1") for route in owned_by("intake")]


@pytest.mark.parametrize("path", PATHS)
async def test_a_stranger_is_turned_away_at_every_door(path):
    answer = await Doors().post(path, None, b"{}")

    assert answer.status == 401


@pytest.mark.parametrize("path", ["/cases/similar", "/city/locate"])
async def test_a_stranger_reads_nothing(path):
    answer = await Doors().get(path, None, **ASKED)

    assert answer.status == 401


@pytest.mark.mechanism(26, 48)
async def test_a_report_is_answered_with_its_number_and_version():
    answer = await Doors().post("/cases", RESIDENT, report())

    assert answer.status == 201
    assert answer.json["number"] == "C20260105-0001"
    assert answer.json["version"] == 1
    assert answer.json["state"] == "reported"


async def test_a_report_sent_again_is_answered_the_same():
    doors = Doors()
    first = await doors.post("/cases", RESIDENT, report())

    again = await doors.post("/cases", RESIDENT, report())

    assert (again.status, again.text) == (201, first.text)


@pytest.mark.parametrize("told", [report(), report(expected_version=0)])
async def test_a_second_report_from_one_phone_is_answered_with_the_first_case(told):
    doors = Doors()
    first = await doors.post("/cases", RESIDENT, told)

    second = await doors.post("/cases", RESIDENT, told, key="k2")

    assert second.json["id"] == first.json["id"]
    assert second.json["number"] == first.json["number"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (b'{"text": ""}', "text"),
        (b'{"ufo": 1}', "ufo"),
        (b'{"point": {"lng": 999, "lat": 30}}', "point.lng"),
        (b'{"text": "\\u0007bell"}', "text"),
    ],
)
async def test_a_bad_body_is_answered_with_every_field_that_is_wrong(body, field):
    answer = await Doors().post("/cases", RESIDENT, body)

    assert answer.status == 422
    assert field in {error["field"] for error in answer.json["errors"]}


async def test_what_is_not_json_is_said_to_be_unreadable():
    answer = await Doors().post("/cases", RESIDENT, b"{")

    assert (answer.status, answer.json["code"]) == (400, "not_json")


@pytest.mark.parametrize(
    ("by", "body", "status", "code"),
    [
        (NEIGHBOUR, sort(), 403, "not_the_holder"),
        (WORKER, sort(expected_version=9), 409, "stale_version"),
        (WORKER, sort(category="ufo"), 422, "unknown_category"),
        (WORKER, sort(level="district"), 422, "pass_it_up"),
    ],
)
async def test_a_refusal_has_its_code_and_a_sentence(by, body, status, code):
    doors = Doors()
    first = await doors.post("/cases", RESIDENT, report())

    answer = await doors.post(f"/cases/{first.json['id']}/sort", by, body, accept_language="en")

    assert (answer.status, answer.json["code"]) == (status, code)
    assert answer.json["detail"].endswith((".", "."))


async def test_an_illegal_move_names_what_is_possible():
    doors = Doors()
    first = await doors.post("/cases", RESIDENT, report())

    answer = await doors.post(f"/cases/{first.json['id']}/confirm", RESIDENT, b"{}", "k2")

    assert (answer.status, answer.json["code"]) == (409, "illegal_move")
    assert answer.json["state"] == "reported"
    assert answer.json["allowed"] == ["supplement", "hurry", "withdraw", "message"]


async def test_a_point_is_named_by_its_path():
    answer = await Doors().get("/city/locate", RESIDENT, **HERE)

    assert answer.json["territory"] == "g1"
    assert [(one["id"], one["level"]) for one in answer.json["path"]] == [
        ("hc", "district"),
        ("s1", "street"),
        ("c1", "community"),
        ("g1", "grid"),
    ]


async def test_a_point_outside_the_city_is_nowhere():
    answer = await Doors().get("/city/locate", RESIDENT, lng=10, lat=10)

    assert (answer.status, answer.json["code"]) == (404, "outside_city")


@pytest.mark.parametrize("asked", [{}, {"lng": 999, "lat": 0}, {"lng": "x", "lat": 0}])
async def test_a_point_that_is_none_is_refused(asked):
    answer = await Doors().get("/city/locate", RESIDENT, **asked)

    assert answer.status == 422
