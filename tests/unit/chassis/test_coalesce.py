"""What arrives together goes together, and a busy queue takes its time to gather."""

import asyncio
import gc
import weakref
from typing import ClassVar

from services.chassis.coalesce import Coalescer


class Turnstile:
    """Notes what went through at a time."""

    def __init__(self):
        self.turns = []
        self.queue = Coalescer(self.turn, pace=0.2)

    async def turn(self, batch):
        self.turns.append(sorted(batch))
        for operations in batch.values():
            for operation in operations:
                operation.succeed(None)


async def test_the_first_waits_for_nobody_and_those_that_follow_soon_go_together():
    stile = Turnstile()

    await stile.queue.run("a", lambda _: None)
    alone = list(stile.turns)
    following = [asyncio.create_task(stile.queue.run("b", lambda _: None))]
    await asyncio.sleep(0.02)
    following.append(asyncio.create_task(stile.queue.run("c", lambda _: None)))
    await asyncio.gather(*following)

    assert alone == [["a"]]
    assert stile.turns == [["a"], ["b", "c"]]


async def test_who_gave_up_before_his_turn_costs_no_turn():
    stile = Turnstile()
    await stile.queue.run("a", lambda _: None)

    impatient = asyncio.create_task(stile.queue.run("b", lambda _: None))
    await asyncio.sleep(0.02)
    impatient.cancel()
    await asyncio.sleep(0.3)

    assert stile.turns == [["a"]]


async def test_a_turn_of_several_is_followed_by_a_longer_pause_than_one_of_a_single_document():
    stile, clock = Turnstile(), asyncio.get_running_loop().time
    await stile.queue.run("a", lambda _: None)
    after_one = -clock()
    await stile.queue.run("b", lambda _: None)
    after_one += clock()

    await asyncio.gather(*[stile.queue.run(str(n), lambda _: None) for n in range(2)])
    after_many = -clock()
    await stile.queue.run("c", lambda _: None)
    after_many += clock()

    assert after_one < 0.15 < after_many


class Refusal(Exception):
    """Remembers those that are still there."""

    left: ClassVar[weakref.WeakSet["Refusal"]] = weakref.WeakSet()

    def __init__(self):
        self.left.add(self)


async def test_what_was_refused_does_not_wait_for_the_collector():
    async def turn(batch):
        for operation in batch["a"]:
            operation.attempt(None)()

    def refuse(_):
        raise Refusal

    async def ask():
        try:
            await Coalescer(turn).run("a", refuse)
        except Refusal as refusal:
            return len(refusal.left)

    gc.disable()
    try:
        there = await ask()
        await asyncio.sleep(0)
        left = len(Refusal.left)
    finally:
        gc.enable()

    assert (there, left) == (1, 0)
