"""What operations see and mend: queues, what is put aside, what was lost, the views themselves."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

import pytest

from contracts.actor import Actor
from contracts.envelope import Envelope, encode
from contracts.events import EVENTS
from contracts.events.event import Event
from gateway.kinds import KINDS
from gateway.rebuild import rebuild
from services.chassis.actors import Actors
from services.chassis.clock import milliseconds
from services.chassis.http_server import HttpServer
from services.chassis.memory_bus import MemoryBus
from services.chassis.memory_store import MemoryStore
from services.chassis.parking import Parked
from services.chassis.reconcile_stores import StoreListener, StoreSpeaker
from services.chassis.reconcile_web import Reconciled, reconcile_router
from services.chassis.store import Act
from services.chassis.web import create_web
from services.intake.store import CASES
from tests.integration.gateway.house import SECRET, House, open_house
from tests.integration.gateway.seeds import Matter

SERVICES = ("intake", "dispatch", "response", "evaluation")


@dataclass
class Intake:
    """Intake's documents in memory, and the routes by which operations ask them."""

    store: MemoryStore
    speaker: StoreSpeaker
    url: str = ""

    async def reports(self, matter: Matter) -> Envelope[Event]:
        """Say that a case was reported; whether anybody hears it is another matter."""
        said = matter.reported()
        act = Act(Actor(id="resident-1"), milliseconds(), f"k-{matter.case}")
        await self.store.act(matter.case, lambda _: [said.data], act)
        await self.store.outbox.mark_published({matter.case: 1})
        return said


@asynccontextmanager
async def intake(bus) -> AsyncIterator[Intake]:
    store = MemoryStore(CASES)
    later = StoreSpeaker([store.outbox], bus, lambda: milliseconds() + timedelta(minutes=2))
    listener = StoreListener({}, [], bus.parked.blocked)
    actors = Actors(SECRET, milliseconds)
    router = reconcile_router(Reconciled(later, listener, [], EVENTS), actors)
    server = HttpServer(create_web("intake", [router]), "127.0.0.1", 0)
    await server.start()
    yield Intake(store, later, f"http://127.0.0.1:{server.port}")
    await server.stop()


@pytest.fixture
async def both(mongo_url, namespace, city):
    """A gateway whose only owner is an intake that can be asked."""
    bus = MemoryBus(EVENTS)
    async with intake(bus) as said:
        urls = {f"{name}_url": said.url for name in SERVICES}
        async with open_house(mongo_url, namespace, city, bus=bus, **urls) as house:
            yield house, said


async def test_the_queues_are_shown_with_who_consumes_them(house: House):
    ops = await house.enter("ops")

    queues = (await ops.get("/ops/queues")).json

    own = [queue for queue in queues if queue["service"] == "gateway"]
    assert [(queue["messages"], queue["consumers"]) for queue in own] == [(0, 1)] * 4


async def test_what_is_put_aside_is_shown_and_can_be_driven_again(house: House):
    house.owner.status, house.owner.answer = 200, b"[]"
    matter, ops, auditor = Matter("parked"), await house.enter("ops"), await house.enter("auditor")
    event = matter.reported()
    await house.bus.parked.park(
        Parked(
            event.stream,
            event.seq,
            event.id,
            event.type,
            encode(event),
            "illegal_transition",
            "IllegalTransition",
            milliseconds(),
        )
    )

    shown = (await ops.get("/ops/dead-letters")).json
    driven = await ops.post(f"/ops/dead-letters/{shown[0]['id']}/redrive")
    again = await ops.post(f"/ops/dead-letters/{shown[0]['id']}/redrive")
    case = await auditor.get(f"/cases/{matter.case}")
    log = (await auditor.get("/audit?limit=500")).json["items"]

    assert [(one["id"], one["waiting"]) for one in shown] == [(f"gateway@{event.stream}", 1)]
    assert driven.json == {"handled": 1}
    assert again.status == 404
    assert case.status == 200
    assert [one["by"] for one in log if one["what"] == "redriven"] == ["ops"]


async def test_a_service_that_does_not_answer_is_shown_as_such(mongo_url, namespace, city):
    nowhere = "http://127.0.0.1:1"
    async with open_house(mongo_url, namespace, city, intake_url=nowhere) as house:
        house.owner.status, house.owner.answer = 200, b'{"pending": 2, "lag": 1.5}'
        ops = await house.enter("ops")

        relays = (await ops.get("/ops/relay")).json

    assert [(one["service"], one["there"], one["pending"]) for one in relays] == [
        ("intake", False, 0),
        ("dispatch", True, 2),
        ("response", True, 2),
        ("evaluation", True, 2),
    ]


async def test_what_the_gateway_never_heard_is_found_and_said_again(both):
    house, said = both
    heard, lost = Matter("heard"), Matter("lost")
    await house.hears(await said.reports(heard))
    await said.reports(lost)
    ops, auditor = await house.enter("ops"), await house.enter("auditor")

    before = await auditor.get(f"/cases/{lost.case}")
    found = (await ops.get("/ops/reconcile?hours=1")).json
    await house.bus.settle()
    after = await auditor.get(f"/cases/{lost.case}")
    nothing = (await ops.get("/ops/reconcile?hours=1")).json

    assert (before.status, after.status) == (404, 200)
    assert {name: set(ids) for name, ids in found["missing"].items()} == {
        "gateway": {f"intake:{lost.case}:1"}
    }
    assert nothing["missing"] == {}


async def test_a_rebuilt_view_equals_the_one_that_was_kept(both):
    house, said = both
    for name in ("one", "two", "three"):
        matter = Matter(name)
        await said.reports(matter)
    await house.bus.settle()
    await rebuild(house.database, {"intake": said.speaker}, settled=timedelta())
    kept = await views(house)
    await house.database["view_cases"].update_many({}, {"$set": {"state.fields.text": "谎"}})
    await house.database["view_cases"].delete_one({"_id": "case-two"})

    await rebuild(house.database, {"intake": said.speaker}, settled=timedelta())
    rebuilt = await views(house)

    assert len(kept["cases"]) == 3
    assert rebuilt == kept


async def test_a_rebuilt_view_goes_on_hearing(both):
    house, said = both
    matter = Matter("goeson")
    await house.hears(await said.reports(matter))

    await rebuild(house.database, {"intake": said.speaker}, settled=timedelta())
    await house.hears(matter.joined("resident-2"))
    auditor = await house.enter("auditor")
    case = (await auditor.get(f"/cases/{matter.case}?at_least=2")).json

    assert (case["version"], case["reporter_count"]) == (2, 2)


async def views(house: House) -> dict[str, list[dict]]:
    """Everything a reader could see."""
    shown = {"state": 1, "facets": 1, "inbox": 1}
    return {
        name: await house.database[kind.collection].find({}, shown).sort("_id").to_list()
        for name, kind in KINDS.items()
    }
