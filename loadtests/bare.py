"""Run the bare floor on the work one lifecycle of the product was counted to need."""

import itertools
import json
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from typing import Any

from deploy.local.ports import free_ports
from deploy.local.readiness import answers
from loadtests.measure import Work, cpu_seconds


def plan(requests: int, posts: int, work: Work, size: int) -> list[dict[str, int]]:
    """What each request of a floor lifecycle does, so that a lifecycle's sums are the product's."""
    steps: list[dict[str, int]] = []
    for number in range(requests):
        writes = number < posts
        due = [int(work.messages * n / max(posts, 1)) for n in (number, number + 1)]
        steps.append(
            {
                "docs": int(writes),
                "messages": due[1] - due[0] if writes else 0,
                "size": size,
            }
        )
    return steps


class Bare:
    """The floor's two processes."""

    def __init__(self, env: Mapping[str, str], work: Work, size: int) -> None:
        (self.port,) = free_ports(1)
        self._env = dict(env)
        self._queues = max(1, round(work.deliveries / max(work.messages, 1)))
        audited = work.deliveries + work.messages
        self._docs = round(100 * audited / max(work.messages * self._queues, 1))
        self._size = size
        self._stack = ExitStack()
        self.pids: list[int] = []

    def __enter__(self) -> "Bare":
        """Start the serving half first: it declares the queues."""
        self._start("serve", "--port", self.port, "--queues", self._queues)
        base = f"http://127.0.0.1:{self.port}/?x=1"
        for _ in itertools.takewhile(lambda _: not answers(base), itertools.count()):
            time.sleep(0.1)
        self._start("consume", "--queues", self._queues, "--docs", self._docs, "--size", self._size)
        time.sleep(1)
        return self

    def __exit__(self, *_: object) -> None:
        """End both."""
        self._stack.close()

    def _start(self, *words: object) -> None:
        command = [sys.executable, "-m", "loadtests.floor", *map(str, words)]
        process = subprocess.Popen(command, env=self._env)
        self.pids.append(process.pid)
        self._stack.callback(process.wait)
        self._stack.callback(process.terminate)

    def cpu(self) -> float:
        """CPU seconds used so far."""
        return cpu_seconds(self.pids)


def drive(base: str, ready: Callable[[], None] = lambda: None, **options: object) -> dict[str, Any]:
    """Start one load generator, wait for it, read what it measured.

    `ready` is called when everybody is signed in and the load begins.
    """
    flags = [word for name, value in options.items() for word in (f"--{name}", str(value))]
    command = [sys.executable, "-m", "loadtests.drive", "--base", base, *flags]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as driver:
        assert driver.stdout
        driver.stdout.readline()
        ready()
        said = driver.stdout.read()
    if driver.returncode:
        raise SystemExit(f"the load generator failed:\n{said}")
    return json.loads(said.splitlines()[-1])
