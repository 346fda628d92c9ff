"""An intake in memory: its desk, its ears, and a clock that is set by hand."""

from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from contracts.city import City
from contracts.city.places import Places
from contracts.envelope import Envelope
from contracts.events import EVENTS
from contracts.events.event import Event
from contracts.words import Place
from services.chassis.acts import Posted, new_id
from services.chassis.memory_bus import MemoryBus
from services.chassis.memory_store import MemoryStore
from services.chassis.numbers import MemoryNumbers
from services.intake.handlers import Desk, Ears
from services.intake.store import CASES, HEARSAY, Duplicates
from tests.unit.intake.builders import CITY, NOON, RESIDENT, WORKER, report


@dataclass
class Office:
    """Everything a running intake has but sockets."""

    city: City = CITY
    now: datetime = NOON
    homes: dict[str, Place] = field(default_factory=dict)
    said: list[Envelope[Event]] = field(default_factory=list)

    def __post_init__(self):
        self.cases = MemoryStore(CASES, now=lambda: self.now)
        self.cases.outbox.wake = self.said.extend
        numbers = MemoryNumbers()
        duplicates = Duplicates(self.cases, self.city)
        self.desk = Desk(
            self.cases, self.city, Places(self.city), duplicates, numbers, self.home_of
        )
        self.hearsay = MemoryStore(HEARSAY)
        self.ears = Ears(self.cases, self.hearsay, self.city, numbers, lambda: self.now)

    async def home_of(self, account):
        """Where somebody is known to live."""
        return self.homes.get(account)

    async def report(self, key="k1", by=RESIDENT, told=None):
        """Post a report as the edge would."""
        told = told or report()
        return await self._post(told, new_id("case-", by, key), key, by)

    async def ask(self, id, command, by=WORKER, key="ask", **changes):
        """Post a command on a case."""
        return await self._post(command, id, f"{key}-{type(command).__name__}", by, **changes)

    async def case(self, id):
        """The case as it is kept."""
        return (await self.cases.get(id)).state

    async def listening(self):
        """A bus to which intake listens."""
        bus = MemoryBus(EVENTS)
        await bus.listen("intake", self.ears.handlers)
        return bus

    async def carry(self):
        """Let intake hear what it said itself, once each."""
        bus = await self.listening()
        for envelope in self.said:
            await bus.publish(envelope)
        await bus.settle()
        await bus.close()

    def types(self, subject=None):
        """What was said, by type."""
        return [one.type for one in self.said if subject in (None, one.subject)]

    async def _post(self, command, id, key, by, **changes):
        fingerprint = sha256(command.model_dump_json().encode()).hexdigest()
        act = Posted(by=by, at=self.now, key=key, fingerprint=fingerprint, **changes)
        return await self.desk.act(command, id, act)
