"""The bus on RabbitMQ: publishing here, consuming in `services.chassis.rabbit_queue`.

Rule 1: publishing and consuming have a connection each: the broker blocks publishers on alarms.
Rule 2: persistent, mandatory, confirmed, and never without a time limit; an unroutable event
raises. Whoever gets an exception still owns the event and publishes it again.
Rule 3: nothing is published before the exchange and the witnesses' queues are there: a witness is
a service that must not miss an event, even one said before it ever ran.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from aiormq import Channel as RawChannel
from aiormq import spec
from aiormq.exceptions import PublishError

from contracts.envelope import CONTENT_TYPE, Envelope, encode
from contracts.events.event import Event
from services.chassis import metrics, spans
from services.chassis.bus import Handle, Handlers, Hears, Unroutable, bucket
from services.chassis.hearing import Ear
from services.chassis.lanes import BackOff, Lanes
from services.chassis.link import Link, Wire, connect
from services.chassis.parking import ParkedEvents, redrive
from services.chassis.rabbit_queue import RabbitQueues
from services.chassis.rabbit_tap import RabbitTap
from services.chassis.topology import Topology

PUBLISHERS = 4
"""Channels; an aggregate always uses the same one."""
AT_ONCE = 100
"""Unconfirmed events per channel."""


@dataclass
class RabbitBus:
    """One process's place at the broker."""

    url: str
    namespace: str
    kinds: Mapping[str, type[Event]]
    """Every event type there is, by wire name."""
    parked: ParkedEvents
    witnesses: Sequence[str] = ()
    """Services that hear everything; their queues are made before anything is published."""
    timeout: float = 10.0
    """Seconds until a publish counts as failed."""
    patience: float = 30.0
    back_off: BackOff = field(default_factory=BackOff)
    prefetch: int = 64
    lanes: Lanes = field(default_factory=Lanes)

    def __post_init__(self) -> None:
        """Make the parts; nothing is connected before `start`."""
        self._topology = Topology(self.namespace)
        self._channels: list[RawChannel] = []
        self._windows = [asyncio.Semaphore(AT_ONCE) for _ in range(PUBLISHERS)]
        self._publishing = Link(self.url, f"{self.namespace} publish", self._open_publishers)
        self._queues: list[RabbitQueues] = []
        self._taps: list[RabbitTap] = []

    @property
    def attached(self) -> bool:
        """Whether publishing is possible and every consumer is in place."""
        return self._publishing.attached.is_set() and all(q.attached for q in self._queues)

    async def start(self) -> None:
        """Connect and declare; returns when events can be published, however long that takes."""
        self._publishing.start()
        await self._publishing.attached.wait()

    async def publish(self, envelope: Envelope[Event]) -> None:
        """Return once a majority of the broker has the event on disk.

        Raises:
            Unroutable: no queue is bound for it.
            Exception: no connection, or no confirm in time; it may have arrived all the same.
        """
        with spans.publish_span(envelope, self._topology.events):
            try:
                await self._send(envelope)
            except Exception as error:
                metrics.UNSAID.labels(type(error).__name__).inc()
                raise
        metrics.SAID.labels(envelope.type).inc()

    async def listen(self, service: str, handlers: Handlers) -> None:
        """Start delivering each kind of event to its handler, at least once."""
        await self._attach(service, sorted(kind.type for kind in handlers), handlers.get)

    async def listen_all(self, service: str, handle: Handle) -> None:
        """Start delivering every event there is, at least once."""
        hears = Hears(handle)
        await self._attach(service, None, lambda _: hears)

    async def tap(self, see: Callable[[Envelope[Event]], None]) -> None:
        """Show every event from now on, once, to this process; nothing is kept, slow means lost."""
        tap = RabbitTap(self.url, self._topology, self.kinds, see)
        self._taps.append(tap)
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
        for queues in self._queues:
            queues.pause()
        drained = await self.lanes.drain(within)
        await asyncio.gather(*[part.stop() for part in (*self._queues, *self._taps)])
        return drained

    async def close(self) -> None:
        """Leave the broker."""
        await self.stop_listening()
        await self._publishing.stop()

    async def _attach(
        self,
        service: str,
        types: Sequence[str] | None,
        find: Callable[[type[Event]], Hears | None],
    ) -> None:
        ear = Ear(service, find, self.kinds, self.parked, self.lanes, self.patience, self.back_off)
        queues = RabbitQueues(self.url, self._topology, ear, types, self.prefetch)
        self._queues.append(queues)
        await queues.start()

    async def _open_publishers(self, wire: Wire) -> None:
        async with (
            await connect(self.url, f"{self.namespace} declare") as connection,
            connection.channel() as channel,
        ):
            await self._topology.declare_exchanges(channel)
            for witness in self.witnesses:
                await self._topology.declare_service(channel, witness, None)
        opened = [await wire.channel(on_return_raises=True) for _ in range(PUBLISHERS)]
        self._channels = [raw for _, raw in opened]

    async def _send(self, envelope: Envelope[Event]) -> None:
        if not self._publishing.attached.is_set():
            raise ConnectionError("the broker is out of reach")
        number = bucket(envelope.subject) % PUBLISHERS
        async with self._windows[number]:
            try:
                await self._channels[number].basic_publish(
                    encode(envelope),
                    exchange=self._topology.events,
                    routing_key=self._topology.routing_key(envelope.subject, envelope.type),
                    properties=_properties(envelope),
                    mandatory=True,
                    timeout=self.timeout,
                    wait=False,
                )
            except PublishError as error:
                raise Unroutable(envelope.type) from error


def _properties(envelope: Envelope[Event]) -> spec.Basic.Properties:
    return spec.Basic.Properties(
        content_type=CONTENT_TYPE,
        delivery_mode=2,
        message_id=envelope.id,
        message_type=envelope.type,
        timestamp=envelope.time,
        app_id=envelope.source,
    )
