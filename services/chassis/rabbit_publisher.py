"""Publishing to RabbitMQ: persistent, mandatory, confirmed, and never without a time limit.

Rule 1: an aggregate always uses the same channel; a window bounds what a channel has unconfirmed,
because the broker confirms many at once and each is looked for.
Rule 2: when the connection is lost, every publish that waits for it fails at once: whether the
event arrived is not known, and its speaker publishes it again.
Rule 3: a confirm that does not come in time is a broken connection too: after a broker came back,
a channel that spoke too early can stay deaf for ever.
Rule 4: nothing is published before the exchange and the witnesses' queues are there.
"""

import asyncio
from collections.abc import Sequence

from aiormq import Channel as RawChannel
from aiormq import spec
from aiormq.exceptions import PublishError

from contracts.envelope import CONTENT_TYPE, Envelope, encode
from contracts.events.event import Event
from services.chassis.bus import Unroutable, bucket
from services.chassis.link import Link, Wire, connect
from services.chassis.topology import Topology

CHANNELS = 2
WINDOW = 200


class RabbitPublisher:
    """Hands events to the broker."""

    def __init__(
        self, url: str, topology: Topology, witnesses: Sequence[str], timeout: float
    ) -> None:
        self._url, self._topology = url, topology
        self._witnesses, self._timeout = witnesses, timeout
        self._wire: Wire | None = None
        self._channels: list[RawChannel] = []
        self._windows = [asyncio.Semaphore(WINDOW) for _ in range(CHANNELS)]
        self._limits: set[asyncio.Timeout] = set()
        self._link = Link(url, f"{topology.namespace} publish", self._attach, self._fail_all)

    @property
    def attached(self) -> bool:
        """Whether publishing is possible now."""
        return self._link.attached.is_set()

    async def start(self) -> None:
        """Return when events can be published."""
        self._link.start()
        await self._link.attached.wait()

    async def stop(self) -> None:
        """Close the connection."""
        await self._link.stop()

    async def publish(self, envelope: Envelope[Event]) -> None:
        """Return once a majority of the broker has the event on disk.

        Raises:
            Unroutable: no queue is bound for it.
            ConnectionError: there is no connection, or it was lost just now.
            TimeoutError: no confirm in time.
        """
        if not self.attached:
            raise ConnectionError("the broker is out of reach")
        number = bucket(envelope.subject) % CHANNELS
        try:
            async with asyncio.timeout(self._timeout) as limit, self._windows[number]:
                self._limits.add(limit)
                try:
                    await self._send(self._channels[number], envelope)
                finally:
                    self._limits.discard(limit)
        except PublishError as error:
            raise Unroutable(envelope.type) from error
        except TimeoutError:
            if not self.attached:
                raise ConnectionError("the broker was lost") from None
            if self._wire:
                self._wire.give_up()
            raise

    async def _send(self, channel: RawChannel, envelope: Envelope[Event]) -> None:
        await channel.basic_publish(
            encode(envelope),
            exchange=self._topology.events,
            routing_key=self._topology.routing_key(envelope.subject, envelope.type),
            properties=_properties(envelope),
            mandatory=True,
            wait=False,
        )

    def _fail_all(self) -> None:
        now = asyncio.get_running_loop().time()
        for limit in self._limits:
            limit.reschedule(now)

    async def _attach(self, wire: Wire) -> None:
        async with (
            await connect(self._url, f"{self._topology.namespace} declare") as connection,
            connection.channel() as channel,
        ):
            await self._topology.declare_exchanges(channel)
            for witness in self._witnesses:
                await self._topology.declare_service(channel, witness, None)
        opened = [await wire.channel(on_return_raises=True) for _ in range(CHANNELS)]
        self._channels = [raw for _, raw in opened]
        self._wire = wire


def _properties(envelope: Envelope[Event]) -> spec.Basic.Properties:
    return spec.Basic.Properties(
        content_type=CONTENT_TYPE,
        delivery_mode=2,
        message_id=envelope.id,
        message_type=envelope.type,
        timestamp=envelope.time,
        app_id=envelope.source,
    )
