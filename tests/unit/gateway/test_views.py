"""Reading one's own writes, and what is there to be read at all."""

import asyncio
import time

import pytest

from contracts.actor import Actor, Post, Role
from contracts.refusals import NotSo, NotThere
from gateway import views as views_module
from gateway.kinds import KINDS
from gateway.scopes import Scope
from gateway.views import NotYet, Views, shape
from services.chassis.memory_store import MemoryStore
from tests.unit.gateway.builders import c, reported, summoned, told

AUDITOR = Scope(Actor(id="auditor", posts=(Post(role=Role.AUDITOR, at="d"),)))


@pytest.fixture
def views(monkeypatch) -> Views:
    monkeypatch.setattr(views_module, "PATIENCE", 0.3)
    return Views({name: MemoryStore(shape(kind)) for name, kind in KINDS.items()})


async def test_a_read_waits_for_the_version_it_was_asked_for(views):
    await views.hear(told(reported()))
    joined = told(c.CaseJoined(reporter="r2", case_id="case-2"), 2)

    async def later() -> None:
        await asyncio.sleep(0.05)
        await views.hear(joined)

    began = time.perf_counter()
    case, _ = await asyncio.gather(views.see("cases", "case-1", AUDITOR, at_least=2), later())

    assert case.heads == {"intake": 2}
    assert time.perf_counter() - began < 0.2


async def test_a_read_of_what_was_just_made_waits_for_it_to_be_there(views):
    async def later() -> None:
        await asyncio.sleep(0.05)
        await views.hear(told(reported()))

    case, _ = await asyncio.gather(views.see("cases", "case-1", AUDITOR, at_least=1), later())

    assert case.get("number")


async def test_a_version_that_does_not_come_is_said_not_to_have_come(views):
    await views.hear(told(reported()))

    with pytest.raises(NotYet):
        await views.see("cases", "case-1", AUDITOR, at_least=2)


async def test_a_version_nobody_can_have_been_answered_is_not_waited_for(views):
    await views.hear(told(reported()))

    with pytest.raises(NotSo):
        await views.see("cases", "case-1", AUDITOR, at_least=102)


async def test_what_is_not_known_yet_is_said_not_to_have_come(
    views,
):
    with pytest.raises(NotThere):
        await views.see("cases", "case-1", AUDITOR)

    with pytest.raises(NotYet):
        await views.see("cases", "case-1", AUDITOR, at_least=1)


async def test_a_version_of_what_is_invisible_is_answered_like_one_of_what_is_not_there(views):
    await views.hear(told(reported()))

    with pytest.raises(NotYet):
        await views.see("cases", "case-1", Scope(Actor(id="stranger")), at_least=1)


async def test_waiting_leaves_nothing_behind(views):
    with pytest.raises(NotYet):
        await views.see("cases", "case-1", AUDITOR, at_least=1)

    assert views._arrivals._waiting == {}


async def test_a_task_nobody_was_notified_of_is_not_there_yet(views):
    await views.hear(told(summoned()))

    assert await views.get("tasks", "wh-1-1") is None
    assert (await views.stores["tasks"].get("wh-1-1")) is not None


async def test_an_event_heard_twice_changes_nothing(views):
    event = told(reported())

    await views.hear(event)
    first = await views.get("cases", "case-1")
    await views.hear(event)

    assert await views.get("cases", "case-1") == first
