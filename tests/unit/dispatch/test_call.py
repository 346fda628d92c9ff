"""A call's own machine, tested whole and both ways, and the clocks it keeps."""

import pytest

from contracts.events import EVENTS
from contracts.events.call import CallSentBack
from contracts.machine import IllegalTransition
from contracts.refusals import NotThere
from contracts.words import Grade
from services.dispatch import core
from services.dispatch.core.call_life import ANSWERING, CALL_LIFE, CallStage
from tests.unit.dispatch.builders import WORDS, finished, heard, tell, whistle
from tests.unit.dispatch.town import NOON, hours

MOVES = [
    pytest.param(stage, kind, id=f"{stage}-{kind.type}")
    for stage in CallStage
    for kind in EVENTS.values()
]


@pytest.mark.parametrize(("stage", "kind"), MOVES)
def test_a_call_moves_only_as_its_table_says(stage, kind):
    event = kind.model_construct()

    if CALL_LIFE.allows(stage, kind):
        assert CALL_LIFE.advance(stage, event) == CALL_LIFE.table[stage][kind]
    else:
        with pytest.raises(IllegalTransition):
            CALL_LIFE.advance(stage, event)


def test_every_stage_is_listed_and_reachable():
    seen, todo = set(), [CallStage.NEW]

    while todo:
        stage = todo.pop()
        seen.add(stage)
        todo += [s for s in CALL_LIFE.table[stage].values() if s not in seen]

    assert seen == set(CallStage) == set(CALL_LIFE.table)


@pytest.mark.mechanism(3)
def test_a_call_goes_from_summons_to_judgement():
    step = tell(whistle(), "acknowledge", 1)
    stages = [step.call("wh-1-1").stage]

    for word in ("arrive", "complete"):
        step = tell(step, word, 1)
        stages.append(step.call("wh-1-1").stage)

    assert stages == [CallStage.ACKNOWLEDGED, CallStage.ARRIVED, CallStage.COMPLETED]


def test_a_duty_is_done_when_it_was_said_and_not_when_it_was_heard():
    after = tell(whistle(), "acknowledge", 1, at=NOON + hours(0.5))

    clock = after.call("wh-1-1").clocks["acknowledge"]

    assert (clock.done_at, clock.late) == (NOON + hours(0.5), False)


def test_a_duty_done_after_its_limit_is_late_even_if_no_clock_looked_meanwhile():
    after = tell(whistle(), "acknowledge", 1, at=NOON + hours(1.1))

    assert after.call("wh-1-1").clocks["acknowledge"].late


def sent_back_at_200(before):
    """The whistle after its first call was sent back, with time until hour 300."""
    return core.evolve(
        before,
        CallSentBack(
            whistle_id="wh-1",
            task_id="wh-1-1",
            department="water",
            reason="Still wet",
            complete_by=NOON + hours(300),
            sent_back_at=NOON + hours(200),
        ),
    )


def test_a_new_limit_is_a_new_clock():
    again = sent_back_at_200(finished(whistle(), at=NOON + hours(1)))

    clock = again.call("wh-1-1").clocks["complete"]

    assert (clock.since, clock.by) == (NOON + hours(200), NOON + hours(300))
    assert (clock.done_at, clock.ladder, clock.late) == (None, (), False)


def test_who_was_late_once_stays_late_however_soon_the_rest_is_done():
    again = sent_back_at_200(finished(whistle(), at=NOON + hours(101)))

    done = tell(again, "complete", 1, at=NOON + hours(201))

    assert done.call("wh-1-1").clocks["complete"].late


@pytest.mark.parametrize(("came", "met"), [("BLUE", False), ("YELLOW", True), ("RED", True)])
def test_the_rank_is_met_by_the_rank_called_or_a_higher_one(came, met):
    called = tell(whistle(grade=Grade.YELLOW), "acknowledge", 1)

    after = tell(called, "arrive", 1, rank=Grade(came))

    assert after.call("wh-1-1").rank_met is met


def test_a_word_about_a_call_nobody_made_is_refused():
    stray = core.told(heard(WORDS["acknowledge"]("water"), "wh-1-9"))

    with pytest.raises(NotThere, match="unknown_call"):
        core.evolve(whistle(), stray.data)


def test_a_word_about_a_whistle_dispatch_never_had_is_refused():
    stray = core.told(heard(WORDS["acknowledge"]("water")))

    with pytest.raises(NotThere, match="not_found"):
        core.evolve(None, stray.data)


def test_only_calls_that_owe_something_keep_a_whistle_open():
    assert {CallStage.SUMMONED, CallStage.ACKNOWLEDGED, CallStage.ARRIVED} == ANSWERING
