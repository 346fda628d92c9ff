"""The clocks of evaluation: scores nobody appeals become final, and late words are said once."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from services.chassis.clock import milliseconds
from services.chassis.sweep import Sweep
from services.evaluation import core
from services.evaluation.core import reviewing
from services.evaluation.handlers import Evaluation, Reviews


def sweeps(
    evaluation: Evaluation, now: Callable[[], datetime] = milliseconds
) -> Sequence[Sweep[Any]]:
    """Make the sweep of each store."""
    city = evaluation.city
    return [
        Sweep(evaluation.assessments, lambda one, at: core.judged_late(one, city, at), now=now),
        Sweep(evaluation.callbacks, lambda one, at: core.asked_late(one, city, at), now=now),
    ]


def review_sweeps(
    reviews: Reviews, now: Callable[[], datetime] = milliseconds
) -> Sequence[Sweep[Any]]:
    """Make the sweep of reviews."""
    city = reviews.city
    return [Sweep(reviews.reviews, lambda one, at: reviewing.reviewed_late(one, city, at), now=now)]
