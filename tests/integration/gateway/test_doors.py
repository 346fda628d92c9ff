"""What goes through a door to its owner, and what never gets there."""

import jwt
import pytest

from tests.integration.gateway.house import SECRET, House, open_house


async def test_bytes_key_and_language_go_through_as_they_are_and_so_does_the_answer(house: House):
    house.owner.answer = '{"id":"case-7","version":3,"state":"说"}'.encode()
    visitor = await house.enter("resident-1")
    odd = '{ "text" : "原样",  "n":1e2 }'.encode()

    answer = await visitor.ask(
        "POST",
        "/api/v1/cases",
        data=odd,
        headers={
            "Content-Type": "application/json",
            "Idempotency-Key": "一次".encode().hex(),
            "Accept-Language": "en",
            "traceparent": "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        },
    )

    asked = house.owner.asked[-1]
    assert (answer.status, answer.body) == (201, house.owner.answer)
    assert house.owner.bodies[-1] == odd
    assert asked.path == "/cases"
    assert asked.headers["Idempotency-Key"] == "一次".encode().hex()
    assert asked.headers["Accept-Language"] == "en"
    assert asked.headers["traceparent"].startswith("00-0af7651916cd43dd8448eb211c80319c")
    assert answer.headers["X-Trace-Id"] == "0af7651916cd43dd8448eb211c80319c"


async def test_the_owner_is_told_who_asks_in_words_only_we_can_sign(house: House):
    visitor = await house.enter("commander-gangwan")

    await visitor.post("/whistles/wh-1/close", {})

    told = jwt.decode(house.owner.asked[-1].headers["X-Whistle-Actor"], SECRET, ["HS256"])
    assert told["sub"] == "commander-gangwan"
    assert told["posts"] == [["street_commander", "gangwan"]]
    assert "Authorization" not in house.owner.asked[-1].headers


async def test_a_question_goes_through_with_its_parameters(house: House):
    visitor = await house.enter("grid-0101")

    await visitor.get("/cases/similar?lng=120.1&lat=36.1&category=E0101&text=%E4%BA%95")

    asked = house.owner.asked[-1]
    assert asked.path == "/cases/similar"
    assert asked.query["text"] == "井"


async def test_what_the_owner_refuses_is_passed_on(house: House):
    house.owner.status, house.owner.answer = 409, b'{"code":"illegal_move"}'
    visitor = await house.enter("grid-0101")

    answer = await visitor.post("/cases/case-1/sort", {})
    house.owner.status = 201

    assert (answer.status, answer.code) == (409, "illegal_move")


@pytest.mark.parametrize("key", ["", "x" * 129, "bell\x07"])
async def test_an_act_without_a_good_key_goes_nowhere(house: House, key):
    visitor, before = await house.enter("resident-1"), len(house.owner.asked)

    headers = {"Idempotency-Key": key} if "\x07" not in key else {"Idempotency-Key": "a\tb"}
    answer = await visitor.ask("POST", "/api/v1/cases", json={}, headers=headers)

    assert (answer.status, answer.code) == (422, "key_missing")
    assert len(house.owner.asked) == before


async def test_a_command_that_is_too_long_goes_nowhere(house: House):
    visitor, before = await house.enter("resident-1"), len(house.owner.asked)

    answer = await visitor.post("/cases", {"text": "长" * 40_000})

    assert (answer.status, answer.code) == (413, "too_long")
    assert len(house.owner.asked) == before


@pytest.mark.parametrize("id", ["..%2F..%2Fops", "a%2Fb", "a%20b", "%00", "a?b=c"])
async def test_an_id_that_is_none_goes_nowhere(house: House, id):
    visitor, before = await house.enter("grid-0101"), len(house.owner.asked)

    answer = await visitor.post(f"/cases/{id}/sort", {})

    assert answer.status in {404, 405}
    assert len(house.owner.asked) == before


async def test_an_owner_that_is_away_is_said_to_be_and_nothing_is_lost(mongo_url, namespace, city):
    nowhere = "http://127.0.0.1:1"
    async with open_house(mongo_url, namespace, city, intake_url=nowhere) as house:
        visitor = await house.enter("resident-1")

        answer = await visitor.post("/cases", {}, headers={"Accept-Language": "en"})

    assert (answer.status, answer.code) == (503, "unavailable")
    assert int(answer.headers["Retry-After"]) > 0
    assert "nothing you submitted is lost" in answer.json["detail"]


async def test_who_asks_too_often_is_told_when_to_come_back(mongo_url, namespace, city):
    async with open_house(mongo_url, namespace, city, rate_per_account="3/minute") as house:
        visitor, other = await house.enter("resident-1"), await house.enter("resident-2")

        statuses = [(await visitor.get("/me")).status for _ in range(5)]
        refused = await visitor.get("/me")
        another = await other.get("/me")

    assert statuses == [200, 200, 200, 429, 429]
    assert 0 < int(refused.headers["Retry-After"]) <= 60
    assert another.status == 200
