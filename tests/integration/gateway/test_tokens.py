"""Tokens that open nothing, at every route: expired, foreign, altered, unsigned, ended."""

import base64
import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Final

import pytest

from contracts.sentences import SENTENCES, TITLES
from gateway import tokens
from gateway.sessions import Granted
from services.chassis.clock import milliseconds
from tests.integration.gateway.house import TOKEN_SECRET, House
from tests.integration.gateway.test_roles import ALLOWED, filled

HOUR: Final = timedelta(hours=1)
BAD: Final[Mapping[str, str]] = {
    "expired": "sign_in_expired",
    "of another system": "sign_in_forged",
    "altered": "sign_in_forged",
    "unsigned": "sign_in_forged",
    "of a session that is over": "sign_in_expired",
    "of nobody": "sign_in_expired",
    "no token at all": "sign_in_forged",
}


def written(session: str, account: str = "admin", secret: str = TOKEN_SECRET, ago: int = 0) -> str:
    granted = Granted(session, account, "", HOUR)
    return tokens.write(granted, secret, milliseconds() - ago * HOUR, HOUR)


async def token_of(house: House, kind: str) -> str:
    """A token of this kind; but for what is wrong with it, an administrator's good one."""
    visitor = house.stranger()
    good = (await visitor.sign_in("admin")).json["access_token"]
    head, claims, mark = good.split(".")
    told = json.loads(base64.urlsafe_b64decode(claims + "=="))
    match kind:
        case "expired":
            return written(told["sid"], ago=2)
        case "of another system":
            return written(told["sid"], secret="u" * 40)
        case "altered":
            return ".".join((head, _coded({**told, "sub": "auditor"}), mark))
        case "unsigned":
            return ".".join((_coded({"alg": "none", "typ": "JWT"}), claims, ""))
        case "of a session that is over":
            visitor.token = good
            await visitor.ask("POST", "/api/v1/auth/logout", headers={"Idempotency-Key": "out"})
            return good
        case "of nobody":
            return written(told["sid"], account="nobody-we-know")
        case _:
            return "a.b.c"


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
