"""Live through a year: open a district at New Year, tell every story, and stay for the end."""

from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import TypeAlias

from tests.journeys.town import city
from tests.year import changes
from tests.year.district import District
from tests.year.opening import district
from tests.year.pack import CHANGE
from tests.year.plan import ALL_YEAR, EVERY, shared
from tests.year.telling import Year

SEED = 2026
NEW_YEAR = datetime(2025, 12, 31, 16, tzinfo=UTC)
"""Midnight in Shanghai."""
DAYS, TAIL = 365, 45
"""Stories begin on so many days; what they began may take so much longer."""

Told: TypeAlias = tuple[District, Year]


@asynccontextmanager
async def whole_year(
    mongo_url: str,
    namespace: str,
    share: int,
    *,
    seed: int = SEED,
    progress: Callable[[Year], None] = lambda _: None,
) -> AsyncGenerator[Told]:
    """One part in `share` of the figures, told to the end; the district is open until you leave."""
    async with district(mongo_url, namespace, NEW_YEAR) as opened:
        told = Year(opened, seed, NEW_YEAR, progress)
        told.plan(shared(share), city(), DAYS)
        told.plan_before(CHANGE, EVERY, city())
        told.plan_at(CHANGE - changes.BEFORE, changes.new_packs, city())
        told.plan_all_year(ALL_YEAR, city())
        await told.run(NEW_YEAR + timedelta(days=DAYS + TAIL))
        yield opened, told
