"""The bare floor: a program that does the same durable work as the product, and nothing else.

Two processes, as few as two cores allow. `serve` is a raw ASGI app: each request writes documents
(coalesced, majority, journaled), publishes messages (persistent, confirmed, to quorum queues), and
answers. `consume` takes the messages, writes documents in bulk, and acknowledges after the write.
How much of each comes from what the product was counted doing in the same run (`loadtests.bench`).
"""

import argparse
import asyncio
import itertools
import os
from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from urllib.parse import parse_qsl

import aio_pika
import uvicorn
from pymongo import AsyncMongoClient, InsertOne, UpdateOne, WriteConcern
from pymongo.asynchronous.collection import AsyncCollection

Document = dict[str, Any]
Write = UpdateOne | InsertOne[Document]
Send = Callable[[Mapping[str, Any]], Awaitable[None]]
Receive = Callable[[], Awaitable[Mapping[str, Any]]]

EXCHANGE = "floor.events"
MAJORITY = WriteConcern("majority", j=True)


class Coalescer:
    """Writes that arrive together become one bulk write; the next goes when the last is back."""

    def __init__(self, documents: AsyncCollection[Document]) -> None:
        self._documents = documents
        self._waiting: list[tuple[Write, asyncio.Future[None]]] = []
        self._busy = False

    async def write(self, operation: Write) -> None:
        """Return once the write is majority-committed and journaled."""
        done = asyncio.get_running_loop().create_future()
        self._waiting.append((operation, done))
        if not self._busy:
            self._busy = True
            self._task = asyncio.create_task(self._flush())
        await done

    async def _flush(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting, []
            await self._documents.bulk_write([w for w, _ in batch], ordered=False)
            for _, done in batch:
                done.set_result(None)
        self._busy = False


def collection(name: str) -> AsyncCollection[Document]:
    """A collection of the floor's own database."""
    client: AsyncMongoClient[Document] = AsyncMongoClient(os.environ["WHISTLE_MONGO_URL"])
    return client["floor"].get_collection(name, write_concern=MAJORITY)


class Floor:
    """The serving half."""

    def __init__(self) -> None:
        self._numbers = itertools.count()

    async def start(self, queues: int) -> None:
        """Connect, declare the queues."""
        self._collection = collection("said")
        self._writes = Coalescer(self._collection)
        connection = await aio_pika.connect_robust(os.environ["WHISTLE_AMQP_URL"])
        channel = await connection.channel(on_return_raises=True)
        self._exchange = await channel.declare_exchange(EXCHANGE, "topic", durable=True)
        for number in range(queues):
            queue = await channel.declare_queue(
                f"floor.{number}", durable=True, arguments={"x-queue-type": "quorum"}
            )
            await queue.bind(self._exchange, "#")

    async def __call__(self, scope: Mapping[str, Any], receive: Receive, send: Send) -> None:
        """One request: write, publish, answer."""
        if scope["type"] != "http":
            return
        asked = {name: int(n) for name, n in parse_qsl(scope["query_string"].decode())}
        body = (await receive()).get("body", b"")
        if scope["method"] == "POST":
            await asyncio.gather(*(self._write(asked["size"]) for _ in range(asked["docs"])))
            await asyncio.gather(*(self._publish(body) for _ in range(asked["messages"])))
            answer = b'{"id":"x"}'
        else:
            found = await self._collection.find_one({"_id": next(self._numbers) % 97})
            answer = str(found).encode()
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": answer})

    async def _write(self, size: int) -> None:
        number = next(self._numbers)
        document = {"state": {"text": "x" * size, "stage": "owned"}, "seq": number}
        await self._writes.write(UpdateOne({"_id": number}, {"$set": document}, upsert=True))

    async def _publish(self, body: bytes) -> None:
        message = aio_pika.Message(body, delivery_mode=aio_pika.DeliveryMode.PERSISTENT)
        await self._exchange.publish(message, "7.floor", timeout=10)


async def serve(port: int, queues: int) -> None:
    """Answer requests until SIGTERM."""
    floor = Floor()
    await floor.start(queues)
    config = uvicorn.Config(
        floor, port=port, log_level="error", lifespan="off", loop="uvloop", http="httptools"
    )
    await uvicorn.Server(config).serve()


async def consume(queues: int, docs: int, size: int) -> None:
    """Write `docs` documents for every hundred messages of a queue, acknowledge after the write."""
    writes = Coalescer(collection("heard"))
    connection = await aio_pika.connect_robust(os.environ["WHISTLE_AMQP_URL"])
    numbers = itertools.count()

    async def take(message: aio_pika.abc.AbstractIncomingMessage) -> None:
        number = next(numbers)
        due = (number + 1) * docs // 100 - number * docs // 100
        document = {"state": {"text": "x" * size, "stage": "heard"}, "seq": number}
        await asyncio.gather(
            *(
                writes.write(UpdateOne({"_id": f"{number}-{n}"}, {"$set": document}, upsert=True))
                for n in range(due)
            )
        )
        await message.ack()

    for number in range(queues):
        channel = await connection.channel()
        await channel.set_qos(prefetch_count=100)
        queue = await channel.get_queue(f"floor.{number}")
        await queue.consume(take)
    await asyncio.Event().wait()


def main() -> None:
    """Run one half."""
    parser = argparse.ArgumentParser(description="The bare floor of `make bench`.")
    parser.add_argument("half", choices=("serve", "consume"))
    parser.add_argument("--port", type=int, default=8099)
    parser.add_argument("--queues", type=int, default=2)
    parser.add_argument("--docs", type=int, default=100, help="documents per 100 deliveries")
    parser.add_argument("--size", type=int, default=800, help="bytes of a document")
    asked = parser.parse_args()
    half = serve(asked.port, asked.queues) if asked.half == "serve" else None
    with asyncio.Runner(loop_factory=_uvloop()) as runner:
        runner.run(half or consume(asked.queues, asked.docs, asked.size))


def _uvloop() -> Callable[[], asyncio.AbstractEventLoop]:
    import uvloop

    return uvloop.new_event_loop


if __name__ == "__main__":
    main()
