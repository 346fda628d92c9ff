"""Open a district in one process: the four services as they are, on a real database, with a bus in
memory, the year's clock and no pacing (nobody else uses this database)."""

import itertools
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

import pytest

from services.chassis import clock, ground
from services.chassis.memory_broker import MemoryBroker
from services.chassis.memory_bus import MemoryBus
from services.chassis.mongo import MongoStore, connect
from services.chassis.parts import Parts
from services.dispatch import app as dispatch
from services.evaluation import app as evaluation
from services.intake import app as intake
from services.response import app as response
from tests.journeys.town import city
from tests.year.alarms import Alarms, Clock
from tests.year.district import SECRET, District

APPS: Mapping[str, tuple[Any, type[Any]]] = {
    "intake": (intake, intake.IntakeSettings),
    "dispatch": (dispatch, dispatch.DispatchSettings),
    "response": (response, response.ResponseSettings),
    "evaluation": (evaluation, evaluation.EvaluationSettings),
}


@asynccontextmanager
async def district(mongo_url: str, namespace: str, start: datetime) -> AsyncGenerator[District]:
    """Open a district at this instant."""
    now, broker, alarms = Clock(start), MemoryBroker(), Alarms()
    with clock.following(now), pytest.MonkeyPatch.context() as patch:
        parts: dict[str, Parts] = {}
        for name, (app, settings) in APPS.items():
            patch.setattr(ground, "RabbitBus", _on(broker))
            patch.setattr(ground, "MongoStore", _watched(alarms, name))
            parts[name] = app.create(
                settings(
                    mongo_url=mongo_url,
                    amqp_url="amqp://nobody",
                    namespace=namespace,
                    secret=SECRET,
                    city="deploy/city/demo",
                )
            )
        client = connect(mongo_url, timeout=60)
        opened = District(now, city(), parts, broker, alarms, client, namespace)
        try:
            await _open(parts)
            yield opened
        finally:
            await _close(opened)


def _on(broker: MemoryBroker) -> Any:
    def bus(_url: str, _namespace: str, kinds: Any, parked: Any, _always: Any = ()) -> MemoryBus:
        return MemoryBus(kinds, broker, parked)

    return bus


def _watched(alarms: Alarms, service: str) -> Any:
    def store(database: Any, shape: Any, kinds: Any, **more: Any) -> MongoStore[Any]:
        kept = MongoStore(database, alarms.watching(service, shape), kinds, **more)
        return kept.paced(0)

    return store


async def _open(parts: Mapping[str, Parts]) -> None:
    for name, one in parts.items():
        for step in one.prepare:
            await step()
        await one.bus.listen(name, one.handlers)


async def _close(opened: District) -> None:
    for bus in opened.buses:
        await bus.close()
    for database in (*opened.parts, "city", "gateway"):
        await opened.client.drop_database(f"{opened.namespace}_{database}")
    await opened.client.close()
    for step in itertools.chain.from_iterable(one.close for one in opened.parts.values()):
        await step()
