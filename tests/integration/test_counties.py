"""Two counties on one broker and one database, each under a name of its own (WHISTLE_NAMESPACE):
neither hears what is said in the other, nor sees it, nor follows its city pack."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from pymongo.asynchronous.database import AsyncDatabase

from gateway.app import create as gateway
from gateway.settings import GatewaySettings
from services.chassis.actors import HEADER, sign
from services.chassis.cities import Cities
from services.chassis.clock import milliseconds
from services.chassis.keys import KEY_HEADER
from services.chassis.mongo import connect
from services.chassis.packs import MongoPacks, packs_database
from services.chassis.run import running
from services.intake.app import IntakeSettings, create
from tests.integration.test_intake import REPORT, RESIDENT, SECRET
from tests.promises.halls import eventually
from tests.unit.chassis.asgi import Answer, call

EAST, WEST = "东县路灯不亮", "西县井盖松动"


@dataclass
class County:
    """A running intake and gateway, and what they keep."""

    intake: Any
    cities: Cities
    packs: MongoPacks
    shown: AsyncDatabase[dict[str, Any]]

    async def reports(self, text: str) -> Answer:
        """The same resident says something with the same key as in the other county."""
        signed = {HEADER: sign(RESIDENT, SECRET, milliseconds()), KEY_HEADER: "k1"}
        return await call(self.intake, "POST", "/cases", {**REPORT, "text": text}, **signed)

    async def cases(self) -> list[str]:
        """The texts of all cases the gateway shows."""
        return [one["state"]["fields"]["text"] async for one in self.shown["view_cases"].find()]

    async def logged(self) -> int:
        """How many reports the audit log knows of."""
        return await self.shown["audit"].count_documents({"what": "case.reported"})


@asynccontextmanager
async def county(namespace: str, **servers: str) -> AsyncGenerator[County]:
    secrets = {"secret": SECRET, "token_secret": "t" * 40, "demo_password": "Only-for-tests-1"}
    told = IntakeSettings(namespace=namespace, secret=SECRET, **servers)
    front = GatewaySettings(namespace=namespace, **secrets, **servers)
    parts, client = create(told), connect(servers["mongo_url"])
    (cities,) = [one for one in parts.sweeps if isinstance(one, Cities)]
    packs = MongoPacks(client[packs_database(told)])
    async with running(gateway(front)), running(parts) as app:
        yield County(app, cities, packs, client[front.database])
    for database in (told.database, front.database, packs_database(told)):
        await client.drop_database(database)
    await client.close()


@pytest.fixture
async def counties(
    amqp_url: str, mongo_url: str, namespace: str
) -> AsyncIterator[tuple[County, County]]:
    servers = {"amqp_url": amqp_url, "mongo_url": mongo_url}
    async with AsyncExitStack() as stack:
        east = await stack.enter_async_context(county(f"{namespace}-east", **servers))
        west = await stack.enter_async_context(county(f"{namespace}-west", **servers))
        yield east, west


async def test_two_counties_side_by_side_neither_hear_nor_see_each_other(
    counties: tuple[County, County],
):
    east, west = counties

    here, there = await east.reports(EAST), await west.reports(WEST)
    again = await west.reports(WEST)
    for one in counties:
        await eventually(one.logged)

    assert (here.status, here.json) == (there.status, there.json) == (again.status, again.json)
    assert (await east.cases(), await west.cases()) == ([EAST], [WEST])
    assert (await east.logged(), await west.logged()) == (1, 1)


async def test_a_pack_published_in_one_county_is_not_the_other_s(counties: tuple[County, County]):
    east, west = counties
    files = dict(await east.packs.take(east.cities.own))
    files["city.toml"] = files["city.toml"].replace("2026.1", "2026.east")

    pack = await east.packs.keep(files, "2026.east")
    await east.packs.publish(pack, 0)
    await asyncio.gather(*(one.cities.follow() for one in counties))

    assert (east.cities.now.version, west.cities.now.version) == ("2026.east", "2026.1")
