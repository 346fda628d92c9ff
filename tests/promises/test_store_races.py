"""The store on MongoDB when several processes write, and when one document is poison."""

import asyncio
from dataclasses import replace

import pytest
from bson.errors import BSONError
from pymongo.errors import WriteError

from contracts.refusals import NotNow, Stale
from services.chassis.mongo import MongoStore
from tests.promises.clay import KINDS, NOON, POTS, Broken, act, mark, said, smash, throw
from tests.promises.kilns import database, mongo_pots


@pytest.fixture
async def here(mongo_url, namespace):
    async with database(mongo_url, namespace) as here:
        yield here


@pytest.fixture
async def two(here):
    """The stores of two processes."""
    return await mongo_pots(here), await mongo_pots(here)


async def events_of(here, id):
    document = await here["pots"].find_one({"_id": id})
    return [event["seq"] for event in document["events"]]


async def test_processes_that_write_at_once_lose_and_double_nothing(two, here):
    one, other = two
    ids = [f"pot-{n}" for n in range(4)]

    await asyncio.gather(
        *(store.hear(id, said(1, f"order-{id}")) for id in ids for store in two),
        *(one.act(id, mark(f"a{n}"), act(f"a{n}")) for id in ids for n in range(30)),
        *(other.act(id, mark(f"b{n}"), act(f"b{n}")) for id in ids for n in range(30)),
    )

    for id in ids:
        kept = await one.get(id)
        expected = {f"{who}{n}" for who in "ab" for n in range(30)}
        assert set(kept.state.words) == expected
        assert (len(kept.state.words), len(kept.state.orders)) == (60, 1)
        assert await events_of(here, id) == list(range(1, 61))


async def test_two_that_make_the_same_aggregate_are_told_who_was_first(two):
    results = await asyncio.gather(
        *(store.act("pot-1", throw(), act(f"k{n}")) for n, store in enumerate(two)),
        return_exceptions=True,
    )

    assert sorted(type(result).__name__ for result in results) == ["NotNow", "Outcome"]


async def test_the_same_key_at_two_processes_is_done_once(two, here):
    outcomes = await asyncio.gather(
        *(store.act("pot-1", throw(), act("a")) for store in two for _ in range(3))
    )

    assert {outcome.version for outcome in outcomes} == {1}
    assert await events_of(here, "pot-1") == [1]


async def test_a_refusal_is_never_given_on_what_was_true_before(two):
    one, other = two
    await one.act("pot-1", throw(), act("a"))
    await other.act("pot-1", smash, act("b"))

    with pytest.raises(NotNow):
        await one.act("pot-1", mark("x"), act("c"))
    with pytest.raises(Stale) as stale:
        await one.act("pot-1", mark("x"), act("d", expected_version=1))

    assert stale.value.facts == {"version": 2}


async def test_nobody_is_refused_for_what_is_no_longer_true(two):
    one, other = two
    await one.act("pot-1", throw(), act("a"))
    await other.act("pot-1", mark("x"), act("b"))

    outcome = await one.act("pot-1", mark("y"), act("c", expected_version=2))

    assert (outcome.version, outcome.state.words) == (3, ("x", "y"))


async def test_a_decision_sees_what_another_process_just_did(two):
    one, other = two
    await one.act("pot-1", throw(), act("a"))
    await other.act("pot-1", mark("x", "y"), act("b"))

    outcome = await one.act("pot-1", lambda pot: [Broken()] if pot.words else [], act("c"))

    assert (outcome.version, outcome.state.whole) == (4, False)


async def test_events_behind_unpublished_ones_of_another_process_wait_for_the_sweep(two):
    one, other = two
    woken = []
    other.outbox.wake = woken.extend
    await one.act("pot-1", throw(), act("a"))

    await other.act("pot-1", mark("x"), act("b"))
    before = len(woken)
    await one.outbox.mark_published({"pot-1": 2})
    await other.act("pot-1", mark("y"), act("c"))

    assert before == 0
    assert [envelope.seq for envelope in woken] == [3]


async def test_events_go_to_the_relay_at_once_though_a_refusal_had_the_document_read_again(two):
    one, _ = two
    woken = []
    one.outbox.wake = woken.extend
    await one.act("pot-1", throw(), act("a"))

    with pytest.raises(NotNow):
        await one.act("pot-1", throw(), act("b"))
    await one.act("pot-1", mark("x"), act("c"))

    assert [envelope.seq for envelope in woken] == [1, 2]


async def test_what_cannot_be_written_harms_none_that_came_with_it(two):
    one, _ = two

    results = await asyncio.gather(
        one.act("pot-1", throw(), act("a")),
        one.act("pot-2", throw("\ud800"), act("b")),
        one.act("pot-3", throw(), act("c")),
        return_exceptions=True,
    )

    assert [type(result) is not UnicodeEncodeError for result in results] == [True, False, True]
    assert [await one.get(f"pot-{n}") is not None for n in (1, 2, 3)] == [True, False, True]


async def test_what_the_server_refuses_harms_none_that_came_with_it(here):
    placed = replace(
        POTS,
        facets=lambda pot: {"at": {"type": "Point", "coordinates": [len(pot.glaze) * 100, 0]}},
        indexes=[[("at", "2dsphere")]],
    )
    store = MongoStore(here, placed, KINDS, now=lambda: NOON)
    await store.prepare()

    results = await asyncio.gather(
        store.act("pot-1", throw("a"), act("a")),
        store.act("pot-2", throw("nowhere"), act("b")),
        return_exceptions=True,
    )

    assert [type(result) for result in results] == [type(results[0]), WriteError]
    assert (await store.get("pot-1")) is not None


async def test_what_cannot_be_read_harms_none_that_came_with_it(two, here):
    one, other = two
    await one.act("pot-1", throw(), act("a"))
    await one.act("pot-2", throw(), act("b"))
    await here["pots"].update_one({"_id": "pot-1"}, {"$set": {"state": {"glaze": None}}})

    results = await asyncio.gather(
        *(other.act(f"pot-{n}", mark("x"), act("c")) for n in (1, 2)), return_exceptions=True
    )

    assert [isinstance(result, Exception) for result in results] == [True, False]
    assert not isinstance(results[0], BSONError)
