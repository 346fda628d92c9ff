"""The public API as a load generator uses it: signed in once per account, every request timed."""

import asyncio
import itertools
import time
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import aiohttp


class Answered(Exception):
    """The API answered something a lifecycle cannot go on from."""

    def __init__(self, status: int, path: str, body: str) -> None:
        super().__init__(f"{status} {path}: {body[:300]}")
        self.status = status


class Door:
    """One client of the gateway; `seconds` holds every request's time by its step."""

    def __init__(self, session: aiohttp.ClientSession, base: str, password: str) -> None:
        self._session, self._base, self._password = session, base, password
        self._tokens: dict[str, asyncio.Future[str]] = {}
        self._keys = itertools.count()
        self.run = f"{time.time_ns():x}"
        """First half of every idempotency key of this door."""
        self.seconds: dict[str, list[float]] = defaultdict(list)
        self.posts = 0
        """Commands that were accepted."""

    async def token(self, account: str) -> str:
        """The account's access token; signing in is paid once."""
        if account not in self._tokens:
            self._tokens[account] = asyncio.ensure_future(self._sign_in(account))
        try:
            return await self._tokens[account]
        except BaseException:
            self._tokens.pop(account, None)
            raise

    async def _sign_in(self, account: str) -> str:
        form = {"username": account, "password": self._password, "grant_type": "password"}
        async with self._session.post(f"{self._base}/auth/token", data=form) as answer:
            body = await answer.json()
            if answer.status != 200:
                raise Answered(answer.status, "/auth/token", str(body))
            return str(body["access_token"])

    async def post(self, step: str, account: str, path: str, body: Mapping[str, Any]) -> Any:
        """Ask for something; its answer."""
        return await self.ask(step, account, "POST", path, body, f"{self.run}-{next(self._keys)}")

    async def get(self, step: str, account: str, path: str) -> Any:
        """Read something."""
        return await self.ask(step, account, "GET", path, None, "")

    async def ask(
        self,
        step: str,
        account: str,
        method: str,
        path: str,
        body: Mapping[str, Any] | None,
        key: str,
    ) -> Any:
        """One request as `account`, timed under `step`. Raises `Answered` from 300 up."""
        headers = {"Authorization": f"Bearer {await self.token(account)}", "Idempotency-Key": key}
        began = time.perf_counter()
        async with self._session.request(
            method, self._base + path, json=body, headers=headers
        ) as answer:
            text = await answer.text()
            self.seconds[step].append(time.perf_counter() - began)
            if answer.status == 401:
                self._tokens.pop(account, None)
            if answer.status >= 300:
                raise Answered(answer.status, path, text)
            self.posts += method == "POST"
            return await answer.json()
