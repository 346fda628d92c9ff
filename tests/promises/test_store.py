"""What every store promises."""

import asyncio
from datetime import timedelta

import pytest

from contracts.actor import Actor
from contracts.refusals import NotNow, NotSo, NotThere, Stale
from tests.promises.clay import KINDS, NOON, POTTER, Marked, act, mark, said, smash, throw
from tests.promises.kilns import database, memory_pots, mongo_pots


@pytest.fixture(params=["memory", "mongo"])
async def pots(request, namespace):
    if request.param == "memory":
        yield memory_pots()
        return
    async with database(request.getfixturevalue("mongo_url"), namespace) as here:
        yield await mongo_pots(here)


@pytest.fixture
def woken(pots):
    woken = []
    pots.outbox.wake = woken.extend
    return woken


async def published(pots):
    """Events still owed, and those published."""
    lines = await pots.outbox.pending(NOON, None, 10)
    return [(line.place.id, [e.seq for e in line.envelopes]) for line in lines]


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


async def test_due_are_those_whose_time_has_come_the_oldest_first(pots):
    for n, minutes in enumerate((3, 1, 2, 60)):
        due = NOON + timedelta(minutes=minutes)
        await pots.act(f"pot-{n}", throw(due_at=due), act("a"))
    await pots.act("pot-9", throw(), act("a"))
    await pots.act("pot-1", smash, act("b"))

    due = await pots.due(NOON + timedelta(minutes=3), 10)

    assert due == [
        ("pot-2", NOON + timedelta(minutes=2)),
        ("pot-0", NOON + timedelta(minutes=3)),
    ]
    assert await pots.due(NOON + timedelta(hours=2), 1) == due[:1]


async def test_aggregates_are_found_by_their_facets_a_page_at_a_time(pots):
    for n in range(5):
        await pots.act(f"pot-{n}", throw("blue" if n else "red"), act("a"))
    await pots.act("pot-3", mark("x"), act("b"))
    order = [("words", -1), ("_id", 1)]

    first = await pots.find({"glaze": "blue"}, sort=order, limit=2)
    after = {"$or": [{"words": {"$lt": 0}}, {"words": 0, "_id": {"$gt": "pot-1"}}]}
    second = await pots.find({"glaze": "blue", **after}, sort=order, limit=2)

    assert [kept.id for kept in first] == ["pot-3", "pot-1"]
    assert [kept.id for kept in second] == ["pot-2", "pot-4"]
    assert [k.id for k in await pots.find({"glaze": {"$in": ["red"]}})] == ["pot-0"]


async def test_what_is_published_is_no_longer_pending(pots):
    await pots.act("pot-1", throw(), act("a"))
    await pots.act("pot-1", mark("x", "y"), act("b"))
    await pots.act("pot-2", throw(), act("c"))

    await pots.outbox.mark_published({"pot-1": 2, "pot-2": 1})

    assert await published(pots) == [("pot-1", [3])]


async def test_a_publication_mark_never_moves_backwards(pots):
    await pots.act("pot-1", throw(), act("a"))
    await pots.act("pot-1", mark("x", "y"), act("b"))

    await pots.outbox.mark_published({"pot-1": 3})
    await pots.outbox.mark_published({"pot-1": 1})

    assert await published(pots) == []
    assert (await pots.outbox.backlog()).documents == 0


async def test_what_is_pending_is_listed_a_page_at_a_time(pots):
    for n in range(5):
        await pots.act(f"pot-{n}", throw(), act("a"))

    first = await pots.outbox.pending(NOON, None, 3)
    second = await pots.outbox.pending(NOON, first[-1].place, 3)

    ids = [line.place.id for line in (*first, *second)]
    assert ids == [f"pot-{n}" for n in range(5)]
    backlog = await pots.outbox.backlog()
    assert (backlog.documents, backlog.oldest) == (5, NOON)
    assert await pots.outbox.pending(NOON - timedelta(seconds=1), None, 3) == []


async def test_all_that_was_published_can_be_read_again(pots):
    await pots.act("pot-1", throw(), act("a"))
    await pots.act("pot-1", mark("x"), act("b", at=NOON + timedelta(hours=1)))
    await pots.act("pot-2", throw(), act("c"))
    await pots.outbox.mark_published({"pot-1": 2})

    lines = await pots.outbox.said(NOON, NOON + timedelta(minutes=1), None, 10)

    ids = [envelope.id for line in lines for envelope in line.envelopes]
    assert ids == ["pottery:pot-1:1"]
    assert await pots.outbox.said(NOON + timedelta(hours=1), NOON, None, 10) == []


async def test_who_only_heard_has_nothing_to_be_read_again(pots):
    await pots.hear("pot-1", said(1))
    await pots.act("pot-2", throw(), act("a"))
    await pots.outbox.mark_published({"pot-2": 1})

    lines = await pots.outbox.said(NOON, NOON, None, 10)

    assert [[envelope.id for envelope in line.envelopes] for line in lines] == [
        [],
        ["pottery:pot-2:1"],
    ]


def test_the_toy_domain_is_whole():
    assert POTTER.id == "potter"
    assert set(KINDS) == {"clay.thrown", "clay.marked", "clay.broken", "shop.ordered"}
