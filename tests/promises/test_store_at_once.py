"""What every store promises when much happens at once, or fails half way."""

import asyncio

import pytest

from tests.promises.clay import Marked, act, mark, said, smash, throw


@pytest.fixture
def woken(pots):
    woken = []
    pots.outbox.wake = woken.extend
    return woken


async def test_many_at_once_on_one_aggregate_each_happen_once(pots, woken):
    await pots.act("pot-1", throw(), act("a"))

    outcomes = await asyncio.gather(
        *(pots.act("pot-1", mark(f"w{n}"), act(f"k{n}")) for n in range(50)),
        *(pots.hear("pot-1", said(n)) for n in range(1, 21)),
    )

    kept = await pots.get("pot-1")
    assert sorted(kept.state.words) == sorted(f"w{n}" for n in range(50))
    assert len(kept.state.orders) == 20
    assert sorted(o.version for o in outcomes[:50]) == list(range(2, 52))
    assert [envelope.seq for envelope in woken] == list(range(1, 52))


async def test_one_that_is_refused_harms_none_that_came_with_it(pots):
    await pots.act("pot-1", throw(), act("a"))

    results = await asyncio.gather(
        pots.act("pot-1", mark("x"), act("b")),
        pots.act("pot-1", throw(), act("c")),
        pots.act("pot-1", smash, act("d")),
        pots.act("pot-1", mark("y"), act("e")),
        pots.act("pot-2", throw(), act("f")),
        return_exceptions=True,
    )

    assert [type(result).__name__ for result in results] == [
        "Outcome",
        "NotNow",
        "Outcome",
        "NotNow",
        "Outcome",
    ]
    assert (await pots.get("pot-1")).state.words == ("x",)


async def test_a_decision_that_fails_half_way_leaves_nothing_of_it(pots):
    await pots.act("pot-1", throw(), act("a"))

    results = await asyncio.gather(
        pots.act("pot-1", lambda _: [Marked(word="x"), said().model_copy()], act("b")),
        pots.act("pot-1", mark("y"), act("c")),
        return_exceptions=True,
    )

    assert isinstance(results[0], AssertionError)
    assert (await pots.get("pot-1")).state.words == ("y",)


async def test_the_same_key_twice_at_once_is_done_once(pots):
    outcomes = await asyncio.gather(*(pots.act("pot-1", throw(), act("a")) for _ in range(3)))

    assert [outcome.version for outcome in outcomes] == [1, 1, 1]
    assert sorted(outcome.repeated for outcome in outcomes) == [False, True, True]


async def test_who_stops_waiting_harms_nobody(pots):
    await pots.act("pot-1", throw(), act("a"))

    tasks = [asyncio.create_task(pots.act("pot-1", mark(f"w{n}"), act(f"k{n}"))) for n in range(6)]
    await asyncio.sleep(0)
    tasks[2].cancel()
    results = await asyncio.gather(*tasks, return_exceptions=True)

    words = (await pots.get("pot-1")).state.words
    assert {"w0", "w1", "w3", "w4", "w5"} <= set(words)
    assert sum(isinstance(result, asyncio.CancelledError) for result in results) <= 1
