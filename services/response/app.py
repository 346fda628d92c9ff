"""Response, put together."""

from contracts.events import EVENTS
from services.chassis import spans
from services.chassis.actors import Actors
from services.chassis.clock import milliseconds
from services.chassis.mongo import MongoStore, alive, connect
from services.chassis.operations import operations_router
from services.chassis.packs import cities_of
from services.chassis.parking_mongo import MongoParked
from services.chassis.parts import Parts
from services.chassis.rabbit import RabbitBus
from services.chassis.recomputing import Recomputing
from services.chassis.reconcile_stores import StoreListener, StoreSpeaker
from services.chassis.reconcile_web import Reconciled, reconcile_router
from services.chassis.relay import Relay
from services.chassis.retention import Shelves
from services.chassis.retention_web import retention_router
from services.chassis.settings import Settings
from services.chassis.sweep import Sweep
from services.response.api import router
from services.response.core import tick
from services.response.core.recompute import recompute
from services.response.handlers import SHAPE, Response


class ResponseSettings(Settings):
    """What response is told by its environment."""

    service: str = "response"
    port: int = 8083


def create(settings: ResponseSettings) -> Parts:
    """Make the parts."""
    client = connect(settings.mongo_url.get_secret_value())
    database = client[settings.database]
    parked, cities = MongoParked(database), cities_of(settings, client)
    url, secret = settings.amqp_url.get_secret_value(), settings.secret.get_secret_value()
    bus = RabbitBus(url, settings.namespace, EVENTS, parked, ("gateway",))
    tasks = MongoStore(database, SHAPE, EVENTS, trace=spans.traceparent).under(cities)
    city = cities.live
    response = Response(tasks, city, secret)
    actors, relays = Actors(secret, milliseconds), [Relay(tasks.outbox, bus)]
    speaker = StoreSpeaker([tasks.outbox], bus)
    listener = StoreListener(response.handlers, [tasks], parked.blocked)
    kept = Shelves.of(database, tasks)
    return Parts(
        settings=settings,
        bus=bus,
        prepare=[cities.prepare, tasks.prepare, parked.prepare, kept.prepare],
        relays=relays,
        sweeps=[
            cities,
            Sweep(tasks, lambda task, now: tick(task, city, now)),
            Recomputing(tasks, recompute, cities, milliseconds),
        ],
        outboxes=[tasks.outbox],
        handlers=response.handlers,
        routers=[
            router(response, actors, milliseconds),
            operations_router(bus, parked, actors),
            reconcile_router(Reconciled(speaker, listener, relays, EVENTS), actors),
            retention_router(kept, lambda: city.rules.retention, actors, milliseconds),
        ],
        checks={"store": lambda: alive(client)},
        close=[client.close],
    )
