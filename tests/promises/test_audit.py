"""What the audit log promises, whatever it is kept in."""

import asyncio
from datetime import UTC, datetime

import pytest

from contracts.asyncapi import example
from contracts.envelope import unpack
from contracts.events import EVENTS
from contracts.schema import spoken
from gateway.audit import Audit
from gateway.audit_books import MemoryBook, MongoBook
from services.chassis.mongo import connect

NOON = datetime(2026, 11, 22, 4, tzinfo=UTC)


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
