"""Around every route: problems in two languages, headers, pages, and the OpenAPI document."""

from openapi_spec_validator import OpenAPIV31SpecValidator

from contracts.commands.routes import ROUTES
from tests.integration.gateway.house import House


async def test_the_document_is_valid_openapi_3_1_with_every_command(house: House):
    document = await house.document()

    OpenAPIV31SpecValidator(document).validate()

    assert document["openapi"].startswith("3.1")
    for route in ROUTES:
        posted = document["paths"][f"/api/v1{route.path}"]["post"]
        body = posted["requestBody"]["content"]["application/json"]
        assert route.command.model_validate(body["example"])
        named = body["schema"]["$ref"].rsplit("/", 1)[-1].removesuffix("-Input")
        assert named == route.command.__name__
        assert {"401", "403", "409", "422", "429", "503"} <= set(posted["responses"])
        assert posted["security"]


async def test_a_problem_and_a_whistles_problem_are_not_taken_for_one_another(house: House):
    schemas = (await house.document())["components"]["schemas"]

    assert {"title", "status", "code", "detail"} <= set(schemas["ProblemDetails"]["properties"])
    assert {"text", "category", "case_id"} <= set(schemas["Problem"]["properties"])


async def test_the_document_names_what_every_read_answers(house: House):
    for path, methods in (await house.document())["paths"].items():
        if read := methods.get("get"):
            content = read["responses"]["200"]["content"]
            assert content, path


async def test_the_document_says_of_every_route_what_it_is_for(house: House):
    document = await house.document()

    operations = [
        (method, path, told)
        for path, methods in document["paths"].items()
        for method, told in methods.items()
    ]

    wordless = [(m, path) for m, path, told in operations if not told["summary"].endswith(".")]

    assert not wordless


async def test_addresses_nobody_has_are_problems_in_the_readers_language(house: House):
    stranger = house.stranger()

    zh = await stranger.get("/nowhere")
    en = await stranger.get("/nowhere", headers={"Accept-Language": "en"})
    method = await stranger.ask("DELETE", "/api/v1/cases")

    assert (zh.status, zh.code, zh.json["title"]) == (404, "not_found", "没有找到")
    assert en.json["title"] == "Not found"
    assert (method.status, method.code) == (405, "no_such_method")
    for answer in (zh, en, method):
        assert answer.headers["Content-Type"] == "application/problem+json"


async def test_every_answer_carries_what_a_browser_must_know(house: House):
    stranger = house.stranger()

    for path in ("/", "/docs", "/api/v1/city", "/api/v1/cases", "/api/v1/nowhere"):
        answer = await stranger.ask("GET", path)
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
        assert len(answer.headers["X-Trace-Id"]) == 32
        assert "Access-Control-Allow-Origin" not in answer.headers


async def test_the_pages_need_no_network_but_ours(house: House):
    stranger = house.stranger()

    index, docs = await stranger.ask("GET", "/"), await stranger.ask("GET", "/docs")

    for page in (index, docs):
        assert page.status == 200
        assert "src=" not in page.body.decode()
        assert "https://" not in page.body.decode()
    assert "街道吹哨" in index.body.decode()
    assert "A street whistles" in index.body.decode()
    assert "/whistles/{id}/approve" in docs.body.decode()


async def test_anybody_may_read_the_citys_public_facts_and_no_person_is_among_them(house: House):
    stranger = house.stranger()

    city = await stranger.get("/city")
    again = await stranger.get("/city", headers={"If-None-Match": city.headers["ETag"]})

    assert len(city.json["territories"]) == len(house.city.territories)
    assert {one["code"] for one in city.json["kinds"]} == {str(kind) for kind in house.city.kinds}
    assert all(name not in city.body.decode() for name in ("liaison-", "resident-1", "commander-"))
    assert again.status == 304


async def test_deadlines_beyond_the_announced_years_come_with_a_warning(house: House):
    stranger = house.stranger()

    city = await stranger.get("/city")

    assert 2027 in city.json["unpublished_years"]
    assert 2026 not in city.json["unpublished_years"]


async def test_what_nobody_expected_is_a_problem_with_a_number(house: House, monkeypatch):
    def broken(*_):
        raise LookupError("never shown")

    monkeypatch.setattr("gateway.auth.described", broken)
    visitor = await house.enter("resident-1")

    answer = await visitor.get("/me")

    assert (answer.status, answer.code) == (500, "broken")
    assert len(answer.json["trace_id"]) == 32
    assert "never shown" not in answer.body.decode()


async def test_health_passes_beside_the_public_application(house: House):
    stranger = house.stranger()

    ready = await stranger.ask("GET", "/ready")
    metrics = await stranger.ask("GET", "/metrics")

    assert ready.json == {"ready": True, "missing": []}
    assert "whistle_events_heard" in metrics.body.decode()
