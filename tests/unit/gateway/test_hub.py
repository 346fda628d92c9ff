"""The hub: told once, to those who may see it, and nothing lost between tap and log."""

import asyncio
from random import Random

import pytest

from contracts.actor import Actor, Post, Role
from contracts.events import EVENTS
from gateway.audit import Audit
from gateway.audit_books import MemoryBook
from gateway.happening import events, framed, of_entry, of_envelope
from gateway.hub import BOUND, Hub, Listener, Push
from gateway.kinds import KINDS
from gateway.scopes import Scope
from gateway.tagbook import TagBook
from gateway.views import Views, shape
from services.chassis.memory_store import MemoryStore
from tests.unit.gateway.builders import c, reported, sampled, told
from tests.unit.response.town import DEMO

AUDITOR = Scope(Actor(id="auditor", posts=(Post(role=Role.AUDITOR, at="d"),)))


class World:
    """A gateway's hearing without a broker: the tap and the log can be driven apart."""

    def __init__(self) -> None:
        self.book = MemoryBook()
        self.audit = Audit(self.book)
        self.views = Views({name: MemoryStore(shape(kind)) for name, kind in KINDS.items()})
        self.hub = Hub(self.book, TagBook(self.views, DEMO), tail_every=0.005)

    async def log(self, event) -> None:
        await self.views.hear(event)
        await self.audit.heard(event)

    async def settle(self) -> None:
        await asyncio.sleep(0.03)


def history(count: int):
    """A case that was reported, and then joined by many."""
    joined = [c.CaseJoined(reporter=f"r{n}", case_id="case-x") for n in range(count)]
    return [told(event, seq) for seq, event in enumerate([reported(), *joined], 1)]


def versions(listener: Listener) -> list[int]:
    frames = [listener.frames.get_nowait() for _ in range(listener.frames.qsize())]
    told_ = [frame for frame in frames if frame.startswith(b"data")]
    return [int(frame.split(b'"version":')[1].split(b",")[0]) for frame in told_]


@pytest.fixture
async def world():
    world = World()
    running = asyncio.create_task(world.hub.run())
    yield world
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


@pytest.mark.parametrize("name", EVENTS)
async def test_the_log_tells_the_same_bytes_as_the_tap(name):
    event = told(sampled(EVENTS[name]))
    book = MemoryBook()

    await Audit(book).heard(event)

    assert framed(of_entry(events(book.kept)[0])) == framed(of_envelope(event))


@pytest.mark.parametrize("seed", range(8))
async def test_whatever_tap_and_log_do_each_event_is_told_once(world, seed):
    random, said = Random(seed), history(20)
    listener, _, _ = world.hub.join(AUDITOR)

    async def tap() -> None:
        for event in said:
            if random.random() < 0.7:
                world.hub.see(event)
            if random.random() < 0.2:
                world.hub.see(event)
            await asyncio.sleep(random.random() * 0.004)

    async def log() -> None:
        for event in said:
            await world.log(event)
            await asyncio.sleep(random.random() * 0.004)

    await asyncio.gather(tap(), log())
    await world.settle()

    assert sorted(versions(listener)) == list(range(1, 22))


@pytest.mark.parametrize("cut", [1, 5, 12, 20])
async def test_who_comes_back_hears_the_rest_once(world, cut):
    said = history(20)
    for event in said[:cut]:
        world.hub.see(event)
        await world.log(event)
    await world.settle()
    checkpoint = world.hub.at
    for event in said[cut:]:
        world.hub.see(event)
        if event.seq % 2:
            await world.log(event)
    await asyncio.sleep(0)

    listener, at, ahead = world.hub.join(AUDITOR)
    missed, upto = await world.hub.between(checkpoint, at)
    for event in said[cut:]:
        await world.log(event)
    await world.settle()

    heard = [int(push.event.rsplit(":", 1)[1]) for push in (*missed, *ahead)]
    assert upto == at
    assert sorted(heard + versions(listener)) == list(range(cut + 1, 22))


async def test_a_slow_reader_is_let_go_and_harms_nobody(world):
    slow, quick = world.hub.join(AUDITOR)[0], world.hub.join(AUDITOR)[0]
    push = Push("e", frozenset(), b"data: 1\n\n")

    for _ in range(BOUND + 1):
        slow.offer(push)
    quick.offer(push)

    assert b"did not keep up" in slow.ended
    assert not quick.ended
    assert quick.frames.qsize() == 1


async def test_what_was_missed_of_tags_is_read_again(world):
    event, more = history(1)
    world.hub.see(event)
    await world.log(event)
    await world.settle()
    joined = Scope(Actor(id="r0"))
    listener, _, _ = world.hub.join(joined)

    await world.log(more)
    await world.settle()

    assert versions(listener) == [2]
