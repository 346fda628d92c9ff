"""A reconciler finds exactly what was lost, has it said again, and the next time finds nothing."""

from datetime import timedelta

import pytest
from pydantic import BaseModel

from contracts.actor import Actor, Post, Role
from services.chassis.actors import Actors, sign
from services.chassis.bus import Hears
from services.chassis.clock import milliseconds
from services.chassis.memory_broker import Faults, MemoryBroker
from services.chassis.memory_bus import MemoryBus
from services.chassis.memory_store import MemoryStore
from services.chassis.mongo import MongoStore
from services.chassis.parking import Parked
from services.chassis.reconcile import Report, reconcile
from services.chassis.reconcile_stores import StoreListener, StoreSpeaker
from services.chassis.reconcile_web import Reconciled, events_json, read_page, reconcile_router
from services.chassis.relay import Relay
from services.chassis.store import Shape
from services.chassis.web import create_web
from tests.promises.clay import KINDS, NOON, Marked, Thrown, act, mark, smash, throw
from tests.promises.kilns import database, memory_pots, mongo_pots
from tests.unit.chassis.asgi import call

LATER = NOON + timedelta(hours=1)
SECRET = "s" * 32


class Exhibit(BaseModel):
    seen: int = 0


EXHIBITS = Shape(
    name="exhibits",
    source="museum",
    model=Exhibit,
    evolve=lambda one, _: Exhibit(seen=one.seen + 1 if one else 1),
)


class Town:
    """A pottery that says, a museum that hears, and a bus between them."""

    def __init__(self, pots, exhibits) -> None:
        self.pots, self.exhibits = pots, exhibits
        self.bus = MemoryBus(KINDS, broker=MemoryBroker(Faults(seed=1)), patience=0.0)
        self.relay = Relay(pots.outbox, self.bus, now=lambda: LATER)
        self.handlers = {
            Thrown: Hears(self.hear),
            Marked: Hears(self.hear, wants=lambda marked: marked.word != "secret"),
        }
        self.speaker = StoreSpeaker([pots.outbox], self.bus, now=lambda: LATER)
        self.listener = StoreListener(self.handlers, [exhibits], self.bus.parked.blocked)

    async def hear(self, envelope):
        await self.exhibits.hear(envelope.subject, envelope)

    async def open(self):
        await self.bus.listen("museum", self.handlers)
        return self

    async def make(self, *ids: str, lost: bool = False):
        """Make pots; say what is said of them into the void if it shall be lost."""
        self.bus.broker.faults.lose = float(lost)
        for id in ids:
            await self.pots.act(id, throw(), act("a"))
            await self.pots.act(id, mark("x"), act("b"))
        await self.relay.drain()
        await self.bus.settle()
        self.bus.broker.faults.lose = 0.0

    async def reconcile(self, since=NOON) -> Report:
        report = await reconcile([self.speaker], {"museum": self.listener}, since)
        await self.bus.settle()
        return report


@pytest.fixture(params=["memory", "mongo"])
async def town(request, namespace):
    if request.param == "memory":
        yield await Town(memory_pots(), MemoryStore(EXHIBITS)).open()
        return
    async with database(request.getfixturevalue("mongo_url"), namespace) as here:
        exhibits = MongoStore(here, EXHIBITS, KINDS)
        await exhibits.prepare()
        yield await Town(await mongo_pots(here), exhibits).open()


async def test_where_nothing_was_lost_nothing_is_missing(town):
    await town.make("pot-1", "pot-2")

    report = await town.reconcile()

    assert report == Report(checked=4)


async def test_exactly_what_was_lost_is_found_said_again_and_heard(town):
    await town.make("pot-1")
    await town.make("pot-2", "pot-3", lost=True)
    said = len(town.bus.published)

    report = await town.reconcile()

    lost = {f"pottery:{id}:{seq}" for id in ("pot-2", "pot-3") for seq in (1, 2)}
    assert set(report.missing["museum"]) == lost
    assert {envelope.id for envelope in town.bus.published[said:]} == lost
    assert (await town.exhibits.get("pot-3")).state.seen == 2
    assert (await town.reconcile()).missing == {}


