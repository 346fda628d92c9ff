"""Dispatch as a process: its parts, put together from its settings."""

from contracts.city.places import Places
from services.chassis.clock import milliseconds
from services.chassis.ground import Ground
from services.chassis.numbers import MongoNumbers
from services.chassis.parts import Parts
from services.chassis.settings import Settings
from services.chassis.sweep import Sweep
from services.dispatch.api import notices_router, offers_router, router
from services.dispatch.core import recompute
from services.dispatch.core import recompute_lists as again
from services.dispatch.handlers import Counting, Dispatch, Ears, Lists, Looking, Notices, Offers
from services.dispatch.handlers.told_needs import ToldNeeds
from services.dispatch.store import ASIDE, TRAILS, WHISTLES
from services.dispatch.store.notices import NOTICES
from services.dispatch.store.offers import EMERGENCIES, NEEDS, OFFERS, REGISTRATIONS, RESOURCES
from services.dispatch.store.rolls import MongoRolls


class DispatchSettings(Settings):
    """What dispatch is told by its environment."""

    service: str = "dispatch"
    port: int = 8082


def create(settings: DispatchSettings) -> Parts:
    """Put the parts together; nothing starts yet."""
    ground = Ground(settings)
    city, places, numbers = ground.city, Places(ground.city), MongoNumbers(ground.database)
    whistles, aside = ground.ending(WHISTLES), ground.hearsay(ASIDE)
    trails = ground.hearsay(TRAILS)
    dispatch = Dispatch(whistles, aside, trails, city, places, numbers, milliseconds)
    called, needs = ground.ending(OFFERS), ground.ending(NEEDS)
    registrations = ground.lasting(REGISTRATIONS)
    looking = Looking(
        offers=called,
        registrations=registrations,
        resources=ground.lasting(RESOURCES),
        needs=needs,
        emergencies=ground.ending(EMERGENCIES),
        city=city,
        places=places,
        numbers=numbers,
    )
    offers, lists = Offers(looking), Lists(looking, milliseconds)
    rolls = MongoRolls(ground.database)
    notices = Notices(ground.ending(NOTICES), rolls, offers, numbers, city, milliseconds)
    ears, told = Ears(looking, milliseconds), ToldNeeds(looking, milliseconds)
    return ground.parts(
        handlers={**dispatch.handlers, **ears.handlers, **told.handlers},
        routers=[
            router(dispatch, ground.actors, milliseconds),
            offers_router(offers, lists, ground.actors, milliseconds),
            notices_router(notices, ground.actors, milliseconds),
        ],
        sweeps=[
            Sweep(whistles, dispatch.tick),
            ground.recomputing(whistles, recompute),
            ground.recomputing(called, again.recompute_offer),
            ground.recomputing(needs, again.recompute_need),
            ground.recomputing(registrations, again.recompute_registration),
            *(Sweep(store, tick) for store, tick in offers.ticks),
            Counting(notices),
        ],
        prepare=[rolls.prepare],
    )
