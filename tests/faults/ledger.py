"""What was asked for and what the API answered: the client's side of the account.

Jepsen's words: an operation is *ok* (accepted), *fail* (refused: 4xx) or *unknown* (no answer, or
5xx). An unknown one is asked again with the same key until it is one of the others, as a phone
with a dead battery would.
"""

import asyncio
import itertools
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from loadtests.door import Answered, Door

UNKNOWN = {401, 429, *range(500, 600)}
"""No word on the command itself: sign in again, wait, ask again."""
PATIENCE = 240.0
"""Seconds a client goes on asking: a broker or database restarts well within it."""


@dataclass(frozen=True)
class Accepted:
    """One command the API said yes to."""

    path: str
    account: str
    key: str
    id: str
    version: int


@dataclass
class Ledger:
    """All of them."""

    accepted: list[Accepted] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)
    asked_again: int = 0


class PersistentDoor(Door):
    """A door that asks again, with the same key, until it has an answer."""

    def __init__(
        self, session: aiohttp.ClientSession, base: str, password: str, ledger: Ledger
    ) -> None:
        super().__init__(session, base, password)
        self.ledger = ledger
        self._serial = itertools.count()

    async def post(self, step: str, account: str, path: str, body: Mapping[str, Any]) -> Any:
        """Ask until accepted or refused; write down which."""
        key = f"{self.run}-{next(self._serial)}"
        try:
            answer = await self._persist(lambda: self.ask(step, account, "POST", path, body, key))
        except Answered as error:
            self.ledger.refused[f"{error.status} {step}"] += 1
            raise
        self.ledger.accepted.append(Accepted(path, account, key, answer["id"], answer["version"]))
        return answer

    async def get(self, step: str, account: str, path: str) -> Any:
        """Read, however long the way is blocked."""
        return await self._persist(lambda: self.ask(step, account, "GET", path, None, ""))

    async def _persist(self, ask: Any) -> Any:
        loop = asyncio.get_running_loop()
        until = loop.time() + PATIENCE
        while True:
            try:
                return await ask()
            except (Answered, aiohttp.ClientError, TimeoutError) as error:
                known = isinstance(error, Answered) and error.status not in UNKNOWN
                if known or loop.time() > until:
                    raise
                self.ledger.asked_again += 1
            await asyncio.sleep(0.2)
