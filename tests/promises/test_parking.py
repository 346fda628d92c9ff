"""What every place for parked events promises: the same tests in memory and in MongoDB."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest

from contracts.city.rules import Retention
from contracts.envelope import decode, encode
from contracts.events import EVENTS
from contracts.redaction import GONE
from services.chassis.parking import MemoryParked, Parked, redrive
from services.chassis.parking_mongo import MongoParked
from services.chassis.parking_words import Aging, left
from tests.promises.clay import NOON
from tests.promises.kilns import database
from tests.unit.gateway.builders import reported, told


@pytest.fixture(params=["memory", "mongo"])
async def parked(request: pytest.FixtureRequest, namespace: str) -> AsyncIterator:
    if request.param == "memory":
        yield MemoryParked()
        return
    async with database(request.getfixturevalue("mongo_url"), namespace) as found:
        place = MongoParked(found)
        await place.prepare()
        yield place


def event(seq: int, stream: str = "shop:order-1", reason: str = "not_now") -> Parked:
    body = f"\x00body {seq}".encode()
    return Parked(stream, seq, f"id-{seq}", "shop.ordered", body, reason, "why", NOON)


async def test_what_is_parked_is_given_back_as_it_was(parked):
    await parked.park(event(3))

    assert await parked.waiting("shop:order-1") == [event(3)]
    assert await parked.blocked() == {"shop:order-1"}
    assert await parked.count() == 1


async def test_events_are_given_back_in_their_order_however_they_came(parked):
    await parked.park(event(5))
    await parked.park(event(3))
    await parked.follow(event(4))

    assert [e.seq for e in await parked.waiting("shop:order-1")] == [3, 4, 5]


async def test_an_event_parked_twice_is_one(parked):
    await parked.park(event(3))
    await parked.park(event(3))
    again = await parked.follow(event(3))

    assert again
    assert await parked.waiting("shop:order-1") == [event(3)]


async def test_an_event_follows_only_onto_a_stream_that_is_blocked(parked):
    await parked.park(event(1, "shop:other"))

    assert not await parked.follow(event(4))
    assert await parked.waiting("shop:order-1") == []


async def test_the_block_is_lifted_with_the_last_event_and_not_before(parked):
    await parked.park(event(3))
    await parked.follow(event(4))

    await parked.release(event(3))
    still = await parked.blocked()
    await parked.release(event(4))

    assert still == {"shop:order-1"}
    assert await parked.blocked() == set()
    assert not await parked.follow(event(5))


async def test_blocked_streams_are_listed_with_what_began_it_and_how_much_waits(parked):
    await parked.park(event(3))
    await parked.follow(event(4))
    await parked.park(event(1, "shop:other"))

    blocks = {block.stream: block for block in await parked.blocks()}

    assert blocks["shop:order-1"].first == event(3)
    assert [blocks[stream].waiting for stream in sorted(blocks)] == [2, 1]
    assert blocks["shop:other"].first.subject == "other"


async def test_an_event_that_comes_during_a_redrive_is_redriven_too(parked):
    await parked.park(event(1))
    handled = []

    async def handle(body):
        if not handled:
            assert await parked.follow(event(2))
        handled.append(body)

    count = await redrive(parked, "shop:order-1", handle)

    assert handled == [event(1).body, event(2).body]
    assert count == 2
    assert await parked.count() == 0


async def test_many_processes_that_park_at_once_lose_nothing(parked):
    await asyncio.gather(*[parked.park(event(seq)) for seq in range(1, 21)])

    assert [e.seq for e in await parked.waiting("shop:order-1")] == list(range(1, 21))


SECRET = "张三 13812345678"


def said(seq: int, subject: str, at: datetime = NOON) -> Parked:
    """A report about a case that could not be handled."""
    report = told(
        reported(text=SECRET, reporter="resident-9"), seq, subject=subject, by="resident-9"
    )
    body = encode(report)
    return Parked(report.stream, seq, report.id, report.type, body, "not_now", "why", at)


async def words(parked, case: str) -> list[tuple[str, str, str]]:
    waiting = [decode(event.body, EVENTS) for event in await parked.waiting(f"intake:{case}")]
    return [(one.by, one.data.reporter, one.data.text) for one in waiting]


async def test_of_whoever_leaves_nothing_is_left_in_what_is_parked(parked):
    for case in ("case-1", "case-2"):
        await parked.park(said(1, case))
        await parked.follow(said(2, case))

    done = [await left(parked, {"case-1", "case-9"}) for _ in range(2)]

    assert done == [2, 0]
    assert await words(parked, "case-1") == [("anybody", "anybody", "张三 ***********")] * 2
    assert await words(parked, "case-2") == [("resident-9", "resident-9", SECRET)] * 2


async def test_what_is_parked_is_kept_no_longer_than_what_it_is_about(parked):
    policy = Retention(identity_days=200, text_days=400)
    aging = Aging(parked, lambda: policy)
    await parked.park(said(1, "case-1"))
    await parked.park(said(1, "case-2", NOON + timedelta(days=300)))

    first = NOON + timedelta(days=201)
    dry = await aging(first, dry=True)
    still = await words(parked, "case-1")
    done = [await aging(first, dry=False), await aging(NOON + timedelta(days=401), dry=False)]

    assert dry == done[0] == {"identity": 1, "whole": 0}
    assert still == [("resident-9", "resident-9", SECRET)]
    assert done[1] == {"identity": 0, "whole": 1}
    assert await words(parked, "case-1") == [("anybody", "anybody", GONE)]
    assert await words(parked, "case-2") == [("resident-9", "resident-9", SECRET)]


async def test_what_is_no_longer_parked_does_not_come_back_without_its_words(parked):
    await parked.park(event(3))
    await parked.follow(event(4))
    await parked.release(event(3))

    await parked.replace(event(3), b"other")

    assert await parked.waiting("shop:order-1") == [event(4)]
