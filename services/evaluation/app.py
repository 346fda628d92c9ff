"""Evaluation, put together."""

from collections.abc import Mapping
from typing import Any

from services.chassis.clock import milliseconds
from services.chassis.ground import Ground
from services.chassis.parts import Parts
from services.chassis.settings import Settings
from services.chassis.store import Store
from services.chassis.sweep import Sweep
from services.evaluation.api import (
    behind_router,
    earnings_router,
    figures_router,
    kept_router,
    openings_router,
    router,
    staff_router,
)
from services.evaluation.core import recompute as again
from services.evaluation.core.opening import Book
from services.evaluation.handlers import (
    Boards,
    Books,
    Counting,
    Earnings,
    Evaluation,
    Keeping,
    Months,
    Openings,
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


def create(settings: EvaluationSettings) -> Parts:
    """Make the parts."""
    ground = Ground(settings)
    city, actors, database = ground.city, ground.actors, ground.database
    assessments, callbacks = ground.ending(ASSESSMENTS), ground.ending(CALLBACKS)
    sheets, accounts = ground.lasting(SHEETS), ground.lasting(ACCOUNTS)
    reviews, lagging = ground.ending(REVIEWS), ground.ending(LAGGING)
    warnings = ground.ending(RISKS)
    months, ratings = ground.lasting(MONTHS), ground.lasting(RATINGS)
    opinions, passbooks = ground.lasting(OPINIONS), ground.lasting(PASSBOOKS)
    evaluation = Evaluation(assessments, callbacks, city)
    reviewing, earnings = Reviews(reviews, assessments, callbacks, city), Earnings(passbooks, city)
    ledger, counter = (
        ThriftyLedger(MongoLedger(database)),
        ThriftyCounter(MongoCounter(database)),
    )
    boards = Boards(assessments, callbacks, ledger, counter, city)
    counting = Counting(ledger, counter, city, milliseconds)
    books: Mapping[Book, Store[Any]] = {
        "assessments": assessments,
        "callbacks": callbacks,
        "sheets": sheets,
        "accounts": accounts,
        "ratings": ratings,
    }
    keeping = Keeping(boards, months, MongoSnapshots(database), city)
    closing = Months(months, ratings, lagging, keeping, counting, city)
    staff, risks = Staff(opinions, sheets, assessments, city), Risks(warnings, counting, city)
    everything = Everything(
        [evaluation, Books(sheets, accounts), reviewing, closing, staff, earnings, risks]
    )
    return ground.parts(
        handlers=everything.handlers,
        routers=[
            router(everything, keeping, actors, milliseconds),
            kept_router(keeping, actors),
            figures_router(counting, actors),
            behind_router(accounts, city, actors),
            openings_router(Openings(boards, counting, books, city), actors),
            staff_router(staff, actors),
            earnings_router(earnings, actors),
        ],
        sweeps=[
            *(*sweeps(evaluation), *review_sweeps(reviewing), *month_sweeps(closing)),
            Sweep(passbooks, earnings.tick),
            risk_sweep(risks),
            ground.recomputing(assessments, again.recompute_assessment),
            ground.recomputing(callbacks, again.recompute_callback),
            ground.recomputing(reviews, again.recompute_review),
            ground.recomputing(months, again.recompute_month),
            ground.recomputing(lagging, again.recompute_lagging),
            ground.recomputing(warnings, again.recompute_risk),
            ground.recomputing(passbooks, again.recompute_rating, ahead=again.RATED_WITHIN),
        ],
    )
