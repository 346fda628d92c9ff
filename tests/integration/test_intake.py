"""Intake on a real broker and a real database, with the demo city."""

import asyncio
import json
from array import array
from datetime import timedelta
from pathlib import Path

import aio_pika
import pytest
from pymongo import AsyncMongoClient

from contracts.actor import Actor, Post, Role
from contracts.city.reader import read_city
from contracts.city.territory import DEPTH
from contracts.events import EVENTS
from contracts.words import Level, Point
from services.chassis.actors import HEADER, sign
from services.chassis.clock import milliseconds
from services.chassis.memory_store import MemoryStore
from services.chassis.mongo import MongoStore
from services.chassis.run import running
from services.chassis.settings import read_folder
from services.chassis.store import Act
from services.chassis.sweep import Sweep
from services.intake.app import IntakeSettings, create
from services.intake.core import tick
from services.intake.store import CASES, Duplicates
from tests.promises.scans import Watch
from tests.unit.chassis.asgi import call
from tests.unit.intake import builders as b

SECRET = "a secret of at least thirty-two characters"
DEMO = read_city(read_folder(Path("deploy/city/demo")))
GRID = next(id for id in DEMO.outlines if DEMO.holders(Role.GRID_WORKER, id))
COMMUNITY = DEMO.path(GRID)[DEPTH[Level.COMMUNITY]]


def inside(ring: "array[float]") -> dict[str, float]:
    """The middle of a grid's corners."""
    return {"lng": sum(ring[::2]) / len(ring[::2]), "lat": sum(ring[1::2]) / len(ring[1::2])}


def holder(role: Role, at: str) -> Actor:
    return Actor(id=DEMO.holders(role, at)[0], posts=(Post(role=role, at=at),))


RESIDENT, NEIGHBOUR = (
    Actor(id=f"resident-{n}", posts=(Post(role=Role.RESIDENT, at=GRID),)) for n in (1, 2)
)
WORKER, OFFICER = holder(Role.GRID_WORKER, GRID), holder(Role.COMMUNITY_OFFICER, COMMUNITY)
REPORT = {
    "text": "路灯不亮",
    "category": "P0137",
    "point": inside(DEMO.outlines[GRID][0][0]),
    "address": "示范路 1 号",
}
SORT = {"category": "P0137", "urgency": "ordinary", "sphere": "public", "level": "community"}


@pytest.fixture
async def settings(amqp_url, mongo_url, namespace):
    given = {"amqp_url": amqp_url, "mongo_url": mongo_url, "namespace": namespace}
    settings = IntakeSettings(secret=SECRET, **given)
    yield settings
    async with AsyncMongoClient(mongo_url) as client:
        await client.drop_database(settings.database)


class Running:
    """A running intake, and what it said to the broker."""

    def __init__(self, app, said):
        self.app, self.said, self.known = app, said, set()

    async def post(self, path, by, body, key):
        signed = {HEADER.lower(): sign(by, SECRET, milliseconds()), "idempotency-key": key}
        return await call(self.app, "POST", path, body, **signed)

    async def heard(self, many):
        """The next so many events of cases, as they are on the wire; one said twice counts once.

        Visits fall due meanwhile.
        """
        fresh = {}
        async with asyncio.timeout(20):
            while len(fresh) < many:
                event = json.loads((await self.said.get()).body)
                if event["id"] not in self.known and event["type"].startswith("case."):
                    fresh[event["id"]] = event
        self.known |= set(fresh)
        return list(fresh.values())


@pytest.fixture
async def intake(settings):
    async with (
        running(create(settings)) as app,
        await aio_pika.connect(settings.amqp_url.get_secret_value()) as connection,
    ):
        channel = await connection.channel()
        queue = await channel.declare_queue(exclusive=True)
        await queue.bind(f"{settings.namespace}.events", "#")
        said = asyncio.Queue()
        await queue.consume(said.put, no_ack=True)
        yield Running(app, said)


async def test_a_report_becomes_a_document_and_an_event(intake, settings, mongo_url):
    answer = await intake.post("/cases", RESIDENT, REPORT, "k1")

    [event] = await intake.heard(1)
    async with AsyncMongoClient(mongo_url) as client:
        kept = await client[settings.database]["cases"].find_one({"_id": answer.json["id"]})
    assert answer.status == 201
    assert kept["state"]["number"] == answer.json["number"] == event["data"]["number"]
    assert kept["state"]["place"]["territory"] == GRID
    assert kept["due_at"] == kept["state"]["due_at"]
    assert (event["type"], event["subject"], event["seq"]) == ("case.reported", kept["_id"], 1)
    assert event["by"] == RESIDENT.id