async def test_a_hole_in_the_middle_is_found(town):
    await town.make("pot-1")
    town.bus.broker.faults.lose = 1.0
    await town.pots.act("pot-1", mark("y"), act("c"))
    await town.relay.drain()
    town.bus.broker.faults.lose = 0.0
    await town.pots.act("pot-1", mark("z"), act("d"))
    await town.relay.drain()

    report = await town.reconcile()

    assert report.missing == {"museum": ["pottery:pot-1:3"]}
    assert await town.exhibits.heard("pottery:pot-1") == {1, 2, 3, 4}


async def test_what_nobody_wants_is_not_missing(town):
    await town.make("pot-1")
    town.bus.broker.faults.lose = 1.0
    await town.pots.act("pot-1", mark("secret"), act("c"))
    await town.pots.act("pot-1", smash, act("d"))
    await town.relay.drain()

    report = await town.reconcile()

    assert report == Report(checked=4)


async def test_what_is_parked_is_not_lost(town):
    await town.make("pot-1", lost=True)
    stream = "pottery:pot-1"
    entry = Parked(stream, 1, f"{stream}:1", Thrown.type, b"", "early", "", NOON)
    await town.bus.parked.park(entry)

    report = await town.reconcile()

    assert report.missing == {}


async def test_what_was_said_a_moment_ago_is_not_late(town):
    await town.make("pot-1", lost=True)
    speaker = StoreSpeaker([town.pots.outbox], town.bus, now=lambda: NOON)

    page = await speaker.said(NOON, None)

    assert (page.envelopes, page.cursor) == ([], None)


async def test_everything_is_looked_at_however_many_pages_and_stores_it_fills(town):
    await town.make(*(f"pot-{n}" for n in range(45)))
    speaker = StoreSpeaker([town.pots.outbox] * 2, town.bus, now=lambda: LATER)

    report = await reconcile([speaker], {"museum": town.listener}, NOON)

    assert report == Report(checked=180)


async def test_what_did_not_change_lately_is_left_alone(town):
    await town.make("pot-1", lost=True)

    report = await town.reconcile(since=NOON + timedelta(minutes=1))

    assert report.checked == 0


@pytest.fixture
def web(town):
    shown = Reconciled(town.speaker, town.listener, [town.relay], KINDS)
    return create_web("pottery", [reconcile_router(shown, Actors(SECRET, milliseconds))])


def signed(role):
    actor = Actor(id="olga", posts=(Post(role=role, at="city"),))
    return {"x_whistle_actor": sign(actor, SECRET, milliseconds())}


async def test_a_reconciler_far_away_finds_and_repairs_the_same(town, web):
    await town.make("pot-1", lost=True)
    olga = signed(Role.OPS)

    said = await call(web, "GET", "/ops/said?since=2026-01-01T00:00:00Z", **olga)
    page = read_page(said.text.encode(), KINDS)
    missing = await call(web, "POST", "/ops/heard", events_json(page.envelopes), **olga)
    resaid = await call(web, "POST", "/ops/resay", missing.json["missing"], **olga)
    await town.bus.settle()

    assert page == await town.speaker.said(NOON, None)
    assert missing.json == {"missing": ["pottery:pot-1:1", "pottery:pot-1:2"]}
    assert resaid.json == {"said": 2}
    assert (await town.reconcile()).missing == {}


async def test_the_relay_says_how_much_it_owes_and_since_when(town, web):
    await town.pots.act("pot-1", throw(), act("a"))

    owing = await call(web, "GET", "/ops/relay", **signed(Role.OPS))
    await town.relay.drain()
    owing_nothing = await call(web, "GET", "/ops/relay", **signed(Role.OPS))

    assert owing.json == {"pending": 1, "lag": 3600.0}
    assert owing_nothing.json == {"pending": 0, "lag": 0.0}


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/ops/relay"), ("GET", "/ops/said"), ("POST", "/ops/heard"), ("POST", "/ops/resay")],
)
async def test_only_those_who_operate_the_city_may_ask(web, method, path):
    nobody = await call(web, method, path, [])
    resident = await call(web, method, path, [], **signed(Role.RESIDENT))

    assert (nobody.status, resident.status) == (401, 403)
