"""Stores for pots, in memory and in MongoDB, for the promise tests."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from pymongo.asynchronous.database import AsyncDatabase

from services.chassis.memory_store import MemoryStore
from services.chassis.mongo import MongoStore, connect
from tests.promises.clay import KINDS, NOON, POTS


@asynccontextmanager
async def database(
    url: str, namespace: str, patience: float = 5.0
) -> AsyncIterator[AsyncDatabase[dict[str, Any]]]:
    """A database that is gone afterwards."""
    client = connect(url, patience)
    yield client[namespace]
    await client.drop_database(namespace)
    await client.close()


def memory_pots(**changes: Any):
    return MemoryStore(POTS, **({"now": lambda: NOON, "trace": lambda: "00-trace"} | changes))


async def mongo_pots(database: AsyncDatabase[dict[str, Any]], **changes: Any):
    defaults: dict[str, Any] = {"now": lambda: NOON, "trace": lambda: "00-trace"}
    store = MongoStore(database, POTS, KINDS, **(defaults | changes))
    await store.prepare()
    return store


@pytest.fixture(params=["memory", "mongo"])
async def pots(request, namespace):
    if request.param == "memory":
        yield memory_pots()
        return
    async with database(request.getfixturevalue("mongo_url"), namespace) as here:
        yield await mongo_pots(here)
