"""Consuming a service's queues: one channel each, settled by hand.

Rule 1: the callback only puts a delivery into its lane; the lane's own task does the work, so that
losing a channel cancels nothing half done.
Rule 2: a settlement belongs to the channel the message came on. On a dead channel it is swallowed:
the broker delivers again, and the numbers heard make that harmless.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from functools import partial

from aiormq.abc import DeliveredMessage
from aiormq.exceptions import AMQPError

from services.chassis.bus import PARTITIONS
from services.chassis.ear import Ear
from services.chassis.hearing import Hearing
from services.chassis.link import Link, Wire, connect
from services.chassis.topology import Topology

SETTLE_WITHIN = 1.0


class RabbitDelivery:
    """One message on one channel."""

    __slots__ = ("_channel", "_tag", "body")

    def __init__(self, message: DeliveredMessage) -> None:
        self.body = message.body
        self._tag = message.delivery_tag or 0
        self._channel = message.channel

    @property
    def alive(self) -> bool:
        """Whether settling it can still reach the broker."""
        return not self._channel.is_closed

    async def settle(self) -> None:
        """Done: the broker may forget it."""
        await self._insist(lambda: self._channel.basic_ack(self._tag, wait=False))

    async def bury(self) -> None:
        """Never try again: the broker moves it to the dead letters."""
        await self._insist(lambda: self._channel.basic_reject(self._tag, requeue=False, wait=False))

    async def _insist(self, send: Callable[[], Awaitable[None]]) -> None:
        # On a connection that just died, what is to be sent may wait for ever for its turn.
        while self.alive:
            with suppress(AMQPError, TimeoutError):
                async with asyncio.timeout(SETTLE_WITHIN):
                    await send()
                    return


class RabbitQueues:
    """All queues of one service, consumed by this process or standing by."""

    def __init__(
        self, url: str, topology: Topology, ear: Ear, types: Sequence[str] | None, prefetch: int
    ) -> None:
        self._url, self._topology, self._ear = url, topology, ear
        self._types, self._prefetch = types, prefetch
        self._paused = False
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

    def pause(self) -> None:
        """Leave what still arrives to another process."""
        self._paused = True

    async def stop(self) -> None:
        """Close the channels: what is unsettled goes back to the front, in order."""
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
        for partition in range(PARTITIONS):
            channel, raw = await wire.channel(publisher_confirms=False)
            await channel.set_qos(self._prefetch)
            await raw.basic_consume(
                self._topology.queue(self._ear.service, partition),
                partial(self._take, Hearing(self._ear)),
            )

    async def _declare(self) -> None:
        async with (
            await connect(self._url, f"{self._topology.namespace} declare") as connection,
            connection.channel() as channel,
        ):
            await self._topology.declare_exchanges(channel)
            await self._topology.declare_service(channel, self._ear.service, self._types)

    async def _take(self, hearing: Hearing, message: DeliveredMessage) -> None:
        if not self._paused:
            await hearing.take(RabbitDelivery(message))
