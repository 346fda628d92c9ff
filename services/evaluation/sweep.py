"""The clocks of evaluation: scores nobody appeals become final, and late words are said once."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from time import monotonic
from typing import Any

import structlog

from services.chassis import logs
from services.chassis.clock import milliseconds
from services.chassis.store import Unavailable
from services.chassis.sweep import Sweep
from services.evaluation import core
from services.evaluation.core import closing, lag, reviewing
from services.evaluation.handlers import Evaluation, Months, Reviews

_log = structlog.get_logger()


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


def month_sweeps(months: Months, now: Callable[[], datetime] = milliseconds) -> Sequence[Any]:
    """Make the sweeps of months and of streets that lag, and who counts closed months again."""
    city = months.city
    return [
        Sweep(months.months, lambda one, at: closing.published_late(one, city, at), now=now),
        Sweep(months.streets, lambda one, at: lag.lagging_late(one, city, at), now=now),
        Amending(months, now),
    ]


class Amending:
    """Counts closed months again, for ever: what is kept stays what the records add up to.

    It rests ten times as long as a round took, so counting never takes more than a tenth.
    """

    def __init__(self, months: Months, now: Callable[[], datetime], every: float = 2.0) -> None:
        self._months, self._now, self._every = months, now, every

    async def run(self) -> None:
        """Amend for ever."""
        while True:
            began = monotonic()
            await self.once()
            await asyncio.sleep(max(self._every, 10 * (monotonic() - began)))

    async def once(self) -> int:
        """Amend what has moved; return how many months had."""
        try:
            return await self._months.amend(self._now())
        except Unavailable as error:
            _log.warning("closed months cannot be counted", **logs.fault(error))
            return 0
