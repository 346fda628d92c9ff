"""No question the store asks reads a whole collection."""

from datetime import timedelta

import pytest
from pymongo import AsyncMongoClient

from tests.promises.clay import NOON, act, mark, said, throw
from tests.promises.kilns import mongo_pots
from tests.promises.scans import Watch


@pytest.fixture
async def watched(mongo_url, namespace):
    watch = Watch()
    async with AsyncMongoClient(mongo_url, event_listeners=[watch]) as client:
        yield watch, client[namespace]
        await client.drop_database(namespace)


async def some_pots(pots):
    for n in range(3):
        await pots.act(f"pot-{n}", throw(due_at=NOON), act("a"))
        await pots.hear(f"pot-{n}", said(1, f"order-{n}"), mark("x"))


async def test_whatever_is_asked_an_index_answers_it(watched):
    watch, here = watched
    pots = await mongo_pots(here)

    await some_pots(pots)
    await pots.get("pot-1")
    await pots.due(NOON, 10)
    await pots.heard("shop:order-1")
    await pots.heard_many(["shop:order-1", "shop:order-2"])
    await pots.find({"glaze": "blue"}, sort=[("words", -1), ("_id", 1)])
    await pots.find({"words": {"$gt": 0}})
    [line, *_] = await pots.outbox.pending(NOON, None, 2)
    await pots.outbox.pending(NOON, line.place, 2)
    await pots.outbox.mark_published({"pot-1": 1})
    await pots.outbox.backlog()
    await pots.outbox.said(NOON - timedelta(hours=1), NOON, None, 2)
    await pots.outbox.said(NOON - timedelta(hours=1), NOON, line.place, 2)

    assert len(watch.asked) >= 15
    assert await watch.scans(here) == []


async def test_a_question_without_an_index_is_seen(watched):
    watch, here = watched
    pots = await mongo_pots(here)
    await some_pots(pots)

    await pots.find({"colour": "blue"})

    assert [command["filter"] for command in await watch.scans(here)] == [{"facets.colour": "blue"}]
