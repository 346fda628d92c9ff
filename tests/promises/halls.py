"""A hall is where buses meet: one broker, to which any number of processes may belong.

Each hall makes processes that can be crashed. The promise tests do not know which hall they are in.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import pytest

from contracts.envelope import Envelope
from contracts.events.event import Event
from services.chassis.bus import PARTITIONS
from services.chassis.lanes import BackOff
from services.chassis.link import connect
from services.chassis.memory_broker import MemoryBroker
from services.chassis.memory_bus import MemoryBus
from services.chassis.parking import MemoryParked
from services.chassis.rabbit import RabbitBus
from services.chassis.topology import Topology
from tests.promises.cables import Cable
from tests.promises.clay import KINDS

QUICK = BackOff(first=0.01, most=0.05)


class MemoryHall:
    """Processes of this process."""

    def __init__(self) -> None:
        self.broker = MemoryBroker()
        self.parked = MemoryParked()
        self._buses: list[MemoryBus] = []

    async def join(self, **changes: Any) -> MemoryBus:
        parts = {"kinds": KINDS, "parked": self.parked, "witness": False, "back_off": QUICK}
        bus = MemoryBus(broker=self.broker, **(parts | {"patience": 0.05} | changes))
        self._buses.append(bus)
        await bus.start()
        return bus

    async def crash(self, bus: MemoryBus) -> None:
        await bus.crash()

    async def leave(self) -> None:
        for bus in self._buses:
            await bus.close()


class RabbitHall:
    """Connections to a real broker, each with a cable of its own."""

    def __init__(self, url: str, namespace: str, stack: AsyncExitStack) -> None:
        self._url, self._namespace, self._stack = url, namespace, stack
        self.parked = MemoryParked()
        self._cables: list[tuple[RabbitBus, Cable]] = []

    async def join(self, **changes: Any) -> RabbitBus:
        cable = await self._stack.enter_async_context(Cable(self._url))
        parts = {"kinds": KINDS, "parked": self.parked, "back_off": QUICK, "patience": 0.05}
        bus = RabbitBus(cable.url, self._namespace, **(parts | changes))
        self._cables.append((bus, cable))
        await bus.start()
        return bus

    def cable(self, bus: RabbitBus) -> Cable:
        return next(cable for owner, cable in self._cables if owner is bus)

    async def crash(self, bus: RabbitBus) -> None:
        self.cable(bus).cut()

    async def leave(self) -> None:
        for bus, _ in self._cables:
            await bus.close()
        await sweep_up(self._url, Topology(self._namespace))


async def sweep_up(url: str, topology: Topology) -> None:
    """Remove what a test made, so that a long session stays quick."""
    async with await connect(url, "sweep up") as connection, connection.channel() as channel:
        for service in ("pottery", "gallery"):
            for number in range(PARTITIONS):
                await channel.queue_delete(topology.queue(service, number))
            await channel.queue_delete(topology.dead_queue(service))
            await channel.exchange_delete(f"{topology.namespace}.{service}")
        await channel.exchange_delete(topology.events)
        await channel.exchange_delete(topology.dead)


@asynccontextmanager
async def rabbit_hall(url: str, namespace: str) -> AsyncIterator[RabbitHall]:
    async with AsyncExitStack() as stack:
        hall = RabbitHall(url, namespace, stack)
        try:
            yield hall
        finally:
            await hall.leave()


@asynccontextmanager
async def memory_hall() -> AsyncIterator[MemoryHall]:
    hall = MemoryHall()
    try:
        yield hall
    finally:
        await hall.leave()


class Listener:
    """Remembers what it heard, after doing what it was told to do first."""

    def __init__(self, first: Callable[[Envelope[Event]], Any] = lambda _: None) -> None:
        self.heard: list[tuple[str, int]] = []
        self.tried: list[tuple[str, int]] = []
        self._first = first

    async def __call__(self, envelope: Envelope[Event]) -> None:
        self.tried.append((envelope.subject, envelope.seq))
        doing = self._first(envelope)
        if asyncio.iscoroutine(doing):
            await doing
        self.heard.append((envelope.subject, envelope.seq))

    def of(self, subject: str) -> list[int]:
        return [seq for heard, seq in self.heard if heard == subject]

    async def until(self, count: int) -> None:
        """Wait until so many events were heard."""
        await eventually(lambda: len(self.heard) >= count)


async def eventually(holds: Callable[[], Any], within: float = 20.0) -> None:
    """Wait until something holds; it may be awaited to find out."""
    async with asyncio.timeout(within):
        while True:
            found = holds()
            if await found if asyncio.iscoroutine(found) else found:
                return
            await asyncio.sleep(0.005)


@pytest.fixture(params=["memory", "rabbit"])
async def hall(request: pytest.FixtureRequest, namespace: str) -> AsyncIterator:
    if request.param == "memory":
        made = memory_hall()
    else:
        made = rabbit_hall(request.getfixturevalue("amqp_url"), namespace)
    async with made as hall:
        yield hall
