"""The way to the owners: one client, many connections kept open.

Rule 1: bytes go through as they are; who owns a command reads it, nobody else does.
Rule 2: an owner that cannot be reached is asked once more, because acts bear their key and reads
change nothing; then the caller is told to come back.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from aiohttp import (
    ClientConnectionError,
    ClientSession,
    ClientTimeout,
    DummyCookieJar,
    TCPConnector,
)
from multidict import CIMultiDict
from yarl import URL

CONNECTIONS = 200
KEPT = 60.0
"""Seconds an idle connection is kept: less than the owners keep theirs."""
PASSED_BACK = ("content-type", "content-language", "retry-after", "etag", "content-disposition")


@dataclass(frozen=True)
class Answered:
    """What an owner said."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass
class Upstream:
    """Where the owners are."""

    urls: Mapping[str, str]
    timeout: float = 10.0
    """Seconds an owner has for its answer."""
    _session: ClientSession | None = field(default=None, repr=False)

    async def open(self) -> None:
        """Make the client; in the loop it will be used in."""
        self._session = self._session or ClientSession(
            connector=TCPConnector(limit=CONNECTIONS, keepalive_timeout=KEPT),
            timeout=ClientTimeout(total=self.timeout, connect=2.0),
            cookie_jar=DummyCookieJar(),
            auto_decompress=False,
            skip_auto_headers=("User-Agent", "Accept"),
        )

    async def close(self) -> None:
        """Close every connection."""
        if self._session:
            await self._session.close()

    async def ask(
        self, owner: str, method: str, target: str, headers: Mapping[str, str], body: bytes = b""
    ) -> Answered:
        """Ask an owner; `target` is path and query, already encoded.

        Raises:
            ConnectionError: it cannot be reached, or not in time.
        """
        url = URL(self.urls[owner] + target, encoded=True)
        try:
            return await self._once(method, url, headers, body)
        except ClientConnectionError:
            return await self._again(method, url, headers, body)
        except TimeoutError as error:
            raise ConnectionError(owner) from error

    async def _again(
        self, method: str, url: URL, headers: Mapping[str, str], body: bytes
    ) -> Answered:
        try:
            return await self._once(method, url, headers, body)
        except (TimeoutError, ClientConnectionError) as error:
            raise ConnectionError(url.host) from error

    async def _once(
        self, method: str, url: URL, headers: Mapping[str, str], body: bytes
    ) -> Answered:
        if self._session is None:
            raise ConnectionError("the client is not open")
        async with self._session.request(
            method, url, data=body or None, headers=CIMultiDict(headers), allow_redirects=False
        ) as answer:
            back = {name: answer.headers[name] for name in PASSED_BACK if name in answer.headers}
            return Answered(answer.status, back, await answer.read())
