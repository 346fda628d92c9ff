import secrets
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from contracts.city import City
from contracts.city.reader import read_city
from services.chassis.settings import read_folder
from tests.integration.gateway.house import House, open_house


@pytest.fixture(scope="session")
def city() -> City:
    return read_city(read_folder(Path("deploy/city/demo")))


@pytest.fixture(scope="session")
async def house(mongo_url: str, city: City) -> AsyncIterator[House]:
    """One gateway for all tests that leave it as they found it; another run has its own."""
    async with open_house(mongo_url, f"tgateway{secrets.token_hex(4)}", city) as house:
        yield house
