"""A live look at everything that is said: for one process, from now on, and never in its way.

The queue lives and dies with the connection and is bounded on both sides: a process that cannot
keep up loses the oldest. Whoever shows events to people reads the stored view first and again.
"""

from collections.abc import Callable

from aiormq.abc import DeliveredMessage

from contracts.envelope import Envelope, Unreadable
from contracts.events.event import Event
from services.chassis import metrics
from services.chassis.link import Link, Wire
from services.chassis.topology import EVERYTHING, Topology

BOUND = 10_000


class RabbitTap:
    """Shows every event to one callback, in order of arrival."""

    def __init__(
        self,
        url: str,
        topology: Topology,
        read: Callable[[bytes], Envelope[Event]],
        see: Callable[[Envelope[Event]], None],
    ) -> None:
        self._topology, self._read, self._see = topology, read, see
        self._link = Link(url, f"{topology.namespace} tap", self._attach)

    @property
    def attached(self) -> bool:
        """Whether it shows what is said now."""
        return self._link.attached.is_set()

    async def start(self) -> None:
        """Return when it shows."""
        self._link.start()
        await self._link.attached.wait()

    async def stop(self) -> None:
        """Show no more."""
        await self._link.stop()

    async def _attach(self, wire: Wire) -> None:
        channel, raw = await wire.channel(publisher_confirms=False)
        await self._topology.declare_exchanges(channel)
        queue = await channel.declare_queue(
            exclusive=True,
            auto_delete=True,
            arguments={"x-max-length": BOUND, "x-overflow": "drop-head"},
        )
        await queue.bind(self._topology.events, EVERYTHING)
        await raw.basic_consume(queue.name, self._take, no_ack=True)

    async def _take(self, message: DeliveredMessage) -> None:
        try:
            envelope = self._read(message.body)
        except Unreadable:
            metrics.DROPPED.inc()
            return
        self._see(envelope)
