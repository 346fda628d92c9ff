"""A call-back answered by a link: once, by whoever holds it, and by nobody else."""

import json
from datetime import UTC, datetime

import jwt
import pytest

from contracts.events import callback as e
from tests.integration.gateway.house import SECRET, House, open_house
from tests.integration.gateway.seeds import Matter
from tests.unit.contracts.two_districts import two_districts

SAID = {"solved": True, "satisfaction": "satisfied", "words": "来得很快"}


async def given(house: House, name: str) -> tuple[Matter, str]:
    """A call-back that waits, and a link to it."""
    matter = Matter(name)
    await house.hears(matter.callback("resident-1"))
    evaluator = await house.enter("evaluator")
    answer = await evaluator.post(f"/cases/{matter.case}/call-back-link", {}, key=name)
    assert answer.status == 201, answer.json
    return matter, answer.json["token"]


async def test_whoever_holds_the_link_is_asked_plainly_and_answers_once(house: House):
    matter, token = await given(house, "linked")
    stranger = house.stranger()

    asked = await stranger.get(f"/call-back/{token}")
    thanks = await stranger.post(f"/call-back/{token}", SAID)
    sent = house.owner.asked[-1]
    told = jwt.decode(sent.headers["X-Whistle-Actor"], SECRET, ["HS256"])
    before = len(house.owner.asked)
    again = await stranger.post(f"/call-back/{token}", {**SAID, "solved": False})
    read = await stranger.get(f"/call-back/{token}")

    assert asked.status == 200
    assert "resident-1" not in asked.body.decode()
    assert thanks.status == 200
    assert sent.path == f"/cases/{matter.case}/call-back"
    assert told["sub"] == "evaluator"
    assert json.loads(house.owner.bodies[-1]) == {
        **SAID, "reached": True, "contacted": True, "channel": "sms"
    }  # fmt: skip
    assert (again.status, again.code) == (404, "link_not_good")
    assert read.status == 404
    assert len(house.owner.asked) == before


@pytest.mark.parametrize("wrong", ["cl-none.x", "nothing", "cl-1.2.3", "..", "x" * 129, "%00"])
async def test_a_forged_link_is_good_for_nothing(house: House, wrong):
    before = len(house.owner.asked)

    answer = await house.stranger().post(f"/call-back/{wrong}", SAID)

    assert answer.status in {404, 405, 422}
    assert len(house.owner.asked) == before


async def test_who_knows_a_link_but_not_its_secret_is_asked_nothing_and_uses_nothing_up(
    house: House,
):
    _, token = await given(house, "guessed")
    id, _, secret = token.partition(".")
    other = (await given(house, "guessed-too"))[1].partition(".")[2]

    for guess in (id, f"{id}.", f"{id}.{secret[:-1]}", f"{id}.{other}", f"{id}.{secret}.{secret}"):
        read = await house.stranger().get(f"/call-back/{guess}")
        said = await house.stranger().post(f"/call-back/{guess}", SAID)
        assert {(read.status, read.code), (said.status, said.code)} == {(404, "link_not_good")}
    assert (await house.stranger().post(f"/call-back/{token}", SAID)).status == 200


async def test_a_link_that_is_over_or_replaced_is_good_for_nothing(house: House):
    _, old = await given(house, "replaced")
    evaluator = await house.enter("evaluator")
    newer = await evaluator.post("/cases/case-replaced/call-back-link", {}, key="newer")
    replaced = await house.stranger().get(f"/call-back/{old}")
    over = {"$set": {"until": datetime(2020, 1, 1, tzinfo=UTC)}}
    await house.database["callback_links"].update_one({"case": "case-replaced"}, over)

    expired = await house.stranger().post(f"/call-back/{newer.json['token']}", SAID)

    assert replaced.status == 404
    assert (expired.status, expired.code) == (404, "link_not_good")


async def test_only_the_hash_is_kept_and_the_secret_is_shown_once(house: House):
    _, token = await given(house, "once")
    evaluator = await house.enter("evaluator")

    again = await evaluator.post("/cases/case-once/call-back-link", {}, key="once")

    kept = str(await house.database["callback_links"].find_one({"case": "case-once"}))
    assert again.json["token"] is None
    assert token.split(".")[1] not in kept


async def test_what_the_owner_refuses_uses_no_link_up(house: House):
    _, token = await given(house, "refused")
    house.owner.status, house.owner.answer = 409, b'{"code":"illegal_move"}'

    refused = await house.stranger().post(f"/call-back/{token}", SAID)
    house.owner.status = 201
    after = await house.stranger().post(f"/call-back/{token}", SAID)

    assert (refused.status, refused.code) == (409, "illegal_move")
    assert after.status == 200


async def test_an_owner_that_is_away_uses_no_link_up(mongo_url, namespace, city):
    nowhere = "http://127.0.0.1:1"
    async with open_house(mongo_url, namespace, city, evaluation_url=nowhere) as house:
        _, token = await given(house, "away")

        away = await house.stranger().post(f"/call-back/{token}", SAID)
        after = await house.stranger().get(f"/call-back/{token}")

    assert (away.status, away.code, after.status) == (503, "unavailable", 200)


async def test_there_is_no_link_to_what_was_answered_by_phone(house: House):
    matter, token = await given(house, "answered")
    recorded = e.CallbackRecorded(
        case_id=matter.case, reached=True, contacted=True, solved=True, satisfaction="satisfied",
        period="2026-11",
    )  # fmt: skip
    await house.hears(matter.said(f"cb-{matter.case}", recorded))
    evaluator = await house.enter("evaluator")

    late = await house.stranger().get(f"/call-back/{token}")
    anew = await evaluator.post(f"/cases/{matter.case}/call-back-link", {}, key="anew")

    assert (late.status, anew.status) == (404, 404)


async def test_an_evaluator_gives_links_to_what_is_of_their_own_district_alone(
    mongo_url, namespace
):
    async with open_house(mongo_url, namespace, two_districts()) as house:
        matter = Matter("ours")
        await house.hears(matter.callback("resident-1"))
        asked = f"/cases/{matter.case}/call-back-link"

        others = await (await house.enter("evaluator-linhai")).post(asked, {})
        ours = await (await house.enter("evaluator")).post(asked, {})

    assert ((others.status, others.code), ours.status) == ((404, "not_found"), 201)


@pytest.mark.parametrize(("method", "said"), [("GET", None), ("POST", SAID)])
async def test_links_are_not_guessed_by_trying(mongo_url, namespace, city, method, said):
    async with open_house(mongo_url, namespace, city, sign_ins_per_address="2/minute") as house:
        guess = "/api/v1/call-back/cl-1.x"
        tried = [(await house.stranger().ask(method, guess, json=said)).status for _ in range(3)]

    assert tried == [404, 404, 429]
