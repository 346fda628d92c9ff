"""Receipts and replies: each person once, whoever comes at the same moment, in memory or not."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pymongo import AsyncMongoClient

from contracts.noticing import Reaction
from services.dispatch.core.audience import Spot
from services.dispatch.core.roll import PAGES, Place, Reply
from services.dispatch.store.rolls import MemoryRolls, MongoRolls, Rolls

NOON = datetime(2026, 11, 22, 4, tzinfo=UTC)
LATER = datetime.now(UTC) + timedelta(days=9)


@pytest.fixture(params=["memory", "mongo"])
async def rolls(
    request: pytest.FixtureRequest, mongo_url: str, namespace: str
) -> AsyncIterator[Rolls]:
    if request.param == "memory":
        yield MemoryRolls()
        return
    async with AsyncMongoClient[dict[str, Any]](mongo_url, tz_aware=True) as client:
        kept = MongoRolls(client[namespace])
        await kept.prepare()
        yield kept
        await client.drop_database(namespace)


def place(account: str, child: str = "g-1", level: int = 3) -> Place:
    return Place("gn-1", account, Spot(group=child, level=level, child=child))


def reply(account: str, answer: Reaction, child: str = "g-1") -> Reply:
    return Reply(account=account, child=child, group=child, answer=answer, at=NOON)


@pytest.mark.mechanism(24, 248)
async def test_everybody_counts_once_however_many_come_together(rolls: Rolls):
    people = [f"r-{n}" for n in range(60)] * 3

    new = await asyncio.gather(*(rolls.read(place(one), LATER) for one in people))
    moved = await rolls.read(place("r-1", "g-2", 5), LATER)

    found = await rolls.tallies("gn-1")
    assert (sum(new), moved) == (60, False)
    assert sum(one.groups["g-1"].reads for one in found) == 60
    assert sum(one.levels["3"] for one in found) == 60
    assert not await rolls.tallies("gn-2")


async def test_a_later_reply_takes_the_place_of_the_earlier_one_also_in_another_group(rolls: Rolls):
    await rolls.read(place("ann"), LATER)
    await asyncio.gather(
        *(rolls.reply(place("ann"), reply("ann", Reaction.SAFE)) for _ in range(5))
    )
    await rolls.reply(place("ann", "g-2"), reply("ann", Reaction.HELP, "g-2"))
    await rolls.reply(place("ann", "g-2"), reply("ann", Reaction.HELP, "g-2"))

    found = await rolls.tallies("gn-1")
    said = [one for n in range(PAGES) for one in await rolls.replies("gn-1", n)]

    answers = [n for one in found for part in one.groups.values() for n in part.answers.items()]
    assert [pair for pair in answers if pair[1]] == [(Reaction.HELP, 1)]
    assert [(one.account, one.child, one.answer) for one in said] == [("ann", "g-2", Reaction.HELP)]


async def test_whoever_leaves_is_on_no_page_any_more_and_the_numbers_stay(rolls: Rolls):
    for one in ("ann", "ben"):
        await rolls.read(place(one), LATER)
        words = reply(one, Reaction.HELP).model_copy(update={"words": f"{one} 13812345678"})
        await rolls.reply(place(one), words)

    pages = [await rolls.forget("ann"), await rolls.forget("ann")]

    left = [one for n in range(PAGES) for one in await rolls.replies("gn-1", n)]
    assert pages == [1, 0]
    assert [one.account for one in left] == ["ben"]
