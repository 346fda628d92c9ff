"""What every process promises about starting and stopping, seen from outside."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from time import monotonic

import aiohttp
import pytest

from deploy.local.ports import free_ports
from services.chassis.parking import MemoryParked
from services.chassis.rabbit import RabbitBus
from tests.promises.clay import KINDS, Ordered, said

ROOT = Path(__file__).parents[2]


def environment(**changes: str) -> dict[str, str]:
    ours = {key: value for key, value in os.environ.items() if not key.startswith("WHISTLE_")}
    return ours | {"WHISTLE_SECRET": "x" * 32} | changes


async def start(env: dict[str, str]) -> Process:
    module = (sys.executable, "-m", "tests.promises.toy_process")
    return await asyncio.create_subprocess_exec(*module, env=env, cwd=ROOT, stderr=PIPE)


@asynccontextmanager
async def toy(url: str, namespace: str, **changes: str) -> AsyncIterator[tuple[Process, str]]:
    (port,) = free_ports(1)
    names = {"AMQP_URL": url, "NAMESPACE": namespace, "PORT": str(port)}
    env = {f"WHISTLE_{name}": value for name, value in names.items()}
    process = await start(environment(**env, **changes))
    try:
        yield process, f"http://127.0.0.1:{port}"
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def ready(client: aiohttp.ClientSession, address: str, status: int = 200) -> dict:
    async with asyncio.timeout(20):
        while True:
            try:
                async with client.get(f"{address}/ready") as answer:
                    if answer.status == status:
                        return await answer.json()
            except aiohttp.ClientConnectionError:
                pass
            await asyncio.sleep(0.05)


@pytest.fixture
async def client() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


async def stopped(process: Process, within: float) -> int:
    process.send_signal(signal.SIGTERM)
    async with asyncio.timeout(within):
        return await process.wait()


async def test_a_process_told_to_stop_answers_what_it_was_asked_and_exits_0(
    amqp_url, namespace, client
):
    async with toy(amqp_url, namespace, TOY_SLOW="0.5") as (process, address):
        await ready(client, address)
        asked = asyncio.create_task(client.get(f"{address}/slow"))
        await asyncio.sleep(0.2)

        code = await stopped(process, within=10)

        async with await asked as answer:
            assert (answer.status, await answer.json()) == (200, "done")
        assert code == 0


async def test_a_process_with_a_handler_that_never_ends_stops_in_time_and_loses_nothing(
    amqp_url, namespace, client
):
    speaker = RabbitBus(amqp_url, namespace, KINDS, MemoryParked())
    async with toy(amqp_url, namespace, WHISTLE_STOP_WITHIN="2") as (process, address):
        await ready(client, address)
        await speaker.start()
        await speaker.publish(said(1, event=Ordered(pot="p", word="stuck")))
        await seen(client, address, [1])
        began = monotonic()

        code = await stopped(process, within=5)

        assert code == 0
        assert monotonic() - began < 4
    async with toy(amqp_url, namespace) as (_, address):
        await seen(client, address, [1])
    await speaker.close()


async def test_without_a_broker_a_process_lives_says_so_and_stops(namespace, client):
    (nowhere,) = free_ports(1)
    async with toy(f"amqp://guest:guest@127.0.0.1:{nowhere}/", namespace) as (process, address):
        missing = await ready(client, address, status=503)

        code = await stopped(process, within=10)

        assert missing["missing"] == ["started", "broker"]
        assert code == 0


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"WHISTLE_PORT": "eighty"}, "WHISTLE_PORT"),
        ({"WHISTLE_SECRET": "short"}, "WHISTLE_SECRET"),
        ({"WHISTLE_NAMESPACE": "No Good"}, "WHISTLE_NAMESPACE"),
        ({"WHISTLE_HOST": "192.0.2.1"}, "192.0.2.1:8080"),
    ],
)
async def test_a_configuration_that_can_never_work_is_one_sentence_and_exit_2(wrong, named):
    process = await start(environment(**wrong))

    _, told = await process.communicate()

    assert process.returncode == 2
    assert named in told.decode()
    assert len(told.decode().strip().splitlines()) == 1


async def seen(client: aiohttp.ClientSession, address: str, numbers: list[int]) -> None:
    await ready(client, address)
    async with asyncio.timeout(10):
        while True:
            async with client.get(f"{address}/seen") as answer:
                if await answer.json() == numbers:
                    return
            await asyncio.sleep(0.05)
