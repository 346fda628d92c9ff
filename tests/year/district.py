"""A district in one process: the four services on a real database, a bus in memory, and a clock
that is set by hand. People act through the services' own doors, with a signed actor."""

import asyncio
import itertools
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

import pytest
from pymongo import AsyncMongoClient

from contracts.actor import Actor
from contracts.city import City
from contracts.commands.routes import ROUTES
from contracts.envelope import Envelope
from contracts.events.event import Event
from services.chassis import clock
from services.chassis.actors import HEADER, sign
from services.chassis.acts import KEY_HEADER
from services.chassis.memory_broker import MemoryBroker
from services.chassis.memory_bus import MemoryBus
from services.chassis.mongo import connect
from services.chassis.parts import Parts
from services.chassis.sweep import Sweep
from services.chassis.web import create_web
from services.dispatch import app as dispatch
from services.evaluation import app as evaluation
from services.intake import app as intake
from services.response import app as response
from tests.journeys.town import city
from tests.unit.chassis.asgi import call

E = TypeVar("E", bound=Event)

SECRET = "a secret that only a simulation knows"
APPS: Mapping[str, tuple[Any, type[Any]]] = {
    "intake": (intake, intake.IntakeSettings),
    "dispatch": (dispatch, dispatch.DispatchSettings),
    "response": (response, response.ResponseSettings),
    "evaluation": (evaluation, evaluation.EvaluationSettings),
}
_OWNERS = {route.path: route.owner for route in ROUTES}


class Problem(Exception):
    """A service said no."""

    def __init__(self, path: str, body: Mapping[str, Any]) -> None:
        super().__init__(f"{path}: {body}")
        self.code = str(body["code"])


@dataclass
class Clock:
    """The time of the district."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now


@dataclass
class District:
    """Everything that happens in it."""

    clock: Clock
    city: City
    parts: Mapping[str, Parts]
    broker: MemoryBroker
    client: AsyncMongoClient[dict[str, Any]]
    namespace: str

    def __post_init__(self) -> None:
        self._webs = {name: create_web(name, parts.routers) for name, parts in self.parts.items()}
        self._keys = itertools.count(1)

    async def act(self, account: str, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """Ask for something as an account; raises `Problem`."""
        return await self.ask("POST", _owner(path), account, path, body)

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
            for parts in self.parts.values():
                for relay in parts.relays:
                    await relay.told()
            await self.buses[0].settle()
            if sum(len(bus.published) for bus in self.buses) == before:
                return

    async def until(self, then: datetime) -> None:
        """Let time pass; every clock that rings until then rings."""
        self.clock.now = then
        while sum(await asyncio.gather(*[sweep.once() for sweep in self.sweeps])):
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

    def last_totals(self) -> Mapping[str, float]:
        """The newest total of each assessment that has one."""
        totals = {}
        for one in self.history:
            if (
                one.subject.startswith("as-")
                and (total := getattr(one.data, "total", None)) is not None
            ):
                totals[one.subject] = total
        return totals

    @property
    def sweeps(self) -> Sequence[Sweep[Any]]:
        """All clocks."""
        every = itertools.chain.from_iterable(parts.sweeps for parts in self.parts.values())
        return [sweep for sweep in every if isinstance(sweep, Sweep)]

    @property
    def buses(self) -> Sequence[MemoryBus]:
        """Each service's place at the broker."""
        return [parts.bus for parts in self.parts.values() if isinstance(parts.bus, MemoryBus)]

    @property
    def history(self) -> Sequence[Envelope[Event]]:
        """Everything that was ever said."""
        return [one for bus in self.buses for one in bus.published]


def _owner(path: str) -> str:
    words = path.split("/")
    for known, owner in _OWNERS.items():
        pattern = known.split("/")
        if len(pattern) == len(words) and all(
            a == b or a.startswith("{") for a, b in zip(pattern, words, strict=True)
        ):
            return owner
    raise LookupError(path)


@asynccontextmanager
async def district(mongo_url: str, namespace: str, start: datetime) -> AsyncGenerator[District]:
    """Open a district at this instant."""
    now, broker = Clock(start), MemoryBroker()
    with clock.following(now), pytest.MonkeyPatch.context() as patch:
        parts: dict[str, Parts] = {}
        for name, (app, settings) in APPS.items():
            patch.setattr(app, "RabbitBus", _on(broker))
            parts[name] = app.create(
                settings(
                    mongo_url=mongo_url,
                    amqp_url="amqp://nobody",
                    namespace=namespace,
                    secret=SECRET,
                    city="deploy/city/demo",
                )
            )
        client = connect(mongo_url)
        opened = District(now, city(), parts, broker, client, namespace)
        try:
            await _open(parts)
            yield opened
        finally:
            for bus in opened.buses:
                await bus.close()
            for database in parts:
                await client.drop_database(f"{namespace}_{database}")
            await client.close()
            for step in itertools.chain.from_iterable(one.close for one in parts.values()):
                await step()


def _on(broker: MemoryBroker) -> Any:
    def bus(_url: str, _namespace: str, kinds: Any, parked: Any, _always: Any = ()) -> MemoryBus:
        return MemoryBus(kinds, broker, parked)

    return bus


async def _open(parts: Mapping[str, Parts]) -> None:
    for name, one in parts.items():
        for step in one.prepare:
            await step()
        await one.bus.listen(name, one.handlers)
