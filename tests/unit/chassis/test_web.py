"""The edge around every route: limits, languages, health."""

import pytest
from fastapi import APIRouter
from pymongo.errors import NetworkTimeout, OperationFailure

from services.chassis.guards import Gate
from services.chassis.language import language
from services.chassis.web import create_web
from tests.unit.chassis.asgi import call


def breaking(error):
    """A web application whose one plain route meets this error."""
    router = APIRouter()

    @router.get("/clay")
    async def clay() -> None:
        raise error

    return create_web("pottery", [router])


def web(**changes):
    router = APIRouter()

    @router.post("/echo")
    async def echo(words: dict[str, str]) -> dict[str, str]:
        return words

    return create_web("pottery", [router], **changes)


@pytest.mark.parametrize(
    ("accept", "tongue"),
    [
        ("", "zh"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("en", "en"),
        ("en-GB,en;q=0.9,zh;q=0.5", "en"),
        ("fr, en;q=0.1", "en"),
        ("*", "zh"),
        ("en;q=oops", "zh"),
        ("de", "zh"),
    ],
)
def test_problems_speak_the_language_that_is_asked_for_and_chinese_otherwise(accept, tongue):
    assert language(accept) == tongue


async def test_what_does_not_exist_and_what_is_not_supported_are_problems_too():
    missing = await call(web(), "GET", "/nowhere", accept_language="en")
    wrong = await call(web(), "GET", "/echo")

    assert (missing.status, missing.json["title"]) == (404, "Not found")
    assert (wrong.status, wrong.json["title"]) == (405, "不支持")
    assert wrong.headers["allow"] == "POST"


async def test_fields_of_plain_routes_are_named_too():
    answer = await call(web(), "POST", "/echo", {"a": 1}, accept_language="en")

    assert answer.json["errors"] == [{"field": "a", "reason": "must be text"}]


async def test_a_body_that_promises_to_be_too_large_is_not_read():
    answer = await call(web(limit=10), "POST", "/echo", {"a": "b" * 100})

    assert (answer.status, answer.json["code"]) == (413, "too_long")


async def test_a_body_that_hides_its_length_is_counted():
    answer = await call(web(limit=10), "POST", "/echo", {"a": "b" * 100}, content_length="")

    assert (answer.status, answer.json["code"]) == (413, "too_long")


async def test_a_body_within_the_limit_passes():
    answer = await call(web(limit=100), "POST", "/echo", {"a": "b"})

    assert (answer.status, answer.json) == (200, {"a": "b"})


async def test_behind_a_closed_gate_only_health_and_metrics_answer():
    app = web(gate=Gate(open=False))

    statuses = [(await call(app, "GET", p)).status for p in ("/live", "/ready", "/metrics")]
    refused = await call(app, "POST", "/echo", {"a": "b"})

    assert statuses == [200, 200, 200]
    assert (refused.status, refused.json["code"]) == (503, "unavailable")


async def test_metrics_are_told_to_prometheus():
    answer = await call(web(), "GET", "/metrics")

    assert "whistle_acts_total" in answer.text
    assert answer.headers["content-type"].startswith("text/plain")


async def test_a_database_that_is_away_is_an_outage_on_plain_routes_too():
    answer = await call(breaking(NetworkTimeout("timed out")), "GET", "/clay")

    assert (answer.status, answer.json["code"]) == (503, "unavailable")
    assert answer.headers["retry-after"] == "2"


@pytest.mark.parametrize("error", [RuntimeError("the secret"), OperationFailure("the secret", 2)])
async def test_a_fault_on_a_plain_route_has_a_number_and_shows_nothing(error):
    answer = await call(breaking(error), "GET", "/clay")

    assert (answer.status, answer.json["code"]) == (500, "broken")
    assert answer.json["trace_id"] in answer.json["detail"]
    assert "secret" not in answer.text
