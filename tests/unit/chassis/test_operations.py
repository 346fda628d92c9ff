"""What operations may see and do, and that nobody else may."""

from datetime import UTC, datetime

import pytest

from contracts.actor import Actor, Post, Role
from contracts.refusals import NotNow
from services.chassis.actors import Actors, sign
from services.chassis.bus import Hears
from services.chassis.lanes import BackOff
from services.chassis.memory_bus import MemoryBus
from services.chassis.operations import operations_router
from services.chassis.web import create_web
from tests.promises.clay import KINDS, Ordered, said
from tests.promises.halls import Listener, eventually
from tests.unit.chassis.asgi import call

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
SECRET = "s" * 32


class Office:
    """A pottery that refuses orders until it is mended, and its operations."""

    def __init__(self) -> None:
        self.broken = True
        self.listener = Listener(self._first)
        self.bus = MemoryBus(KINDS, patience=0.0, back_off=BackOff(first=0.001, most=0.001))
        actors = Actors(SECRET, lambda: NOON)
        self.web = create_web("pottery", [operations_router(self.bus, self.bus.parked, actors)])

    def _first(self, _: object) -> None:
        if self.broken:
            raise NotNow("not_now", state="raw")

    async def open(self) -> None:
        await self.bus.listen("pottery", {Ordered: Hears(self.listener)})
        for seq in (1, 2):
            await self.bus.publish(said(seq))
        await self.bus.settle()

    async def ask(self, method: str, path: str, role: Role = Role.OPS):
        actor = Actor(id="olga", posts=(Post(role=role, at="city"),))
        return await call(self.web, method, path, x_whistle_actor=sign(actor, SECRET, NOON))


@pytest.fixture
async def office():
    made = Office()
    await made.open()
    yield made
    await made.bus.close()


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/ops/dead-letters"),
        ("POST", "/ops/dead-letters/shop:order-1/redrive"),
        ("POST", "/ops/dead-letters/revive"),
    ],
)
async def test_only_operations_and_administrators_may(office, method, path):
    stranger = await call(office.web, method, path)
    resident = await office.ask(method, path, Role.RESIDENT)

    assert (stranger.status, resident.status) == (401, 403)
    assert await office.bus.parked.count() == 1


async def test_what_is_parked_is_listed_with_its_reason_and_without_its_words(office):
    answer = await office.ask("GET", "/ops/dead-letters")

    (block,) = answer.json
    assert block["stream"] == "shop:order-1"
    assert (block["subject"], block["seq"], block["waiting"]) == ("order-1", 1, 2)
    assert block["reason"] == "not_now"
    assert "body" not in block


async def test_once_the_fault_is_mended_a_stream_is_driven_again_in_order(office):
    office.broken = False

    answer = await office.ask("POST", "/ops/dead-letters/shop:order-1/redrive")

    assert answer.json == {"handled": 2}
    assert office.listener.of("order-1") == [1, 2]
    assert (await office.ask("GET", "/ops/dead-letters")).json == []


async def test_a_stream_that_is_not_parked_cannot_be_driven(office):
    answer = await office.ask("POST", "/ops/dead-letters/shop:other/redrive")

    assert answer.status == 404


async def test_a_fault_that_is_not_mended_says_why(office):
    answer = await office.ask("POST", "/ops/dead-letters/shop:order-1/redrive")

    assert (answer.status, answer.json["code"]) == (409, "not_now")
    assert await office.bus.parked.count() == 1


async def test_messages_nobody_could_read_are_handled_again(office):
    office.broken = False
    office.bus.broker.queues["pottery", 0].dead.append(b"{")
    unread = await office.ask("POST", "/ops/dead-letters/revive")
    office.bus.broker.queues["pottery", 0].dead.clear()
    read = await office.ask("POST", "/ops/dead-letters/revive")

    assert (unread.status, unread.json["code"]) == (409, "still_unreadable")
    assert read.json == {"handled": 0}
    await eventually(lambda: office.bus.lanes.busy == 0)
