"""Settling tells the broker of everything once, and never of what is not done."""

import asyncio
from random import Random

import pytest
from aiormq.exceptions import ChannelInvalidStateError

from services.chassis.settling import Settling
from tests.promises.halls import eventually


class StrictChannel:
    """A channel like the broker's: settling what is not outstanding closes it."""

    def __init__(self, deliveries: int) -> None:
        self.outstanding = set(range(1, deliveries + 1))
        self.is_closed = False
        self.frames = 0
        self.buried: list[int] = []

    async def basic_ack(self, delivery_tag: int, multiple: bool = False, wait: bool = True) -> None:
        self._know(delivery_tag)
        covered = {t for t in self.outstanding if t <= delivery_tag} if multiple else {delivery_tag}
        self.outstanding -= covered

    async def basic_reject(
        self, delivery_tag: int, *, requeue: bool = True, wait: bool = True
    ) -> None:
        self._know(delivery_tag)
        assert not requeue
        self.outstanding.discard(delivery_tag)
        self.buried.append(delivery_tag)

    def _know(self, tag: int) -> None:
        self.frames += 1
        if tag not in self.outstanding or self.is_closed:
            self.is_closed = True
            raise ChannelInvalidStateError("unknown delivery tag")


async def test_what_is_done_in_order_goes_in_one_frame():
    channel = StrictChannel(100)
    settling = Settling(channel)

    for tag in range(1, 101):
        settling.done(tag)
    await settling.finish()

    assert channel.outstanding == set()
    assert channel.frames == 1


async def test_what_is_still_being_worked_on_is_never_settled():
    channel = StrictChannel(10)
    settling = Settling(channel)

    for tag in (1, 2, 4, 5, 9):
        settling.done(tag)
    await settling.finish()

    assert channel.outstanding == {3, 6, 7, 8, 10}
    assert not channel.is_closed


async def test_when_a_gap_is_closed_what_was_told_before_is_not_told_again():
    channel = StrictChannel(3)
    settling = Settling(channel)

    settling.done(2)
    await settling.finish()
    settling.done(1)
    await settling.finish()
    settling.done(3)
    await settling.finish()

    assert channel.outstanding == set()
    assert not channel.is_closed


@pytest.mark.parametrize("seed", range(20))
async def test_in_whatever_order_things_are_done_each_is_settled_once(seed: int):
    chance, channel = Random(seed), StrictChannel(60)
    settling, tags = Settling(channel), list(range(1, 61))
    chance.shuffle(tags)

    for tag in tags:
        if chance.random() < 0.1:
            await settling.bury(tag)
        else:
            settling.done(tag)
        if chance.random() < 0.1:
            await asyncio.sleep(0.006)
    await settling.finish()

    assert channel.outstanding == set()
    assert not channel.is_closed


async def test_on_a_dead_channel_settling_is_swallowed():
    channel = StrictChannel(2)
    settling = Settling(channel)
    settling.done(1)

    channel.is_closed = True

    await settling.finish()
    await settling.bury(2)
    assert not settling.alive


async def test_a_frame_that_never_gets_its_turn_is_given_up_with_the_channel(monkeypatch):
    monkeypatch.setattr("services.chassis.settling.WITHIN", 0.02)

    class Stuck(StrictChannel):
        async def basic_ack(self, *_: object, **__: object) -> None:
            self.frames += 1
            await asyncio.Event().wait()

    channel = Stuck(1)
    settling = Settling(channel)
    settling.done(1)
    await eventually(lambda: channel.frames > 1)

    channel.is_closed = True

    async with asyncio.timeout(1):
        await settling.finish()
