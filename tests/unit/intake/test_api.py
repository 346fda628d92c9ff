"""The doors of intake over HTTP."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest

from contracts.actor import Actor
from contracts.commands.case import Refuse
from contracts.commands.routes import owned_by
from contracts.words import Point
from services.chassis.actors import HEADER, Actors, sign
from services.chassis.web import create_web
from services.intake.api import router
from tests.unit.chassis.asgi import Answer, call
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
    sort,
)
from tests.unit.intake.office import Office

SECRET = "a secret of at least thirty-two characters"
HERE = {"lng": 120.0, "lat": 30.0}


class Doors:
    """An intake behind its web edge."""

    def __init__(self, **office):
        self.office = Office(**office)
        actors = Actors(SECRET, lambda: self.office.now)
        routes = router(self.office.desk, actors, lambda: self.office.now)
        self.app = create_web("intake", [routes])

    async def get(self, path: str, by: Actor | None, **query) -> Answer:
        async def with_query(scope, receive, send):
            await self.app(scope | {"query_string": urlencode(query).encode()}, receive, send)

        return await call(with_query, "GET", path, **self._signed(by))

    async def post(self, path: str, by: Actor | None, body, key="k1", **headers) -> Answer:
        signed = {**self._signed(by), "idempotency-key": key, **headers}
        body = body if isinstance(body, bytes) else body.model_dump_json().encode()
        return await call(self.app, "POST", path, body, **signed)

    def _signed(self, by):
        return {HEADER.lower(): sign(by, SECRET, self.office.now)} if by else {}


ASKED = {"category": "lamp", "text": "The lamp is out", **HERE}
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
