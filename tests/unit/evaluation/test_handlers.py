"""What is heard and asked, through the stores and the bus, delivered as badly as a broker may."""

from datetime import timedelta

import pytest

from contracts.events import EVENTS
from contracts.machine import IllegalTransition
from contracts.refusals import NotThere
from contracts.words import Kind
from services.chassis.memory_bus import MemoryBus
from services.chassis.memory_store import MemoryStore
from services.chassis.store import Act
from services.evaluation.handlers import Boards, Evaluation
from services.evaluation.store import ASSESSMENTS, CALLBACKS, MemoryLedger
from services.evaluation.sweep import sweeps
from tests.unit.evaluation.builders import (
    CASE,
    CITY,
    COMMANDER,
    EVALUATOR,
    HEAD,
    NOON,
    answer,
    appeal,
    assess,
    case_confirmed,
    confirmed,
    counter,
    envelope,
    record,
    task_completed,
)

LATE = NOON + timedelta(hours=72)
ID, ASKED = "as-wh-1-1", "cb-case-1"


@pytest.fixture
def evaluation():
    return Evaluation(MemoryStore(ASSESSMENTS), MemoryStore(CALLBACKS), CITY)


@pytest.fixture
def boards(evaluation):
    stores = (evaluation.assessments, evaluation.callbacks)
    return Boards(*stores, MemoryLedger(*stores), counter(*stores), CITY)


@pytest.fixture
async def bus(evaluation):
    bus = MemoryBus(EVENTS, patience=0.05)
    await bus.listen("evaluation", evaluation.handlers)
    yield bus
    await bus.close()


def act(key="k1", by=COMMANDER):
    return Act(by=by, at=NOON, key=key, fingerprint=key)


async def sweep(evaluation):
    for each in sweeps(evaluation, now=lambda: LATE):
        await each.once()


def of_case(event, seq=1, source="intake"):
    return envelope(event, seq, CASE, source)


BOTH = confirmed(records=(record(), record(task_id="wh-1-2", department="fire", lead=False)))


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


async def test_a_board_is_read_from_what_was_judged_and_asked(evaluation, boards):
    await evaluation.on_whistle_confirmed(envelope(BOTH))
    await evaluation.on_case_confirmed(of_case(case_confirmed()))
    await evaluation.act(assess(), ID, act())
    await evaluation.act(answer(), ASKED, act(by=EVALUATOR))

    departments = {row.id: row for row in (await boards.board("2026-11", "departments")).rows}
    streets = {row.id: row for row in (await boards.board("2026-11", "streets")).rows}

    assert departments["water"].average == 100
    assert departments["fire"].average is None
    assert departments["fire"].rates.solution.shown == "100.0%"
    assert streets["s1"].whistles == 1
    assert (streets["s1"].problems.count, streets["s1"].problems.of) == (1, 2)
    assert streets["s1"].calls == 2
    assert streets["s2"].rank is None


async def test_another_month_is_another_board(evaluation, boards):
    await evaluation.on_whistle_confirmed(envelope(BOTH))

    rows = (await boards.board("2026-12", "departments")).rows

    assert [row.calls for row in rows] == [0, 0]


async def test_an_exercise_is_on_no_board(evaluation, boards):
    await evaluation.on_whistle_confirmed(envelope(confirmed(kind=Kind.DRILL)))

    rows = (await boards.board("2026-11", "departments")).rows

    assert [row.calls for row in rows] == [0, 0]


@pytest.mark.mechanism(101)
async def test_a_row_opens_onto_the_very_cases_behind_it(evaluation, boards):
    await evaluation.on_whistle_confirmed(envelope(BOTH))
    await evaluation.on_case_confirmed(of_case(case_confirmed()))
    await evaluation.act(assess(), ID, act())
    await evaluation.act(answer(), ASKED, act(by=EVALUATOR))

    found = await boards.evidence("2026-11", "departments", "water", "", 50)

    assert [item.id for item in found.items] == [ID, ASKED]
    assert found.row.average == found.items[0].total == 100
    assert sum(found.items[0].points.values()) == 100
    assert found.items[1].answers[0].solved
    assert found.next is None


async def test_the_documents_behind_a_row_come_in_pages(evaluation, boards):
    for n in range(1, 4):
        whistle = confirmed(records=(record(task_id=f"wh-{n}-1"),), problems=())
        await evaluation.on_whistle_confirmed(envelope(whistle, subject=f"wh-{n}"))
    await evaluation.callbacks.hear("cb-case-1", of_case(task_completed(), 1, "response"))
    await evaluation.on_case_confirmed(of_case(case_confirmed()))
    await evaluation.act(answer(), ASKED, act(by=EVALUATOR))

    pages, after = [], ""
    while after is not None:
        page = await boards.evidence("2026-11", "departments", "water", after, 2)
        pages.append([item.id for item in page.items])
        after = page.next

    assert pages == [["as-wh-1-1", "as-wh-2-1"], ["as-wh-3-1", ASKED]]


async def test_a_unit_nobody_knows_has_no_row(boards):
    with pytest.raises(NotThere):
        await boards.evidence("2026-11", "streets", "s9", "", 50)
