"""What the relay promises, over every store."""

import asyncio
from datetime import timedelta

import pytest

from services.chassis.bus import Hears
from services.chassis.lines import Lines
from services.chassis.memory_broker import Faults, MemoryBroker
from services.chassis.memory_bus import MemoryBus
from services.chassis.relay import Relay
from tests.promises.clay import KINDS, NOON, Marked, Ordered, Thrown, act, mark, said, smash, throw
from tests.promises.kilns import database, memory_pots, mongo_pots

LATER = NOON + timedelta(hours=1)


@pytest.fixture(params=["memory", "mongo"])
async def reopened(request, namespace):
    """The store as a new process finds it."""
    if request.param == "memory":
        pots = memory_pots()
        yield lambda: asyncio.sleep(0, pots)
        return
    async with database(request.getfixturevalue("mongo_url"), namespace) as here:
        yield lambda: mongo_pots(here)


@pytest.fixture
async def pots(reopened):
    return await reopened()


def relay_to(bus, pots, **changes):
    return Relay(
        pots.outbox, bus, **({"now": lambda: LATER, "every": 0.01, "grace": 0.0} | changes)
    )


def published(bus, id="pot-1"):
    return [envelope.seq for envelope in bus.published if envelope.subject == id]


async def owed(pots):
    return {
        line.place.id: [envelope.seq for envelope in line.envelopes]
        for line in await pots.outbox.pending(LATER, None, 100)
    }


async def forget(envelope):
    """Hear and do nothing."""


async def test_what_is_said_is_published_right_after_it_is_saved(pots):
    bus = MemoryBus(KINDS)
    relay = relay_to(bus, pots)

    await pots.act("pot-1", throw(), act("a"))
    await pots.act("pot-1", mark("x", "y"), act("b"))
    await relay.drain()

    assert published(bus) == [1, 2, 3]
    assert await owed(pots) == {}
    assert await relay.lag() == 0


async def test_many_documents_are_published_each_in_its_order(pots):
    bus = MemoryBus(KINDS)
    relay = relay_to(bus, pots)

    await asyncio.gather(*(pots.hear(f"pot-{n}", said(1, f"o-{n}")) for n in range(9)))
    await asyncio.gather(*(pots.act(f"pot-{n}", mark(*"abc"), act("a")) for n in range(9)))
    await relay.drain()

    assert [published(bus, f"pot-{n}") for n in range(9)] == [[1, 2, 3]] * 9


async def test_what_a_crash_left_is_found_in_the_documents(pots):
    await pots.act("pot-1", throw(), act("a"))
    await pots.act("pot-1", mark("x"), act("b"))
    bus = MemoryBus(KINDS)

    await relay_to(bus, pots).drain()

    assert published(bus) == [1, 2]
    assert await owed(pots) == {}


async def test_nothing_overtakes_what_a_crash_left(pots, reopened):
    await pots.act("pot-1", throw(), act("a"))
    pots = await reopened()
    bus = MemoryBus(KINDS)
    relay = relay_to(bus, pots)

    await pots.act("pot-1", mark("x"), act("b"))
    await asyncio.sleep(0.02)
    await relay.drain()

    assert published(bus) == [1, 2]


async def test_what_nobody_hears_stays_and_holds_up_only_its_own_document(pots):
    bus = MemoryBus(KINDS, witness=False)
    relay = relay_to(bus, pots)
    await bus.listen("museum", dict.fromkeys((Thrown, Marked, Ordered), Hears(forget)))

    for id in ("pot-1", "pot-2"):
        await pots.act(id, throw(), act("a"))
        await pots.act(id, mark("x"), act("b"))
    await pots.act("pot-1", smash, act("c"))
    await relay.drain()
    await pots.act("pot-1", lambda _: [said().data], act("d"))
    await pots.act("pot-2", mark("y"), act("c"))
    await relay.drain()

    assert (published(bus, "pot-1"), published(bus, "pot-2")) == ([1, 2], [1, 2, 3])
    assert await owed(pots) == {"pot-1": [3, 4]}
    assert await relay.lag() == 3600


async def test_what_failed_is_published_by_the_sweep_in_order(pots):
    bus = MemoryBus(KINDS, broker=MemoryBroker(Faults(seed=3, lose_confirm=0.4)))
    relay = relay_to(bus, pots)
    sweeping = asyncio.create_task(relay.run())

    for n in range(4):
        await pots.act("pot-1", throw() if not n else mark(f"w{n}"), act(f"k{n}"))
        await asyncio.sleep(0.005)
    async with asyncio.timeout(5):
        while await owed(pots):  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    sweeping.cancel()

    seen = published(bus)
    assert sorted(set(seen), key=seen.index) == [1, 2, 3, 4]


async def test_the_sweep_leaves_alone_what_was_said_just_now(pots):
    await pots.act("pot-1", throw(), act("a"))
    bus = MemoryBus(KINDS)
    relay = relay_to(bus, pots, now=lambda: NOON)

    await relay.sweep(grace=1.0)
    before = published(bus)
    await relay.drain()

    assert (before, published(bus)) == ([], [1])


async def test_the_sweep_goes_round_however_much_is_owed(pots):
    for n in range(450):
        await pots.act(f"pot-{n}", throw(), act("a"))
    bus = MemoryBus(KINDS)
    relay = relay_to(bus, pots)

    rounds = [await relay.sweep() for _ in range(3)]
    await relay.drain()

    assert rounds == [True, True, False]
    assert len({envelope.id for envelope in bus.published}) == 450


async def test_two_relays_at_once_publish_twice_at_worst_and_never_out_of_order(pots):
    for n in range(20):
        await pots.act("pot-1", mark(f"w{n}") if n else throw(), act(f"k{n}"))
    bus = MemoryBus(KINDS)
    relays = [relay_to(bus, pots) for _ in range(2)]

    await asyncio.gather(*(relay.drain() for relay in relays))

    seen = published(bus)
    assert sorted(set(seen), key=seen.index) == list(range(1, 21))


async def test_what_is_published_but_not_written_down_yet_is_not_published_again(pots):
    bus = MemoryBus(KINDS)
    relay = relay_to(bus, pots)
    await pots.act("pot-1", throw(), act("a"))
    await asyncio.sleep(0.01)

    await relay.sweep()
    await relay.drain()

    assert published(bus) == [1]


async def test_an_event_whose_forerunner_is_missing_waits_for_the_whole_line():
    bus = MemoryBus(KINDS)
    lines = Lines(bus, lambda id, seq: None)
    one, two, three, four = (said(seq, "pot-1") for seq in (1, 2, 3, 4))

    lines.renew("pot-1", [one])
    lines.add(three)
    lines.add(four)
    await lines.drain()
    before = published(bus)
    lines.renew("pot-1", [two, three, four])
    await lines.drain()

    assert (before, published(bus)) == ([1], [1, 2, 3, 4])


async def test_what_another_process_has_not_published_yet_is_not_waited_for_long(pots, reopened):
    here = await reopened()
    bus = MemoryBus(KINDS)
    running = asyncio.create_task(relay_to(bus, here, every=60).run())
    await asyncio.sleep(0.05)
    here.outbox.wake, wake = (lambda said: None), here.outbox.wake
    await pots.act("pot-1", throw(), act("a"))
    here.outbox.wake = wake

    await here.act("pot-1", mark("x"), act("b"))
    async with asyncio.timeout(5):
        while published(bus) != [1, 2]:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    running.cancel()
