"""What the audit log promises, whatever it is kept in."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from contracts.asyncapi import example
from contracts.envelope import unpack
from contracts.events import EVENTS
from contracts.schema import spoken
from gateway.audit import Audit
from gateway.audit_books import MemoryBook, MongoBook
from services.chassis.mongo import connect

NOON = datetime(2026, 11, 22, 4, tzinfo=UTC)
HOUR = timedelta(hours=1)
LATER = NOON + timedelta(days=1100)


def event(n):
    kind = EVENTS["task.progressed"]
    return unpack(example(kind, spoken(kind)) | {"id": f"e{n}", "seq": n, "time": NOON}, EVENTS)


@pytest.fixture(params=["memory", "mongo"])
async def book(request):
    if request.param == "memory":
        yield MemoryBook()
        return
    client = connect(request.getfixturevalue("mongo_url"))
    name = f"{request.getfixturevalue('namespace')}_audit"
    kept = MongoBook(client[name])
    await kept.prepare()
    yield kept
    await client.drop_database(name)
    await client.close()


async def test_entries_are_chained_in_order(book):
    audit = Audit(book)

    await asyncio.gather(*(audit.heard(event(n)) for n in range(1, 51)))
    await audit.note("ann", "signed in", NOON, {"address": "127.0.0.1"})

    assert [entry["n"] for entry in await audit.page(0, 0)] == list(range(1, 52))
    assert (await audit.verify()).holds


async def test_an_event_delivered_again_is_entered_once(book):
    audit = Audit(book)

    await asyncio.gather(*(audit.heard(event(n % 5)) for n in range(20)))
    await audit.heard(event(3))

    assert (await audit.verify()).entries == 5


async def test_two_processes_write_one_chain(book):
    one, two = Audit(book), Audit(book)

    for n in range(0, 40, 2):
        await asyncio.gather(one.heard(event(n)), two.heard(event(n + 1)), two.heard(event(n)))

    verified = await one.verify()
    assert verified.holds
    assert verified.entries == 40


async def test_a_page_goes_on_where_the_last_one_ended(book):
    audit = Audit(book)
    for n in range(1, 6):
        await audit.heard(event(n))

    assert [entry["event"] for entry in await audit.page(2, 2)] == ["e3", "e4"]


@pytest.mark.parametrize(
    ("tamper", "reason"),
    [
        (lambda kept: kept[2].update(by="nobody"), "entry 3: was changed"),
        (lambda kept: kept.pop(2), "entry 4: follows 2"),
        (lambda kept: kept[2].update(before="0" * 64), "entry 3: does not hold"),
    ],
)
async def test_tampering_is_found_and_named(tamper, reason):
    book = MemoryBook()
    audit = Audit(book)
    for n in range(1, 6):
        await audit.heard(event(n))

    tamper(book.kept)

    verified = await audit.verify()
    assert not verified.holds
    assert reason in verified.broken


async def test_nothing_people_typed_is_in_the_log(book):
    audit = Audit(book)

    await audit.heard(event(1))

    assert event(1).data.text not in str(await audit.page(0, 10))


async def aged(book, count=6):
    """A log of so many entries, an hour apart, the first at noon."""
    audit = Audit(book)
    for n in range(1, count + 1):
        await audit.note("ann", "signed in", NOON + n * HOUR, {})
    return audit


async def test_the_oldest_part_goes_when_its_time_is_over_and_the_rest_still_holds(book):
    audit = await aged(book)

    counted = await audit.forget(NOON + 4 * HOUR, LATER, dry=True)
    gone = await audit.forget(NOON + 4 * HOUR, LATER, dry=False)

    verified = await audit.verify()
    assert (counted, gone) == (3, 3)
    assert (verified.holds, verified.removed, verified.entries) == (True, 3, 4)
    assert [entry["n"] for entry in await audit.page(0, 0)] == [4, 5, 6, 7]


async def test_a_log_is_cut_again_and_again_and_goes_on_between(book):
    audit = await aged(book)

    for hours in (3, 3, 5):
        await audit.forget(NOON + hours * HOUR, LATER, dry=False)
        await audit.note("ann", "signed in", LATER, {})

    verified = await audit.verify()
    assert (verified.holds, verified.removed) == (True, 4)
    assert (await audit.page(0, 1))[0]["n"] == 5


async def test_an_old_entry_behind_a_young_one_stays(book):
    audit = await aged(book)
    await audit.note("ann", "came late", NOON, {})

    assert await audit.forget(NOON + 2 * HOUR, LATER, dry=False) == 1
    assert "came late" in [entry["what"] for entry in await audit.page(0, 0)]


async def test_a_cut_that_was_cut_short_holds_and_the_next_run_finishes_it(book, monkeypatch):
    audit = await aged(book)
    remove, told = book.remove, []

    async def dying(upto):
        told.append(await remove(upto - 2))
        raise ConnectionError

    monkeypatch.setattr(book, "remove", dying)
    with pytest.raises(ConnectionError):
        await audit.forget(NOON + 4 * HOUR, LATER, dry=False)
    between = await audit.verify()
    monkeypatch.setattr(book, "remove", remove)

    left = await audit.forget(NOON + 4 * HOUR, LATER, dry=False)

    assert (told, left) == ([1], 2)
    assert (between.holds, (await audit.verify()).holds) == (True, True)


@pytest.mark.parametrize(
    ("tamper", "reason"),
    [
        (lambda kept: kept.pop(0), "entry 5: follows 3"),
        (lambda kept: kept.pop(-1), "entry 4: follows 0"),
        (lambda kept: kept[-1]["about"].update(upto="4"), "entry 5: does not hold"),
        (lambda kept: kept[-1]["about"].update(hash="0" * 64), "entry 4: does not hold"),
    ],
    ids=["more is gone", "no word of it", "another number", "another hash"],
)
async def test_whoever_cuts_more_than_the_log_tells_is_found_out(tamper, reason):
    book = MemoryBook()
    audit = await aged(book)
    await audit.forget(NOON + 4 * HOUR, LATER, dry=False)

    tamper(book.kept)

    assert reason in (await audit.verify()).broken
