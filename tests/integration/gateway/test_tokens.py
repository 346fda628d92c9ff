"""Tokens that open nothing, at every route: expired, foreign, altered, unsigned, ended, misused."""

import base64
import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Final

import jwt
import pytest

from contracts.actor import Actor, Post, Role
from contracts.sentences import SENTENCES, TITLES
from gateway import tokens
from gateway.sessions import Granted
from services.chassis.actors import sign
from services.chassis.clock import milliseconds
from tests.integration.gateway.house import SECRET, TOKEN_SECRET, House
from tests.integration.gateway.test_callback_links import given
from tests.integration.gateway.test_roles import ALLOWED, filled

HOUR: Final = timedelta(hours=1)
ADMIN: Final = Actor(id="admin", posts=(Post(role=Role.ADMIN, at="haichuan"),))
BAD: Final[Mapping[str, str]] = {
    "expired": "sign_in_expired",
    "of another system": "sign_in_forged",
    "altered": "sign_in_forged",
    "unsigned": "sign_in_forged",
    "of a session that is over": "sign_in_expired",
    "of nobody": "sign_in_expired",
    "for another audience": "sign_in_forged",
    "to renew a session with": "sign_in_forged",
    "of a link to a call-back": "sign_in_forged",
    "that only owners read": "sign_in_forged",
    "no token at all": "sign_in_forged",
}
"""What each is, and the words for it: a token is good for its own door and no other."""


def written(session: str, account: str = "admin", secret: str = TOKEN_SECRET, ago: int = 0) -> str:
    granted = Granted(session, account, "", HOUR)
    return tokens.write(granted, secret, milliseconds() - ago * HOUR, HOUR)


async def token_of(house: House, kind: str) -> str:
    """A token of this kind; but for what is wrong with it, an administrator's good one."""
    visitor = house.stranger()
    signed_in = (await visitor.sign_in("admin")).json
    if kind == "of a link to a call-back":
        return (await given(house, "no-key"))[1]
    if kind == "of a session that is over":
        visitor.token = signed_in["access_token"]
        await visitor.ask("POST", "/api/v1/auth/logout", headers={"Idempotency-Key": "out"})
    return spoiled(signed_in)[kind]


def spoiled(signed_in: Mapping[str, str]) -> Mapping[str, str]:
    """What could be made of a good answer to a sign-in."""
    good = signed_in["access_token"]
    head, claims, mark = good.split(".")
    told = json.loads(base64.urlsafe_b64decode(claims + "=="))
    return {
        "expired": written(told["sid"], ago=2),
        "of another system": written(told["sid"], secret="u" * 40),
        "altered": ".".join((head, _coded({**told, "sub": "auditor"}), mark)),
        "unsigned": ".".join((_coded({"alg": "none", "typ": "JWT"}), claims, "")),
        "of a session that is over": good,
        "of nobody": written(told["sid"], account="nobody-we-know"),
        "for another audience": jwt.encode({**told, "aud": "elsewhere"}, TOKEN_SECRET, "HS256"),
        "to renew a session with": signed_in["refresh_token"],
        "that only owners read": sign(ADMIN, SECRET, milliseconds()),
        "no token at all": "a.b.c",
    }


async def test_a_token_like_these_but_in_order_is_let_in(house: House):
    visitor = house.stranger()
    good = (await visitor.sign_in("admin")).json["access_token"]
    visitor.token = written(json.loads(base64.urlsafe_b64decode(good.split(".")[1] + "=="))["sid"])

    answer = await visitor.get("/me")

    assert (answer.status, answer.json["id"]) == (200, "admin")


@pytest.mark.parametrize("kind", BAD)
async def test_a_bad_token_opens_no_route_and_no_owner_is_asked(house: House, kind: str):
    visitor = house.stranger()
    visitor.token = await token_of(house, kind)
    asked, code = len(house.owner.asked), BAD[kind]

    for method, path in sorted(ALLOWED):
        for tongue in ("zh", "en"):
            headers = {"Accept-Language": tongue, "Idempotency-Key": "bad"}
            answer = await visitor.ask(method, f"/api/v1{filled(path)}", headers=headers)
            told = (answer.status, answer.code, answer.json["title"], answer.json["detail"])

            assert told == (401, code, *_said(code, tongue)), (method, path)
            assert answer.headers["WWW-Authenticate"] == "Bearer"

    assert len(house.owner.asked) == asked


def _said(code: str, tongue: str) -> tuple[str, str]:
    return getattr(TITLES[401], tongue), getattr(SENTENCES[code], tongue)


def _coded(told: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(told).encode()).decode().rstrip("=")
