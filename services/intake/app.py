"""Intake, put together."""

from contracts.city.places import Places
from contracts.events import EVENTS
from services.chassis import spans
from services.chassis.actors import Actors
from services.chassis.clock import milliseconds
from services.chassis.mongo import MongoStore, alive, connect
from services.chassis.numbers import MongoNumbers
from services.chassis.operations import operations_router
from services.chassis.packs import cities_of
from services.chassis.parking_mongo import MongoParked
from services.chassis.parts import Parts
from services.chassis.rabbit import RabbitBus
from services.chassis.recomputing import Recomputing
from services.chassis.reconcile_stores import StoreListener, StoreSpeaker
from services.chassis.reconcile_web import Reconciled, reconcile_router
from services.chassis.relay import Relay
from services.chassis.retention import Rewriting, Shelves
from services.chassis.retention_web import retention_router
from services.chassis.settings import Settings
from services.chassis.sweep import Sweep
from services.intake.api import homes_router, reckoning_router, router
from services.intake.core import tick
from services.intake.core.binding import tick_household
from services.intake.core.doors import pin_in
from services.intake.core.questioning import tick_questionnaire
from services.intake.core.recompute import recompute
from services.intake.core.round import tick_round
from services.intake.core.visit_gates import tick_visit
from services.intake.handlers import (
    Desk,
    Ears,
    Homing,
    Office,
    Ordering,
    Questioning,
    Visiting,
)
from services.intake.store import (
    CASES,
    HEARSAY,
    HOUSEHOLDS,
    QUESTIONNAIRES,
    ROUNDS,
    VISITS,
    Duplicates,
    MongoPast,
    MongoTally,
)


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
    cities = cities_of(settings, client)
    city, numbers = cities.live, MongoNumbers(database)
    cases = MongoStore(database, CASES, EVENTS, trace=spans.traceparent).under(cities)
    hearsay = MongoStore(database, HEARSAY, EVENTS)
    visits = MongoStore(database, VISITS, EVENTS, trace=spans.traceparent).under(cities)
    rounds = MongoStore(database, ROUNDS, EVENTS, trace=spans.traceparent)
    asked = MongoStore(database, QUESTIONNAIRES, EVENTS, trace=spans.traceparent)
    homes = MongoStore(database, HOUSEHOLDS, EVENTS, trace=spans.traceparent)
    places, past = Places(city), MongoPast(Rewriting(database[HOUSEHOLDS.name]))
    homing = Homing(homes, past, city, pin_in(places))
    desk = Desk(cases, city, places, Duplicates(cases, city), numbers, homing.home_of)
    ears = Ears(cases, hearsay, city, numbers, milliseconds)
    visiting = Visiting(visits, rounds, cases, city, desk.place, numbers, milliseconds, desk.area)
    questioning = Questioning(asked, city, desk.place, numbers)
    handlers = {**ears.handlers, **visiting.handlers, **Ordering(ears).handlers}
    outboxes = [store.outbox for store in (cases, visits, rounds, asked, homes)]
    actors, relays = Actors(secret, milliseconds), [Relay(outbox, bus) for outbox in outboxes]
    speaker = StoreSpeaker(outboxes, bus)
    listener = StoreListener(handlers, [cases, hearsay, visits, rounds, asked], parked.blocked)
    kept = Shelves.of(database, cases, visits, asked)
    return Parts(
        settings=settings,
        bus=bus,
        prepare=[
            cities.prepare,
            *(store.prepare for store in (cases, hearsay, visits, rounds, asked, homes)),
            parked.prepare,
            kept.prepare,
        ],
        relays=relays,
        sweeps=[
            cities,
            Sweep(cases, lambda case, now: tick(case, city, now)),
            Recomputing(cases, recompute, cities, milliseconds),
            Sweep(visits, lambda visit, now: tick_visit(visit, city, now)),
            visiting,
            Sweep(asked, tick_questionnaire),
            Sweep(homes, lambda home, now: tick_household(home, city, now), every=5.0),
            Sweep(rounds, lambda known, now: tick_round(known, city, now)),
        ],
        outboxes=outboxes,
        handlers=handlers,
        routers=[
            router(desk, actors, milliseconds, Office(desk, visiting, questioning, homing)),
            homes_router(homing, actors, milliseconds),
            reckoning_router(MongoTally(database), city, actors, milliseconds),
            operations_router(bus, parked, actors),
            reconcile_router(Reconciled(speaker, listener, relays, EVENTS), actors),
            retention_router(
                kept,
                lambda: city.rules.retention,
                actors,
                milliseconds,
                {"households": homing.retain},
            ),
        ],
        checks={"store": lambda: alive(client)},
        close=[client.close],
    )
