"""What is heard and asked, through the store and the bus, delivered as badly as a broker may."""

import pytest

from contracts.commands.task import Acknowledge, Arrive, ObjectTo
from contracts.events import EVENTS
from contracts.events.call import CallAccepted, CallEscalated, CallReleased, RulingDecided
from contracts.events.case_handed import CaseReturned
from contracts.machine import IllegalTransition
from contracts.muster import muster_code
from contracts.refusals import NotThere
from contracts.words import Level, Owner
from services.chassis.memory_bus import MemoryBus
from services.chassis.memory_store import MemoryStore
from services.chassis.numbers import MemoryNumbers
from services.chassis.store import Act
from services.response.core import Stage
from services.response.handlers import SHAPE, Response
from tests.unit.response.builders import (
    CALL,
    CASE,
    CITY,
    LIAISON,
    NOON,
    SECRET,
    TASK,
    WHISTLE,
    envelope,
    summoned,
    transferred,
)


@pytest.fixture
def response():
    return Response(tasks=MemoryStore(SHAPE), city=CITY, secret=SECRET, numbers=MemoryNumbers())


@pytest.fixture
async def bus(response):
    bus = MemoryBus(EVENTS, patience=0.05)
    await bus.listen("response", response.handlers)
    yield bus
    await bus.close()


def act(key="k1", by=LIAISON):
    return Act(by=by, at=NOON, key=key, fingerprint=key)


async def stage(response, id=TASK):
    return (await response.tasks.get(id)).state.stage


async def test_a_summons_makes_a_task_under_its_id(response, bus):
    await bus.publish(envelope(summoned()))
    await bus.settle()

    kept = await response.tasks.get(TASK)
    assert kept.state.stage is Stage.NOTIFIED
    assert kept.state.whistle_id == WHISTLE
    assert kept.version == 1


async def test_a_summons_delivered_twice_makes_one_task(response, bus):
    await bus.publish(envelope(summoned()))
    await bus.publish(envelope(summoned()))
    await bus.settle()

    assert (await response.tasks.get(TASK)).version == 1
    assert await bus.parked.count() == 0


async def test_a_whistle_with_two_calls_makes_two_tasks(response, bus):
    await bus.publish(envelope(summoned()))
    await bus.publish(envelope(summoned(task_id="wh-1-2", department="fire"), seq=2))
    await bus.settle()

    assert (await response.tasks.get("wh-1-2")).state.department == "fire"
    assert await response.tasks.heard("dispatch:wh-1") == {1, 2}


async def test_a_transferred_case_makes_a_task_that_knows_its_case(response, bus):
    await bus.publish(envelope(transferred(), subject=CASE, source="intake"))
    await bus.settle()

    assert (await response.tasks.get("case-1-t1")).state.case_id == CASE


async def test_the_named_person_acknowledges(response):
    await response.on_summoned(envelope(summoned()))

    outcome = await response.act(Acknowledge(handler="Li Ming"), TASK, act())

    assert outcome.state.stage is Stage.ACKNOWLEDGED
    assert outcome.version == 2


async def test_the_same_act_twice_happens_once(response):
    await response.on_summoned(envelope(summoned()))
    command = Acknowledge(handler="Li Ming")

    first = await response.act(command, TASK, act())
    second = await response.act(command, TASK, act())

    assert second.repeated
    assert second.version == first.version


async def test_an_act_on_nothing_is_not_found(response):
    with pytest.raises(NotThere):
        await response.act(Acknowledge(handler="Li Ming"), "wh-9-9", act())


async def test_the_street_s_code_is_checked_against_our_secret(response):
    await response.on_summoned(envelope(summoned()))
    await response.act(Acknowledge(handler="Li Ming"), TASK, act())
    code = muster_code(SECRET, WHISTLE, NOON)
    scan = Arrive(person="Li Ming", rank="BLUE", way="qr", code=code)

    outcome = await response.act(scan, TASK, act("k2"))

    assert outcome.state.stage is Stage.ARRIVED


async def test_a_word_before_its_summons_is_not_taken(response):
    with pytest.raises(IllegalTransition):
        await response.on_call(envelope(CallAccepted(**CALL)))

    assert await response.tasks.get(TASK) is None


async def test_a_word_before_its_summons_backs_off_and_then_counts(response, bus):
    early = CallEscalated(**CALL, duty="arrive", grade="RED", answer_by=NOON, tell=())
    await bus.publish(envelope(early, source="other", subject="wh-1"))
    await bus.publish(envelope(summoned()))
    await bus.settle()

    kept = await response.tasks.get(TASK)
    assert kept.state.grade == "RED"
    assert await bus.parked.count() == 0


async def test_a_release_takes_the_task_out_of_the_inbox(response, bus):
    await bus.publish(envelope(summoned()))
    await bus.publish(envelope(CallReleased(**CALL, reason="Not theirs"), seq=2))
    await bus.settle()

    assert await stage(response) is Stage.RELEASED


async def test_the_word_on_an_objection_is_heard(response, bus):
    await bus.publish(envelope(summoned()))
    await bus.settle()
    await response.act(ObjectTo(reason="no", basis="row 7"), TASK, act())
    ruled = RulingDecided(**CALL, ruling_id="r", about="objection", upheld=False, reason="no")

    await bus.publish(envelope(ruled, seq=2))
    await bus.settle()

    assert (await response.tasks.get(TASK)).state.waiting is None


async def test_what_the_district_decides_on_an_escalation_is_not_a_task_s_matter(response, bus):
    ruled = RulingDecided(**CALL, ruling_id="r", about="escalation", upheld=False, reason="no")

    await bus.publish(envelope(ruled))
    await bus.settle()

    assert await response.tasks.get(TASK) is None
    assert await bus.parked.count() == 0


async def test_a_case_that_goes_back_without_a_task_is_let_go(response, bus):
    owner = Owner(level=Level.STREET, at="s1")
    await bus.publish(
        envelope(CaseReturned(owner=owner, due_at=NOON, reason="no"), subject=CASE, source="intake")
    )
    await bus.settle()

    assert await bus.parked.count() == 0


async def test_a_case_that_goes_back_ends_its_task(response, bus):
    owner = Owner(level=Level.STREET, at="s1")
    back = CaseReturned(owner=owner, due_at=NOON, task_id="case-1-t1", reason="no")
    await bus.publish(envelope(transferred(), subject=CASE, source="intake"))
    await bus.publish(envelope(back, seq=2, subject=CASE, source="intake"))
    await bus.settle()

    assert await stage(response, "case-1-t1") is Stage.RELEASED
