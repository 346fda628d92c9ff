"""What one operation of the store costs this process, and how many it does a second.

`python -m loadtests.store_bench [url]`. Each caller throws a pot, has it hear an order, marks it
twice, and goes on: four operations, each saved by a majority on disk. `read` reads every
document again first, as after a restart; `floor` writes as much by hand, in batches as large, and
decides nothing. Only the figures of one run compare.
"""

import asyncio
import resource
import sys
import time

import uvloop
from pymongo import UpdateOne

from services.chassis.mongo import MongoStore, connect
from tests.promises.clay import KINDS, NOON, POTS, act, mark, said, throw

OPERATIONS = 12_000
CALLERS = (1, 8, 64, 256)


def _cpu() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


async def _caller(store, n: int, rounds: int) -> None:
    for r in range(rounds):
        id = f"pot-{n}-{r}"
        await store.act(id, throw("blue", NOON), act("a"))
        await store.hear(id, said(1, f"order-{n}-{r}"), mark("x"))
        await store.act(id, mark("y"), act("b"))
        await store.act(id, mark("z"), act("c"))


async def _floor(pots, callers: int, batches: int) -> None:
    event = {"seq": 1, "type": "clay.marked", "time": NOON, "by": "potter", "data": {"word": "x"}}
    state = {"glaze": "blue", "words": ["x", "y"], "orders": ["w"], "whole": True, "due_at": NOON}
    for batch in range(batches):
        change = {
            "$set": {"state": state, "seq": batch, "keys.a": [1, "a"]},
            "$push": {"events": event},
            "$min": {"pending_since": NOON},
        }
        updates = [UpdateOne({"_id": f"f-{n}"}, change, upsert=True) for n in range(callers)]
        await pots.bulk_write(updates, ordered=False)


async def _measured(title: str, callers: int, operations: int, work) -> None:
    cpu, began = _cpu(), time.perf_counter()
    await work
    rate = operations / (time.perf_counter() - began)
    cost = (_cpu() - cpu) / operations * 1e6
    print(f"{callers:4} callers  {title:6}  {rate:7.0f} op/s  {cost:6.1f} µs CPU/op")


async def main(url: str) -> None:
    """Measure at several degrees of concurrency."""
    client = connect(url)
    for callers in CALLERS:
        rounds = max(1, min(OPERATIONS, callers * 400) // callers // 4)
        for title in ("floor", "store", "read"):
            await client.drop_database("store_bench")
            database = client["store_bench"]
            store = MongoStore(database, POTS, KINDS)
            await store.prepare()
            if title == "read":
                store._turns._recent._most = 0
            work = (
                _floor(database["pots"], callers, rounds * 4)
                if title == "floor"
                else asyncio.gather(*(_caller(store, n, rounds) for n in range(callers)))
            )
            await _measured(title, callers, callers * rounds * 4, work)
    await client.drop_database("store_bench")
    await client.close()


if __name__ == "__main__":
    uvloop.run(main(sys.argv[1] if sys.argv[1:] else "mongodb://127.0.0.1:27017/?replicaSet=rs0"))
