"""The bus without a broker process: the same promises, for tests and simulations."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from contracts.envelope import Envelope, decode, encode
from contracts.events.event import Event
from services.chassis.bus import PARTITIONS, Handlers, Hears, Unroutable, partition
from services.chassis.ear import Ear
from services.chassis.hearing import Hearing
from services.chassis.lanes import BackOff, Lanes
from services.chassis.memory_broker import MemoryBroker
from services.chassis.parking import MemoryParked, ParkedEvents, redrive
from services.chassis.reading import Reading


@dataclass
class MemoryBus:
    """One process's place at a broker in memory.

    `witness` stands for the gateway, which hears everything: with it nothing is unroutable, and
    `published` lists what was said, in order.
    """

    kinds: Mapping[str, type[Event]]
    broker: MemoryBroker = field(default_factory=MemoryBroker)
    parked: ParkedEvents = field(default_factory=MemoryParked)
    witness: bool = True
    patience: float = 0.05
    back_off: BackOff = field(default_factory=lambda: BackOff(first=0.001, most=0.02))
    published: list[Envelope[Event]] = field(default_factory=list[Envelope[Event]])
    lanes: Lanes = field(default_factory=Lanes)
    _hearings: list[tuple[str, int, Hearing]] = field(
        default_factory=list[tuple[str, int, Hearing]]
    )

    @property
    def attached(self) -> bool:
        """Always there."""
        return True

    async def start(self) -> None:
        """Nothing to connect to."""

    async def publish(self, envelope: Envelope[Event]) -> None:
        """Return once the broker has the message.

        Raises:
            Unroutable: no queue wants it.
            ConnectionError: the confirm was lost (a fault on order).
        """
        await asyncio.sleep(0)
        body = encode(envelope)
        routed = self.broker.route(envelope.type, partition(envelope.subject), body)
        if not routed and not self.witness:
            raise Unroutable(envelope.type)
        if self.broker.faults.strikes(self.broker.faults.lose_confirm):
            raise ConnectionError("the confirm was lost")
        self.published.append(envelope)

    async def listen(self, service: str, handlers: Handlers) -> None:
        """Start delivering each kind of event to its handler, at least once."""
        types = frozenset(kind.type for kind in handlers)
        self._attach(service, types.__contains__, handlers.get)

    async def listen_all(self, service: str, hears: Hears) -> None:
        """Start delivering every event there is."""
        self._attach(service, lambda _: True, lambda _: hears)

    async def tap(self, see: Callable[[Envelope[Event]], None]) -> None:
        """Show every event from now on, once, to this process; nothing is kept for it."""
        self.broker.taps.append(lambda body: see(decode(body, self.kinds)))

    async def redrive(self, stream: str) -> int:
        """Handle what is parked on a stream again, in order; return how many."""
        hearing = self._hearings[0][2]
        return await redrive(self.parked, stream, hearing.again)

    async def revive(self) -> int:
        """Handle dead letters again; return how many were handled."""
        handled = 0
        for service, number, hearing in self._hearings:
            dead = self.broker.queues[service, number].dead
            while dead:
                await hearing.again(dead[0])
                dead.pop(0)
                handled += 1
        return handled

    async def stop_listening(self, within: float = 5.0) -> bool:
        """Take nothing new and finish what is being done; False when out of time."""
        drained = await self.lanes.drain(within)
        self._detach()
        return drained

    async def close(self) -> None:
        """Leave the broker."""
        await self.stop_listening()

    async def crash(self) -> None:
        """Be gone at once, as by kill -9: nothing is settled any more."""
        self._detach()
        await self.lanes.drain(0)

    async def settle(self) -> None:
        """Wait until every queue is quiet; a lane that waits for a dependency is waited for."""
        while not all(queue.quiet for queue in self.broker.queues.values()):  # noqa: ASYNC110
            await asyncio.sleep(0.001)

    def _attach(
        self,
        service: str,
        wants: Callable[[str], bool],
        find: Callable[[type[Event]], Hears | None],
    ) -> None:
        self.broker.declare(service, wants, PARTITIONS)
        read = Reading(self.kinds)
        ear = Ear(service, find, read, self.parked, self.lanes, self.patience, self.back_off)
        for number in range(PARTITIONS):
            hearing = Hearing(ear)
            self._hearings.append((service, number, hearing))
            self.broker.queues[service, number].attach(hearing)

    def _detach(self) -> None:
        for service, number, hearing in self._hearings:
            self.broker.queues[service, number].detach(hearing)
