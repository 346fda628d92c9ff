"""The running system, once for all journeys: every process, real servers, only the public API."""

from collections.abc import AsyncIterator, Iterator
from secrets import token_hex

import pytest

from deploy.local.servers import Servers
from deploy.local.system import System
from loadtests.open_doors import open_doors
from tests.clients import House

PASSWORD = "every journey has one password"


@pytest.fixture(scope="session")
def system(
    tmp_path_factory: pytest.TempPathFactory, amqp_url: str, mongo_url: str
) -> Iterator[System]:
    folder = tmp_path_factory.mktemp("journeys")
    servers = Servers(folder, amqp_url=amqp_url, mongo_url=mongo_url)
    running = System(folder, use=servers, namespace=f"j{token_hex(4)}", env=open_doors(PASSWORD))
    with running.running():
        yield running


@pytest.fixture
async def house(system: System) -> AsyncIterator[House]:
    async with House(system.base_url, PASSWORD) as house:
        yield house
