"""Counting a large month once for everybody who looks."""

import asyncio

import pytest

from services.evaluation.store.thrifty import DEAR, MOST, WORTH, ThriftyLedger


class SlowLedger:
    """Counts how often it is asked; each count takes some time of a made-up clock."""

    def __init__(self, takes):
        self.takes, self.now, self.counts = takes, 100.0, 0

    def clock(self):
        return self.now

    async def judged(self, period, subject, street=""):
        self.counts += 1
        mine = self.counts
        await asyncio.sleep(0)
        self.now += self.takes
        if self.takes < 0:
            raise ConnectionError
        return [mine]

    asked = judged


def thrifty(takes):
    slow = SlowLedger(takes)
    return slow, ThriftyLedger(slow, slow.clock)


async def test_what_is_cheap_is_always_of_now():
    _, ledger = thrifty(takes=DEAR / 2)

    found = [await ledger.judged("2026-11", "streets") for _ in range(3)]

    assert found == [[1], [2], [3]]


async def test_what_is_dear_is_kept_ten_times_as_long_as_it_took():
    slow, ledger = thrifty(takes=2.0)

    first = await ledger.judged("2026-11", "streets")
    slow.now += 2.0 * WORTH - 0.01
    kept = await ledger.judged("2026-11", "streets")
    slow.now += 0.02
    again = await ledger.judged("2026-11", "streets")

    assert (first, kept, again) == ([1], [1], [2])


async def test_a_crowd_is_one_count():
    slow, ledger = thrifty(takes=2.0)

    found = await asyncio.gather(*(ledger.asked("2026-11", "streets") for _ in range(50)))

    assert slow.counts == 1
    assert found == [[1]] * 50


async def test_each_month_subject_and_question_is_counted_by_itself():
    slow, ledger = thrifty(takes=2.0)

    await ledger.asked("2026-11", "streets")
    await ledger.asked("2026-11", "departments")
    await ledger.asked("2026-10", "streets")
    await ledger.judged("2026-11", "streets")

    assert slow.counts == 4


async def test_a_failure_is_not_kept():
    slow, ledger = thrifty(takes=-1)

    for _ in range(2):
        with pytest.raises(ConnectionError):
            await ledger.judged("2026-11", "streets")

    assert slow.counts == 2


async def test_only_so_many_counts_are_kept():
    _, ledger = thrifty(takes=2.0)

    for year in range(2000, 2001 + MOST):
        await ledger.judged(f"{year}-01", "streets")

    assert await ledger.judged("2000-01", "streets") == [MOST + 2]
