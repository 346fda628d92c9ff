"""What every process promises about starting and stopping, inside one loop."""

import asyncio
from typing import Any

import pytest
from pydantic import SecretStr

from services.chassis.bus import Hears
from services.chassis.memory_bus import MemoryBus
from services.chassis.parts import Parts
from services.chassis.process import Process
from services.chassis.run import configured, running
from services.chassis.settings import Misconfigured, Settings
from tests.promises.clay import KINDS, Ordered, said
from tests.promises.halls import Listener, eventually
from tests.unit.chassis.asgi import call


def parts(bus: MemoryBus, **changes: Any) -> Parts:
    settings = Settings(service="pottery", secret=SecretStr("x" * 32), stop_within=1.0)
    return Parts(**({"settings": settings, "bus": bus} | changes))


class Diary:
    """A relay and a sweep that write down what was asked of them."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    async def prepare(self) -> None:
        self.lines.append("prepare")

    async def run(self) -> None:
        self.lines.append("run")
        await asyncio.Event().wait()

    async def drain(self) -> None:
        self.lines.append("drain")

    async def close(self) -> None:
        self.lines.append("close")


async def test_what_is_prepared_runs_and_is_drained_before_it_is_closed():
    diary = Diary()

    async with running(
        parts(MemoryBus(KINDS), prepare=[diary.prepare], relays=[diary], close=[diary.close])
    ):
        await eventually(lambda: "run" in diary.lines)

    assert diary.lines == ["prepare", "run", "drain", "close"]


async def test_a_process_hears_once_it_runs():
    bus, listener = MemoryBus(KINDS), Listener()

    async with running(parts(bus, handlers={Ordered: Hears(listener)})):
        await bus.publish(said(1))
        await listener.until(1)

    assert listener.heard == [("order-1", 1)]


async def test_a_witness_hears_everything_and_a_live_stream_sees_it():
    bus, listener, seen = MemoryBus(KINDS), Listener(), []

    async with running(parts(bus, witness=Hears(listener), live=seen.append)):
        await bus.publish(said(1))
        await listener.until(1)

    assert seen == [said(1)]


async def test_while_something_is_missing_the_process_lives_and_says_what_and_takes_no_request():
    missing, diary = [1, 1], Diary()

    async def prepare():
        if missing:
            missing.pop()
            raise ConnectionError("no database yet")

    process = Process(parts(MemoryBus(KINDS), prepare=[prepare, diary.prepare]))
    starting = asyncio.create_task(process.start())
    await asyncio.sleep(0)

    live = await call(process.web, "GET", "/live")
    ready = await call(process.web, "GET", "/ready")
    refused = await call(process.web, "GET", "/openapi.json")

    assert (live.status, ready.status, refused.status) == (200, 503, 503)
    assert ready.json["missing"] == ["started"]
    assert refused.headers["retry-after"] == "2"
    await starting
    assert diary.lines == ["prepare"]
    assert (await call(process.web, "GET", "/ready")).status == 200
    await process.stop()


async def test_readiness_asks_every_check_and_counts_an_error_or_silence_as_missing():
    async def broken() -> bool:
        raise RuntimeError("no")

    checks = {"store": lambda: True, "files": lambda: False, "map": broken}

    async with running(parts(MemoryBus(KINDS), checks=checks)) as web:
        ready = await call(web, "GET", "/ready")

    assert ready.json == {"ready": False, "missing": ["files", "map"]}


async def test_a_handler_that_is_at_work_finishes_before_what_it_said_is_published():
    bus, diary, door = MemoryBus(KINDS), Diary(), asyncio.Event()

    async def work(_):
        await door.wait()
        diary.lines.append("handled")

    process = Process(parts(bus, handlers={Ordered: Hears(work)}, relays=[diary]))
    await process.start()
    await bus.publish(said(1))
    await eventually(lambda: bus.lanes.busy == 1)

    stopping = asyncio.create_task(process.stop())
    await asyncio.sleep(0.02)
    door.set()
    await stopping

    assert diary.lines == ["run", "handled", "drain"]


async def test_a_handler_that_never_ends_does_not_keep_the_process():
    bus, diary = MemoryBus(KINDS), Diary()
    process = Process(
        parts(
            bus,
            handlers={Ordered: Hears(Listener(lambda _: asyncio.Event().wait()))},
            close=[diary.close],
        )
    )
    await process.start()
    await bus.publish(said(1))
    await eventually(lambda: bus.lanes.busy == 1)

    async with asyncio.timeout(2):
        await process.stop()

    assert diary.lines == ["close"]


async def test_a_sweep_that_fails_begins_again(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("services.chassis.process.AGAIN_AFTER", 0.01)
    runs = []

    class Stumbling:
        async def run(self) -> None:
            runs.append(1)
            raise RuntimeError("a fault of ours")

    async with running(parts(MemoryBus(KINDS), sweeps=[Stumbling()])):
        await eventually(lambda: len(runs) > 2)


def test_a_wrong_environment_is_told_by_the_names_of_its_variables(monkeypatch):
    monkeypatch.delenv("WHISTLE_SECRET", raising=False)
    monkeypatch.setenv("WHISTLE_PORT", "eighty")

    with pytest.raises(Misconfigured) as told:
        configured(Settings)

    assert "WHISTLE_SECRET" in str(told.value)
    assert "WHISTLE_PORT" in str(told.value)
    assert "eighty" not in str(told.value)
