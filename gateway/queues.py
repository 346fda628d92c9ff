"""How long the queues are, asked of the broker."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from aio_pika import connect
from aio_pika.abc import AbstractConnection
from aiormq.exceptions import ChannelNotFoundEntity

from contracts.views.operating import Queue
from services.chassis.bus import PARTITIONS
from services.chassis.memory_broker import MemoryBroker
from services.chassis.topology import Topology


class Queues(Protocol):
    """Where messages wait."""

    async def lengths(self) -> Sequence[Queue]:
        """Every queue there is."""
        ...


@dataclass(frozen=True)
class RabbitQueues:
    """The queues of one namespace."""

    url: str
    topology: Topology
    services: Sequence[str]

    async def lengths(self) -> Sequence[Queue]:
        """See `Queues.lengths`."""
        async with await connect(self.url, timeout=5) as connection:
            found = [
                await self._length(connection, service, name, dead=dead)
                for service in self.services
                for name, dead in self._names(service)
            ]
        return [queue for queue in found if queue]

    def _names(self, service: str) -> Sequence[tuple[str, bool]]:
        parts = [(self.topology.queue(service, number), False) for number in range(PARTITIONS)]
        return [*parts, (self.topology.dead_queue(service), True)]

    async def _length(
        self, connection: AbstractConnection, service: str, name: str, *, dead: bool
    ) -> Queue | None:
        try:
            async with connection.channel() as channel:
                declared = await channel.declare_queue(name, passive=True)
        except ChannelNotFoundEntity:
            return None
        told = declared.declaration_result
        return Queue(
            service=service,
            name=name,
            messages=told.message_count or 0,
            consumers=told.consumer_count or 0,
            dead=dead,
        )


@dataclass(frozen=True)
class MemoryQueues:
    """The queues of a broker in memory."""

    broker: MemoryBroker

    async def lengths(self) -> Sequence[Queue]:
        """See `Queues.lengths`."""
        return [
            Queue(
                service=service,
                name=f"{service}.{number}",
                messages=len(queue.ready),
                consumers=len(queue.consumers),
            )
            for (service, number), queue in self.broker.queues.items()
        ]
