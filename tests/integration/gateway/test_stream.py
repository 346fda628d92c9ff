"""The live stream: told at once, told once, told to nobody else, and gone on with anywhere."""

import asyncio
import json
import time
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest
from multidict import CIMultiDict
from yarl import URL

from gateway import hub as hub_module
from gateway import stream as stream_module
from tests.integration.gateway.house import House, open_house
from tests.integration.gateway.seeds import Matter


class Phone:
    """An open stream, and everything it was sent."""

    def __init__(self) -> None:
        self.events: list[dict] = []
        self.notes: list[str] = []
        self.last = ""
        self.closed = False
        self._news = asyncio.Event()

    async def listen(self, answer) -> None:
        note = ""
        async for line in answer.content:
            name, _, text = line.decode().rstrip("\n").partition(": ")
            if name == "id":
                self.last = text
            elif name == "event":
                note = text
            elif name == "data" and note:
                self.notes.append(note)
                note = ""
            elif name == "data":
                self.events.append(json.loads(text))
            elif line.startswith(b": "):
                self.notes.append("alive")
            self._news.set()
        self.closed = True
        self._news.set()

    async def sees(self, check, within: float = 5.0) -> None:
        async with asyncio.timeout(within):
            while not check(self):
                self._news.clear()
                await self._news.wait()

    async def rests(self, house: House) -> None:
        await house.rests()
        await self.sees(lambda phone: phone.last == str(house.hub.at))

    def types(self, subject: str) -> list[str]:
        return [event["type"] for event in self.events if event["subject"] == subject]


@asynccontextmanager
async def phone(house: House, account: str, last: str = ""):
    visitor = await house.enter(account)
    headers = {"Authorization": f"Bearer {visitor.token}"}
    headers |= {"Last-Event-ID": last} if last else {}
    url = f"{house.base}/api/v1/stream"
    async with house.session.get(url, headers=headers) as answer:
        assert answer.headers["Content-Type"].startswith("text/event-stream")
        one = Phone()
        task = asyncio.create_task(one.listen(answer))
        yield one
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def test_a_liaison_hears_of_a_call_at_once(house: House):
    matter = Matter("live1")
    async with phone(house, "liaison-chengguan") as liaison:
        began = time.perf_counter()
        await house.hears(*matter.raised())
        await liaison.sees(lambda phone: "call.summoned" in phone.types(matter.whistle))
        took = time.perf_counter() - began

    event = next(e for e in liaison.events if e["type"] == "call.summoned")
    assert took < 1.0
    assert event["facts"]["dept.code"] == "chengguan"
    assert event["facts"]["task.id"] == matter.tasks[0]
    assert event["version"] == 3


async def test_nobody_is_told_what_they_may_not_see(house: House):
    matter, other = Matter("live2"), Matter("live2b")
    async with (
        phone(house, "liaison-shuiwu") as called,
        phone(house, "liaison-gongan") as uncalled,
        phone(house, "resident-1") as reporter,
        phone(house, "resident-2") as another,
        phone(house, "commander-binhe") as elsewhere,
    ):
        await house.hears(matter.reported("resident-1"), *matter.raised())
        await house.hears(other.reported("resident-2"))
        await another.sees(lambda phone: phone.types(other.case))
        await called.sees(lambda phone: phone.types(matter.whistle))

    assert reporter.types(matter.case) == ["case.reported"]
    assert another.types(matter.case) == []
    assert called.types(matter.case) == []
    assert uncalled.events == []
    assert elsewhere.events == []


async def test_the_stream_never_names_a_reporter(house: House):
    matter = Matter("live3")
    async with phone(house, "commander-gangwan") as commander:
        await house.hears(matter.reported("resident-7"))
        await commander.sees(lambda phone: phone.types(matter.case))

    assert "resident-7" not in json.dumps(commander.events)


async def test_who_comes_back_hears_what_was_missed_once_and_in_order(house: House):
    matter = Matter("live4")
    async with phone(house, "auditor") as before:
        await house.hears(matter.reported())
        await before.rests(house)
    missed = [matter.joined(f"resident-{n}") for n in range(2, 6)]
    await house.hears(*missed)
    async with phone(house, "auditor", last=before.last) as after:
        await house.hears(matter.joined("resident-9"))
        await after.rests(house)

    versions = [event["version"] for event in after.events if event["subject"] == matter.case]
    assert versions == [2, 3, 4, 5, 6]


