"""A process is killed at every step of relay and consumer, one run per step.

Nothing is lost, nothing is done twice, and nothing overtakes anything.

A step is the moment before or after whatever relay or consumer waits for. A killed process does
nothing more; the documents and the broker stay; a new process takes over.
"""

import asyncio
from random import Random
from typing import Any

import pytest
from pydantic import BaseModel

from services.chassis.bus import Hears
from services.chassis.memory_broker import Faults, MemoryBroker
from services.chassis.memory_bus import MemoryBus
from services.chassis.memory_store import MemoryStore
from services.chassis.relay import Relay
from services.chassis.store import Shape
from tests.promises.clay import KINDS, NOON, Broken, Marked, Thrown, act, mark, throw
from tests.promises.kilns import memory_pots

POTS = ("pot-1", "pot-2")
WORDS = ("x", "y", "z")


class Killed(BaseException):
    """The process is gone."""


class Exhibit(BaseModel):
    seen: tuple[str, ...] = ()


EXHIBITS = Shape(
    name="exhibits",
    source="museum",
    model=Exhibit,
    evolve=lambda one, event: Exhibit(seen=(*(one.seen if one else ()), event.model_dump_json())),
)


class Steps:
    """Count steps; the fatal one kills, and so does every step a dead process tries to make."""

    def __init__(self, fatal: float) -> None:
        self.count = 0
        self.fatal = fatal

    @property
    def dead(self) -> bool:
        return self.count >= self.fatal

    def step(self) -> None:
        self.count += 1
        if self.dead:
            raise Killed

    def mortal(self, work):
        async def stepping(*args: Any, **named: Any) -> Any:
            self.step()
            await asyncio.sleep(0)
            result = await work(*args, **named)
            self.step()
            return result

        return stepping


class MortalOutbox:
    """What a mortal process sees of an outbox."""

    def __init__(self, outbox, steps: Steps) -> None:
        self._outbox = outbox
        self.pending = steps.mortal(outbox.pending)
        self.mark_published = steps.mortal(outbox.mark_published)

    def __setattr__(self, name: str, value: Any) -> None:
        if name == "wake":
            self._outbox.wake = value
        super().__setattr__(name, value)


class Process:
    """A relay and a consumer that live until the fatal step."""

    def __init__(self, world: "World", fatal: float) -> None:
        self.steps = Steps(fatal)
        self._bus = MemoryBus(KINDS, broker=world.broker)
        self._bus.publish = self.steps.mortal(self._bus.publish)
        outbox = MortalOutbox(world.pots.outbox, self.steps)
        self._relay = Relay(outbox, self._bus, now=lambda: NOON, every=0.004, grace=0.0)
        self._relay._marks._pause = 0
        self._handle = self.steps.mortal(lambda e: world.exhibits.hear(e.subject, e))
        self._running: asyncio.Task[None] | None = None

    async def start(self) -> None:
        await self._bus.listen(
            "museum", dict.fromkeys((Thrown, Marked, Broken), Hears(self._handle))
        )
        self._running = asyncio.create_task(self._relay.run())

    async def end(self) -> None:
        self.steps.fatal = 0
        self._running.cancel()
        await asyncio.gather(self._running, return_exceptions=True)
        await self._bus.crash()


class World:
    """What no crash takes away, and the process that lives in it now."""

    def __init__(self, seed: int, fatal: float) -> None:
        faults = {"duplicate": 0.2, "delay": 0.2, "lose_confirm": 0.2} if seed else {}
        self.chance = Random(seed)
        self.broker = MemoryBroker(Faults(seed=seed, **faults))
        self.pots = memory_pots()
        self.exhibits = MemoryStore(EXHIBITS, now=lambda: NOON)
        self.killed = 0
        self.process = Process(self, fatal)

    async def tick(self) -> None:
        """Let things happen; if that was fatal, have a new process take over."""
        await asyncio.sleep(0.001 * self.chance.random())
        if self.process.steps.dead:
            await self.process.end()
            self.killed += 1
            lives = self.chance.randint(1, 60) if self.killed < 3 else float("inf")
            self.process = Process(self, lives)
            await self.process.start()

    async def quiet(self) -> bool:
        owed = (await self.pots.outbox.backlog()).documents
        return not owed and all(queue.quiet for queue in self.broker.queues.values())

    async def seen(self, id: str) -> tuple[str, ...]:
        kept = await self.exhibits.get(id)
        return kept.state.seen if kept else ()


async def live_through(seed: int, fatal: float) -> World:
    """Make two pots and mark them, whatever happens; return when nothing moves any more."""
    world = World(seed, fatal)
    await world.process.start()
    for word in ("", *WORDS):
        for id in POTS:
            decide = mark(word, word + word) if word else throw()
            await world.pots.act(id, decide, act(f"{word}!"))
            await world.tick()
    async with asyncio.timeout(10):
        while not await world.quiet() or world.process.steps.dead:
            await world.tick()
    await world.process.end()
    return world


EXPECTED = tuple(
    event.model_dump_json()
    for event in (Thrown(glaze="blue"), *(Marked(word=w * n) for w in WORDS for n in (1, 2)))
)


@pytest.mark.parametrize("seed", [0, 1, 2])
async def test_a_process_may_die_at_any_step(seed, caplog):
    fatal, killed = 1, True

    while killed:
        world = await live_through(seed, fatal)
        killed, fatal = world.killed, fatal + 1
        for id in POTS:
            assert await world.seen(id) == EXPECTED, f"seed {seed}, killed at step {fatal - 1}"

    assert fatal > 30
