"""What every store promises."""

from datetime import timedelta

import pytest

from contracts.actor import Actor
from contracts.refusals import NotNow, NotSo, NotThere, Stale
from tests.promises.clay import KINDS, NOON, POTTER, Marked, act, mark, said, throw


@pytest.fixture
def woken(pots):
    woken = []
    pots.outbox.wake = woken.extend
    return woken


async def test_what_was_decided_is_remembered(pots):
    await pots.act("pot-1", throw("blue"), act("a"))

    kept = await pots.get("pot-1")

    assert (kept.id, kept.version, kept.state.glaze) == ("pot-1", 1, "blue")


async def test_nothing_is_remembered_of_what_never_was(pots):
    assert await pots.get("pot-1") is None


async def test_what_was_written_a_moment_ago_is_at_hand(pots):
    await pots.act("pot-1", throw("blue"), act("a"))
    await pots.act("pot-1", mark("x"), act("b"))

    kept = pots.just("pot-1")

    assert (kept.id, kept.version, kept.state.words) == ("pot-1", 2, ("x",))
    assert pots.just("pot-2") is None


async def test_an_act_answers_with_the_version_and_the_state_it_led_to(pots):
    await pots.act("pot-1", throw(), act("a"))

    outcome = await pots.act("pot-1", mark("x", "y"), act("b"))

    assert (outcome.id, outcome.version, outcome.repeated) == ("pot-1", 3, False)
    assert outcome.state.words == ("x", "y")


async def test_what_was_said_wakes_the_relay_whole_and_in_order(pots, woken):
    await pots.act("pot-1", throw(), act("a"))

    await pots.act("pot-1", mark("x", "y"), act("b", at=NOON + timedelta(hours=1)))

    assert [envelope.id for envelope in woken] == [f"pottery:pot-1:{n}" for n in (1, 2, 3)]
    assert woken[2].data == Marked(word="y")
    assert woken[2].time == NOON + timedelta(hours=1)
    assert (woken[2].by, woken[2].traceparent) == ("potter", "00-trace")


async def test_what_was_said_is_stored_as_it_was_given_to_the_relay(pots, woken):
    await pots.act("pot-1", throw("blue", NOON), act("a"))
    await pots.hear("pot-1", said(), mark("x"))

    [line] = await pots.outbox.pending(NOON, None, 10)

    assert line.envelopes == woken


async def test_a_decision_that_raises_changes_nothing(pots, woken):
    with pytest.raises(NotNow):
        await pots.act("pot-1", mark("x"), act("a"))

    assert await pots.get("pot-1") is None
    assert woken == []


async def test_nothing_is_kept_of_an_act_that_made_nothing(pots):
    with pytest.raises(NotThere):
        await pots.act("pot-1", lambda _: [], act("a"))

    assert await pots.get("pot-1") is None


async def test_a_repeated_key_answers_with_the_first_version_and_changes_nothing(pots, woken):
    await pots.act("pot-1", throw(), act("a"))
    await pots.act("pot-1", mark("x"), act("b"))

    again = await pots.act("pot-1", throw(), act("a"))

    assert (again.version, again.repeated) == (1, True)
    assert len(woken) == 2


async def test_a_repeat_is_known_even_when_nothing_was_said(pots):
    await pots.act("pot-1", throw(), act("a"))
    await pots.act("pot-1", lambda _: [], act("b"))

    again = await pots.act("pot-1", mark("x"), act("b"))

    assert (again.version, again.repeated, again.state.words) == (1, True, ())


async def test_a_key_with_another_command_is_refused(pots):
    await pots.act("pot-1", throw(), act("a"))

    with pytest.raises(NotSo) as refused:
        await pots.act("pot-1", mark("x"), act("a", fingerprint="other"))

    assert refused.value.code == "key_reused"
    assert refused.value.facts == {"field": "Idempotency-Key"}


async def test_two_actors_may_choose_the_same_key_with_any_letters(pots):
    await pots.act("pot-1", throw(), act("a.$b\0"))

    outcome = await pots.act("pot-1", mark("x"), act("a.$b\0", by=Actor(id="apprentice")))

    assert (outcome.version, outcome.repeated) == (2, False)


async def test_an_act_on_an_old_version_is_refused_with_the_version_now(pots):
    await pots.act("pot-1", throw(), act("a"))
    await pots.act("pot-1", mark("x"), act("b", expected_version=1))

    with pytest.raises(Stale) as refused:
        await pots.act("pot-1", mark("y"), act("c", expected_version=1))

    assert (refused.value.code, refused.value.facts) == ("stale_version", {"version": 2})


async def test_a_repeat_of_an_act_is_answered_though_its_expected_version_is_old(pots):
    await pots.act("pot-1", throw(), act("a"))
    await pots.act("pot-1", mark("x"), act("b", expected_version=1))

    again = await pots.act("pot-1", mark("x"), act("b", expected_version=1))

    assert (again.version, again.repeated) == (2, True)


async def test_what_was_heard_changes_the_state_before_the_decision(pots, woken):
    fresh = await pots.hear("pot-1", said(1), lambda pot: [Marked(word=pot.orders[0])])

    kept = await pots.get("pot-1")

    assert fresh
    assert (kept.version, kept.state.orders, kept.state.words) == (1, ("w1",), ("w1",))
    assert (woken[0].by, woken[0].time) == ("shopkeeper", NOON)


async def test_what_was_heard_before_changes_nothing(pots, woken):
    await pots.hear("pot-1", said(2), mark("x"))

    fresh = [await pots.hear("pot-1", said(seq), mark("x")) for seq in (2, 1, 1, 2)]

    assert fresh == [False, True, False, False]
    assert [envelope.seq for envelope in woken] == [1, 2]
    assert (await pots.get("pot-1")).state.orders == ("w2", "w1")


async def test_numbers_heard_are_known_by_stream_wherever_they_were_heard(pots):
    await pots.hear("pot-1", said(1))
    await pots.hear("pot-2", said(3))
    await pots.hear("pot-2", said(1, "order-2"))

    numbers = await pots.heard_many(["shop:order-1", "shop:order-2", "shop:order-3"])

    assert await pots.heard("shop:order-1") == {1, 3}
    assert numbers["shop:order-1"] == {1, 3}
    assert numbers["shop:order-2"] == {1}
    assert not numbers.get("shop:order-3")


def test_the_toy_domain_is_whole():
    assert POTTER.id == "potter"
    assert set(KINDS) == {"clay.thrown", "clay.marked", "clay.broken", "shop.ordered"}
