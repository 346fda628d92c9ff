"""Dispatch as a process: its parts, put together from its settings."""

from contracts.city.places import Places
from contracts.city.reader import read_city
from contracts.events import EVENTS
from services.chassis import spans
from services.chassis.actors import Actors
from services.chassis.clock import milliseconds
from services.chassis.mongo import MongoStore, alive, connect
from services.chassis.numbers import MongoNumbers
from services.chassis.operations import operations_router
from services.chassis.parking_mongo import MongoParked
from services.chassis.parts import Parts
from services.chassis.rabbit import RabbitBus
from services.chassis.reconcile_stores import StoreListener, StoreSpeaker
from services.chassis.reconcile_web import Reconciled, reconcile_router
from services.chassis.relay import Relay
from services.chassis.settings import Settings, read_folder
from services.chassis.sweep import Sweep
from services.dispatch.api import router
from services.dispatch.handlers import Dispatch
from services.dispatch.store import ASIDE, WHISTLES


class DispatchSettings(Settings):
    """What dispatch is told by its environment."""

    service: str = "dispatch"
    port: int = 8082


def create(settings: DispatchSettings) -> Parts:
    """Put the parts together; nothing starts yet."""
    client = connect(settings.mongo_url.get_secret_value())
    database = client[settings.database]
    parked = MongoParked(database)
    url, secret = settings.amqp_url.get_secret_value(), settings.secret.get_secret_value()
    bus = RabbitBus(url, settings.namespace, EVENTS, parked, ("gateway",))
    city = read_city(read_folder(settings.city))
    whistles = MongoStore(database, WHISTLES, EVENTS, trace=spans.traceparent)
    aside = MongoStore(database, ASIDE, EVENTS)
    dispatch = Dispatch(whistles, aside, city, Places(city), MongoNumbers(database), milliseconds)
    actors, relays = Actors(secret, milliseconds), [Relay(whistles.outbox, bus)]
    speaker = StoreSpeaker([whistles.outbox], bus)
    listener = StoreListener(dispatch.handlers, [whistles, aside], parked.blocked)
    return Parts(
        settings=settings,
        bus=bus,
        prepare=[whistles.prepare, aside.prepare, parked.prepare],
        relays=relays,
        sweeps=[Sweep(whistles, dispatch.tick)],
        outboxes=[whistles.outbox],
        handlers=dispatch.handlers,
        routers=[
            router(dispatch, actors, milliseconds),
            operations_router(bus, parked, actors),
            reconcile_router(Reconciled(speaker, listener, relays, EVENTS), actors),
        ],
        checks={"store": lambda: alive(client)},
        close=[client.close],
    )
