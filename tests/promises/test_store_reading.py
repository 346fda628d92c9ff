"""What every store promises of what is due, found, pending and published."""

from datetime import timedelta

from tests.promises.clay import NOON, act, mark, said, smash, throw


async def published(pots):
    """Events still owed, and those published."""
    lines = await pots.outbox.pending(NOON, None, 10)
    return [(line.place.id, [e.seq for e in line.envelopes]) for line in lines]


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
