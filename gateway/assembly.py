"""What the gateway is put together on: settings, city, database, bus; and what all of it shares."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from pymongo.asynchronous.database import AsyncDatabase

from contracts.city import City
from contracts.events import EVENTS
from gateway.audit_books import MongoBook
from gateway.districts import Of, districts, nowhere
from gateway.fold import Folded
from gateway.hub import Hub
from gateway.kinds import KINDS
from gateway.queues import Queues
from gateway.settings import GatewaySettings
from gateway.tagbook import TagBook
from gateway.views import Views, shape
from services.chassis.cities import Cities
from services.chassis.mongo import MongoStore
from services.chassis.operations import Redriving
from services.chassis.packs import packs_database
from services.chassis.parts import RunningBus
from services.chassis.rabbit import RabbitBus


class GatewayBus(RunningBus, Redriving, Protocol):
    """A bus that can be started, and asked to handle what is parked again."""


@dataclass
class LeavingBus(RabbitBus):
    """The bus of a process with open streams: when it stops to listen, they end."""

    leaving: Callable[[], None] = lambda: None

    async def stop_listening(self, within: float = 5.0) -> bool:
        """See `RabbitBus.stop_listening`."""
        self.leaving()
        return await super().stop_listening(within)


def shelved(
    database: AsyncDatabase[dict[str, Any]], of: Of = nowhere, prefix: str = ""
) -> Mapping[str, MongoStore[Folded]]:
    """Where the views are kept, by kind; `of` finds the districts of what is told."""
    return {
        name: MongoStore(database, shape(kind, of, prefix + kind.collection), EVENTS)
        for name, kind in KINDS.items()
    }


@dataclass(frozen=True)
class Assembly:
    """What `create` builds on; tests bring a bus without a broker."""

    settings: GatewaySettings
    cities: Cities
    database: AsyncDatabase[dict[str, Any]]
    bus: GatewayBus
    queues: Queues

    @property
    def city(self) -> City:
        """The city in force, whichever it is when asked."""
        return self.cities.live

    @cached_property
    def packs(self) -> AsyncDatabase[dict[str, Any]]:
        """Where city packs are kept, for all processes of the system."""
        return self.database.client[packs_database(self.settings)]

    @cached_property
    def stores(self) -> Mapping[str, MongoStore[Folded]]:
        """Where the views are kept, by kind."""
        return shelved(self.database, districts(self.city))

    @cached_property
    def views(self) -> Views:
        """The views."""
        return Views(self.stores)

    @cached_property
    def book(self) -> MongoBook:
        """The audit log's pages."""
        return MongoBook(self.database)

    @cached_property
    def hub(self) -> Hub:
        """The open streams."""
        return Hub(self.book, TagBook(self.views, self.city))
