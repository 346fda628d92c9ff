"""What every load user is: an account that signs in once and asks through the public API."""

import itertools
import random
import time
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from locust import FastHttpUser

_KEYS = itertools.count()
_RUN = uuid4().hex[:8]
_TOKENS: dict[str, tuple[str, float]] = {}
FASTER = "not_the_holder"
"""Two users of one account took the same case from their lists."""
TOKEN_LASTS = 600.0
"""Seconds a token is used before signing in again."""


class Phone(FastHttpUser):
    """Somebody with an account; `account` is chosen by the subclass when it starts."""

    abstract = True
    account: str = ""

    def token(self) -> str:
        """The account's token; one sign-in serves all users of one account."""
        known, since = _TOKENS.get(self.account, ("", 0.0))
        if not known or time.monotonic() - since > TOKEN_LASTS:
            form = {"username": self.account, "password": self.environment.parsed_options.password}
            with self.client.post(
                "/api/v1/auth/token", data=form, name="sign in", catch_response=True
            ) as answer:
                known = answer.json()["access_token"]
            _TOKENS[self.account] = (known, time.monotonic())
        return known

    def ask(self, name: str, path: str, body: Mapping[str, Any] | None = None) -> Any:
        """POST a command, or GET without a body; None when it was not accepted."""
        headers = {"Authorization": f"Bearer {self.token()}"}
        if body is not None:
            headers["Idempotency-Key"] = f"{_RUN}-{next(_KEYS)}"
        with self.client.request(
            "GET" if body is None else "POST",
            f"/api/v1{path}",
            json=body,
            headers=headers,
            name=name,
            catch_response=True,
        ) as answer:
            if answer.status_code < 300:
                return answer.json()
            if answer.status_code == 409 or answer.json().get("code") == FASTER:
                answer.success()
            return None


def one_of(accounts: list[str]) -> str:
    """Any of them."""
    return random.choice(accounts)
