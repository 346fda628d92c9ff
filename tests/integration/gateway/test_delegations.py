"""A post lent for a time: who may, for how long, what the deputy may do, and how it ends."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import jwt
import pytest

from contracts.actor import Actor, Post, Role
from gateway.delegations import LENT, Delegate, Delegations
from services.chassis.mongo import connect
from tests.integration.gateway.house import SECRET, House, open_house

NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)


def soon(hours: float) -> str:
    return (datetime.now(UTC) + timedelta(hours=hours)).isoformat()


def lending(**changes) -> dict:
    told = {"to": "supervisor-gangwan", "role": "street_commander", "at": "gangwan"}
    return {**told, "until": soon(8), "reason": "出差", **changes}


@pytest.fixture
async def own(mongo_url, city, namespace) -> AsyncIterator[House]:
    async with open_house(mongo_url, namespace, city) as house:
        yield house


async def posts(house: House, account: str) -> set[tuple[str, str]]:
    visitor = await house.enter(account)
    me = (await visitor.get("/me")).json
    return {(post["role"], post["at"]) for post in me["posts"]}


async def test_a_deputy_carries_the_post_while_it_lasts_and_no_longer(own: House):
    commander, deputy = await own.enter("commander-gangwan"), await own.enter("supervisor-gangwan")
    before = await deputy.post("/whistles/wh-1/close", {})

    lent = await commander.post("/delegations", lending())
    during = await deputy.post("/whistles/wh-1/close", {})
    told = jwt.decode(own.owner.asked[-1].headers["X-Whistle-Actor"], SECRET, ["HS256"])
    ended = await commander.post(f"/delegations/{lent.json['id']}/revoke")
    after = await deputy.post("/whistles/wh-1/close", {})

    assert (lent.status, lent.json["state"]) == (201, "running")
    assert (before.status, during.status, after.status) == (403, 201, 403)
    assert told["sub"] == "supervisor-gangwan"
    assert ["street_commander", "gangwan"] in told["posts"]
    assert (ended.json["state"], ended.json["revoked_by"]) == ("revoked", "commander-gangwan")


async def test_the_deputy_sees_whose_post_it_is_and_both_find_it_in_their_lists(own: House):
    commander = await own.enter("commander-gangwan")
    await commander.post("/delegations", lending())

    held = await posts(own, "supervisor-gangwan")
    mine = (await commander.get("/delegations")).json
    theirs = (await (await own.enter("supervisor-gangwan")).get("/delegations")).json
    others = (await (await own.enter("resident-1")).get("/delegations")).json
    all_ = (await (await own.enter("auditor")).get("/delegations")).json

    assert ("street_commander", "gangwan") in held
    assert [one["id"] for one in mine] == [one["id"] for one in theirs]
    assert others == []
    assert len(all_) == 1
    assert mine[0]["at_name"] == "港湾街道办事处"


async def test_it_is_in_the_audit_log(own: House):
    commander = await own.enter("commander-gangwan")
    lent = await commander.post("/delegations", lending())
    await commander.post(f"/delegations/{lent.json['id']}/revoke", key="k2")

    entries = (await (await own.enter("auditor")).get("/audit")).json["items"]

    told = [
        (one["what"], one["by"], one["about"]["to"]) for one in entries if "post." in one["what"]
    ]
    assert told == [
        ("post.lent", "commander-gangwan", "supervisor-gangwan"),
        ("post.returned", "commander-gangwan", "supervisor-gangwan"),
    ]


async def test_the_same_request_again_is_the_same_delegation(own: House):
    commander, body = await own.enter("commander-gangwan"), lending()

    first = await commander.post("/delegations", body)
    again = await commander.post("/delegations", body)

    assert first.json == again.json


async def test_what_begins_later_does_not_count_yet(own: House):
    commander = await own.enter("commander-gangwan")

    lent = await commander.post("/delegations", lending(since=soon(2)))

    assert lent.json["state"] == "coming"
    assert ("street_commander", "gangwan") not in await posts(own, "supervisor-gangwan")


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"to": "officer-01"}, 422, "not_a_deputy"),
        ({"to": "commander-gangwan"}, 422, "not_a_deputy"),
        ({"to": "nobody"}, 422, "not_a_deputy"),
        ({"role": "street_supervisor"}, 403, "not_your_own_post"),
        ({"at": "binhe"}, 403, "not_your_own_post"),
        ({"role": "auditor", "at": "haichuan"}, 403, "not_your_own_post"),
        ({"until": soon(-1)}, 422, "bad_term"),
        ({"until": soon(24 * 31)}, 422, "bad_term"),
        ({"until": "tomorrow"}, 422, "invalid"),
        ({"reason": ""}, 422, "invalid"),
    ],
)
async def test_what_may_not_be_lent_is_refused(own: House, changes, status, code):
    commander = await own.enter("commander-gangwan")

    answer = await commander.post("/delegations", lending(**changes))

    assert (answer.status, answer.code) == (status, code)


async def test_a_post_is_lent_to_one_at_a_time_and_what_was_lent_is_not_lent_on(own: House):
    commander, deputy = await own.enter("commander-gangwan"), await own.enter("supervisor-gangwan")
    await commander.post("/delegations", lending())

    twice = await commander.post("/delegations", lending(to="staff-gangwan"), key="k2")
    on = await deputy.post("/delegations", lending(to="staff-gangwan"), key="k3")

    assert (twice.status, twice.code) == (409, "lent_already")
    assert (on.status, on.code) == (403, "not_your_own_post")


async def test_only_those_concerned_and_the_administrator_end_it_and_only_once(own: House):
    commander, stranger = await own.enter("commander-gangwan"), await own.enter("commander-binhe")
    admin = await own.enter("admin")
    lent = await commander.post("/delegations", lending())
    path = f"/delegations/{lent.json['id']}/revoke"

    answers = [await visitor.post(path) for visitor in (stranger, admin, commander)]

    assert [answer.status for answer in answers] == [404, 200, 409]


async def test_where_the_pack_names_no_deputy_a_colleague_stands_in(own: House):
    head = await own.enter("head-shuiwu")

    body = lending(to="liaison-shuiwu", role="department_head", at="shuiwu")
    answer = await head.post("/delegations", body)

    assert answer.status == 201


async def test_it_begins_and_ends_by_the_clock_and_with_the_lenders_own_post(
    mongo_url, namespace, city
):
    client, clock = connect(mongo_url), [NOW]
    book = Delegations(client[f"{namespace}_gateway"], city, lambda: clock[0])
    await book.prepare()
    lender = Actor(id="commander-gangwan")
    asked = Delegate(
        to="supervisor-gangwan",
        role=Role.STREET_COMMANDER,
        at="gangwan",
        since=NOW + HOUR,
        until=NOW + 3 * HOUR,
        reason="出差",
    )
    await book.begin(asked, lender, "lent-1")

    seen = [await book.lent("supervisor-gangwan", NOW + n * HOUR) for n in range(4)]
    await client.close()

    post = Post(role=Role.STREET_COMMANDER, at="gangwan")
    assert [list(found) for found, _ in seen] == [[], [post], [post], []]
    assert [turn for _, turn in seen] == [NOW + HOUR, NOW + 3 * HOUR, NOW + 3 * HOUR, None]


def test_posts_that_restrain_one_another_are_never_lent():
    assert LENT.isdisjoint({Role.AUDITOR, Role.ADMIN, Role.OPS, Role.EVALUATOR, Role.RESIDENT})
