"""Closed months on a real database: found by their contents, written once, checked when read."""

import pytest
from pymongo import AsyncMongoClient

from contracts.events import EVENTS
from services.chassis.memory_store import MemoryStore
from services.chassis.mongo import MongoStore
from services.evaluation.core.figures import counted
from services.evaluation.core.tally import Tally
from services.evaluation.handlers import Books
from services.evaluation.store import (
    ACCOUNTS,
    SHEETS,
    MemoryCounter,
    MemorySnapshots,
    MongoCounter,
    MongoSnapshots,
)
from services.evaluation.store.snapshots import NAME, Altered
from tests.promises.scans import Watch
from tests.unit.evaluation import builders as b
from tests.unit.evaluation import said
from tests.unit.evaluation.town import Town


@pytest.fixture
async def watched(mongo_url, namespace):
    watch = Watch()
    async with AsyncMongoClient(mongo_url, tz_aware=True, event_listeners=[watch]) as client:
        yield watch, client[namespace]
        await client.drop_database(namespace)


@pytest.fixture(params=["memory", "mongo"])
async def snapshots(request, watched):
    _, here = watched
    return MemorySnapshots() if request.param == "memory" else MongoSnapshots(here)


async def snapshot():
    town = Town()
    await town.whistle(1)
    return await town.keeping.taken("2026-11")


async def test_a_kept_month_is_found_by_its_contents_and_is_what_was_put(snapshots):
    month = await snapshot()

    digest = await snapshots.put(month)
    again = await snapshots.put(month)

    assert digest == again == month.digest
    assert await snapshots.get(digest) == month
    assert await snapshots.get("nothing") is None


async def test_an_altered_month_is_no_month(watched):
    _, here = watched
    snapshots = MongoSnapshots(here)
    digest = await snapshots.put(await snapshot())
    raw = await here[NAME].find_one({"_id": digest})
    altered = {"$set": {"kept": raw["kept"].replace("100.0", "99.0")}}
    await here[NAME].update_one({"_id": digest}, altered)

    with pytest.raises(Altered):
        await snapshots.get(digest)


TALLIES = [
    Tally("accounts", "accepted", "2026-11", ("streets", "channel", "way"), ("base", "closed")),
    Tally("accounts", "accepted", "2026-11", ("departments",), ("base",), "departments"),
    counted("2026-11", "properties"),
    Tally("sheets", "begun", "2026-11", ("streets", "state"), ("supervisions",)),
    Tally(
        "sheets",
        "begun",
        "2026-11",
        ("calls.department", "calls.state"),
        ("calls.supervisions",),
        "calls",
    ),
]


async def test_a_database_counts_the_books_as_memory_does_and_scans_nothing(watched):
    watch, here = watched
    real = [MongoStore(here, shape, EVENTS) for shape in (SHEETS, ACCOUNTS)]
    for store in real:
        await store.prepare()
    kept = [MemoryStore(shape) for shape in (SHEETS, ACCOUNTS)]
    for stores in (real, kept):
        await _fill(Books(*stores))
    watch.asked.clear()
    counter = MongoCounter(here)
    memory = MemoryCounter({"sheets": kept[0], "accounts": kept[1]})

    for tally in TALLIES:
        assert _sorted(await counter.count(tally)) == _sorted(await memory.count(tally))

    assert await watch.scans(here) == []


async def _fill(books):
    for n in range(4):
        case = said.Speaker(f"case-{n}", "intake")
        handed = said.transferred() if n % 2 else said.entrusted()
        events = [said.reported(), handed, *([said.returned()] if n == 2 else [])]
        for event in events:
            await books.handlers[type(event)].handle(case.says(event))
    whistle = said.Speaker("wh-1")
    for event in (said.raised(), said.summoned(), said.summoned(2, "fire"), said.overdue()):
        await books.handlers[type(event)].handle(whistle.says(event, b.NOON))


def _sorted(rows):
    return sorted((dict(row) for row in rows), key=str)