async def test_a_story_is_said_in_order_and_every_reporter_hears_its_end(intake):
    id = (await intake.post("/cases", RESIDENT, REPORT, "k1")).json["id"]
    other = (await intake.post("/cases", NEIGHBOUR, REPORT, "k1")).json["id"]
    await intake.post(f"/cases/{other}/merge", WORKER, {"into": id, "reason": "同一盏灯"}, "k2")
    events = await intake.heard(4)

    await intake.post(f"/cases/{id}/sort", WORKER, SORT, "k3")
    await intake.post(f"/cases/{id}/settle", OFFICER, {"result": "换了灯泡"}, "k4")
    await intake.post(f"/cases/{id}/feed-back", OFFICER, {"text": "已修好"}, "k5")
    await intake.post(f"/cases/{id}/confirm", NEIGHBOUR, {}, "k6")
    events += await intake.heard(4)

    mine = [event for event in events if event["subject"] == id]
    assert [event["seq"] for event in mine] == [1, 2, 3, 4, 5, 6]
    assert [event["type"] for event in mine][1:] == [
        "case.joined",
        "case.sorted",
        "case.solved",
        "case.fed_back",
        "case.confirmed",
    ]
    assert mine[4]["data"]["reporters"] == [RESIDENT.id, NEIGHBOUR.id]


async def test_one_phone_pressed_twenty_times_at_once_is_one_case(intake, settings, mongo_url):
    answers = await asyncio.gather(
        *[intake.post("/cases", RESIDENT, REPORT, f"k{n}") for n in range(20)]
    )

    async with AsyncMongoClient(mongo_url) as client:
        kept = await client[settings.database]["cases"].count_documents({})
    assert {answer.status for answer in answers} == {201}
    assert len({answer.json["id"] for answer in answers}) == kept == 1


@pytest.fixture
async def watched(mongo_url, namespace):
    watch = Watch()
    async with AsyncMongoClient(mongo_url, tz_aware=True, event_listeners=[watch]) as client:
        cases = MongoStore(client[namespace], CASES, EVENTS)
        await cases.prepare()
        yield watch, client[namespace], cases
        await client.drop_database(namespace)


async def fill(cases):
    """A street of lamps 11 m apart, an hour between them, by three people in turn."""
    for n in range(30):
        point = Point(lng=120.0 + n / 10_000, lat=30.0)
        by = b.RESIDENT.model_copy(update={"id": f"person-{n % 3}"})
        told = b.report(text=f"Lamp {n} is out", point=point)
        place = b.HERE.model_copy(update={"point": point})
        now = b.NOON - timedelta(hours=n)
        said = b.decide(told, by=by, now=now, facts=b.Arrival(number=f"C{n}", place=place))
        await cases.act(f"case-{n:02}", lambda _, said=said: said, Act(by, now, f"k{n}"))


async def answers(cases):
    """What the questions about duplicates find."""
    duplicates = Duplicates(cases, b.CITY)
    point = Point(lng=120.0005, lat=30.0)
    person = b.RESIDENT.model_copy(update={"id": "person-1"})
    similar = await duplicates.similar("lamp", point, "Lamp 7 is out", b.NOON)
    told = await duplicates.told_before(b.report(point=point), person, b.NOON)
    return [(one.id, round(one.distance_m), one.score) for one in similar], list(told)


async def test_memory_and_database_find_the_same_duplicates(watched):
    _, _, cases = watched
    memory = MemoryStore(CASES)
    await fill(cases)
    await fill(memory)

    found, remembered = await answers(cases), await answers(memory)

    assert found == remembered
    assert found[0][0][0] == "case-07"
    assert found[1] == ["case-01", "case-04", "case-07", "case-10"]


async def test_no_question_reads_a_whole_collection(watched):
    watch, here, cases = watched
    await fill(cases)
    watch.asked.clear()

    await answers(cases)
    sweep = Sweep(cases, lambda case, now: tick(case, b.CITY, now), now=lambda: b.NOON)
    assert await sweep.once() > 0
    await cases.act("case-00", lambda _: [], Act(b.RESIDENT, b.NOON, "k"))

    assert len([command for command in watch.asked if "find" in command]) >= 3
    assert await watch.scans(here) == []
