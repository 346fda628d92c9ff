"""Intake, put together."""

from contracts.city.places import Places
from services.chassis.clock import milliseconds
from services.chassis.ground import Ground
from services.chassis.numbers import MongoNumbers
from services.chassis.parts import Parts
from services.chassis.retention import Rewriting
from services.chassis.settings import Settings
from services.chassis.sweep import Sweep
from services.intake.api import homes_router, reckoning_router, router
from services.intake.core import tick
from services.intake.core.binding import tick_household
from services.intake.core.doors import pin_in
from services.intake.core.questioning import tick_questionnaire
from services.intake.core.recompute import recompute, recompute_home
from services.intake.core.recompute_visit import recompute_visit
from services.intake.core.round import tick_round
from services.intake.core.visit_gates import tick_visit
from services.intake.handlers import Desk, Ears, Homing, Office, Ordering, Questioning, Visiting
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
    ground = Ground(settings)
    city, numbers = ground.city, MongoNumbers(ground.database)
    cases, visits, rounds = ground.ending(CASES), ground.ending(VISITS), ground.lasting(ROUNDS)
    homes, places = ground.lasting(HOUSEHOLDS), Places(city)
    past = MongoPast(Rewriting(ground.database[HOUSEHOLDS.name]))
    homing = Homing(homes, past, city, pin_in(places))
    desk = Desk(cases, city, places, Duplicates(cases, city), numbers, homing.home_of)
    ears = Ears(cases, ground.hearsay(HEARSAY), city, numbers, milliseconds)
    visiting = Visiting(visits, rounds, cases, city, desk.place, numbers, milliseconds, desk.area)
    asked = ground.lasting(QUESTIONNAIRES)
    questioning = Questioning(asked, city, desk.place, numbers)
    return ground.parts(
        handlers={**ears.handlers, **visiting.handlers, **Ordering(ears).handlers},
        routers=[
            router(desk, ground.actors, milliseconds, Office(desk, visiting, questioning, homing)),
            homes_router(homing, ground.actors, milliseconds),
            reckoning_router(MongoTally(ground.database), city, ground.actors, milliseconds),
        ],
        sweeps=[
            Sweep(cases, lambda case, now: tick(case, city, now)),
            ground.recomputing(cases, recompute),
            ground.recomputing(visits, recompute_visit),
            ground.recomputing(homes, recompute_home),
            Sweep(visits, lambda visit, now: tick_visit(visit, city, now)),
            visiting,
            Sweep(homes, lambda home, now: tick_household(home, city, now), every=5.0),
            Sweep(asked, tick_questionnaire),
            Sweep(rounds, lambda known, now: tick_round(known, city, now)),
        ],
        also={"households": homing.retain},
    )
