"""Signing in, staying in, and being kept out."""

import time
from datetime import UTC, datetime, timedelta

import jwt
import pytest

from gateway.lockout import FAILURES
from tests.integration.gateway.house import PASSWORD, TOKEN_SECRET, House


async def test_whoever_signs_in_is_told_who_they_are(house: House):
    commander = await house.enter("commander-gangwan")

    me = await commander.get("/me")

    assert me.status == 200
    assert me.json["id"] == "commander-gangwan"
    assert [(post["role"], post["at"]) for post in me.json["posts"]] == [
        ("street_commander", "gangwan")
    ]
    assert me.json["posts"][0]["at_name"] == "港湾街道办事处"


async def test_an_account_that_does_not_exist_is_refused_in_the_same_words(house: House):
    known = await house.stranger().sign_in("resident-3", "not this")
    unknown = await house.stranger().sign_in("nobody-here", "not this")

    assert known.status == unknown.status == 401
    assert known.body == unknown.body


async def test_an_account_that_does_not_exist_takes_as_long(house: House):
    async def seconds(name: str) -> float:
        began = time.perf_counter()
        await house.stranger().sign_in(name, "not this")
        return time.perf_counter() - began

    known = sorted([await seconds("resident-4") for _ in range(4)])[1]
    unknown = sorted([await seconds("nobody-4") for _ in range(4)])[1]

    assert unknown > known / 3


@pytest.mark.parametrize("name", ["resident-5", "nobody-5"])
async def test_five_failures_lock_a_name_whether_it_exists_or_not(house: House, name):
    for _ in range(FAILURES):
        failed = await house.stranger().sign_in(name, "not this")
        assert (failed.status, failed.code) == (401, "wrong_password")

    locked = await house.stranger().sign_in(name)

    assert (locked.status, locked.code) == (429, "locked_out")
    assert 0 < int(locked.headers["Retry-After"]) <= 20 * 60


async def test_the_right_password_forgives_failures(house: House):
    for _ in range(FAILURES - 1):
        await house.stranger().sign_in("resident-6", "not this")
    await house.stranger().sign_in("resident-6")
    for _ in range(FAILURES - 1):
        await house.stranger().sign_in("resident-6", "not this")

    answer = await house.stranger().sign_in("resident-6")

    assert answer.status == 200


async def test_a_refresh_token_is_good_once_and_twice_ends_the_session(house: House):
    stranger = house.stranger()
    first = (await stranger.sign_in("resident-7")).json
    form = {"refresh_token": first["refresh_token"]}

    second = await stranger.ask("POST", "/api/v1/auth/refresh", data=form)
    stolen = await stranger.ask("POST", "/api/v1/auth/refresh", data=form)
    form = {"refresh_token": second.json["refresh_token"]}
    robbed = await stranger.ask("POST", "/api/v1/auth/refresh", data=form)

    assert second.status == 200
    assert stolen.status == robbed.status == 401


async def test_who_signs_out_is_out_at_once(house: House):
    stranger = house.stranger()
    stranger.token = (await stranger.sign_in("resident-8")).json["access_token"]
    assert (await stranger.get("/me")).status == 200

    out = await stranger.ask("POST", "/api/v1/auth/logout")

    assert out.status == 204
    assert (await stranger.get("/me")).status == 401


async def test_passwords_are_never_kept_as_they_are(house: House):
    await house.enter("resident-1")

    kept = [one async for one in house.database["credentials"].find()]
    hashes = [one["hash"] for one in kept if "closed_at" not in one]

    assert hashes
    assert all(one.startswith("$argon2id$") for one in hashes)
    assert PASSWORD not in str(kept)


def forged(secret: str = TOKEN_SECRET, algorithm: str = "HS256", **changes) -> str:
    now = datetime.now(UTC)
    claims = {
        "sub": "commander-gangwan",
        "sid": "made-up",
        "aud": "whistle",
        "iat": now,
        "exp": now + timedelta(minutes=5),
    }
    return jwt.encode({**claims, **changes}, secret, algorithm)


HOSTILE = {
    "another key": forged(secret="x" * 40),
    "no algorithm": forged(secret="", algorithm="none"),
    "another algorithm": forged(algorithm="HS512", secret=TOKEN_SECRET * 2),
    "a session that never was": forged(),
    "expired": forged(exp=datetime.now(UTC) - timedelta(seconds=1)),
    "for somebody else": forged(aud="another"),
    "nonsense": "a.b.c",
    "very long": "a" * 5000,
}


@pytest.mark.parametrize("token", HOSTILE.values(), ids=HOSTILE)
async def test_a_token_we_did_not_give_opens_nothing(house: House, token):
    stranger = house.stranger()
    stranger.token = token

    answer = await stranger.get("/me")

    assert answer.status == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"
