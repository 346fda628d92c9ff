"""公示: the published month is read by everybody, without an account, and by nobody too often."""

import json
from secrets import token_hex

import pytest

from tests.integration.gateway.house import House, open_house

MONTH = "/notices/2026-11"
NOTICE = {"period": "2026-11", "version": 1, "departments": [], "streets": []}
NOT_THERE = {"type": "about:blank", "title": "Not found", "status": 404, "code": "not_found"}


@pytest.fixture
def owner(house: House):
    kept = house.owner.status, house.owner.answer
    house.owner.status, house.owner.answer = 200, json.dumps(NOTICE).encode()
    yield house.owner
    house.owner.status, house.owner.answer = kept


@pytest.mark.mechanism(151)
async def test_a_stranger_reads_what_the_owner_of_months_posts(house: House, owner):
    answer = await house.stranger().get(MONTH)

    asked = owner.asked[-1]
    assert (answer.status, answer.json) == (200, NOTICE)
    assert (asked.method, asked.path) == ("GET", MONTH)


@pytest.mark.mechanism(151)
async def test_what_is_not_published_is_not_there_for_anybody(house: House, owner):
    owner.status, owner.answer = 404, json.dumps(NOT_THERE).encode()

    answer = await house.stranger().get(MONTH)

    assert (answer.status, answer.code) == (404, "not_found")


@pytest.mark.parametrize("period", ["2026-13", "2026", "drafts"])
async def test_what_is_no_month_is_asked_of_nobody(house: House, owner, period):
    before = len(owner.asked)

    answer = await house.stranger().get(f"/notices/{period}")

    assert answer.status == 422
    assert len(owner.asked) == before


async def test_strangers_are_counted_by_where_they_ask_from(mongo_url, city):
    namespace = f"tposting{token_hex(4)}"
    async with open_house(mongo_url, namespace, city, rate_per_address="2/minute") as small:
        asked = [(await small.stranger().get(MONTH)).status for _ in range(3)]

    assert 429 not in asked[:2]
    assert asked[2] == 429
