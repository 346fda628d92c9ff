"""A whole gateway on a real database and a bus in memory, and people who come to its door."""

import asyncio
import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from socket import IPPROTO_TCP, TCP_NODELAY
from typing import Any

import aiohttp
from aiohttp import web as owner_web

from contracts.actor import Actor
from contracts.city import City
from contracts.envelope import Envelope
from contracts.events import EVENTS
from contracts.events.event import Event
from gateway.app import assemble
from gateway.assembly import Assembly
from gateway.hub import Hub
from gateway.queues import MemoryQueues
from gateway.settings import GatewaySettings
from services.chassis.cities import Cities
from services.chassis.http_server import HttpServer
from services.chassis.memory_bus import MemoryBus
from services.chassis.mongo import connect
from services.chassis.packs import MongoPacks, packs_database
from services.chassis.parts import Parts
from services.chassis.run import running
from services.chassis.settings import read_folder

FOLDER = Path("deploy/city/demo")
"""The pack every house is opened with."""
PASSWORD = "a password for tests"
SECRET = "s" * 40
TOKEN_SECRET = "t" * 40


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: Any
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def code(self) -> str:
        return self.json["code"]


@dataclass
class Visitor:
    """Somebody with a browser, signed in or not."""

    session: aiohttp.ClientSession
    base: str
    token: str = ""

    async def ask(self, method: str, path: str, **sent: Any) -> Answer:
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        headers |= sent.pop("headers", {})
        async with self.session.request(method, self.base + path, headers=headers, **sent) as got:
            return Answer(got.status, got.headers, await got.read())

    async def get(self, path: str, **sent: Any) -> Answer:
        return await self.ask("GET", f"/api/v1{path}", **sent)

    async def post(self, path: str, body: Any = None, key: str = "k1", **sent: Any) -> Answer:
        headers = {"Idempotency-Key": key} | sent.pop("headers", {})
        return await self.ask("POST", f"/api/v1{path}", json=body, headers=headers, **sent)

    async def sign_in(self, account: str, password: str = PASSWORD) -> Answer:
        form = {"username": account, "password": password}
        return await self.ask("POST", "/api/v1/auth/token", data=form)


@dataclass
class Owner:
    """Stands where a service would: remembers what it was asked, and answers as told."""

    asked: list[owner_web.Request] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    status: int = 201
    answer: bytes = b'{"id":"case-1","version":1,"state":"reported"}'

    async def handle(self, request: owner_web.Request) -> owner_web.Response:
        self.asked.append(request)
        self.bodies.append(await request.read())
        return owner_web.Response(
            status=self.status, body=self.answer, content_type="application/json"
        )


@dataclass
class House:
    """One running gateway."""

    base: str
    parts: Parts
    bus: MemoryBus
    city: City
    owner: Owner
    session: aiohttp.ClientSession
    database: Any
    tokens: dict[str, str] = field(default_factory=dict)
    _document: Any = None

    async def document(self) -> Any:
        """The document of the public application, as it is sent; written once, in a second."""
        if self._document is None:
            answer = await self.stranger().ask("GET", "/api/v1/openapi.json")
            self._document = answer.json
        return self._document

    def stranger(self) -> Visitor:
        return Visitor(self.session, self.base)

    async def enter(self, account: str) -> Visitor:
        """Sign somebody in, once."""
        visitor = self.stranger()
        if account not in self.tokens:
            answer = await visitor.sign_in(account)
            assert answer.status == 200, (account, answer.json)
            self.tokens[account] = answer.json["access_token"]
        visitor.token = self.tokens[account]
        return visitor

    @property
    def hub(self) -> Hub:
        """The gateway's hub of streams."""
        hub = self.parts.sweeps[0]
        assert isinstance(hub, Hub)
        return hub

    def city_actor(self, account: str) -> Actor:
        """The account with its posts."""
        return Actor(id=account, posts=self.city.people[account].posts)

    async def rests(self) -> None:
        """Wait until every reader has the checkpoint of everything that was heard."""
        while self.hub.at < (await self.hub.book.head()).n:  # noqa: ASYNC110
            await asyncio.sleep(0.01)

    async def hears(self, *said: Envelope[Event]) -> None:
        """Let services say something, and wait until the gateway has it."""
        for envelope in said:
            await self.bus.publish(envelope)
        await self.bus.settle()


def settings(namespace: str, owner_url: str, **changes: Any) -> GatewaySettings:
    upstreams = {
        f"{name}_url": owner_url for name in ("intake", "dispatch", "response", "evaluation")
    }
    fields: dict[str, Any] = {
        "namespace": namespace,
        "secret": SECRET,
        "token_secret": TOKEN_SECRET,
        "demo_password": PASSWORD,
        "rate_per_account": "1000000/minute",
        "rate_per_address": "1000000/minute",
        "sign_ins_per_address": "1000000/minute",
        "stop_within": 2.0,
        **upstreams,
    }
    return GatewaySettings(**fields | changes)


@asynccontextmanager
async def open_house(
    mongo_url: str,
    namespace: str,
    city: City,
    *,
    keep: bool = False,
    bus: MemoryBus | None = None,
    **changes: Any,
) -> AsyncGenerator[House]:
    """Run a gateway, its owner's stand-in, and a client; `keep` leaves the data to another one."""
    owner = Owner()
    async with owned(owner) as owner_url, aiohttp.ClientSession() as session:
        client = connect(mongo_url)
        told = settings(namespace, owner_url, **changes)
        bus = bus or MemoryBus(EVENTS)
        packs = client[packs_database(told)]
        cities = Cities(MongoPacks(packs), read_folder(FOLDER), city)
        queues = MemoryQueues(bus.broker)
        parts = assemble(Assembly(told, cities, client[told.database], bus, queues))
        async with running(parts) as app:
            server = HttpServer(app, "127.0.0.1", 0)
            # Plain asyncio, unlike uvloop, would let Nagle wait 40 ms for every answer.
            server._socket.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1)
            await server.start()
            base = f"http://127.0.0.1:{server.port}"
            try:
                house = House(base, parts, bus, city, owner, session, client[told.database])
                house.hub.tail_every = 0.1
                yield house
            finally:
                await asyncio.wait_for(server.stop(), 10)
        if not keep:
            await client.drop_database(told.database)
            await client.drop_database(packs.name)
        await client.close()


@asynccontextmanager
async def owned(owner: Owner) -> AsyncGenerator[str]:
    app = owner_web.Application()
    app.router.add_route("*", "/{rest:.*}", owner.handle)
    runner = owner_web.AppRunner(app, access_log=None)
    await runner.setup()
    site = owner_web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = site._server.sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        await runner.cleanup()