async def test_the_stream_goes_on_at_another_process(house: House, mongo_url, city):
    matter = Matter("live5")
    async with phone(house, "auditor") as before:
        await house.hears(matter.reported())
        await before.rests(house)
    await house.hears(matter.joined("resident-2"))

    async with (
        open_house(mongo_url, house.parts.settings.namespace, city, keep=True) as second,
        phone(second, "auditor", last=before.last) as after,
    ):
        await after.sees(lambda phone: matter.case in str(phone.events))

    assert [e["version"] for e in after.events if e["subject"] == matter.case] == [2]


async def test_what_the_tap_lost_is_told_from_the_log(house: House):
    matter = Matter("live6")
    taps, house.bus.broker.taps = house.bus.broker.taps, []
    try:
        async with phone(house, "commander-gangwan") as commander:
            await house.hears(matter.reported())
            await commander.sees(lambda phone: phone.types(matter.case))
    finally:
        house.bus.broker.taps = taps

    assert commander.types(matter.case) == ["case.reported"]


@pytest.mark.parametrize("last", ["999999999", "nonsense"])
async def test_a_checkpoint_nobody_gave_is_refused_or_begins_anew(house: House, last):
    visitor = await house.enter("auditor")

    polled = await visitor.get(f"/stream/poll?after={last}")

    if last == "nonsense":
        assert (polled.status, polled.code) == (422, "bad_cursor")
    else:
        assert polled.json["reset"] is True


async def test_polling_tells_the_same(house: House):
    matter, visitor = Matter("live7"), await house.enter("commander-gangwan")
    await house.rests()
    cursor = (await visitor.get("/stream/poll")).json["next_cursor"]

    async with phone(house, "commander-gangwan") as streamed:
        await house.hears(matter.reported())
        await streamed.rests(house)
    polled = (await visitor.get(f"/stream/poll?after={cursor}")).json

    assert [e for e in polled["items"] if e["subject"] == matter.case] == streamed.events
    assert polled["next_cursor"] == streamed.last


async def test_who_does_not_keep_up_is_let_go_in_plain_words(house: House, monkeypatch):
    async with phone(house, "auditor") as slow:
        await slow.sees(lambda phone: phone.last)
        (listener,) = house.hub._listeners
        for _ in range(hub_module.BOUND + 1):
            listener.put(b": more\n\n")
        await slow.sees(lambda phone: phone.closed)

    assert slow.notes[-1] == "slow"


async def test_when_the_process_stops_streams_end_in_plain_words(mongo_url, namespace, city):
    async with (
        open_house(mongo_url, namespace, city) as house,
        phone(house, "auditor") as reader,
    ):
        house.hub.close()
        await reader.sees(lambda phone: phone.closed)

    assert reader.notes[-1] == "leaving"


async def test_a_session_that_ends_ends_its_stream_and_the_reader_is_forgotten(
    house: House, monkeypatch
):
    monkeypatch.setattr(stream_module, "HEARTBEAT", 0.2)
    visitor = house.stranger()
    visitor.token = (await visitor.sign_in("resident-14")).json["access_token"]
    house.tokens["resident-14"] = visitor.token
    async with phone(house, "resident-14") as reader:
        await reader.sees(lambda phone: "alive" in phone.notes)
        await visitor.ask("POST", "/api/v1/auth/logout")
        await reader.sees(lambda phone: phone.closed)
    del house.tokens["resident-14"]

    assert reader.notes[-1] == "signed_out"
    assert house.hub.open == 0


async def test_a_session_that_ends_ends_its_stream_however_much_is_told_on_it(
    house: House, monkeypatch
):
    monkeypatch.setattr(stream_module, "HEARTBEAT", 0.3)
    visitor = house.stranger()
    visitor.token = (await visitor.sign_in("resident-15")).json["access_token"]
    house.tokens["resident-15"] = visitor.token
    async with phone(house, "resident-15") as reader:
        await reader.sees(lambda phone: phone.last)
        await visitor.ask("POST", "/api/v1/auth/logout")
        async with asyncio.timeout(5):
            while not reader.closed:
                for listener in list(house.hub._listeners):
                    listener.put(b": news\n\n")
                await asyncio.sleep(0.05)
    del house.tokens["resident-15"]

    assert reader.notes[-1] == "signed_out"


