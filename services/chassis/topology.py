"""The exchanges, queues and bindings of one namespace. Valid on RabbitMQ 3.10 and on 4.x.

    <ns>.events ──*.<type>──▶ <ns>.<service> ──<bucket>.#──▶ <ns>.<service>.<partition>
                                                                │ rejected, or delivered too often
                             <ns>.dead ──<service>──▶ <ns>.<service>.dead

Rule 1: a service's exchange takes the types it hears, its queues share the buckets out between
them: types + 64 bindings instead of types × 64.
Rule 2: the delivery limit is explicit and positive (3.10 reads -1 as 0), and high, because each
crash of a consumer counts against every message it held.
Rule 3: dead letters travel at least once, which needs the overflow to be reject-publish.
Rule 4: declared on a connection of its own: a mistake closes that one and no other.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from aio_pika import ExchangeType
from aio_pika.abc import AbstractChannel
from pamqp.common import FieldTable

from services.chassis.bus import BUCKETS, PARTITIONS, bucket

DELIVERY_LIMIT = 100
EVERYTHING = "#"


@dataclass(frozen=True)
class Topology:
    """Names, and how to declare them."""

    namespace: str

    @property
    def events(self) -> str:
        """The exchange everything is published to."""
        return f"{self.namespace}.events"

    @property
    def dead(self) -> str:
        """The exchange of dead letters."""
        return f"{self.namespace}.dead"

    def queue(self, service: str, partition: int) -> str:
        """A service's queue."""
        return f"{self.namespace}.{service}.{partition}"

    def dead_queue(self, service: str) -> str:
        """A service's dead letters."""
        return f"{self.namespace}.{service}.dead"

    def routing_key(self, subject: str, kind: str) -> str:
        """The key an event is published with."""
        return f"{bucket(subject)}.{kind}"

    async def declare_exchanges(self, channel: AbstractChannel) -> None:
        """Make sure that there is somewhere to publish to."""
        await channel.declare_exchange(self.events, ExchangeType.TOPIC, durable=True)
        await channel.declare_exchange(self.dead, ExchangeType.DIRECT, durable=True)

    async def declare_service(
        self, channel: AbstractChannel, service: str, types: Iterable[str] | None
    ) -> None:
        """Make sure that a service's queues exist and hear these types; None: all there are."""
        name = f"{self.namespace}.{service}"
        exchange = await channel.declare_exchange(name, ExchangeType.TOPIC, durable=True)
        for key in [EVERYTHING] if types is None else [f"*.{kind}" for kind in types]:
            await exchange.bind(self.events, key)
        await self._declare_dead(channel, service)
        for partition in range(PARTITIONS):
            await self._declare_queue(channel, service, partition)

    async def _declare_queue(self, channel: AbstractChannel, service: str, partition: int) -> None:
        arguments: FieldTable = {
            "x-queue-type": "quorum",
            "x-single-active-consumer": True,
            "x-delivery-limit": DELIVERY_LIMIT,
            "x-dead-letter-exchange": self.dead,
            "x-dead-letter-routing-key": service,
            "x-dead-letter-strategy": "at-least-once",
            "x-overflow": "reject-publish",
        }
        queue = await channel.declare_queue(
            self.queue(service, partition), durable=True, arguments=arguments
        )
        share = BUCKETS // PARTITIONS
        for number in range(partition * share, (partition + 1) * share):
            await queue.bind(f"{self.namespace}.{service}", f"{number}.#")

    async def _declare_dead(self, channel: AbstractChannel, service: str) -> None:
        queue = await channel.declare_queue(
            self.dead_queue(service), durable=True, arguments={"x-queue-type": "quorum"}
        )
        await queue.bind(self.dead, service)
