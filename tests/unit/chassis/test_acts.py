"""The command edge: from a request to one act, and back."""

from dataclasses import dataclass
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Annotated, Any

import pytest
from openapi_spec_validator import validate
from pydantic import BaseModel, ConfigDict, Field

from contracts.actor import Actor, Post, Role
from contracts.machine import IllegalTransition
from contracts.refusals import NotNow, NotSo, NotThere, NotYours, Stale
from services.chassis.actors import Actors, sign
from services.chassis.acts import acts_router, mixed, new_id
from services.chassis.store import Outcome, Unavailable
from services.chassis.web import create_web
from tests.promises.clay import Broken
from tests.unit.chassis.asgi import call

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
SECRET = "s" * 32
ANN = Actor(id="ann", posts=(Post(role=Role.RESIDENT, at="city"),))


class Throw(BaseModel):
    """Make a pot."""

    model_config = ConfigDict(extra="forbid")
    glaze: Annotated[str, Field(min_length=1, max_length=5)]
    expected_version: int | None = None


class Mark(BaseModel):
    """Scratch a word into it."""

    word: str


@dataclass(frozen=True)
class Door:
    path: str
    command: type[BaseModel]
    prefix: str = ""
    target: Any = lambda id, _: id


DOORS = (
    Door("/pots", Throw, prefix="pot-"),
    Door("/pots/{id}/mark", Mark),
    Door("/shards/{id}/glue", Mark, target=lambda id, _: id.rpartition("-")[0]),
)


class Pottery:
    """Remembers what it was asked, and answers or raises what it was given."""

    def __init__(self, answer: Any = None) -> None:
        self.asked: list[tuple[Any, str, Any]] = []
        self._answer = answer

    async def act(self, command: Any, id: str, act: Any) -> Outcome[Any]:
        self.asked.append((command, id, act))
        if isinstance(self._answer, Exception):
            raise self._answer
        return Outcome(id, 3, self._answer or SimpleNamespace(stage="whole", number="P-1"))


def web(pottery: Pottery):
    return create_web(
        "pottery", [acts_router(DOORS, pottery, Actors(SECRET, lambda: NOON), lambda: NOON)]
    )


def headers(actor: Actor = ANN, key: str = "k1", **more: str) -> dict[str, str]:
    return {"x_whistle_actor": sign(actor, SECRET, NOON), "idempotency_key": key} | more


async def post(pottery: Pottery, path: str, body: Any, **more: str):
    return await call(web(pottery), "POST", path, body, **(headers() | more))


async def test_a_stranger_is_turned_away():
    pottery = Pottery()

    answer = await call(web(pottery), "POST", "/pots", {"glaze": "blue"}, idempotency_key="k")

    assert (answer.status, answer.json["code"]) == (401, "sign_in")
    assert pottery.asked == []


async def test_something_new_is_201_with_an_id_made_of_the_caller_and_the_key():
    pottery = Pottery()

    answer = await post(pottery, "/pots", {"glaze": "blue", "expected_version": 0})

    id = new_id("pot-", ANN, "k1")
    assert answer.status == 201
    assert answer.json == {"id": id, "number": "P-1", "version": 3, "state": "whole"}
    command, asked_id, act = pottery.asked[0]
    assert command == Throw(glaze="blue", expected_version=0)
    assert asked_id == id
    assert (act.by, act.at, act.key, act.expected_version) == (ANN, NOON, mixed(ANN, "k1"), 0)


async def test_a_change_is_200_and_a_thing_without_a_number_has_none():
    pottery = Pottery(SimpleNamespace(stage="marked"))

    answer = await post(pottery, "/pots/pot-1/mark", {"word": "x"})

    assert (answer.status, answer.json) == (200, {"id": "pot-1", "version": 3, "state": "marked"})


async def test_a_door_may_lead_to_the_aggregate_by_way_of_something_in_it():
    pottery = Pottery()

    await post(pottery, "/shards/pot-1-7/glue", {"word": "x"})

    _, id, act = pottery.asked[0]
    assert (id, act.path_id) == ("pot-1", "pot-1-7")


