"""Intake, put together."""

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
from services.intake.api import router
from services.intake.core import tick
from services.intake.handlers import Desk, Ears
from services.intake.store import CASES, HEARSAY, Duplicates


class IntakeSettings(Settings):
    """What intake is told by its environment."""

    service: str = "intake"
    port: int = 8081


def create(settings: IntakeSettings) -> Parts:
    """Make the parts of the process."""
    client = connect(settings.mongo_url.get_secret_value())
    database = client[settings.database]
    parked = MongoParked(database)
    url, secret = settings.amqp_url.get_secret_value(), settings.secret.get_secret_value()
    bus = RabbitBus(url, settings.namespace, EVENTS, parked, ("gateway",))
    city, numbers = read_city(read_folder(settings.city)), MongoNumbers(database)
    cases = MongoStore(database, CASES, EVENTS, trace=spans.traceparent)
    hearsay = MongoStore(database, HEARSAY, EVENTS)
    desk = Desk(cases, city, Places(city), Duplicates(cases, city), numbers)
    ears = Ears(cases, hearsay, city, numbers, milliseconds)
    actors, relays = Actors(secret, milliseconds), [Relay(cases.outbox, bus)]
    speaker = StoreSpeaker([cases.outbox], bus)
    listener = StoreListener(ears.handlers, [cases, hearsay], parked.blocked)
    return Parts(
        settings=settings,
        bus=bus,
        prepare=[cases.prepare, hearsay.prepare, parked.prepare],
        relays=relays,
        sweeps=[Sweep(cases, lambda case, now: tick(case, city, now))],
        outboxes=[cases.outbox],
        handlers=ears.handlers,
        routers=[
            router(desk, actors, milliseconds),
            operations_router(bus, parked, actors),
            reconcile_router(Reconciled(speaker, listener, relays, EVENTS), actors),
        ],
        checks={"store": lambda: alive(client)},
        close=[client.close],
    )
