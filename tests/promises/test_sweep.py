"""What the sweep promises, over every store."""

import asyncio
from datetime import timedelta

import pytest

from contracts.refusals import NotNow
from services.chassis.store import Unavailable
from services.chassis.sweep import Sweep
from tests.promises.clay import NOON, Marked, act, smash, throw

SOON = NOON + timedelta(minutes=1)
TOMORROW = NOON + timedelta(days=1)


def ring(pot, now):
    """Break what is due: a pot that is broken has no clock."""
    return smash(pot) if pot.due_at and pot.due_at <= now else []


def hesitate(pot, now):
    return []


def refuse(pot, now):
    raise NotNow("not_now", state="busy")


def complain(pot, now):
    """Say something and stay due."""
    return [Marked(word="late")]


async def whole(pots, id):
    return (await pots.get(id)).state.whole


async def events(pots, id):
    return (await pots.get(id)).version


async def test_a_clock_rings_when_its_time_has_come_and_not_before(pots):
    await pots.act("pot-1", throw(due_at=SOON), act("a"))

    early = await Sweep(pots, ring, now=lambda: NOON).once()
    late = await Sweep(pots, ring, now=lambda: SOON).once()

    assert (early, late) == (0, 1)
    assert not await whole(pots, "pot-1")


async def test_what_is_decided_is_decided_by_the_clock_as_of_now(pots):
    woken = []
    pots.outbox.wake = woken.extend
    await pots.act("pot-1", throw(due_at=SOON), act("a"))

    await Sweep(pots, ring, now=lambda: TOMORROW).once()

    assert (woken[-1].type, woken[-1].by, woken[-1].time) == ("clay.broken", "clock", TOMORROW)


async def test_after_a_day_asleep_every_clock_rings_once(pots):
    for n in range(25):
        await pots.act(f"pot-{n}", throw(due_at=NOON + timedelta(minutes=n)), act("a"))
    sweep = Sweep(pots, ring, now=lambda: TOMORROW, page=10)

    rung = [await sweep.once() for _ in range(4)]

    assert rung == [10, 10, 5, 0]
    assert [await events(pots, f"pot-{n}") for n in range(25)] == [2] * 25


async def test_more_than_a_page_is_done_without_a_pause(pots):
    for n in range(25):
        await pots.act(f"pot-{n}", throw(due_at=SOON), act("a"))
    sweep = Sweep(pots, ring, now=lambda: TOMORROW, page=10, every=60)

    running = asyncio.create_task(sweep.run())
    async with asyncio.timeout(3):
        while await pots.due(TOMORROW, 1):  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    running.cancel()

    assert not any([await whole(pots, f"pot-{n}") for n in range(25)])


async def test_two_sweepers_ring_a_clock_once(pots):
    for n in range(5):
        await pots.act(f"pot-{n}", throw(due_at=SOON), act("a"))
    sweeps = [Sweep(pots, complain, now=lambda: TOMORROW) for _ in range(2)]

    await asyncio.gather(*(sweep.once() for sweep in sweeps))

    assert [await events(pots, f"pot-{n}") for n in range(5)] == [2] * 5


async def test_a_clock_that_was_stopped_meanwhile_does_not_ring(pots):
    await pots.act("pot-1", throw(due_at=SOON), act("a"))
    due = await pots.due(TOMORROW, 1)
    await pots.act("pot-1", smash, act("b"))
    sweep = Sweep(pots, ring, now=lambda: TOMORROW)

    await sweep._tick(due[0], TOMORROW)

    assert await events(pots, "pot-1") == 2


@pytest.mark.parametrize("decide", [hesitate, refuse])
async def test_one_that_cannot_ring_keeps_nobody_back(pots, decide):
    for n in range(4):
        due = NOON + timedelta(minutes=n)
        await pots.act(f"pot-{n}", throw("red" if n < 3 else "blue", due), act("a"))
    sweep = Sweep(
        pots,
        lambda pot, now: (decide if pot.glaze == "red" else ring)(pot, now),
        now=lambda: TOMORROW,
        page=2,
    )

    ticked = [await sweep.once() for _ in range(3)]

    assert ticked == [2, 2, 0]
    assert [await whole(pots, f"pot-{n}") for n in range(4)] == [True, True, True, False]


async def test_one_that_was_refused_is_tried_again_later(pots):
    await pots.act("pot-1", throw(due_at=SOON), act("a"))
    now = [TOMORROW]

    def busy_at_first(pot, at):
        return (refuse if at == TOMORROW else ring)(pot, at)

    sweep = Sweep(pots, busy_at_first, now=lambda: now[0], again=30)

    first = await sweep.once()
    at_once = await sweep.once()
    now[0] += timedelta(seconds=30)
    later = await sweep.once()

    assert (first, at_once, later) == (1, 0, 1)
    assert not await whole(pots, "pot-1")


async def test_two_clocks_of_one_aggregate_at_the_same_instant_both_ring(pots):
    await pots.act("pot-1", throw(due_at=SOON), act("a"))

    def one_by_one(pot, at):
        return (ring if pot.words else complain)(pot, at)

    sweep = Sweep(pots, one_by_one, now=lambda: TOMORROW)

    ticked = [await sweep.once() for _ in range(3)]

    assert ticked == [1, 1, 0]
    assert not await whole(pots, "pot-1")


async def test_a_store_that_is_away_stops_no_sweep(pots):
    await pots.act("pot-1", throw(due_at=SOON), act("a"))
    present, answers = pots.due, [Unavailable("away")]

    async def due(*args):
        if answers:
            raise answers.pop()
        return await present(*args)

    pots.due = due
    sweep = Sweep(pots, ring, now=lambda: TOMORROW)

    assert [await sweep.once(), await sweep.once()] == [0, 1]
