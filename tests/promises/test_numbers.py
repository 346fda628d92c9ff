"""What numbers promise, from memory and from MongoDB."""

import asyncio
from datetime import date

import pytest
from pymongo import AsyncMongoClient

from services.chassis.numbers import MemoryNumbers, MongoNumbers
from tests.promises.kilns import database
from tests.promises.scans import Watch

DAY = date(2026, 11, 22)


@pytest.fixture(params=["memory", "mongo"])
async def numbers(request, namespace):
    if request.param == "memory":
        yield MemoryNumbers()
        return
    async with database(request.getfixturevalue("mongo_url"), namespace) as here:
        yield MongoNumbers(here)


async def test_numbers_count_from_one_for_every_prefix_and_day(numbers):
    given = [
        await numbers.next("WH", DAY),
        await numbers.next("WH", DAY),
        await numbers.next("C", DAY),
        await numbers.next("WH", date(2026, 11, 23)),
    ]

    assert given == ["WH20261122-0001", "WH20261122-0002", "C20261122-0001", "WH20261123-0001"]


async def test_no_number_is_given_twice_across_midnight(numbers):
    days = [DAY, date(2026, 11, 23)] * 30

    given = await asyncio.gather(*(numbers.next("WH", day) for day in days))

    assert len(set(given)) == 60


async def test_numbers_grow_longer_when_they_must(numbers):
    given = [await numbers.next("WH", DAY) for _ in range(60)]

    assert given[-1] == "WH20261122-0060"
    assert given == sorted(given)


async def test_processes_share_numbers_without_doubling_one(mongo_url, namespace):
    async with database(mongo_url, namespace) as here:
        processes = [MongoNumbers(here, block=3) for _ in range(4)]

        given = await asyncio.gather(*(p.next("WH", DAY) for p in processes for _ in range(25)))

    assert len(set(given)) == 100


async def test_a_block_of_numbers_costs_one_write(mongo_url, namespace):
    watch = Watch()
    async with AsyncMongoClient(mongo_url, event_listeners=[watch]) as client:
        numbers = MongoNumbers(client[namespace], block=20)

        await asyncio.gather(*(numbers.next("WH", DAY) for _ in range(40)))

        await client.drop_database(namespace)
    assert len(watch.asked) == 2
