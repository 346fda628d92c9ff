"""What only a bus with a network in it has to promise."""

import asyncio
from collections.abc import AsyncIterator
from time import monotonic

import pytest
from aio_pika import Message

from services.chassis.bus import Hears
from services.chassis.link import connect
from services.chassis.topology import Topology
from tests.promises.clay import Marked, Ordered, said
from tests.promises.halls import Listener, RabbitHall, eventually, rabbit_hall


@pytest.fixture
async def hall(amqp_url: str, namespace: str) -> AsyncIterator[RabbitHall]:
    async with rabbit_hall(amqp_url, namespace) as hall:
        yield hall


async def test_while_the_broker_is_away_publishing_fails_at_once_and_readiness_says_so(hall):
    bus = await hall.join()
    await bus.listen("pottery", {Ordered: Hears(Listener())})

    hall.cable(bus).cut()
    await eventually(lambda: not bus.attached)
    began = monotonic()
    with pytest.raises(ConnectionError):
        await bus.publish(said(1))

    assert monotonic() - began < 0.5


async def test_what_was_being_published_when_the_connection_broke_is_the_speakers_again(hall):
    bus, failed = await hall.join(), []
    await bus.listen("pottery", {Ordered: Hears(Listener())})

    async def speak(n):
        try:
            await bus.publish(said(1, f"order-{n}"))
        except Exception as error:
            failed.append(error)

    speaking = [asyncio.create_task(speak(n)) for n in range(200)]
    await asyncio.sleep(0.01)
    hall.cable(bus).cut()

    async with asyncio.timeout(5):
        await asyncio.gather(*speaking)
    assert failed


async def test_after_the_broker_came_back_everything_works_without_help(hall):
    bus, listener, seen = await hall.join(), Listener(), []
    await bus.listen("pottery", {Ordered: Hears(listener)})
    await bus.tap(seen.append)
    cable = hall.cable(bus)

    for _ in range(3):
        cable.cut()
        await eventually(lambda: not bus.attached)
        cable.mend()
        await eventually(lambda: bus.attached)
    await eventually(lambda: all(tap.attached for tap in bus.taps))
    await bus.publish(said(1))

    await listener.until(1)
    await eventually(lambda: seen == [said(1)])


async def test_a_queue_somebody_deleted_is_made_again(hall, amqp_url, namespace):
    bus, listener, topology = await hall.join(), Listener(), Topology(namespace)
    await bus.listen("pottery", {Ordered: Hears(listener)})

    async with await connect(amqp_url, "an operator") as connection:
        channel = await connection.channel()
        for number in range(4):
            await channel.queue_delete(topology.queue("pottery", number))
    await eventually(lambda: not bus.attached)
    await eventually(lambda: bus.attached)
    await bus.publish(said(1))

    await listener.until(1)


async def test_an_exchange_somebody_deleted_is_made_again(hall, amqp_url, namespace):
    bus, listener = await hall.join(witnesses=("gallery",)), Listener()

    async with await connect(amqp_url, "an operator") as connection:
        channel = await connection.channel()
        await channel.exchange_delete(Topology(namespace).events)
    with pytest.raises(Exception, match="no exchange"):
        await bus.publish(said(1))
    await eventually(lambda: not bus.attached)
    await eventually(lambda: bus.attached)
    await bus.publish(said(1))

    await bus.listen_all("gallery", Hears(listener))
    await listener.until(1)


async def test_a_witness_misses_nothing_that_was_said_before_it_ever_ran(hall):
    bus, listener = await hall.join(witnesses=("gallery",)), Listener()

    await bus.publish(said(1, event=Marked(word="nobody else listens")))
    late = await hall.join()
    await late.listen_all("gallery", Hears(listener))

    await listener.until(1)
    assert listener.heard == [("order-1", 1)]


async def test_a_message_that_is_no_event_is_buried_and_holds_up_nobody(hall, amqp_url, namespace):
    bus, listener, topology = await hall.join(), Listener(), Topology(namespace)
    await bus.listen_all("gallery", Hears(listener))

    async with await connect(amqp_url, "a stranger") as connection:
        channel = await connection.channel()
        exchange = await channel.get_exchange(topology.events)
        for body in (b"", b"{", b"\xff\x00", b"[]", b"9" * 200_000):
            await exchange.publish(stranger(body), topology.routing_key("order-1", "x"))
    await bus.publish(said(1))

    await listener.until(1)
    await eventually(lambda: dead_letters(amqp_url, topology, 5))


async def test_consumers_share_nothing_but_the_queue_and_every_event_is_handled_once(hall):
    buses, listeners = [await hall.join() for _ in range(3)], [Listener() for _ in range(3)]
    for bus, listener in zip(buses, listeners, strict=True):
        await bus.listen("pottery", {Ordered: Hears(listener)})

    await asyncio.gather(*[buses[n % 3].publish(said(1, f"order-{n}")) for n in range(100)])

    await eventually(lambda: sum(len(one.heard) for one in listeners) == 100)
    await asyncio.sleep(0.05)
    assert sum(len(one.heard) for one in listeners) == 100


def stranger(body: bytes) -> Message:
    return Message(body)


async def dead_letters(url: str, topology: Topology, count: int) -> bool:
    async with await connect(url, "an operator") as connection:
        channel = await connection.channel()
        queue = await channel.declare_queue(topology.dead_queue("gallery"), passive=True)
        return queue.declaration_result.message_count == count
