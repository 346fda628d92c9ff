"""A district in one process: the four services on a real database, a bus in memory, and a clock
that is set by hand. People act through the services' own doors, with a signed actor."""

import asyncio
import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

from pymongo import AsyncMongoClient

from contracts.actor import Actor
from contracts.city import City
from contracts.envelope import Envelope
from contracts.events.event import Event
from services.chassis.actors import HEADER, sign
from services.chassis.cities import Cities
from services.chassis.keys import KEY_HEADER
from services.chassis.memory_broker import MemoryBroker
from services.chassis.memory_bus import MemoryBus
from services.chassis.outbox import Wake
from services.chassis.parts import Parts
from services.chassis.recomputing import Recomputing
from services.chassis.relay import Relay
from services.chassis.sweep import Sweep
from services.chassis.web import create_web
from services.dispatch.handlers.counting import Counting
from tests.unit.chassis.asgi import call
from tests.year.alarms import Alarms, Clock
from tests.year.doors import Problem, owner_of

E = TypeVar("E", bound=Event)

SECRET = "a secret that only a simulation knows"
AGAIN = timedelta(hours=12)


@dataclass
class District:
    """Everything that happens in it."""

    clock: Clock
    city: City
    parts: Mapping[str, Parts]
    broker: MemoryBroker
    alarms: Alarms
    client: AsyncMongoClient[dict[str, Any]]
    namespace: str

    def __post_init__(self) -> None:
        """Listen for what a store could not hand to its relay itself."""
        self._owing: set[Relay] = set()
        for parts in self.parts.values():
            for relay, outbox in zip(parts.relays, parts.outboxes, strict=True):
                outbox.wake = self._noting(relay, outbox.wake)
        self._webs = {name: create_web(name, parts.routers) for name, parts in self.parts.items()}
        self._keys = itertools.count(1)

    async def act(self, account: str, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """Ask for something as an account; raises `Problem`."""
        return await self.ask("POST", owner_of(path), account, path, body)

    async def ask(
        self, method: str, owner: str, account: str, path: str, body: Any = None
    ) -> dict[str, Any]:
        """One request at a service's door."""
        actor = Actor(id=account, posts=self.city.people[account].posts)
        headers = {
            HEADER: sign(actor, SECRET, self.clock.now),
            KEY_HEADER: f"year-{next(self._keys)}",
        }
        answer = await call(self._webs[owner], method, path, body, **headers)
        if answer.status >= 300:
            raise Problem(path, answer.json)
        return answer.json

    async def settle(self) -> None:
        """Return when everything that was said has been heard, and all that was said because."""
        while True:
            before = sum(len(bus.published) for bus in self.buses)
            for relay in self._relays:
                await relay.told()
            while self._owing:
                await self._owing.pop().drain()
            await self.buses[0].settle()
            if sum(len(bus.published) for bus in self.buses) == before:
                return

    async def until(self, then: datetime) -> None:
        """Let time pass; every clock that rings until then rings."""
        self.clock.now = then
        due = self.alarms.ringing(then)
        ticked = 0
        while struck := sum(await asyncio.gather(*[one.once() for one in self._sweeps_of(due)])):
            ticked += struck
            await self.settle()
            due |= self.alarms.ringing(then)
        # What was refused, or had nothing to say, is looked at again, as in a running process.
        for service in due if ticked else ():
            self.alarms.put(then + AGAIN, service)

    async def upkeep(self) -> None:
        """What runs beside the clocks: closed months are counted again, new schedules begin."""
        for one in itertools.chain.from_iterable(parts.sweeps for parts in self.parts.values()):
            if not isinstance(one, Sweep | Counting) and hasattr(one, "once"):
                await one.once()
        await self.settle()

    async def follow(self) -> None:
        """All services take the pack that was published, and reckon what is open again."""
        every = list(itertools.chain.from_iterable(parts.sweeps for parts in self.parts.values()))
        for cities in (one for one in every if isinstance(one, Cities)):
            await cities.follow()
            self.city = cities.now
        await self.settle()
        await asyncio.gather(*(one.once() for one in every if isinstance(one, Recomputing)))
        await self.settle()

    async def documents(self, service: str, collection: str) -> Sequence[dict[str, Any]]:
        """Everything a service keeps of one kind."""
        found = self.client[f"{self.namespace}_{service}"][collection].find({}, {"events": 0})
        return await found.to_list()

    async def board(self, month: str, subject: str) -> dict[str, Any]:
        """The board of a month, as the evaluator reads it."""
        return await self.ask("GET", "evaluation", "evaluator", f"/boards/{month}/{subject}")

    def all_of(self, kind: type[E]) -> Sequence[E]:
        """Every event of a kind that was said."""
        return [one.data for one in self.history if isinstance(one.data, kind)]

    def _noting(self, relay: Relay, wake: Wake) -> Wake:
        def woken(said: Sequence[Envelope[Event]]) -> None:
            if not said:
                self._owing.add(relay)
            wake(said)

        return woken

    @property
    def _relays(self) -> Iterable[Relay]:
        return itertools.chain.from_iterable(parts.relays for parts in self.parts.values())

    def _sweeps_of(self, services: Iterable[str]) -> Iterable[Sweep[Any] | Counting]:
        """Those that look at clocks; a notice's is looked at by whoever counts its replies."""
        every = itertools.chain.from_iterable(self.parts[name].sweeps for name in sorted(services))
        return (sweep for sweep in every if isinstance(sweep, Sweep | Counting))

    def said_by(self, service: str) -> Sequence[Envelope[Event]]:
        """What one service said, in order."""
        bus = self.parts[service].bus
        return bus.published if isinstance(bus, MemoryBus) else ()

    @property
    def buses(self) -> Sequence[MemoryBus]:
        """Each service's place at the broker."""
        return [parts.bus for parts in self.parts.values() if isinstance(parts.bus, MemoryBus)]

    @property
    def history(self) -> Sequence[Envelope[Event]]:
        """Everything that was ever said."""
        return [one for bus in self.buses for one in bus.published]