async def test_a_post_that_is_lent_or_given_back_is_heard_on_a_stream_that_was_open_before(
    house: House, monkeypatch
):
    monkeypatch.setattr(stream_module, "HEARTBEAT", 0.2)
    commander, until = await house.enter("commander-gangwan"), datetime.now(UTC) + timedelta(days=2)
    lend = {"to": "staff-gangwan", "role": "street_commander", "at": "gangwan", "reason": "出差"}
    async with phone(house, "staff-gangwan") as deputy:
        lend["until"] = until.isoformat()
        (listener,) = house.hub._listeners
        alone = listener.scope
        lent = await commander.post("/delegations", lend, key="stream-lends")
        await deputy.sees(lambda _: listener.scope != alone)
        both = listener.scope
        await commander.post(f"/delegations/{lent.json['id']}/revoke", key="stream-revokes")
        await deputy.sees(lambda _: listener.scope != both)

    assert lent.status == 201
    assert {post.role for post in both.actor.posts} > {post.role for post in alone.actor.posts}
    assert listener.scope.actor == alone.actor


async def test_of_too_many_streams_of_one_account_the_oldest_gives_way(house: House, monkeypatch):
    monkeypatch.setattr(hub_module, "MOST_OPEN", 2)
    matter = Matter("manyopen")
    async with (
        phone(house, "auditor") as oldest,
        phone(house, "commander-gangwan") as another,
        phone(house, "auditor") as second,
        phone(house, "auditor") as third,
    ):
        await oldest.sees(lambda phone: phone.closed)
        await house.hears(matter.reported())
        for reader in (second, third, another):
            await reader.sees(lambda phone: phone.types(matter.case))
        assert house.hub.open == 3

    assert oldest.notes[-1] == "elsewhere"
    assert oldest.types(matter.case) == []


async def test_who_takes_nothing_from_the_line_is_let_go(house: House, monkeypatch):
    monkeypatch.setattr(stream_module, "PATIENCE", 0.5)
    visitor, url = await house.enter("auditor"), URL(house.base)
    reader, writer = await asyncio.open_connection(url.host, url.port, limit=1024)
    asked = f"GET /api/v1/stream HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {visitor.token}\r\n"
    writer.write(f"{asked}\r\n".encode())
    await reader.readuntil(b"retry")
    (listener,) = house.hub._listeners

    for _ in range(hub_module.BOUND - 1):
        listener.put(b": " + b"x" * 32_000 + b"\n\n")

    async with asyncio.timeout(20):
        while house.hub.open:  # noqa: ASYNC110
            await asyncio.sleep(0.05)
    writer.close()


@pytest.mark.parametrize(
    "lasts",
    [("nonsense",), ("-1",), ("1.5",), ("9" * 16,), ("0x1",), ("1", "2"), ("1", "nonsense")],
)
@pytest.mark.parametrize(("tongue", "word"), [("zh", "重新"), ("en", "again")])
async def test_a_number_the_stream_never_gave_is_refused_by_its_name(
    house: House, lasts: tuple[str, ...], tongue: str, word: str
):
    visitor = await house.enter("auditor")
    headers = CIMultiDict([("Accept-Language", tongue), *(("Last-Event-ID", one) for one in lasts)])
    headers["Authorization"] = f"Bearer {visitor.token}"

    async with house.session.get(f"{house.base}/api/v1/stream", headers=headers) as answer:
        told = await answer.json(content_type=None)

    assert (answer.status, told["code"]) == (422, "bad_cursor")
    assert told["errors"][0]["field"] == "Last-Event-ID"
    assert word in told["detail"]
    assert house.hub.open == 0


async def test_figures_of_another_script_are_no_cursor(house: House):
    visitor = await house.enter("auditor")

    polled = await visitor.get("/stream/poll?after=%D9%A3")

    assert (polled.status, polled.code) == (422, "bad_cursor")
