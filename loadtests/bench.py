"""`make bench`: the product and the bare floor in the same run, on this machine.

It starts its own servers and processes in a temporary folder, measures both lifecycles of the
quality page, each at once before the floor doing the same durable work, and prints a table and a
line of JSON. Absolute figures are this machine's, shared and noisy; the ratio is the claim: the
full lifecycle and its floor take turns, because the machine is not as fast a minute later.
"""

import argparse
import json
import os
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from statistics import mean
from typing import Any

from rich.console import Console

from deploy.local.system import System
from loadtests.bare import Bare, drive, plan
from loadtests.benched import CALLERS, Run, cost, cpu_ms, lifecycles, ratio, table
from loadtests.measure import cpu_seconds, document_bytes, resident_mb, work
from loadtests.open_doors import open_doors

PASSWORD = "Bench-only-1"
SERVICES = ("gateway", "intake", "dispatch", "response", "evaluation")
CONSOLE = Console(stderr=False, width=130)


class Meter:
    """CPU of two groups of processes from a moment on."""

    def __init__(self, python: list[int], servers: list[int]) -> None:
        self._groups = (python, servers)
        self.start()

    def start(self) -> None:
        """Begin."""
        self._before = [cpu_seconds(pids) for pids in self._groups]

    def read(self) -> list[float]:
        """Seconds since."""
        now = (cpu_seconds(pids) for pids in self._groups)
        return [one - before for one, before in zip(now, self._before, strict=True)]


def measured(system: System, name: str, callers: int, seconds: float) -> Run:
    """Drive the product and read what it cost."""
    urls = [f"http://127.0.0.1:{port}" for port in system.ports.values()]
    pids = [process.pid for process in system.processes.values()]
    meter = Meter(pids, [server.pid for server in system.servers.own])
    before = work(urls)
    driven = drive(
        system.base_url,
        ready=meter.start,
        lifecycle=name,
        callers=callers,
        seconds=seconds,
        password=PASSWORD,
        seed=int(time.monotonic()),
    )
    _rest(urls)
    whole = lifecycles(driven)
    python, servers = meter.read()
    done = work(urls).over(before, whole)
    return Run(name, callers, driven, python / whole, servers / whole, done)


def _rest(urls: list[str]) -> None:
    """Wait until nothing more is heard."""
    last = work(urls)
    for _ in range(60):
        time.sleep(0.5)
        now = work(urls)
        if now == last:
            return
        last = now


def compared(system: System, name: str, seconds: float) -> Run:
    """Drive the product, then the floor on the same work."""
    run = measured(system, name, CALLERS[name], seconds)
    with paused(system):
        return replace(run, floor=floored(system, run, seconds))


@contextmanager
def paused(system: System) -> Iterator[None]:
    """Let our processes take nothing of the machine for a while."""
    for process in system.processes.values():
        process.signal(signal.SIGSTOP)
    try:
        yield
    finally:
        for process in system.processes.values():
            process.signal(signal.SIGCONT)


def floored(system: System, run: Run, seconds: float) -> dict[str, Any]:
    """Drive the floor on the same work as a run."""
    environment = {
        **os.environ,
        "WHISTLE_AMQP_URL": system.servers.amqp_url,
        "WHISTLE_MONGO_URL": system.servers.mongo_url,
    }
    size = document_bytes(system.servers.mongo_url, [f"bench_{name}" for name in SERVICES])
    requests = round(run.driven["requests_per_s"] / max(run.driven["per_s"], 0.01))
    posts = run.driven["posts"]
    with Bare(environment, run.work, size) as bare:
        steps = json.dumps(plan(requests, posts, run.work, size))
        meter = Meter(bare.pids, [server.pid for server in system.servers.own])
        driven = drive(
            f"http://127.0.0.1:{bare.port}",
            ready=meter.start,
            plan=steps,
            callers=run.callers,
            seconds=seconds,
        )
        return {**driven, "cpu_ms": cpu_ms(driven, sum(meter.read()))}


def first_report(system: System) -> None:
    """Returns once the gateway has accepted a report."""
    drive(system.base_url, lifecycle="four", callers=1, seconds=0.2, warm=0, password=PASSWORD)


def memory(system: System) -> dict[str, float]:
    """Resident size of each Python process, MB."""
    return resident_mb({name: process.pid for name, process in system.processes.items()})


def bench(seconds: float) -> dict[str, Any]:
    """Measure everything; the figures of the last line."""
    environment = open_doors(PASSWORD)
    with tempfile.TemporaryDirectory(prefix="whistle-bench-") as folder:
        system = System(Path(folder), namespace="bench", env=environment, say=CONSOLE.print)
        began = time.monotonic()
        with system.running():
            first_report(system)
            start_s = round(time.monotonic() - began, 1)
            rest = memory(system)
            runs = [measured(system, "four", callers, seconds) for callers in (8, 32)]
            runs += [compared(system, name, seconds) for name in ("four", "full", "full", "full")]
            loaded = memory(system)
    CONSOLE.print(table(runs))
    CONSOLE.print(f"start to first accepted report {start_s} s; MB at rest {rest}, loaded {loaded}")
    for run in runs:
        for error, times in run.driven["errors"].items():
            CONSOLE.print(f"{run.name}: {times} × {error}")
    four = [run for run in runs if run.name == "four"]
    full = [run for run in runs if run.name == "full"]
    return {
        "floor_ratio": ratio(full),
        "four_step_floor_ratio": ratio(four),
        "floor_cpu_ratio": round(
            mean(run.floor["cpu_ms"] / cost(run) for run in full if run.floor), 3
        ),
        "four_step_per_s": max(run.driven["per_s"] for run in four),
        "full_per_s": round(mean(run.driven["per_s"] for run in full), 1),
        "p99_ms": four[-1].driven["request_ms"]["p99"],
        "rss_mb_max": max([*rest.values(), *loaded.values()]),
        "start_s": start_s,
        "errors": sum(sum(run.driven["errors"].values()) for run in runs),
    }


def main() -> int:
    """Measure, print, and fail when anything went wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=15, help="of each measured run")
    figures = bench(parser.parse_args().seconds)
    print(json.dumps(figures))
    return 1 if figures["errors"] else 0


if __name__ == "__main__":
    sys.exit(main())
