"""One piece of work at a time per key, many keys at once.

Rule 1: what is put into a lane is done in the order it was put; only neighbours that were all put
`beside` one another do not wait for each other.
Rule 2: a lane that must wait holds its place and nobody else's: other lanes go on.
Rule 3: lanes that wait for a dependency go on together as soon as one of them succeeds, so an
outage costs its own length and not the longest pause on top.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from itertools import islice, takewhile
from random import random
from typing import Any, TypeAlias

Work: TypeAlias = Callable[[], Coroutine[Any, Any, None]]

QUIET = 1.0
"""Seconds without any success after which the next success means that an outage is over."""


@dataclass(frozen=True)
class BackOff:
    """How long to pause before trying again, in seconds; doubled each time, spread by chance."""

    first: float = 0.05
    most: float = 60.0
    chance: Callable[[], float] = random

    def pause(self, tries: int) -> float:
        """The pause after so many tries in vain: between half of the full pause and all of it."""
        full = min(self.most, self.first * 2 ** min(tries, 30))
        return full * (0.5 + self.chance() / 2)


@dataclass
class _Place:
    """A piece of work in its lane."""

    work: Work
    beside: bool
    ahead: asyncio.Task[None] | None = None
    """Begun before its turn, beside those in front of it."""


class Lanes:
    """Work by key. `at_once` bounds how many lanes work, not how many wait."""

    def __init__(self, at_once: int = 256) -> None:
        self.slot = asyncio.Semaphore(at_once)
        self.closing = False
        self.waiting = 0
        """Lanes that pause now: the one figure that tells of trouble."""
        self._queues: dict[str, deque[_Place]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._over = asyncio.Event()
        self._better = asyncio.Event()
        self._last_success = 0.0

    @property
    def busy(self) -> int:
        """Lanes with anything in them."""
        return len(self._queues)

    def put(self, key: str, work: Work, *, beside: bool = False) -> None:
        """Do this after everything put under the same key before, or beside its like."""
        place = _Place(work, beside)
        if queue := self._queues.get(key):
            queue.append(place)
            self._begin_beside(queue)
            return
        self._queues[key] = deque((place,))
        self._spawn(self._attend(key))

    async def rest(self, seconds: float, *, until_better: bool = False) -> None:
        """Pause inside a lane; ends early when the lanes close, or when things got better."""
        self.waiting += 1
        try:
            async with asyncio.timeout(seconds):
                await (self._better if until_better else self._over).wait()
        except TimeoutError:
            pass
        finally:
            self.waiting -= 1

    def succeeded(self) -> None:
        """Say that a dependency answered; wakes those who wait when none had for a while."""
        now = asyncio.get_running_loop().time()
        quiet, self._last_success = now - self._last_success > QUIET, now
        if quiet and self.waiting:
            self._wake()

    async def drain(self, within: float) -> bool:
        """Finish what is being done, drop what pauses (it comes again); False when out of time."""
        self.closing = True
        self._over.set()
        self._wake()
        if not self._tasks:
            return True
        _, late = await asyncio.wait(self._tasks, timeout=within)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
        return not late

    def _wake(self) -> None:
        better, self._better = self._better, asyncio.Event()
        better.set()
        if self.closing:
            self._better.set()

    async def _attend(self, key: str) -> None:
        queue = self._queues[key]
        try:
            while queue:
                self._begin_beside(queue)
                await (queue[0].ahead or queue[0].work())
                queue.popleft()
        finally:
            del self._queues[key]

    def _begin_beside(self, queue: deque[_Place]) -> None:
        for place in takewhile(_beside, islice(queue, 1, None)) if queue[0].beside else ():
            place.ahead = place.ahead or self._spawn(place.work())

    def _spawn(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task


def _beside(place: _Place) -> bool:
    return place.beside
