"""Response and evaluation on a real broker and a real database, with the demo city."""

import asyncio
from contextlib import AsyncExitStack
from datetime import timedelta
from pathlib import Path

import pytest
from pymongo import AsyncMongoClient

from contracts.actor import Actor, Post, Role
from contracts.city.reader import read_city
from contracts.events import EVENTS
from contracts.summons import Clocks
from contracts.words import Level
from services.chassis.actors import HEADER, sign
from services.chassis.bus import Hears
from services.chassis.clock import milliseconds
from services.chassis.parking import MemoryParked
from services.chassis.rabbit import RabbitBus
from services.chassis.run import running
from services.chassis.settings import read_folder
from services.evaluation import app as evaluation
from services.evaluation.core.period import month
from services.response import app as response
from tests.unit.chassis.asgi import call
from tests.unit.evaluation import builders as judged
from tests.unit.response import builders as answered

SECRET = "a secret of at least thirty-two characters"
DEMO = read_city(read_folder(Path("deploy/city/demo")))
STREET = next(p.id for p in DEMO.territories.values() if p.level is Level.STREET)
DISTRICT = DEMO.path(STREET)[0]
WATER = next(one.id for one in DEMO.organisations.values() if one.kind == "department")
CATEGORY = next(code for code, one in DEMO.categories.items() if not one.restricted)


def holder(role, at):
    return Actor(id=DEMO.holders(role, at)[0], posts=(Post(role=role, at=at),))


LIAISON = holder(Role.DEPARTMENT_LIAISON, WATER)
COMMANDER = holder(Role.STREET_COMMANDER, STREET)
SUPERVISOR = holder(Role.DISTRICT_SUPERVISOR, DISTRICT)
EVALUATOR = holder(Role.EVALUATOR, DISTRICT)
OPS = Actor(id="ops", posts=(Post(role=Role.OPS, at=DISTRICT),))


class Town:
    """Both services, and somebody who stands for the rest of the city at the broker."""

    def __init__(self, apps, bus):
        self.apps, self.bus, self.said = apps, bus, []
        self.news = asyncio.Condition()

    async def see(self, envelope):
        async with self.news:
            self.said.append(envelope)
            self.news.notify_all()

    async def ask(self, service, path, by, body=None, key="k"):
        signed = {HEADER.lower(): sign(by, SECRET, milliseconds())}
        method = "POST" if body is not None else "GET"
        return await call(self.apps[service], method, path, body, idempotency_key=key, **signed)

    async def hear(self, kind):
        """The event of this kind, once it is said."""
        async with asyncio.timeout(10), self.news:
            await self.news.wait_for(lambda: kind in [one.type for one in self.said])
        return next(one.data for one in self.said if one.type == kind)


@pytest.fixture
async def town(amqp_url, mongo_url, namespace):
    given = {"amqp_url": amqp_url, "mongo_url": mongo_url, "namespace": namespace}
    processes = (
        (response, response.ResponseSettings(secret=SECRET, **given)),
        (evaluation, evaluation.EvaluationSettings(secret=SECRET, **given)),
    )
    async with AsyncExitStack() as stack:
        apps = {
            settings.service: await stack.enter_async_context(running(module.create(settings)))
            for module, settings in processes
        }
        bus = RabbitBus(amqp_url, namespace, EVENTS, MemoryParked(), ("gateway",))
        await bus.start()
        stack.push_async_callback(bus.close)
        town = Town(apps, bus)
        await bus.listen_all("gateway", Hears(town.see))
        yield town
    async with AsyncMongoClient(mongo_url) as client:
        for _, settings in processes:
            await client.drop_database(settings.database)


def clocks(now):
    hour = timedelta(hours=1)
    return Clocks(acknowledge_by=now + hour, arrive_by=now + 2 * hour, complete_by=now + 9 * hour)


def summons(now):
    called = answered.summoned(department=WATER, street=STREET, clocks=clocks(now))
    return answered.envelope(called, at=now)


