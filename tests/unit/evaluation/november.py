"""November is over, and its boards are to be closed and published."""

from datetime import timedelta

import pytest

from contracts.commands.month import CloseMonth, PublishMonth
from tests.unit.evaluation import builders as b
from tests.unit.evaluation.town import NEXT_MONTH, Town

CLOSE, PUBLISH = CloseMonth(), PublishMonth()
EARLY = CloseMonth(early="The district meets tomorrow")
BD, NOVEMBER = "bd-2026-11", "2026-11"


@pytest.fixture
async def town():
    """November is over; water and fire were judged for six whistles."""
    town = Town()
    for n in range(1, 7):
        await town.whistle(n)
    town.now = NEXT_MONTH
    return town


async def close(town, by=b.EVALUATOR, command=CLOSE):
    return await town.act(command, BD, by, NOVEMBER)


async def publish(town, by=b.DISTRICT):
    return await town.act(PUBLISH, BD, by, NOVEMBER)


async def changed_by_appeal(town, task="wh-6-1", total=60.0):
    """The district changes a score after the department appealed."""
    town.now = b.NOON + timedelta(hours=1)
    await town.act(b.appeal(), f"as-{task}", b.HEAD)
    town.now = NEXT_MONTH
    await town.act(b.rule(total=total), f"as-{task}", b.DISTRICT)
