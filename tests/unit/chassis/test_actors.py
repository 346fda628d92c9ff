"""The actor header: only what the gateway signed, only while it lasts."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import jwt
import pytest

from contracts.actor import Actor, Post, Role
from services.chassis.actors import HEADER, Actors, sign
from services.chassis.problems import NotSignedIn

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
SECRET = "s" * 32
ANN = Actor(id="ann", posts=(Post(role=Role.STREET_STAFF, at="st-1"),))


def asked(token: str | None) -> SimpleNamespace:
    return SimpleNamespace(headers={HEADER: token} if token else {})


def at(moment: datetime) -> Actors:
    return Actors(SECRET, lambda: moment)


def test_whom_the_gateway_signed_is_who_is_asking():
    token = sign(ANN, SECRET, NOON)

    assert at(NOON)(asked(token)) == ANN


def test_without_the_header_nobody_is_asking():
    with pytest.raises(NotSignedIn, match=r"^sign_in$"):
        at(NOON)(asked(None))


@pytest.mark.parametrize(
    "token",
    [
        "not a token",
        sign(ANN, "t" * 32, NOON),
        sign(ANN, SECRET, NOON)[:-2] + "xx",
        jwt.encode({"sub": "ann", "exp": 99999999999}, None, "none"),
        jwt.encode({"sub": "ann"}, SECRET, "HS256"),
        jwt.encode({"exp": int(NOON.timestamp()) + 60}, SECRET, "HS256"),
        jwt.encode(
            {"sub": "ann", "exp": int(NOON.timestamp()) + 60, "posts": [["emperor", "x"]]},
            SECRET,
            "HS256",
        ),
        jwt.encode({"sub": "ann", "exp": int(NOON.timestamp()) + 86400}, SECRET, "HS256"),
    ],
    ids=["noise", "other secret", "changed", "unsigned", "no end", "nobody", "no role", "too long"],
)
def test_a_header_the_gateway_did_not_make_is_forged(token):
    with pytest.raises(NotSignedIn, match=r"^sign_in_forged$"):
        at(NOON)(asked(token))


def test_a_header_that_was_good_ends_though_it_is_remembered():
    moments = [NOON, NOON + timedelta(minutes=4), NOON + timedelta(minutes=5)]
    actors = Actors(SECRET, lambda: moments[0])
    token = sign(ANN, SECRET, NOON)

    assert actors(asked(token)) == ANN
    moments.pop(0)
    assert actors(asked(token)) == ANN
    moments.pop(0)
    with pytest.raises(NotSignedIn, match=r"^sign_in_expired$"):
        actors(asked(token))


def test_no_header_lasts_longer_than_five_minutes():
    token = sign(ANN, SECRET, NOON, life=timedelta(days=1))

    with pytest.raises(NotSignedIn, match=r"^sign_in_expired$"):
        at(NOON + timedelta(minutes=5))(asked(token))


def test_what_is_remembered_is_bounded(monkeypatch):
    monkeypatch.setattr("services.chassis.actors.REMEMBERED", 3)
    actors = at(NOON)

    for number in range(10):
        actors(asked(sign(Actor(id=f"a{number}"), SECRET, NOON)))

    assert len(actors._known) <= 3