async def test_the_same_command_has_the_same_fingerprint_however_it_was_written():
    pottery = Pottery()

    await post(pottery, "/pots/pot-1/mark", b'{"word":"x"}')
    await post(pottery, "/pots/pot-1/mark", b'{ "word" : "\\u0078" }')
    await post(pottery, "/pots/pot-1/mark", b'{"word":"y"}')
    await post(pottery, "/pots/pot-2/mark", b'{"word":"x"}')

    prints = [act.fingerprint for _, _, act in pottery.asked]
    assert prints[0] == prints[1]
    assert len(set(prints)) == 3


def test_two_callers_with_the_same_key_do_not_meet():
    assert mixed(Actor(id="ann"), "k1") != mixed(Actor(id="bob"), "k1")
    assert mixed(Actor(id="a"), "bk") != mixed(Actor(id="ab"), "k")
    assert mixed(ANN, "k.$1").isalnum()


@pytest.mark.parametrize("key", ["", "x" * 129, "é", "a\tb"])
async def test_without_a_usable_key_nothing_is_done(key):
    pottery = Pottery()

    answer = await post(pottery, "/pots", {"glaze": "blue"}, idempotency_key=key)

    assert (answer.status, answer.json["code"]) == (422, "key_missing")
    assert answer.json["errors"][0]["field"] == "Idempotency-Key"
    assert pottery.asked == []


@pytest.mark.parametrize(
    ("body", "errors"),
    [
        ({}, [("glaze", "必填")]),
        ({"glaze": ""}, [("glaze", "至少 1 个字")]),
        ({"glaze": "turquoise"}, [("glaze", "最多 5 个字")]),
        ({"glaze": 7, "more": 1}, [("glaze", "应为文字"), ("more", "没有这一项")]),
        ([], [("", "结构不对")]),
    ],
)
async def test_what_is_filled_in_wrongly_is_named_field_by_field(body, errors):
    answer = await post(Pottery(), "/pots", body)

    assert (answer.status, answer.json["code"]) == (422, "invalid")
    assert [(e["field"], e["reason"]) for e in answer.json["errors"]] == errors


@pytest.mark.parametrize("body", [b"", b"{", b'{"glaze": NaN', b"\xff", b'{"glaze":"\\ud800"}'])
async def test_what_is_not_json_is_400(body):
    answer = await post(Pottery(), "/pots", body)

    assert (answer.status, answer.json["code"]) == (400, "not_json")


@pytest.mark.parametrize(
    ("refusal", "status", "facts"),
    [
        (NotSo("bad_glaze", field="glaze"), 422, {}),
        (NotYours("not_your_post"), 403, {}),
        (NotNow("illegal_move", state="s", allowed=["a"]), 409, {"state": "s", "allowed": ["a"]}),
        (Stale("stale_version", version=7), 409, {"version": 7}),
        (NotThere("not_found"), 404, {}),
        (IllegalTransition("whole", Broken()), 409, {"code": "illegal_move", "state": "whole"}),
        (Unavailable("pot-1"), 503, {"code": "unavailable"}),
        (ConnectionError("amqp"), 503, {"code": "unavailable"}),
    ],
)
async def test_a_refusal_is_a_problem_with_its_status_and_its_facts(refusal, status, facts):
    answer = await post(Pottery(refusal), "/pots", {"glaze": "blue"})

    assert answer.status == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json["status"] == status
    assert facts.items() <= answer.json.items()


async def test_an_outage_says_when_to_try_again():
    answer = await post(Pottery(Unavailable("pot-1")), "/pots", {"glaze": "blue"})

    assert answer.headers["retry-after"] == "2"


async def test_what_breaks_inside_is_not_shown_but_has_a_number():
    answer = await post(Pottery(RuntimeError("the secret")), "/pots", {"glaze": "blue"})

    assert (answer.status, answer.json["code"]) == (500, "broken")
    assert len(answer.json["trace_id"]) == 32
    assert answer.json["trace_id"] in answer.json["detail"]
    assert "secret" not in answer.text


async def test_the_openapi_document_tells_what_may_be_posted():
    document = (await call(web(Pottery()), "GET", "/openapi.json")).json

    validate(document)
    post = document["paths"]["/pots/{id}/mark"]["post"]
    assert {p["name"] for p in post["parameters"]} == {"id", "Idempotency-Key"}
    assert post["description"] == "Scratch a word into it."
    body = post["requestBody"]["content"]["application/json"]["schema"]
    assert body == {"$ref": "#/components/schemas/Mark"}
    assert "application/problem+json" in post["responses"]["default"]["content"]
