"""Evaluation, put together."""

from typing import Any

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
from services.chassis.store import Shape
from services.chassis.sweep import Sweep
from services.evaluation.api import (
    balances_router,
    earnings_router,
    figures_router,
    kept_router,
    router,
    staff_router,
)
from services.evaluation.core.recompute import recompute_assessment, recompute_callback
from services.evaluation.handlers import (
    Boards,
    Books,
    Counting,
    Earnings,
    Evaluation,
    Keeping,
    Months,
    Reviews,
    Risks,
    Staff,
)
from services.evaluation.handlers import Parts as Everything
from services.evaluation.store import (
    ACCOUNTS,
    ASSESSMENTS,
    CALLBACKS,
    LAGGING,
    MONTHS,
    OPINIONS,
    PASSBOOKS,
    RATINGS,
    REVIEWS,
    RISKS,
    SHEETS,
    MongoCounter,
    MongoLedger,
    MongoSnapshots,
    ThriftyCounter,
    ThriftyLedger,
)
from services.evaluation.sweep import month_sweeps, review_sweeps, risk_sweep, sweeps


class EvaluationSettings(Settings):
    """What evaluation is told by its environment."""

    service: str = "evaluation"
    port: int = 8084


SHAPES: tuple[Shape[Any], ...] = (
    *(ASSESSMENTS, CALLBACKS, SHEETS, ACCOUNTS, REVIEWS),
    *(MONTHS, RATINGS, LAGGING, OPINIONS, PASSBOOKS, RISKS),
)


def create(settings: EvaluationSettings) -> Parts:
    """Make the parts."""
    client = connect(settings.mongo_url.get_secret_value())
    database = client[settings.database]
    parked, cities = MongoParked(database), cities_of(settings, client)
    url, secret = settings.amqp_url.get_secret_value(), settings.secret.get_secret_value()
    bus = RabbitBus(url, settings.namespace, EVENTS, parked, ("gateway",))
    stores = [MongoStore(database, shape, EVENTS, trace=spans.traceparent) for shape in SHAPES]
    assessments, callbacks, sheets, accounts, reviews, *others = stores
    months, ratings, lagging, opinions, passbooks, warnings = others
    for ending in (assessments, callbacks, reviews, lagging, warnings):
        ending.under(cities)
    outboxes = [store.outbox for store in stores]
    relays = [Relay(outbox, bus) for outbox in outboxes]
    city, actors = cities.live, Actors(secret, milliseconds)
    evaluation = Evaluation(assessments, callbacks, city)
    reviewing, earnings = Reviews(reviews, assessments, callbacks, city), Earnings(passbooks, city)
    ledger, counter = (
        ThriftyLedger(MongoLedger(database)),
        ThriftyCounter(MongoCounter(database)),
    )
    boards = Boards(assessments, callbacks, ledger, counter, city)
    counting = Counting(ledger, counter, city, milliseconds)
    keeping = Keeping(boards, months, MongoSnapshots(database), city)
    closing = Months(months, ratings, lagging, keeping, counting, city)
    staff, risks = Staff(opinions, sheets, assessments, city), Risks(warnings, counting, city)
    parts = [evaluation, Books(sheets, accounts), reviewing, closing, staff, earnings, risks]
    everything = Everything(parts)
    speaker, kept = StoreSpeaker(outboxes, bus), Shelves.of(database, assessments, callbacks)
    listener = StoreListener(everything.handlers, stores, parked.blocked)
    doors = router(everything, keeping, actors, milliseconds)
    return Parts(
        settings=settings,
        bus=bus,
        prepare=[
            cities.prepare,
            *(store.prepare for store in stores),
            parked.prepare,
            kept.prepare,
        ],
        relays=relays,
        sweeps=[
            *(cities, *sweeps(evaluation), *review_sweeps(reviewing), *month_sweeps(closing)),
            Sweep(passbooks, earnings.tick),
            risk_sweep(risks),
            Recomputing(assessments, recompute_assessment, cities, milliseconds),
            Recomputing(callbacks, recompute_callback, cities, milliseconds),
        ],
        outboxes=outboxes,
        handlers=everything.handlers,
        routers=[
            doors,
            kept_router(keeping, actors),
            figures_router(counting, actors),
            balances_router(accounts, actors),
            staff_router(staff, actors),
            earnings_router(earnings, actors),
            operations_router(bus, parked, actors),
            reconcile_router(Reconciled(speaker, listener, relays, EVENTS), actors),
            retention_router(kept, lambda: city.rules.retention, actors, milliseconds),
        ],
        checks={"store": lambda: alive(client)},
        close=[client.close],
    )
