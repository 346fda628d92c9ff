"""The running system, once for all journeys: every process, real servers, only the public API."""

from collections.abc import AsyncIterator, Iterator, Mapping
from pathlib import Path
from secrets import token_hex

import pytest

from deploy.local.servers import Servers
from deploy.local.system import System
from loadtests.open_doors import open_doors
from tests.clients import House
from tests.unit.contracts.two_districts import FILES

PASSWORD = "every journey has one password"


@pytest.fixture(scope="session")
def system(
    tmp_path_factory: pytest.TempPathFactory, amqp_url: str, mongo_url: str
) -> Iterator[System]:
    running = started(tmp_path_factory.mktemp("journeys"), amqp_url, mongo_url)
    with running.running():
        yield running


def started(
    folder: Path, amqp_url: str, mongo_url: str, more: Mapping[str, str] | None = None
) -> System:
    """A system of its own on the servers of all tests."""
    servers = Servers(folder, amqp_url=amqp_url, mongo_url=mongo_url)
    env = {**open_doors(PASSWORD), **(more or {})}
    return System(folder, use=servers, namespace=f"j{token_hex(4)}", env=env)


@pytest.fixture
async def house(system: System) -> AsyncIterator[House]:
    async with House(system.base_url, PASSWORD) as house:
        yield house


@pytest.fixture(scope="module")
def two_districts(
    tmp_path_factory: pytest.TempPathFactory, amqp_url: str, mongo_url: str
) -> Iterator[System]:
    """The same, in the small city of two districts and a rural town."""
    folder = tmp_path_factory.mktemp("districts")
    pack = folder / "pack"
    pack.mkdir()
    for name, text in FILES.items():
        (pack / name).write_text(text, "utf-8")
    running = started(folder, amqp_url, mongo_url, {"WHISTLE_CITY": str(pack)})
    with running.running():
        yield running


@pytest.fixture
async def two(two_districts: System) -> AsyncIterator[House]:
    async with House(two_districts.base_url, PASSWORD) as house:
        yield house
