"""The ground a service stands on: its database, its broker, the city packs, and who may ask.

A service says what it keeps, then what it does with it; everything that follows for all services
alike (indexes, relays, operations, reconciling, retention) is laid here.

    # services/pottery/app.py
    class PotterySettings(Settings):
        service: str = "pottery"
        port: int = 8085

    def create(settings: PotterySettings) -> Parts:
        ground = Ground(settings)
        pots = ground.ending(POTS)
        pottery = Pottery(pots, ground.city)
        return ground.parts(
            handlers=pottery.handlers,
            routers=[acts_router(owned_by("pottery"), pottery, ground.actors, milliseconds)],
            sweeps=[Sweep(pots, tick)],
        )

    # services/pottery/__main__.py
    from services.chassis.run import serve
    from services.pottery.app import PotterySettings, create

    if __name__ == "__main__":
        serve(PotterySettings, create)
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, TypeVar

from fastapi import APIRouter

from contracts.city.rules import Retention
from contracts.events import EVENTS
from services.chassis import spans
from services.chassis.actors import Actors
from services.chassis.bus import Handlers
from services.chassis.clock import milliseconds
from services.chassis.mongo import MongoStore, alive, connect
from services.chassis.operations import operations_router
from services.chassis.packs import cities_of
from services.chassis.parking_mongo import MongoParked
from services.chassis.parking_words import Aging
from services.chassis.parts import Parts, Step, Sweeping
from services.chassis.passes import MongoPasses
from services.chassis.rabbit import RabbitBus
from services.chassis.recomputing import Reckon, Recomputing
from services.chassis.reconcile_stores import StoreListener, StoreSpeaker
from services.chassis.reconcile_web import Reconciled, reconcile_router
from services.chassis.relay import Relay
from services.chassis.retention import Shelves
from services.chassis.retention_web import Retaining, retention_router
from services.chassis.settings import Settings
from services.chassis.store import Shape

State = TypeVar("State")


class Ground:
    """What one service is built on; nothing runs yet."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._client = connect(settings.mongo_url.get_secret_value())
        self.database = self._client[settings.database]
        self.secret = settings.secret.get_secret_value()
        self.actors = Actors(self.secret, milliseconds)
        self.cities = cities_of(settings, self._client)
        self.city = self.cities.live
        """At each moment the city that counts."""
        self._parked = MongoParked(self.database)
        url = settings.amqp_url.get_secret_value()
        self._bus = RabbitBus(url, settings.namespace, EVENTS, self._parked, ("gateway",))
        self._said: list[MongoStore[Any]] = []
        self._heard: list[MongoStore[Any]] = []

    def lasting(self, shape: Shape[State]) -> MongoStore[State]:
        """Keep what has no end (an account, a round): the pack in force decides about it."""
        store = MongoStore(self.database, shape, EVENTS, trace=spans.traceparent)
        self._said.append(store)
        return store

    def ending(self, shape: Shape[State]) -> MongoStore[State]:
        """Keep work that ends: it is decided under the city pack it began with."""
        return self.lasting(shape).under(self.cities)

    def hearsay(self, shape: Shape[State]) -> MongoStore[State]:
        """Keep what is heard and never said: nothing of it is published."""
        store = MongoStore(self.database, shape, EVENTS)
        self._heard.append(store)
        return store

    def recomputing(
        self, store: MongoStore[State], reckon: Reckon[State], *, ahead: timedelta | None = None
    ) -> Recomputing[State]:
        """Let what is open in a store move when the calendar is another."""
        passes = MongoPasses(self.database)
        return Recomputing(store, reckon, self.cities, passes, milliseconds, ahead=ahead)

    def parts(
        self,
        *,
        handlers: Handlers,
        routers: Sequence[APIRouter],
        sweeps: Sequence[Sweeping],
        prepare: Sequence[Step] = (),
        also: Mapping[str, Retaining] | None = None,
    ) -> Parts:
        """The whole process: what the service does itself, and what every service does.

        `also`: what has rules of its own of how long it is kept, by name.
        """
        stores, kept = [*self._said, *self._heard], Shelves.of(self.database, *self._said)
        outboxes = [store.outbox for store in self._said]
        relays = [Relay(outbox, self._bus) for outbox in outboxes]
        shown = Reconciled(
            StoreSpeaker(outboxes, self._bus),
            StoreListener(handlers, stores, self._parked.blocked),
            relays,
            EVENTS,
        )
        more = {**(also or {}), "parked": Aging(self._parked, self._policy)}
        steps = (*stores, self._parked, kept)
        return Parts(
            settings=self.settings,
            bus=self._bus,
            prepare=[self.cities.prepare, *(one.prepare for one in steps), *prepare],
            relays=relays,
            sweeps=[self.cities, *sweeps],
            outboxes=outboxes,
            handlers=handlers,
            routers=[
                *routers,
                operations_router(self._bus, self._parked, self.actors),
                reconcile_router(shown, self.actors),
                retention_router(kept, self._policy, self.actors, milliseconds, more),
            ],
            checks={"store": lambda: alive(self._client)},
            close=[self._client.close],
        )

    def _policy(self) -> Retention:
        return self.city.rules.retention
