"""One's own password and sessions: changed, renewed, and as many as there may be."""

from datetime import UTC, datetime, timedelta

import pytest

from contracts.refusals import NotSo
from gateway.password_rules import check_new, expired
from tests.integration.gateway.house import PASSWORD, House, open_house

NEW, NEWER = "Ein-Neues-Wort-1", "Noch-Ein-Wort-2"


@pytest.fixture
async def own(mongo_url, namespace, city):
    """A gateway of one's own: people leave it."""
    async with open_house(mongo_url, namespace, city) as house:
        house.owner.status, house.owner.answer = 200, b"[]"
        yield house


async def test_a_password_is_changed_by_whoever_knows_the_old_one_and_ends_every_session(own):
    resident = await own.enter("resident-3")

    wrong = await resident.post("/me/password", {"old": "not this", "new": NEW})
    done = await resident.post("/me/password", {"old": PASSWORD, "new": NEW})
    after = await resident.get("/me")
    old, new = (
        await own.stranger().sign_in("resident-3"),
        await own.stranger().sign_in("resident-3", NEW),
    )

    assert (wrong.status, wrong.code) == (422, "wrong_password")
    assert (done.status, after.status) == (204, 401)
    assert (old.status, new.status) == (401, 200)


async def test_the_last_passwords_are_not_taken_again(own: House):
    resident = own.stranger()
    for old, new in ((PASSWORD, NEW), (NEW, NEWER)):
        resident.token = (await resident.sign_in("resident-4", old)).json["access_token"]
        assert (await resident.post("/me/password", {"old": old, "new": new})).status == 204
    resident.token = (await resident.sign_in("resident-4", NEWER)).json["access_token"]

    again = await resident.post("/me/password", {"old": NEWER, "new": NEW})

    assert (again.status, again.code) == (422, "password_used")


async def test_a_password_of_ninety_days_is_changed_before_anything_else(own: House):
    resident = own.stranger()
    resident.token = (await resident.sign_in("resident-5")).json["access_token"]
    await resident.post("/me/password", {"old": PASSWORD, "new": NEW})
    long_ago = {"$set": {"set_at": datetime.now(UTC) - timedelta(days=91)}}
    await own.database["credentials"].update_one({"_id": "resident-5"}, long_ago)

    tokens = (await resident.sign_in("resident-5", NEW)).json
    resident.token = tokens["access_token"]
    kept_out, me = await resident.get("/cases"), await resident.get("/me")
    cured = await resident.post("/me/password", {"old": NEW, "new": NEWER})
    resident.token = (await resident.sign_in("resident-5", NEWER)).json["access_token"]

    assert tokens["must_change_password"] is True
    assert (kept_out.status, kept_out.code) == (403, "password_expired")
    assert (me.status, cured.status) == (200, 204)
    assert (await resident.get("/cases")).status == 200


async def test_an_account_has_no_more_sessions_than_it_may(mongo_url, namespace, city):
    async with open_house(mongo_url, namespace, city, sessions_per_account=1) as house:
        first, second = house.stranger(), house.stranger()
        first.token = (await first.sign_in("resident-1")).json["access_token"]
        second.token = (await second.sign_in("resident-1")).json["access_token"]

        assert (await second.get("/me")).status == 200
        assert (await first.get("/me")).status == 401


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("Short-1", "password_short"),
        ("alllowercaseletters", "password_plain"),
        ("lowercase12345", "password_plain"),
        ("Ann-Ann-Ann-1", "password_is_name"),
    ],
)
def test_a_password_that_is_too_easy_is_refused(password, code):
    with pytest.raises(NotSo) as refused:
        check_new(password, "ann")

    assert refused.value.code == code


def test_a_good_password_is_taken_and_lasts_ninety_days():
    now = datetime.now(UTC)

    check_new(NEW, "ann")

    assert not expired(now, now + timedelta(days=89))
    assert expired(now, now + timedelta(days=90))
