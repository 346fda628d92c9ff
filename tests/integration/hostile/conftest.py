"""One system for all hostile tests: what they ask changes nothing."""

from collections.abc import AsyncIterator
from secrets import token_hex
from typing import Any

import aiohttp
import pytest
from pymongo import AsyncMongoClient

from deploy.local.servers import Servers
from deploy.local.system import System
from loadtests.open_doors import NO_LIMIT, open_doors
from tests.integration.hostile.asking import Asker
from tests.integration.hostile.ground import PASSWORD, Ground, document_of, doors_of


@pytest.fixture(scope="session")
async def ground(
    tmp_path_factory: pytest.TempPathFactory, amqp_url: str, mongo_url: str
) -> AsyncIterator[Ground]:
    folder, namespace = tmp_path_factory.mktemp("hostile"), f"h{token_hex(4)}"
    servers = Servers(folder, amqp_url=amqp_url, mongo_url=mongo_url)
    env = {**open_doors(PASSWORD), "WHISTLE_RATE_PER_DEVICE": NO_LIMIT}
    running = System(folder, use=servers, namespace=namespace, env=env)
    connector = aiohttp.TCPConnector(limit=0)
    with running.running():
        async with (
            aiohttp.ClientSession(running.base_url, connector=connector) as session,
            AsyncMongoClient[dict[str, Any]](mongo_url) as client,
        ):
            document = await document_of(session)
            doors = [door async for door in doors_of(session, document)]
            asker = Asker(session, running.base_url)
            yield Ground(asker, doors, document, client, namespace)
