"""The store on MongoDB when answers are lost and when the database is away."""

import asyncio

import pytest

from services.chassis.store import Unavailable
from tests.promises.clay import act, mark, said, throw
from tests.promises.kilns import database, mongo_pots
from tests.promises.wire import wire_to


@pytest.fixture
async def wired(mongo_url, namespace):
    async with (
        wire_to(mongo_url) as (wire, url),
        database(mongo_url, namespace),
        database(url, namespace, patience=1.0) as here,
    ):
        yield wire, here
        wire.down = False


async def test_an_act_whose_answer_was_lost_is_done_once(wired):
    wire, here = wired
    pots = await mongo_pots(here)
    await pots.act("pot-1", throw(), act("a"))

    wire.lose_answer_to = b"updates"
    outcome = await pots.act("pot-1", mark("x"), act("b"))

    assert wire.lost == 1
    assert (outcome.version, outcome.state.words) == (2, ("x",))
    assert len((await here["pots"].find_one({"_id": "pot-1"}))["events"]) == 2


async def test_what_was_said_by_a_write_whose_answer_was_lost_is_still_to_be_published(wired):
    wire, here = wired
    pots = await mongo_pots(here)

    wire.lose_answer_to = b"updates"
    await pots.act("pot-1", throw(), act("a"))

    assert [len(line.envelopes) for line in await pots.outbox.pending(pots._now(), None, 9)] == [1]


async def test_many_operations_outlive_cut_connections_each_done_once(wired):
    wire, here = wired
    pots = await mongo_pots(here)

    async def cut():
        while wire.lost < 3:
            wire.lose_answer_to = b"updates"
            await asyncio.sleep(0.03)
            wire.cut()

    async def work(n):
        words = []
        while wire.lost < 3:
            words.append(f"w{len(words)}")
            await pots.hear(f"pot-{n}", said(len(words) - 1, f"order-{n}"))
            await pots.act(f"pot-{n}", mark(words[-1]), act(words[-1]))
        return tuple(words)

    async with asyncio.timeout(20):
        done, *_ = await asyncio.gather(asyncio.gather(*(work(n) for n in range(8))), cut())

    states = [(await pots.get(f"pot-{n}")).state for n in range(8)]
    assert [state.words for state in states] == done
    assert [state.orders for state in states] == done


async def test_an_operation_waits_for_a_database_that_comes_back(wired):
    wire, here = wired
    pots = await mongo_pots(here)
    wire.down = True
    wire.cut()

    waiting = asyncio.create_task(pots.act("pot-1", throw(), act("a")))
    await asyncio.sleep(0.3)
    early = waiting.done()
    wire.down = False

    assert not early
    assert (await waiting).version == 1


async def test_everybody_is_told_when_the_database_stays_away(wired):
    wire, here = wired
    pots = await mongo_pots(here, patience=0.3)
    wire.down = True
    wire.cut()

    async with asyncio.timeout(5):
        results = await asyncio.gather(
            *(pots.act(f"pot-{n}", throw(), act("a")) for n in range(20)),
            pots.get("pot-1"),
            return_exceptions=True,
        )

    assert {type(result) for result in results} == {Unavailable}
