"""What is heard and asked, through the stores and the bus, delivered as badly as a broker may."""

from datetime import timedelta

import pytest

from contracts.events import EVENTS
from contracts.machine import IllegalTransition
from contracts.refusals import NotThere
from services.chassis.memory_bus import MemoryBus
from services.evaluation.sweep import sweeps
from tests.unit.evaluation.builders import (
    EVALUATOR,
    HEAD,
    NOON,
    answer,
    appeal,
    assess,
    case_confirmed,
    confirmed,
    envelope,
    record,
    task_completed,
)
from tests.unit.evaluation.counters import ASKED, BOTH, ID, act, of_case

LATE = NOON + timedelta(hours=72)


@pytest.fixture
async def bus(evaluation):
    bus = MemoryBus(EVENTS, patience=0.05)
    await bus.listen("evaluation", evaluation.handlers)
    yield bus
    await bus.close()


async def sweep(evaluation):
    for each in sweeps(evaluation, now=lambda: LATE):
        await each.once()


@pytest.mark.mechanism(7)
async def test_a_confirmed_whistle_owes_one_assessment_per_responder(evaluation, bus):
    await bus.publish(envelope(BOTH))
    await bus.settle()

    judged = [await evaluation.assessments.get(f"as-wh-1-{n}") for n in (1, 2)]
    assert [one.state.department for one in judged] == ["water", "fire"]
    assert [one.version for one in judged] == [1, 1]


async def test_a_whistle_heard_twice_owes_nothing_twice(evaluation, bus):
    await bus.publish(envelope(BOTH))
    await bus.publish(envelope(BOTH))
    await bus.settle()

    assert (await evaluation.assessments.get(ID)).version == 1
    assert await bus.parked.count() == 0


async def test_a_whistle_heard_half_is_heard_whole_the_second_time(evaluation):
    half = confirmed(records=(record(),))
    await evaluation.on_whistle_confirmed(envelope(half))

    await evaluation.on_whistle_confirmed(envelope(BOTH))

    assert (await evaluation.assessments.get(ID)).version == 1
    assert (await evaluation.assessments.get("as-wh-1-2")).version == 1


async def test_an_act_is_done_once_however_often_it_is_sent(evaluation):
    await evaluation.on_whistle_confirmed(envelope(confirmed()))

    first = await evaluation.act(assess(), ID, act())
    second = await evaluation.act(assess(), ID, act())

    assert second.repeated
    assert second.version == first.version == 2


async def test_each_command_reaches_its_own_store(evaluation):
    await evaluation.on_whistle_confirmed(envelope(confirmed()))
    await evaluation.on_case_confirmed(of_case(case_confirmed()))
    await evaluation.act(assess(), ID, act())

    appealed = await evaluation.act(appeal(), ID, act("k2", HEAD))
    recorded = await evaluation.act(answer(), ASKED, act("k3", EVALUATOR))

    assert appealed.state.stage == "appealed"
    assert recorded.state.stage == "recorded"


async def test_nothing_is_judged_before_its_whistle_is_confirmed(evaluation):
    with pytest.raises(NotThere):
        await evaluation.act(assess(), ID, act())


async def test_a_confirmed_case_owes_a_call_back_for_those_who_handled_it(evaluation, bus):
    await bus.publish(envelope(BOTH))
    await bus.publish(envelope(task_completed(department="gas"), 1, "case-1-t1", "response"))
    await bus.publish(of_case(case_confirmed()))
    await bus.settle()

    callback = (await evaluation.callbacks.get(ASKED)).state
    assert callback.stage == "due"
    assert sorted(callback.handled) == ["fire", "gas", "water"]


async def test_a_whistled_task_is_not_a_case_s(evaluation, bus):
    done = task_completed(case_id=None, whistle_id="wh-1")
    await bus.publish(envelope(done, 1, "wh-1-1", "response"))
    await bus.settle()

    assert await bus.parked.count() == 0


async def test_the_same_number_with_other_words_changes_nothing(evaluation):
    await evaluation.on_case_confirmed(of_case(case_confirmed()))

    await evaluation.on_case_confirmed(of_case(case_confirmed(street="s2")))

    kept = await evaluation.callbacks.get(ASKED)
    assert kept.state.street == "s1"
    assert kept.version == 1


async def test_a_case_confirmed_again_is_asked_about_again(evaluation):
    await evaluation.on_case_confirmed(of_case(case_confirmed()))
    await evaluation.act(answer(solved=False), ASKED, act(by=EVALUATOR))

    await evaluation.on_case_confirmed(of_case(case_confirmed(), seq=2))

    assert (await evaluation.callbacks.get(ASKED)).state.round == 2


async def test_a_second_confirmation_of_one_whistle_is_not_taken(evaluation):
    await evaluation.on_whistle_confirmed(envelope(confirmed()))

    with pytest.raises(IllegalTransition):
        await evaluation.on_whistle_confirmed(envelope(confirmed(), seq=2))


async def test_time_brings_scores_to_their_end_once(evaluation):
    await evaluation.on_whistle_confirmed(envelope(confirmed()))
    await evaluation.act(assess(), ID, act())

    for _ in range(3):
        await sweep(evaluation)

    kept = await evaluation.assessments.get(ID)
    assert kept.state.stage == "final"
    assert kept.version == 3


async def test_time_says_once_that_nobody_asks(evaluation):
    await evaluation.on_case_confirmed(of_case(case_confirmed()))

    for _ in range(3):
        await sweep(evaluation)

    assert (await evaluation.callbacks.get(ASKED)).version == 2
