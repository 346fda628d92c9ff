"""The clocks of evaluation: scores nobody appeals become final, and late words are said once."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
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
from services.evaluation.handlers import Evaluation, Months, Reviews, Risks

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
        Counting(months.amend, now),
    ]


def risk_sweep(risks: Risks, now: Callable[[], datetime] = milliseconds) -> "Counting":
    """Who looks for hot spots. A whole district's weeks are dear to count: it rests long."""
    return Counting(risks.flag, now, every=10.0, rests=50)


class Counting:
    """Counts again, for ever, and says what is news: what is kept stays what records add up to.

    It rests `rests` times as long as a round took, so counting never takes more than that share.
    """

    def __init__(
        self,
        count: Callable[[datetime], Awaitable[int]],
        now: Callable[[], datetime],
        *,
        every: float = 2.0,
        rests: float = 10,
    ) -> None:
        self._count, self._now = count, now
        self._every, self._rests = every, rests

    async def run(self) -> None:
        """Count for ever."""
        while True:
            began = monotonic()
            await self.once()
            await asyncio.sleep(max(self._every, self._rests * (monotonic() - began)))

    async def once(self) -> int:
        """Count; return how much is news."""
        try:
            return await self._count(self._now())
        except Unavailable as error:
            _log.warning("cannot be counted now", **logs.fault(error))
            return 0
