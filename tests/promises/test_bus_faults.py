"""The broker in memory misbehaves on order, the same way for the same seed."""

import pytest

from services.chassis.bus import Hears
from services.chassis.memory_broker import Faults, MemoryBroker
from services.chassis.memory_bus import MemoryBus
from tests.promises.clay import KINDS, Ordered, said
from tests.promises.halls import Listener


async def tell(faults: Faults, count: int = 200) -> tuple[list[tuple[str, int]], int]:
    """Say events to one listener; return what it heard and how many publishes failed."""
    bus, listener, failed = MemoryBus(KINDS, MemoryBroker(faults)), Listener(), 0
    await bus.listen("pottery", {Ordered: Hears(listener)})
    for number in range(count):
        try:
            await bus.publish(said(number // 10 + 1, f"order-{number % 10}"))
        except ConnectionError:
            failed += 1
    await bus.settle()
    await bus.close()
    return listener.heard, failed


async def test_without_faults_everything_is_heard_once():
    heard, failed = await tell(Faults())

    assert len(heard) == len(set(heard)) == 200
    assert failed == 0


async def test_a_lost_message_is_confirmed_and_never_heard():
    heard, failed = await tell(Faults(seed=1, lose=0.2))

    assert 100 < len(heard) < 190
    assert failed == 0


async def test_a_lost_confirm_fails_though_the_message_is_heard():
    heard, failed = await tell(Faults(seed=1, lose_confirm=0.2))

    assert len(heard) == 200
    assert 10 < failed < 100


async def test_a_duplicate_is_heard_again_right_after_the_first():
    heard, _ = await tell(Faults(seed=1, duplicate=0.2))

    assert len(heard) > 210
    assert len(set(heard)) == 200


async def test_a_delay_changes_no_order_within_an_aggregate():
    heard, _ = await tell(Faults(seed=1, delay=0.5, duplicate=0.2))

    for number in range(10):
        seqs = [seq for subject, seq in heard if subject == f"order-{number}"]
        assert list(dict.fromkeys(seqs)) == list(range(1, 21))


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_the_same_seed_is_the_same_story(seed: int):
    faults = {"lose": 0.1, "lose_confirm": 0.1, "duplicate": 0.1}

    once = await tell(Faults(seed=seed, **faults))
    again = await tell(Faults(seed=seed, **faults))

    assert once == again
