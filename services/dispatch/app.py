"""Dispatch as a process: its parts, put together from its settings."""

from typing import Any, TypeVar

from pymongo.asynchronous.database import AsyncDatabase

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
from services.chassis.retention import Shelves
from services.chassis.retention_web import retention_router
from services.chassis.settings import Settings
from services.chassis.store import Shape
from services.chassis.sweep import Sweep
from services.dispatch.api import notices_router, offers_router, router
from services.dispatch.core import recompute
from services.dispatch.handlers import Counting, Dispatch, Ears, Lists, Looking, Notices, Offers
from services.dispatch.handlers.told_needs import ToldNeeds
from services.dispatch.store import ASIDE, WHISTLES
from services.dispatch.store.notices import NOTICES
from services.dispatch.store.offers import EMERGENCIES, NEEDS, OFFERS, REGISTRATIONS, RESOURCES
from services.dispatch.store.rolls import MongoRolls


class DispatchSettings(Settings):
    """What dispatch is told by its environment."""

    service: str = "dispatch"
    port: int = 8082


State = TypeVar("State")


def _keep(database: AsyncDatabase[dict[str, Any]], shape: Shape[State]) -> MongoStore[State]:
    return MongoStore(database, shape, EVENTS, trace=spans.traceparent)


def create(settings: DispatchSettings) -> Parts:
    """Put the parts together; nothing starts yet."""
    client = connect(settings.mongo_url.get_secret_value())
    database = client[settings.database]
    parked, cities = MongoParked(database), cities_of(settings, client)
    url, secret = settings.amqp_url.get_secret_value(), settings.secret.get_secret_value()
    bus = RabbitBus(url, settings.namespace, EVENTS, parked, ("gateway",))
    city = cities.live
    whistles = MongoStore(database, WHISTLES, EVENTS, trace=spans.traceparent).under(cities)
    places, numbers = Places(city), MongoNumbers(database)
    aside = MongoStore(database, ASIDE, EVENTS)
    dispatch = Dispatch(whistles, aside, city, places, numbers, milliseconds)
    claimed = _keep(database, OFFERS).under(cities)
    registered = _keep(database, REGISTRATIONS)
    resources, needs = _keep(database, RESOURCES), _keep(database, NEEDS).under(cities)
    emergencies = _keep(database, EMERGENCIES).under(cities)
    looking = Looking(
        offers=claimed,
        registrations=registered,
        resources=resources,
        needs=needs,
        emergencies=emergencies,
        city=city,
        places=places,
        numbers=numbers,
    )
    offers, lists = Offers(looking), Lists(looking, milliseconds)
    told, rolls = _keep(database, NOTICES).under(cities), MongoRolls(database)
    notices = Notices(told, rolls, offers, numbers, city, milliseconds)
    stores: list[MongoStore[Any]] = [
        *(whistles, claimed, registered, resources, needs, emergencies, told)
    ]
    outboxes = [store.outbox for store in stores]
    actors, relays = Actors(secret, milliseconds), [Relay(outbox, bus) for outbox in outboxes]
    ears, told = Ears(looking, milliseconds), ToldNeeds(looking, milliseconds)
    handlers = {**dispatch.handlers, **ears.handlers, **told.handlers}
    speaker = StoreSpeaker(outboxes, bus)
    listener = StoreListener(handlers, [*stores, aside], parked.blocked)
    kept = Shelves.of(database, whistles, claimed, registered, needs)
    return Parts(
        settings=settings,
        bus=bus,
        prepare=[
            cities.prepare,
            *(store.prepare for store in stores),
            aside.prepare,
            rolls.prepare,
            parked.prepare,
            kept.prepare,
        ],
        relays=relays,
        sweeps=[
            cities,
            Sweep(whistles, dispatch.tick),
            Recomputing(whistles, recompute, cities, milliseconds),
            *(Sweep(store, tick) for store, tick in offers.ticks),
            Counting(notices),
        ],
        outboxes=outboxes,
        handlers=handlers,
        routers=[
            router(dispatch, actors, milliseconds),
            offers_router(offers, lists, actors, milliseconds),
            notices_router(notices, actors, milliseconds),
            operations_router(bus, parked, actors),
            reconcile_router(Reconciled(speaker, listener, relays, EVENTS), actors),
            retention_router(kept, lambda: city.rules.retention, actors, milliseconds),
        ],
        checks={"store": lambda: alive(client)},
        close=[client.close],
    )
