"""What lanes promise: order within a key, freedom between keys, patience without blocking."""

import asyncio
from random import Random

import pytest

from services.chassis.lanes import BackOff, Lanes
from tests.promises.halls import eventually


async def test_work_of_one_key_is_done_in_the_order_it_was_put():
    lanes, done, chance = Lanes(), [], Random(2)

    def work(key, number):
        async def do():
            await asyncio.sleep(chance.random() / 1000)
            done.append((key, number))

        return do

    for number in range(50):
        for key in ("a", "b", "c"):
            lanes.put(key, work(key, number))

    await eventually(lambda: len(done) == 150)
    for key in ("a", "b", "c"):
        assert [number for whose, number in done if whose == key] == list(range(50))
    assert lanes.busy == 0


async def test_neighbours_that_were_put_beside_one_another_go_together_and_others_wait_for_all():
    lanes, begun, door = Lanes(), [], asyncio.Event()

    def work(name):
        async def do():
            begun.append(name)
            await door.wait()

        return do

    for name, beside in (("a", True), ("b", True), ("c", False), ("d", True), ("e", True)):
        lanes.put("key", work(name), beside=beside)
    await eventually(lambda: begun == ["a", "b"])
    await asyncio.sleep(0.01)
    waiting = list(begun)
    door.set()

    await eventually(lambda: lanes.busy == 0)
    assert waiting == ["a", "b"]
    assert begun == ["a", "b", "c", "d", "e"]


async def test_one_that_comes_while_its_like_is_worked_on_begins_at_once():
    lanes, begun, door = Lanes(), [], asyncio.Event()

    async def first():
        await door.wait()
        begun.append("first ended")

    async def second():
        begun.append("second began")

    async def after():
        begun.append("after")

    lanes.put("key", first, beside=True)
    await asyncio.sleep(0.01)
    lanes.put("key", second, beside=True)
    lanes.put("key", after)
    await eventually(lambda: begun == ["second began"])
    door.set()

    await eventually(lambda: lanes.busy == 0)
    assert begun == ["second began", "first ended", "after"]


async def test_many_keys_are_worked_on_at_once():
    lanes, here, door = Lanes(), set(), asyncio.Event()

    def work(key):
        async def do():
            here.add(key)
            await door.wait()

        return do

    for key in range(100):
        lanes.put(str(key), work(key))

    await eventually(lambda: len(here) == 100)
    door.set()
    await eventually(lambda: lanes.busy == 0)


async def test_a_lane_that_pauses_ends_its_pause_when_things_get_better():
    lanes, woken = Lanes(), []

    async def pause():
        await lanes.rest(60, until_better=True)
        woken.append("a")

    lanes.put("a", pause)
    await eventually(lambda: lanes.waiting == 1)

    lanes.succeeded()

    await eventually(lambda: woken == ["a"])
    assert lanes.waiting == 0


async def test_a_lane_that_waits_for_its_turn_is_not_woken_by_the_success_of_others():
    lanes, woken = Lanes(), []

    async def pause():
        await lanes.rest(60)
        woken.append("a")

    lanes.put("a", pause)
    await eventually(lambda: lanes.waiting == 1)

    lanes.succeeded()
    await asyncio.sleep(0.02)

    assert woken == []
    await lanes.drain(1)


async def test_where_others_succeed_all_the_time_a_hopeless_lane_keeps_its_pause():
    lanes, woken = Lanes(), []
    lanes.succeeded()

    async def pause():
        await lanes.rest(60, until_better=True)
        woken.append("a")

    lanes.put("a", pause)
    await eventually(lambda: lanes.waiting == 1)
    for _ in range(20):
        lanes.succeeded()
        await asyncio.sleep(0.001)

    assert woken == []
    await lanes.drain(1)


async def test_draining_finishes_what_is_being_done_and_ends_every_pause():
    lanes, done = Lanes(), []

    async def work():
        await asyncio.sleep(0.05)
        done.append("worked")

    async def pause():
        await lanes.rest(60)
        done.append("rested")

    lanes.put("a", work)
    lanes.put("b", pause)
    await eventually(lambda: lanes.waiting == 1)

    assert await lanes.drain(5)
    assert sorted(done) == ["rested", "worked"]


async def test_draining_does_not_wait_longer_than_it_was_given():
    lanes, never = Lanes(), asyncio.Event()

    async def hang():
        await never.wait()

    lanes.put("a", hang)

    assert not await lanes.drain(0.05)
    assert lanes.busy == 0


@pytest.mark.parametrize(("tries", "full"), [(0, 0.05), (1, 0.1), (5, 1.6), (11, 60), (5000, 60)])
def test_a_pause_doubles_up_to_a_minute_and_is_spread_by_chance(tries, full):
    shortest = BackOff(chance=lambda: 0.0).pause(tries)
    longest = BackOff(chance=lambda: 1.0).pause(tries)

    assert shortest == pytest.approx(full / 2)
    assert longest == pytest.approx(full)
