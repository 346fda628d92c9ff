"""Confirming, and the record of every call that its assessment is judged on."""

import pytest

from contracts.commands import whistle as ask
from contracts.refusals import NotSo
from contracts.summons import ProblemEnd
from contracts.words import Grade
from tests.unit.dispatch.builders import (
    CALL,
    CONFIRM,
    REJECT,
    SEND_BACK,
    UPHOLD,
    act,
    decide,
    finished,
    stated,
    tell,
    ticked,
    whistle,
)
from tests.unit.dispatch.town import DISTRICT, NOON, hours


def confirmed(before, now=NOON):
    return decide(CONFIRM, before, now=now)[-1]


@pytest.mark.mechanism(8)
@pytest.mark.parametrize(
    "named", [("p1",), ("p1", "p1"), ("p1", "p2", "p3"), ("p1", "p2", "p2")], ids=str
)
def test_every_problem_is_named_exactly_once(named):
    two = finished(whistle(problems=(stated("A pipe"), stated("A root"))))
    ends = [ProblemEnd(problem_id=id, solved=True) for id in named]

    with pytest.raises(NotSo, match="every_problem_once") as refused:
        decide(ask.ConfirmWhistle(ends=ends, result="x"), two)

    assert refused.value.facts["problems"] == ["p1", "p2"]


@pytest.mark.mechanism(7, 8)
def test_a_confirmation_says_what_everybody_must_know_to_judge():
    said = confirmed(finished(whistle("water", "roads"), at=NOON + hours(0.5)), NOON + hours(1))

    assert (said.number, said.street, said.due_at) == ("N1", "s1", NOON + hours(31))
    assert [(r.task_id, r.department, r.lead) for r in said.records] == [
        ("wh-1-1", "water", True),
        ("wh-1-2", "roads", False),
    ]
    assert said.records[0].clocks.arrive_by == NOON + hours(10)
    assert said.records[0].summoned_at == NOON
    assert said.records[0].completed_at == NOON + hours(0.5)


def test_who_did_everything_in_time_has_a_clean_record():
    record = confirmed(finished(whistle("water"))).records[0]

    assert (record.overdue, record.no_show, record.reworks, record.rank_met) == ((), False, 0, True)
    assert (record.supervisions, record.objections_rejected) == (0, 0)


def test_each_duty_done_late_is_named():
    late = tell(whistle("water"), "acknowledge", at=NOON + hours(1.5))
    late = tell(late, "arrive", at=NOON + hours(9))
    late = tell(late, "complete", at=NOON + hours(101))

    assert confirmed(late).records[0].overdue == ("acknowledge", "complete")


@pytest.mark.parametrize(("after", "no_show"), [(19, False), (20, False), (20.1, True)])
def test_who_comes_long_after_the_limit_counts_as_not_having_come(after, no_show):
    late = tell(whistle("water"), "acknowledge")
    late = tell(tell(late, "arrive", at=NOON + hours(after)), "complete", at=NOON + hours(21))

    assert confirmed(late).records[0].no_show is no_show


def test_what_happened_on_the_way_is_in_the_record():
    way = act(tell(whistle("water", grade=Grade.RED), "object"), REJECT)
    way = finished(ticked(way, NOON + hours(1.5))[1], at=NOON + hours(1.6))
    way = finished_again(act(way, SEND_BACK, now=NOON + hours(2)))

    record = confirmed(way).records[0]

    assert (record.objections_rejected, record.supervisions, record.reworks) == (1, 1, 1)
    assert (record.rank_met, record.overdue) == (False, ("acknowledge",))


def finished_again(whistle):
    return tell(whistle, "complete", at=NOON + hours(3))


def test_who_was_released_is_neither_accepted_nor_judged():
    moved = act(tell(whistle("water", "roads"), "object", 1), UPHOLD)

    said = decide(CONFIRM, finished(moved, 2, 3))

    assert [event.task_id for event in said[:-1]] == ["wh-1-2", "wh-1-3"]
    assert [record.department for record in said[-1].records] == ["roads", "police"]


def beyond_everybody():
    """A whistle whose only call the district took out, because nobody can solve it."""
    upheld = ask.DecideRuling(upheld=True, reason="True")
    asked = tell(tell(whistle("water"), "acknowledge"), "cannot_solve")
    return act(act(asked, upheld), upheld, DISTRICT, facts="wh-1-1-r2")


def test_a_whistle_with_nobody_left_to_judge_is_assessed_at_once():
    said = decide(CONFIRM, beyond_everybody())

    assert [event.type for event in said] == ["whistle.confirmed", "whistle.assessed"]


def test_on_a_whistle_with_nobody_left_the_next_one_called_leads():
    assert decide(CALL, beyond_everybody())[0].lead
