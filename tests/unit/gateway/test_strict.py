"""The gateway's own routes take what they name, as they name it, and nothing else."""

from typing import Annotated, Any

import pytest
from fastapi import APIRouter, Depends, FastAPI, Form
from pydantic import AwareDatetime, BaseModel, ConfigDict
from starlette.requests import Request

from gateway.strict import Strict
from gateway.web import PROBLEMS
from services.chassis.described import described
from services.chassis.edge import tells
from services.chassis.keys import KEY_HEADER, Key
from services.chassis.problems import NotSignedIn
from tests.unit.chassis.asgi import Answer, call


class Lamp(BaseModel):
    model_config = ConfigDict(extra="forbid")

    number: int
    lit: bool
    since: AwareDatetime


class Entry(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str
    word: str = ""


GOOD = {"number": 7, "lit": True, "since": "2026-11-23T08:00:00+08:00"}
SIGNED = {"authorization": "Bearer me"}
KEYED = {**SIGNED, "idempotency_key": "k1"}
FORM = "application/x-www-form-urlencoded"


async def signed(request: Request) -> str:
    if "authorization" not in request.headers:
        raise NotSignedIn("sign_in")
    return "me"


def application() -> FastAPI:
    router = APIRouter(route_class=Strict)

    @router.post("/lamps", status_code=201)
    async def post(caller: Annotated[str, Depends(signed)], asked: Lamp, key: Key) -> Any:
        """Post."""
        return {"number": asked.number, "key": key}

    @router.post("/entries")
    async def enter(said: Annotated[Entry, Form()]) -> Any:
        """Enter."""
        return {"name": said.name}

    @router.post("/ends")
    async def end(caller: Annotated[str, Depends(signed)]) -> Any:
        """End."""
        return {}

    @router.get("/lamps")
    async def listed(limit: int = 3, dry_run: bool = False) -> Any:
        """List."""
        return {"limit": limit}

    app = described(FastAPI, [router])
    tells(app, PROBLEMS)
    return app


APP = application()


def named(answer: Answer) -> list[str]:
    return [one["field"] for one in answer.json.get("errors", ())]


async def test_what_is_asked_as_it_should_be_is_done():
    posted = await call(APP, "POST", "/lamps", GOOD, **KEYED)
    entered = await call(APP, "POST", "/entries", b"name=ann", content_type=FORM)
    listed = await call(APP, "GET", "/lamps?limit=5&dry_run=true")

    assert (posted.status, posted.json) == (201, {"number": 7, "key": "k1"})
    assert (entered.json, listed.json) == ({"name": "ann"}, {"limit": 5})


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"number": "7"}, "number"),
        ({"number": 7.5}, "number"),
        ({"number": True}, "number"),
        ({"lit": "yes"}, "lit"),
        ({"lit": 1}, "lit"),
        ({"since": 1_790_000_000}, "since"),
        ({"nonsense": 1}, "nonsense"),
    ],
)
@pytest.mark.parametrize(("tongue", "words"), [("zh", ("应", "没有")), ("en", ("must", "no such"))])
async def test_a_field_of_another_type_or_of_no_name_is_named(
    change: dict[str, Any], field: str, tongue: str, words: tuple[str, ...]
):
    answer = await call(APP, "POST", "/lamps", {**GOOD, **change}, accept_language=tongue, **KEYED)

    assert (answer.status, named(answer)) == (422, [field])
    assert any(word in answer.json["errors"][0]["reason"] for word in words)


async def test_every_wrong_field_is_named_at_once():
    body = {"number": "7", "lit": "yes", "more": 1}

    answer = await call(APP, "POST", "/lamps", body, **KEYED)

    assert set(named(answer)) == {"number", "lit", "since", "more"}


@pytest.mark.parametrize("path", ["/lamps", "/ends", "/ends?x=1"])
async def test_nothing_is_read_of_a_stranger(path: str):
    assert (await call(APP, "POST", path, b"rubbish")).status == 401


@pytest.mark.parametrize("key", ["", "k\x7f", "k" * 129])
async def test_a_key_that_could_not_be_kept_is_refused(key: str):
    answer = await call(APP, "POST", "/lamps", GOOD, idempotency_key=key, **SIGNED)

    assert (answer.status, answer.json["code"]) == (422, "key_missing")


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{", "application/json", 400),
        (b"", "application/json", 400),
        (b"{}", "text/plain", 415),
        (b'{"x":"' + b"x" * 70_000 + b'"}', "application/json", 413),
    ],
)
async def test_a_body_that_cannot_be_one_goes_nowhere(body: bytes, kind: str, status: int):
    answer = await call(APP, "POST", "/lamps", body, content_type=kind, **KEYED)

    assert answer.status == status


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        (b"word=x", ["name"]),
        (b"name=ann&nonsense=1", ["nonsense"]),
        (b"name=ann&name=bob", ["name"]),
        (b"name=%ff", ["name"]),
        (b"name=\xff", ["name"]),
        (b"%ff=1&name=ann", ["?"]),
        (b'{"name": "ann"}', ["name", '{"name": "ann"}']),
    ],
)
@pytest.mark.parametrize("tongue", ["zh", "en"])
async def test_a_form_with_another_field_or_one_twice_is_refused_by_it(
    body: bytes, fields: list[str], tongue: str
):
    answer = await call(APP, "POST", "/entries", body, content_type=FORM, accept_language=tongue)

    assert (answer.status, named(answer)) == (422, fields)
    assert "not understood" not in answer.text


async def test_a_form_of_too_many_fields_or_of_another_kind_is_not_read():
    many = await call(APP, "POST", "/entries", b"&".join([b"a=1"] * 99), content_type=FORM)
    parts = await call(APP, "POST", "/entries", b"--x", content_type="multipart/form-data")

    assert (many.status, parts.status) == (413, 415)


@pytest.mark.parametrize("body", [b"", b"{}", b" { } "])
async def test_where_no_body_is_due_none_and_an_empty_one_are_the_same(body: bytes):
    assert (await call(APP, "POST", "/ends", body, **SIGNED)).status == 200


async def test_where_no_body_is_due_what_is_in_one_is_not_passed_over():
    answer = await call(APP, "POST", "/ends", {"expected_version": 3}, **SIGNED)

    assert (answer.status, named(answer)) == (422, ["expected_version"])


@pytest.mark.parametrize(
    ("query", "field"),
    [("dryrun=true", "dryrun"), ("limit=1&limit=2", "limit"), ("LIMIT=1", "LIMIT")],
)
async def test_a_question_nobody_knows_or_asked_twice_is_refused_by_its_name(
    query: str, field: str
):
    answer = await call(APP, "GET", f"/lamps?{query}")

    assert (answer.status, named(answer)) == (422, [field])


async def test_the_document_tells_of_bodies_forms_and_keys():
    document = (await call(APP, "GET", "/openapi.json")).json

    lamps, entries = (document["paths"][f"/{name}"]["post"] for name in ("lamps", "entries"))
    kinds = [(lamps, "application/json", "Lamp"), (entries, FORM, "Entry")]
    for told, kind, name in kinds:
        schema = told["requestBody"]["content"][kind]["schema"]
        assert schema == {"$ref": f"#/components/schemas/{name}"}
    assert KEY_HEADER in {one["name"] for one in lamps["parameters"]}
    assert "requestBody" not in document["paths"]["/ends"]["post"]
