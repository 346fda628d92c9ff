"""Consuming a service's queues: one channel each, settled by hand.

Rule 1: the callback only puts a delivery into its lane; the lane's own task does the work, so that
losing a channel cancels nothing half done.
Rule 2: each channel has its own settling (`services.chassis.settling`) and its own hearing.
"""

import asyncio
from collections.abc import Sequence
from functools import partial

from aiormq.abc import DeliveredMessage

from services.chassis.bus import PARTITIONS
from services.chassis.ear import Ear
from services.chassis.hearing import Hearing
from services.chassis.link import Link, Wire, connect
from services.chassis.settling import Settling
from services.chassis.topology import Topology


class RabbitDelivery:
    """One message on one channel."""

    __slots__ = ("_settling", "_tag", "body")

    def __init__(self, message: DeliveredMessage, settling: Settling) -> None:
        self.body = message.body
        self._tag = message.delivery_tag or 0
        self._settling = settling

    @property
    def alive(self) -> bool:
        """Whether settling it can still reach the broker."""
        return self._settling.alive

    async def settle(self) -> None:
        """Done: the broker may forget it."""
        self._settling.done(self._tag)

    async def bury(self) -> None:
        """Never try again: the broker moves it to the dead letters."""
        await self._settling.bury(self._tag)


class RabbitQueues:
    """All queues of one service, consumed by this process or standing by."""

    def __init__(
        self, url: str, topology: Topology, ear: Ear, types: Sequence[str] | None, prefetch: int
    ) -> None:
        self._url, self._topology, self._ear = url, topology, ear
        self._types, self._prefetch = types, prefetch
        self._settlings: list[Settling] = []
        self._link = Link(url, f"{topology.namespace} {ear.service} consume", self._consume)
        self.again = Hearing(ear).again

    @property
    def attached(self) -> bool:
        """Whether every queue has our consumer."""
        return self._link.attached.is_set()

    async def start(self) -> None:
        """Declare and consume; returns when every queue has our consumer."""
        self._link.start()
        await self._link.attached.wait()

    async def stop(self) -> None:
        """Close the channels: what is unsettled goes back to the front, in order."""
        await asyncio.gather(*[settling.finish() for settling in self._settlings])
        await self._link.stop()

    async def revive(self) -> int:
        """Handle dead letters again, the oldest first; return how many."""
        count = 0
        async with (
            await connect(self._url, "revive") as connection,
            connection.channel() as channel,
        ):
            queue = await channel.declare_queue(
                self._topology.dead_queue(self._ear.service), passive=True
            )
            while message := await queue.get(fail=False):
                await self.again(message.body)
                await message.ack()
                count += 1
        return count

    async def _consume(self, wire: Wire) -> None:
        await self._declare()
        self._settlings = settlings = list[Settling]()
        for partition in range(PARTITIONS):
            channel, raw = await wire.channel(publisher_confirms=False)
            await channel.set_qos(self._prefetch)
            settling = Settling(raw)
            settlings.append(settling)
            await raw.basic_consume(
                self._topology.queue(self._ear.service, partition),
                partial(self._take, Hearing(self._ear), settling),
            )

    async def _declare(self) -> None:
        async with (
            await connect(self._url, f"{self._topology.namespace} declare") as connection,
            connection.channel() as channel,
        ):
            await self._topology.declare_exchanges(channel)
            await self._topology.declare_service(channel, self._ear.service, self._types)

    @staticmethod
    async def _take(hearing: Hearing, settling: Settling, message: DeliveredMessage) -> None:
        await hearing.take(RabbitDelivery(message, settling))
