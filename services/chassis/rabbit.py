"""The bus on RabbitMQ, put together from its publisher, its queues and its taps.

Rule 1: publishing and consuming have a connection each: the broker blocks publishers on alarms.
Rule 2: whoever gets an exception from `publish` still owns the event and publishes it again.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from contracts.envelope import Envelope
from contracts.events.event import Event
from services.chassis import metrics, spans
from services.chassis.bus import Handlers, Hears
from services.chassis.ear import Ear
from services.chassis.lanes import BackOff, Lanes
from services.chassis.parking import ParkedEvents, redrive
from services.chassis.rabbit_publisher import RabbitPublisher
from services.chassis.rabbit_queue import RabbitQueues
from services.chassis.rabbit_tap import RabbitTap
from services.chassis.reading import Reading
from services.chassis.topology import Topology


@dataclass
class RabbitBus:
    """One process's place at the broker."""

    url: str
    namespace: str
    kinds: Mapping[str, type[Event]]
    """Every event type there is, by wire name."""
    parked: ParkedEvents
    witnesses: Sequence[str] = ()
    """Services that hear everything, even what was said before they ever ran: their queues are
    made before anything is published."""
    timeout: float = 10.0
    """Seconds until a publish counts as failed."""
    patience: float = 30.0
    back_off: BackOff = field(default_factory=BackOff)
    prefetch: int = 64
    lanes: Lanes = field(default_factory=Lanes)

    def __post_init__(self) -> None:
        """Make the parts; nothing is connected before `start`."""
        self._topology = Topology(self.namespace)
        self._read = Reading(self.kinds)
        self._publisher = RabbitPublisher(self.url, self._topology, self.witnesses, self.timeout)
        self._queues: list[RabbitQueues] = []
        self.taps: list[RabbitTap] = []

    @property
    def attached(self) -> bool:
        """Whether publishing is possible and every consumer is in place."""
        return self._publisher.attached and all(q.attached for q in self._queues)

    async def start(self) -> None:
        """Connect and declare; returns when events can be published, however long that takes."""
        await self._publisher.start()

    async def publish(self, envelope: Envelope[Event]) -> None:
        """Return once a majority of the broker has the event on disk.

        Raises:
            Unroutable: no queue is bound for it.
            Exception: no connection, or no confirm in time; it may have arrived all the same.
        """
        with spans.publish_span(envelope, self._topology.events):
            try:
                await self._publisher.publish(envelope)
            except Exception as error:
                metrics.UNSAID.labels(type(error).__name__).inc()
                raise
        metrics.SAID.labels(envelope.type).inc()

    async def listen(self, service: str, handlers: Handlers) -> None:
        """Start delivering each kind of event to its handler, at least once."""
        await self._attach(service, sorted(kind.type for kind in handlers), handlers.get)

    async def listen_all(self, service: str, hears: Hears) -> None:
        """Start delivering every event there is, at least once."""
        await self._attach(service, None, lambda _: hears)

    async def tap(self, see: Callable[[Envelope[Event]], None]) -> None:
        """Show every event from now on, once, to this process; nothing is kept, slow means lost."""
        self._read.twice = bool(self._queues)
        tap = RabbitTap(self.url, self._topology, self._read, see)
        self.taps.append(tap)
        await tap.start()

    async def redrive(self, stream: str) -> int:
        """Handle what is parked on a stream again, in order; return how many.

        Raises:
            Exception: whatever the handler raises; the event and those behind it stay parked.
        """
        return await redrive(self.parked, stream, self._queues[0].again)

    async def revive(self) -> int:
        """Handle this service's dead letters again; return how many were handled.

        Raises:
            Exception: whatever reading or handling raises; the letter stays among the dead.
        """
        return sum([await queues.revive() for queues in self._queues])

    async def stop_listening(self, within: float = 5.0) -> bool:
        """Take nothing new, finish what is being done; False when that took too long."""
        drained = await self.lanes.drain(within)
        await asyncio.gather(*[part.stop() for part in (*self._queues, *self.taps)])
        return drained

    async def close(self) -> None:
        """Leave the broker."""
        await self.stop_listening()
        await self._publisher.stop()

    async def _attach(
        self,
        service: str,
        types: Sequence[str] | None,
        find: Callable[[type[Event]], Hears | None],
    ) -> None:
        ear = Ear(service, find, self._read, self.parked, self.lanes, self.patience, self.back_off)
        queues = RabbitQueues(self.url, self._topology, ear, types, self.prefetch)
        self._queues.append(queues)
        await queues.start()
