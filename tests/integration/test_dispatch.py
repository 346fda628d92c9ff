"""Dispatch on a real broker and a real database, with the demo city and its clocks in seconds."""

import asyncio
import json
from contextlib import asynccontextmanager
from datetime import timedelta

import aio_pika
import pytest
from pymongo import AsyncMongoClient

from contracts.actor import Actor, Post, Role
from contracts.events import EVENTS
from services.chassis.actors import HEADER, sign
from services.chassis.clock import milliseconds
from services.chassis.mongo import MongoStore
from services.chassis.run import running
from services.chassis.store import Act
from services.chassis.sweep import Sweep
from services.dispatch import core
from services.dispatch.app import DispatchSettings, create
from services.dispatch.store import WHISTLES, nearby
from tests.promises.scans import Watch
from tests.unit.chassis.asgi import call
from tests.unit.dispatch import builders as b
from tests.unit.dispatch.town import CITY, COMMANDER, HERE, NOON, hours

SECRET = "a secret of at least thirty-two characters"
STREET = "gangwan"
ZHI = Actor(id="commander-gangwan", posts=(Post(role=Role.STREET_COMMANDER, at=STREET),))
DRILL = {
    "kind": "DRILL",
    "problems": [{"text": "演练：井盖破损", "category": "P0101"}],
    "responders": [{"department": "shuiwu", "lead": True}],
    "point": {"lng": 123.001, "lat": 30.001},
    "address": "望海路 1 号",
    "reason": "演练",
}
CLIMB = ["call.warned", "call.overdue", "supervision.opened", "call.escalated"]


@pytest.fixture
async def settings(amqp_url, mongo_url, namespace):
    given = {"amqp_url": amqp_url, "mongo_url": mongo_url, "namespace": namespace}
    settings = DispatchSettings(secret=SECRET, **given)
    yield settings
    async with AsyncMongoClient(mongo_url) as client:
        await client.drop_database(settings.database)


@pytest.fixture
async def said(settings):
    """Every event on the wire, as it comes."""
    async with await aio_pika.connect(settings.amqp_url.get_secret_value()) as connection:
        channel = await connection.channel()
        exchange = await channel.declare_exchange(
            f"{settings.namespace}.events", aio_pika.ExchangeType.TOPIC, durable=True
        )
        queue = await channel.declare_queue(exclusive=True)
        await queue.bind(exchange, "#")
        events = asyncio.Queue()
        await queue.consume(events.put, no_ack=True)
        yield events


@asynccontextmanager
async def posting(settings):
    """A running dispatch; gives how one posts to it."""
    async with running(create(settings)) as app:

        async def post(path, body, key, by=ZHI):
            signed = {HEADER.lower(): sign(by, SECRET, milliseconds()), "idempotency-key": key}
            return await call(app, "POST", path, body, **signed)

        yield post


async def gather(said, until):
    """What is said until something is; the rungs of each duty in order."""
    events = []
    async with asyncio.timeout(30):
        while not events or not until(events[-1]):
            events.append(json.loads((await said.get()).body))
    return events


def rungs(events, duty):
    return [e["type"] for e in events if e["type"] in CLIMB and e["data"]["duty"] == duty]


@pytest.mark.mechanism(110)
async def test_the_ladder_is_climbed_in_real_time_and_a_sleeping_process_misses_no_rung(
    settings, said
):
    async with posting(settings) as post:
        answer = await post("/whistles", DRILL, "k1")
        awake = await gather(said, lambda event: event["type"] == "call.overdue")
    await asyncio.sleep(4)
    async with posting(settings):
        woken = await gather(
            said, lambda e: e["type"] == "call.escalated" and e["data"]["duty"] == "arrive"
        )

    told = [*awake, *woken]
    assert answer.json["state"] == "mustering"
    assert [event["seq"] for event in told] == list(range(1, len(told) + 1))
    assert rungs(awake, "acknowledge") == CLIMB[:2]
    assert rungs(told, "acknowledge") == rungs(told, "arrive") == CLIMB
    assert {event["by"] for event in told[3:]} == {"clock"}


async def test_a_whistle_is_kept_with_its_next_clock(settings, mongo_url):
    async with posting(settings) as post:
        answer = await post("/whistles", DRILL, "k1")
        async with AsyncMongoClient(mongo_url, tz_aware=True) as client:
            kept = await client[settings.database]["whistles"].find_one({"_id": answer.json["id"]})

    summons = kept["state"]["calls"][0]
    assert kept["due_at"] == summons["summoned_at"] + timedelta(seconds=2.25)
    assert kept["state"]["place"]["path"][:2] == ["haichuan", STREET]


async def test_a_preview_is_answered_and_leaves_nothing_behind(settings, mongo_url):
    async with posting(settings) as post:
        answer = await post("/whistles/preview", {**DRILL, "responders": []}, "k1")
        async with AsyncMongoClient(mongo_url) as client:
            kept = await client[settings.database]["whistles"].count_documents({})

    assert answer.status == 200
    assert answer.json["responders"][0]["lead"]
    assert kept == 0


async def test_no_question_dispatch_asks_reads_a_whole_collection(mongo_url, namespace):
    watch = Watch()
    async with AsyncMongoClient(mongo_url, tz_aware=True, event_listeners=[watch]) as client:
        whistles = MongoStore(client[namespace], WHISTLES, EVENTS)
        await whistles.prepare()
        for n in range(20):
            facts = core.Facts(place=HERE, id=f"wh-{n}", number=f"N{n}")
            made = b.decide(b.raising(), facts=facts)
            await whistles.act(f"wh-{n}", lambda _, made=made: made, Act(COMMANDER, NOON, f"k{n}"))

        sweep = Sweep(whistles, lambda w, now: core.tick(w, CITY, now), now=lambda: NOON + hours(1))
        found = await nearby(whistles, {"pipe", "tree"}, HERE, 5)
        swept = await sweep.once()
        scans = await watch.scans(client[namespace])
        await client.drop_database(namespace)

    assert (len(found), swept, scans) == (5, 20, [])
