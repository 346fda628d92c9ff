"""A broker in this process: what RabbitMQ promises, without the machine, and with faults on order.

Rule 1: a queue has one active consumer; the next one takes over when it goes.
Rule 2: a message is kept until it is settled; what a lost consumer left unsettled goes back to the
front, in order.
Rule 3: faults are drawn from a seeded generator, so that a failure can be had again.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from services.chassis.hearing import Hearing


@dataclass
class Faults:
    """How often, between 0 and 1, the broker does something it should not."""

    seed: int = 0
    lose: float = 0.0
    """A confirmed message never arrives: a bug of the broker, or an operator's purge."""
    lose_confirm: float = 0.0
    """The message arrives, but the publisher is told that it failed."""
    duplicate: float = 0.0
    delay: float = 0.0
    """The queue stands still for a few turns of the loop."""

    def __post_init__(self) -> None:
        """Seed the generator."""
        self._chance = Random(self.seed)

    def strikes(self, likelihood: float) -> bool:
        """Whether it happens this time."""
        return likelihood > 0 and self._chance.random() < likelihood

    def turns(self) -> int:
        """How many turns of the loop a delay lasts."""
        return self._chance.randint(1, 20)


@dataclass
class MemoryDelivery:
    """One message on its way to one consumer."""

    body: bytes
    queue: "MemoryQueue"
    consumer: Hearing
    alive: bool = True

    async def settle(self) -> None:
        """Done: the broker may forget it."""
        self.queue.settled(self)

    async def bury(self) -> None:
        """Never try again."""
        if self.alive:
            self.queue.dead.append(self.body)
        self.queue.settled(self)


@dataclass
class MemoryQueue:
    """Messages of one service's partition, and who may consume them."""

    faults: Faults
    prefetch: int = 64
    ready: deque[bytes] = field(default_factory=deque[bytes])
    dead: list[bytes] = field(default_factory=list[bytes])
    unsettled: list[MemoryDelivery] = field(default_factory=list[MemoryDelivery])
    consumers: list[Hearing] = field(default_factory=list[Hearing])
    _pump: asyncio.Task[None] | None = None

    @property
    def quiet(self) -> bool:
        """Nothing to deliver to anybody, and nothing unsettled."""
        return not self.unsettled and not (self.ready and self.consumers)

    def put(self, body: bytes) -> None:
        """Append a message."""
        self.ready.append(body)
        self.wake()

    def attach(self, consumer: Hearing) -> None:
        """Let somebody consume, or stand by."""
        self.consumers.append(consumer)
        self.wake()

    def detach(self, consumer: Hearing) -> None:
        """Forget a consumer; what it left goes back to the front."""
        self.consumers = [other for other in self.consumers if other is not consumer]
        left = [delivery for delivery in self.unsettled if delivery.consumer is consumer]
        self.unsettled = [d for d in self.unsettled if d.consumer is not consumer]
        for delivery in reversed(left):
            delivery.alive = False
            self.ready.appendleft(delivery.body)
        self.wake()

    def settled(self, delivery: MemoryDelivery) -> None:
        """Forget a message."""
        if delivery.alive:
            delivery.alive = False
            self.unsettled.remove(delivery)
            self.wake()

    def wake(self) -> None:
        """Deliver what can be delivered."""
        if self._pump is None or self._pump.done():
            self._pump = asyncio.create_task(self._deliver())

    async def _deliver(self) -> None:
        while self.ready and self.consumers and len(self.unsettled) < self.prefetch:
            if self.faults.strikes(self.faults.delay):
                for _ in range(self.faults.turns()):
                    await asyncio.sleep(0)
                continue
            delivery = MemoryDelivery(self.ready.popleft(), self, self.consumers[0])
            self.unsettled.append(delivery)
            await delivery.consumer.take(delivery)


@dataclass
class MemoryBroker:
    """All queues, by service and partition."""

    faults: Faults = field(default_factory=Faults)
    queues: dict[tuple[str, int], MemoryQueue] = field(
        default_factory=dict[tuple[str, int], MemoryQueue]
    )
    bound: dict[str, Callable[[str], bool]] = field(
        default_factory=dict[str, Callable[[str], bool]]
    )
    taps: list[Callable[[bytes], None]] = field(default_factory=list[Callable[[bytes], None]])

    def declare(self, service: str, wants: Callable[[str], bool], partitions: int) -> None:
        """Make the queues of a service; it wants events by their type."""
        before = self.bound.get(service)
        self.bound[service] = (lambda kind: before(kind) or wants(kind)) if before else wants
        for partition in range(partitions):
            self.queues.setdefault((service, partition), MemoryQueue(self.faults))

    def route(self, kind: str, partition: int, body: bytes) -> bool:
        """Copy a message to every queue that wants it; False when there is none."""
        listeners = [service for service, wants in self.bound.items() if wants(kind)]
        lost = self.faults.strikes(self.faults.lose)
        copies = 0 if lost else 1 + self.faults.strikes(self.faults.duplicate)
        for _ in range(copies):
            for service in listeners:
                self.queues[service, partition].put(body)
            for tap in self.taps:
                tap(body)
        return bool(listeners)
