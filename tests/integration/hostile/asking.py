"""Ask one route hostile things, as somebody who may ask it, and say what was wrong."""

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

import aiohttp
from yarl import URL

from contracts.sentences import Language
from tests.integration.gateway.house import Answer
from tests.integration.hostile.bodies import Path
from tests.integration.hostile.judging import REFUSED, faults

AT_ONCE: Final = 24
_TONGUES: Final[tuple[Language, ...]] = ("zh", "en")


class Ask(NamedTuple):
    """One hostile request."""

    why: str
    method: str
    target: str
    """Path and query, as they go over the wire."""
    body: bytes | None = None
    field: Path | None = None
    among: frozenset[int] = REFUSED
    headers: Mapping[str, str] = {"content-type": "application/json"}


@dataclass(frozen=True)
class Asker:
    """Somebody with a token at the door of a running system."""

    session: aiohttp.ClientSession
    base: str

    async def all(self, asks: Iterable[tuple[Ask, str]]) -> tuple[int, list[str]]:
        """Ask everything, each with its token, in both languages by turns; what was wrong."""
        waiting = enumerate(asks)
        wrong: list[str] = []
        asked = 0

        async def some() -> None:
            nonlocal asked
            for n, (ask, token) in waiting:
                asked += 1
                tongue = _TONGUES[n % 2]
                answer = await self._once(ask, token, n, tongue)
                wrong.extend(
                    f"{ask.method} {ask.target[:120]}: {ask.why}: {fault}"
                    for fault in faults(answer, tongue, ask.among, ask.field)
                )

        await asyncio.gather(*(some() for _ in range(AT_ONCE)))
        return asked, wrong

    async def _once(self, ask: Ask, token: str, n: int, tongue: Language) -> Answer:
        headers = {
            "authorization": f"Bearer {token}",
            "idempotency-key": f"hostile-{n}",
            "accept-language": tongue,
            **ask.headers,
        }
        url = URL(self.base + ask.target, encoded=True)
        async with self.session.request(
            ask.method, url, data=ask.body, headers=headers, skip_auto_headers=("content-type",)
        ) as got:
            return Answer(got.status, got.headers, await got.read())
