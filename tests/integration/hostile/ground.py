"""A whole running system, somebody for each of its doors, and what it keeps."""

from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import aiohttp
from pymongo import AsyncMongoClient

from gateway.passages import EVERYBODY
from tests.integration.gateway.test_roles import ACCOUNTS, ALLOWED, SIGNED_IN
from tests.integration.hostile.asking import Ask, Asker

API: Final = "/api/v1"
PASSWORD: Final = "hostile people have passwords, too"
JSON: Final = "application/json"
FOREVER: Final = "/stream"
RINGS: Final = ("POST", "/alarms")
SENSOR: Final = {"name": "a sensor", "categories": ["P0102"], "places": ["gangwan-03"]}


@dataclass
class Door:
    """One operation of the document, and the token of somebody who may ask it."""

    method: str
    path: str
    told: Mapping[str, Any]
    token: str

    @property
    def content(self) -> Mapping[str, Any]:
        return self.told.get("requestBody", {}).get("content", {})

    @property
    def query(self) -> str:
        """What else must be there for the body to be looked at."""
        return "?table=people" if self.path.endswith("/city/imports") else ""


@dataclass
class Ground:
    """A whole running system, its document, and what it keeps."""

    asker: Asker
    doors: list[Door]
    document: Mapping[str, Any]
    client: AsyncMongoClient[dict[str, Any]]
    namespace: str

    async def kept(self) -> dict[str, str]:
        """A hash of every collection of every process."""
        hashes: dict[str, str] = {}
        for name in await self.client.list_database_names():
            if name.startswith(f"{self.namespace}_"):
                found = await self.client[name].command("dbHash")
                hashes |= {f"{name}.{one}": at for one, at in found["collections"].items()}
        return hashes

    async def refuses(self, asks: Iterator[tuple[Ask, str]], fewest: int) -> None:
        """Everything is refused as it should be, and nothing changes."""
        before = await self.kept()

        asked, wrong = await self.asker.all(asks)

        after = await self.kept()
        assert asked >= fewest
        assert not wrong, "\n".join([f"{len(wrong)} of {asked}:", *wrong[:20]])
        changed = {name for name in before | after if before.get(name) != after.get(name)}
        assert (len(before) > 50, changed) == (True, set())


async def document_of(session: aiohttp.ClientSession) -> Mapping[str, Any]:
    """The document as it is sent."""
    async with session.get(f"{API}/openapi.json") as got:
        return await got.json()


async def doors_of(
    session: aiohttp.ClientSession, document: Mapping[str, Any]
) -> AsyncIterator[Door]:
    """Every operation that ends, with the token of somebody who may ask it."""
    tokens: dict[str, str] = {}
    for path, method, told in _operations(document):
        who = _account(method, path)
        if who not in tokens:
            tokens[who] = await token_of(session, who)
        token = tokens[who]
        if (method, path) == RINGS:
            token = await _device(session, token)
        yield Door(method, path, told, token)


def _operations(document: Mapping[str, Any]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    for path, methods in document["paths"].items():
        for method, told in methods.items():
            if path != API + FOREVER:
                yield path.removeprefix(API), method.upper(), told


def _account(method: str, path: str) -> str:
    """Somebody who may ask this."""
    if (method, path) in SIGNED_IN:
        return "resident-1"
    if (method, path) == RINGS:
        return "ops"
    return ACCOUNTS[min(ALLOWED.get((method, path), EVERYBODY))]


async def token_of(session: aiohttp.ClientSession, who: str) -> str:
    form = {"username": who, "password": PASSWORD}
    async with session.post(f"{API}/auth/token", data=form) as got:
        return (await got.json())["access_token"]


async def _device(session: aiohttp.ClientSession, token: str) -> str:
    """The key of a device that may ring."""
    headers = {"authorization": f"Bearer {token}", "idempotency-key": "device"}
    async with session.post(f"{API}/alarm-devices", json=SENSOR, headers=headers) as got:
        return (await got.json())["key"]
