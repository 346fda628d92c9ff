"""One load generator process: N callers, each one lifecycle after the other, for T seconds.

`python -m loadtests.drive` prints one line of JSON: what was done, how long each step took, and
the CPU the generator itself used. `make bench` starts it, so that its cost is counted apart.
"""

import argparse
import asyncio
import itertools
import json
import resource
import sys
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

import aiohttp
import uvloop

from loadtests.cast import load_city, scenes
from loadtests.door import Door
from loadtests.lifecycles import Told, four_step, full
from loadtests.measure import percentile

READY = "ready"
"""Printed once everybody is signed in: what is counted begins here."""
LIFECYCLES = {"four": four_step, "full": full}
Once = Callable[[], Awaitable[int]]


class Crowd:
    """Callers that repeat one thing until the time is over."""

    def __init__(self, once: Once) -> None:
        self._once = once
        self.done: list[float] = []
        self.requests = 0
        self.errors: Counter[str] = Counter()

    async def run(self, callers: int, seconds: float) -> float:
        """Returns the seconds it really took."""
        began = time.perf_counter()
        await asyncio.gather(*(self._caller(began + seconds) for _ in range(callers)))
        return time.perf_counter() - began

    async def _caller(self, until: float) -> None:
        while (began := time.perf_counter()) < until:
            try:
                requests = await self._once()
                self.requests += requests
                self.done.append(time.perf_counter() - began)
            except Told:
                continue
            except Exception as error:
                self.errors[f"{type(error).__name__}: {error}"[:200]] += 1
                await asyncio.sleep(0.1)


def product(door: Door, asked: argparse.Namespace) -> Once:
    """One lifecycle against the product."""
    lifecycle = LIFECYCLES[asked.lifecycle]
    scene = scenes(load_city(asked.city), asked.seed)
    return lambda: lifecycle(door, next(scene))


def floor(session: aiohttp.ClientSession, asked: argparse.Namespace) -> Once:
    """The same number of requests and the same durable work against the bare floor."""
    plan = json.loads(asked.plan)
    urls = [f"{asked.base}/?" + "&".join(f"{k}={v}" for k, v in step.items()) for step in plan]
    body = b"x" * asked.message

    async def once() -> int:
        for step, url in zip(plan, urls, strict=True):
            method = "POST" if step["docs"] or step["messages"] else "GET"
            async with session.request(method, url, data=body) as answer:
                await answer.read()
        return len(plan)

    return once


async def everybody_in(door: Door, asked: argparse.Namespace) -> None:
    """Sign everybody in before the clock starts: a password costs 50 ms on purpose."""
    drawn = itertools.islice(scenes(load_city(asked.city), asked.seed), 500)
    for account in {account for scene in drawn for account in scene.accounts}:
        await door.token(account)


async def drive(asked: argparse.Namespace) -> Mapping[str, Any]:
    """Warm up, measure, and say what was measured."""
    limit = aiohttp.TCPConnector(limit=asked.callers + 16)
    async with aiohttp.ClientSession(connector=limit) as session:
        door = Door(session, f"{asked.base}/api/v1", asked.password)
        once = floor(session, asked) if asked.plan else product(door, asked)
        if not asked.plan:
            await everybody_in(door, asked)
        print(READY, flush=True)
        warmed = Crowd(once)
        await warmed.run(min(asked.callers, 8), asked.warm)
        door.seconds.clear()
        door.posts = 0
        cpu = _cpu()
        crowd = Crowd(once)
        took = await crowd.run(asked.callers, asked.seconds)
    every = list(itertools.chain.from_iterable(door.seconds.values()))
    return {
        "lifecycles": len(crowd.done),
        "warmed": len(warmed.done),
        "per_s": round(len(crowd.done) / took, 1),
        "requests_per_s": round(crowd.requests / took, 1),
        "posts": door.posts // max(len(crowd.done), 1),
        "errors": dict(crowd.errors.most_common(5)),
        "took_s": round(took, 2),
        "client_cpu_s": round(_cpu() - cpu, 2),
        "lifecycle_ms": _spread(crowd.done),
        "request_ms": _spread(every),
        "steps_ms": {step: _spread(times) for step, times in door.seconds.items()},
    }


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _spread(seconds: list[float]) -> dict[str, float]:
    return {
        name: percentile(seconds, share)
        for name, share in (("p50", 0.5), ("p95", 0.95), ("p99", 0.99))
    }


def main() -> int:
    """Drive, print, and fail when nothing was done."""
    parser = argparse.ArgumentParser(description="One load generator process.")
    parser.add_argument("--base", required=True)
    parser.add_argument("--lifecycle", choices=tuple(LIFECYCLES), default="four")
    parser.add_argument("--callers", type=int, default=32)
    parser.add_argument("--seconds", type=float, default=15)
    parser.add_argument("--warm", type=float, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--city", type=Path, default=Path("deploy/city/demo"))
    parser.add_argument("--password", default="")
    parser.add_argument("--plan", default="", help="drive the floor: JSON, one entry per request")
    parser.add_argument("--message", type=int, default=600, help="bytes of a floor request")
    said = uvloop.run(drive(parser.parse_args()))
    print(json.dumps(said))
    return 0 if said["lifecycles"] else 1


if __name__ == "__main__":
    sys.exit(main())