def confirmation(now):
    times = dict.fromkeys(("summoned_at", "acknowledged_at", "arrived_at", "completed_at"), now)
    record = judged.record(department=WATER, clocks=clocks(now), **times)
    return judged.envelope(judged.confirmed(street=STREET, records=(record,)), 2, at=now)


@pytest.mark.mechanism(1, 2, 3, 95)
async def test_a_department_that_is_called_answers_to_the_end(town):
    now = milliseconds()
    await town.bus.publish(summons(now))
    await town.bus.publish(summons(now))
    notified = await town.hear("task.notified")
    times = {"accepted_at": now.isoformat(), "finished_at": now.isoformat()}
    acts = {
        "acknowledge": {"handler": "李明"},
        "arrive": {
            "person": "李明",
            "rank": "BLUE",
            "way": "gps",
            "point": answered.NEAR.model_dump(),
        },
        "progress": {"text": "正在抽水"},
        "complete": {"contacted": "店主", "measures": "疏通", **times},
    }

    answers = [
        await town.ask("response", f"/tasks/wh-1-1/{act}", LIAISON, body, act)
        for act, body in acts.items()
    ]

    assert [step.step for step in notified.steps] == list(acts)
    assert [answer.status for answer in answers] == [200] * 4
    assert [answer.json["version"] for answer in answers] == [2, 3, 4, 5]
    await town.hear("task.completed")
    said = [one for one in town.said if one.source == "response"]
    assert [one.seq for one in said] == [1, 2, 3, 4, 5]


@pytest.mark.mechanism(7, 16, 97)
async def test_a_confirmed_whistle_is_judged_appealed_ruled_and_counted(town):
    now = milliseconds()
    await town.bus.publish(confirmation(now))
    await town.hear("assessment.due")
    shares = dict.fromkeys(DEMO.scoring.weights, 1.0)
    words = {"task_id": "wh-1-1", "shares": shares}
    ruling = {"outcome": "changed", "total": 90, "reason": "确有拖延"}

    answers = [
        await town.ask("evaluation", "/whistles/wh-1/assessments", COMMANDER, words),
        await town.ask("evaluation", "/assessments/as-wh-1-1/appeal", LIAISON, {"reason": "不服"}),
        await town.ask("evaluation", "/assessments/as-wh-1-1/rule", SUPERVISOR, ruling),
    ]

    assert [answer.json["state"] for answer in answers] == ["scored", "appealed", "final"]
    assert (await town.hear("assessment.final")).total == 90
    board = f"/boards/{month(now)}/departments"
    [first, *_] = (await town.ask("evaluation", f"{board}/{WATER}", LIAISON)).json["items"]
    rows = (await town.ask("evaluation", board, COMMANDER)).json["rows"]
    [row] = [row for row in rows if row["id"] == WATER]
    assert (first["id"], first["total"], first["was"]) == ("as-wh-1-1", 90, 103)
    assert (row["average"], row["calls"], row["whistles"]) == (90, 1, 1)


async def test_a_reporter_is_asked_and_counts_for_the_street(town):
    now = milliseconds()
    confirmed = judged.case_confirmed(street=STREET, category=CATEGORY)
    await town.bus.publish(judged.envelope(confirmed, 1, "case-1", "intake", now))
    await town.hear("callback.due")
    words = {"reached": True, "contacted": True, "solved": False, "satisfaction": "dissatisfied"}

    answer = await town.ask("evaluation", "/cases/case-1/call-back", EVALUATOR, words)

    recorded = await town.hear("callback.recorded")
    board = await town.ask("evaluation", f"/boards/{recorded.period}/streets", EVALUATOR)
    [row] = [row for row in board.json["rows"] if row["id"] == STREET]
    assert answer.json["state"] == "recorded"
    assert recorded.solved is False
    assert row["rates"]["solution"]["shown"] == "0.0%"
    assert row["rates"]["response"]["shown"] == "100.0%"


async def test_operations_see_that_nothing_is_parked(town):
    answers = [await town.ask(service, "/ops/dead-letters", OPS) for service in town.apps]

    assert [(answer.status, answer.json) for answer in answers] == [(200, []), (200, [])]
