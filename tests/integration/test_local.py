import asyncio
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import aio_pika
import pytest
from pymongo import AsyncMongoClient

from deploy.local.mongod import Mongod
from deploy.local.ports import free_ports, taken
from deploy.local.rabbit import Rabbit


@pytest.fixture(scope="module")
def mongod(tmp_path_factory):
    (port,) = free_ports(1)
    server = Mongod(tmp_path_factory.mktemp("mongod"), port)
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def rabbit(tmp_path_factory):
    (port,) = free_ports(1)
    server = Rabbit(tmp_path_factory.mktemp("rabbit"), port)
    server.start()
    yield server
    server.stop()


async def test_what_mongod_took_survives_its_kill(mongod):
    async with AsyncMongoClient(mongod.url) as client:
        await client["shop"]["cases"].insert_one({"_id": "case-1"})

    mongod.kill()
    mongod.start()

    async with AsyncMongoClient(mongod.url) as client:
        assert await client["shop"]["cases"].find_one() == {"_id": "case-1"}


async def test_mongod_is_primary_again_under_another_port(mongod):
    mongod.stop()
    (mongod.port,) = free_ports(1)
    mongod.start()

    async with AsyncMongoClient(mongod.url) as client:
        hello = await client.admin.command("hello")
    assert hello["me"] == f"127.0.0.1:{mongod.port}"


async def test_what_rabbitmq_confirmed_survives_its_kill(rabbit):
    async with await aio_pika.connect(rabbit.url) as connection:
        channel = await connection.channel()
        await channel.declare_queue("kept", durable=True, arguments={"x-queue-type": "quorum"})
        # RabbitMQ 3.10 writes its list of quorum queues now and then; a young one dies with it.
        await asyncio.sleep(4)
        message = aio_pika.Message(b"hello", delivery_mode=aio_pika.DeliveryMode.PERSISTENT)
        await channel.default_exchange.publish(message, "kept")

    rabbit.kill()
    rabbit.start()

    assert await _first(rabbit.url, "kept") == b"hello"


async def _first(url: str, name: str) -> bytes:
    """The first message of a queue; asked again while the queue has no leader yet."""
    for _ in range(12):
        async with await aio_pika.connect(url) as connection:
            channel = await connection.channel()
            with suppress(TimeoutError, aio_pika.exceptions.AMQPError):
                queue = await channel.get_queue(name, ensure=False)
                received = await queue.get(timeout=5)
                await received.ack()
                return received.body
    raise AssertionError(f"{name} never came back")


def test_the_broker_and_all_its_helpers_listen_on_loopback_only(rabbit):
    listeners = subprocess.run(["ss", "-Hltnp"], capture_output=True, text=True, check=True).stdout

    ours = [line for line in listeners.splitlines() if f"pid={rabbit.pid}," in line]
    assert len(ours) == 2
    assert all(line.split()[3].startswith("127.0.0.1:") for line in ours)


def test_the_pid_is_the_brokers_own(rabbit):
    assert Path(f"/proc/{rabbit.pid}/comm").read_text() == "beam.smp\n"


def test_rabbitmqctl_speaks_to_this_broker(rabbit):
    assert "whistle@localhost" in rabbit.ctl("status")


def test_servers_die_with_the_process_that_started_them(tmp_path):
    (port,) = free_ports(1)
    program = (
        "import sys, time, pathlib; from deploy.local.mongod import Mongod\n"
        f"server = Mongod(pathlib.Path({str(tmp_path)!r}), {port}); server.start()\n"
        "print('up', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE) as parent:
        assert parent.stdout
        assert parent.stdout.readline() == b"up\n"

        os.kill(parent.pid, signal.SIGKILL)

    until = time.monotonic() + 5
    while taken(port) and time.monotonic() < until:
        time.sleep(0.05)
    assert not taken(port)
