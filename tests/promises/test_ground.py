"""What every service is given with its ground, whatever it does itself."""

import pytest
from pymongo import AsyncMongoClient

from contracts.actor import CLOCK, Actor, Post, Role
from contracts.events.case import CaseWithdrawn
from services.chassis.actors import HEADER, sign
from services.chassis.clock import milliseconds
from services.chassis.ground import Ground
from services.chassis.run import running
from services.chassis.settings import Settings
from services.chassis.store import Act
from services.intake.store import CASES, HEARSAY
from tests.unit.chassis.asgi import call
from tests.unit.gateway.builders import reported

SECRET = "a secret of at least thirty-two characters"


@pytest.fixture
async def settings(amqp_url, mongo_url, namespace):
    given = {"amqp_url": amqp_url, "mongo_url": mongo_url, "namespace": namespace}
    settings = Settings(service="pottery", secret=SECRET, **given)
    yield settings
    async with AsyncMongoClient(mongo_url) as client:
        await client.drop_database(settings.database)


async def test_a_service_that_only_keeps_can_be_operated_reconciled_and_asked_to_forget(settings):
    ground = Ground(settings)
    ground.ending(CASES)
    ground.hearsay(HEARSAY)
    admin = Actor(id="admin", posts=(Post(role=Role.ADMIN, at="district"),))
    signed = {HEADER.lower(): sign(admin, SECRET, milliseconds())}
    clock = {HEADER.lower(): sign(CLOCK, SECRET, milliseconds())}
    leaving = {"subjects": ["case-1"]}

    async with running(ground.parts(handlers={}, routers=[], sweeps=[])) as app:
        left = await call(app, "POST", "/ops/dead-letters/redact", leaving, **clock)
        parked = await call(app, "GET", "/ops/dead-letters", **signed)
        owed = await call(app, "GET", "/ops/relay", **signed)
        forgotten = await call(app, "POST", "/ops/retain", {}, **signed)

    assert (parked.status, owed.json["pending"]) == (200, 0)
    assert [*forgotten.json] == ["cases", "parked"]
    assert (left.status, left.json) == (200, 0)


async def test_work_keeps_the_pack_it_began_with_and_what_lasts_keeps_none(settings, mongo_url):
    ground = Ground(settings)
    work = ground.ending(CASES)
    lasting = ground.lasting(HEARSAY)

    async with running(ground.parts(handlers={}, routers=[], sweeps=[])):
        for store in (work, lasting):
            act = Act(Actor(id="resident-1"), milliseconds(), "k1")
            await store.act("one", lambda _: [reported(), CaseWithdrawn(reason="自己修好了")], act)

    async with AsyncMongoClient(mongo_url) as client:
        packs = [
            (await client[settings.database][shape.name].find_one({"_id": "one"})).get("pack")
            for shape in (CASES, HEARSAY)
        ]
    assert packs[0]
    assert not packs[1]
