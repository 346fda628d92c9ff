"""How long the queues are, asked of the broker; and its dead letters, said again without names."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final, Protocol

from aio_pika import DeliveryMode, Message, connect
from aio_pika.abc import AbstractConnection, AbstractIncomingMessage
from aiormq.exceptions import ChannelNotFoundEntity

from contracts.views.operating import Queue
from gateway.dead_letters import Change
from services.chassis.bus import PARTITIONS
from services.chassis.memory_broker import MemoryBroker
from services.chassis.topology import Topology

_SINCE: Final = "x-dead-since"
_LONG_AGO: Final = datetime(1970, 1, 1, tzinfo=UTC)


class Queues(Protocol):
    """Where messages wait."""

    async def lengths(self) -> Sequence[Queue]:
        """Every queue there is."""
        ...

    async def rewrite(self, change: Change, *, dry: bool) -> int:
        """Change what the dead letters say, in their order; how many it changes.

        Raises:
            ConnectionError: the broker does not answer.
        """
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

    async def rewrite(self, change: Change, *, dry: bool) -> int:
        """See `Queues.rewrite`: each goes to the end, so their order stays.

        None is put back: a broker counts how often it delivers, and throws away what it delivered
        too often.
        """
        async with await connect(self.url, timeout=5) as connection:
            return sum([await self._again(connection, one, change, dry) for one in self.services])

    async def _again(
        self, connection: AbstractConnection, service: str, change: Change, dry: bool
    ) -> int:
        changed = 0
        try:
            async with connection.channel() as channel:
                queue = await channel.declare_queue(self.topology.dead_queue(service), passive=True)
                dead = await channel.get_exchange(self.topology.dead)
                for _ in range(queue.declaration_result.message_count or 0):
                    if letter := await queue.get(fail=False):
                        died = _died(letter)
                        after = change(letter.body, died)
                        changed += after != letter.body
                        told = _same(letter, letter.body if dry else after, died)
                        await dead.publish(told, routing_key=service)
                        await letter.ack()
        except ChannelNotFoundEntity:
            return 0
        return changed

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

    async def rewrite(self, change: Change, *, dry: bool) -> int:
        """See `Queues.rewrite`; nobody notes here when a letter died: it was long ago."""
        changed = 0
        for queue in self.broker.queues.values():
            after = [change(body, _LONG_AGO) for body in queue.dead]
            changed += sum(new != old for new, old in zip(after, queue.dead, strict=True))
            queue.dead[:] = queue.dead if dry else after
        return changed


def _died(letter: AbstractIncomingMessage) -> datetime:
    """When it died: as the broker noted it, or as we did when we said it again."""
    own = letter.headers.get(_SINCE)
    if isinstance(own, str):
        return datetime.fromisoformat(own)
    deaths: Any = letter.headers.get("x-death") or [{}]
    noted = deaths[0].get("time") or letter.timestamp or _LONG_AGO
    return noted if noted.tzinfo else noted.replace(tzinfo=UTC)


def _same(letter: AbstractIncomingMessage, body: bytes, died: datetime) -> Message:
    return Message(
        body,
        headers={**letter.headers, _SINCE: died.isoformat()},
        content_type=letter.content_type,
        delivery_mode=DeliveryMode.PERSISTENT,
        message_id=letter.message_id,
        timestamp=letter.timestamp,
        type=letter.type,
    )
