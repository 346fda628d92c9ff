"""What the commander does with a raised whistle."""

import pytest

from contracts.commands import whistle as ask
from contracts.lifecycle import WhistleStage
from contracts.refusals import NotNow, NotSo
from services.dispatch.core.call_life import CallStage
from tests.unit.dispatch.builders import (
    CALL,
    CHANGE_LEAD,
    ESCALATE,
    REMIND,
    SEND_BACK,
    UPHOLD,
    WITHDRAW,
    act,
    decide,
    done,
    draft,
    finished,
    stated,
    tell,
    whistle,
)
from tests.unit.dispatch.town import NOON, STREET_SUPERVISOR, hours


@pytest.mark.mechanism(6, 110)
def test_everybody_who_owes_something_is_reminded_and_it_is_counted():
    half = finished(whistle("water", "roads", "fire"), 1)

    first = decide(REMIND, half, STREET_SUPERVISOR)
    second = decide(REMIND, done(half, first), now=NOON + hours(1))

    assert first[0].task_ids == ("wh-1-2", "wh-1-3")
    assert (first[0].count, second[0].count) == (1, 2)


def test_those_named_are_reminded_and_nobody_who_owes_nothing():
    half = finished(whistle("water", "roads", "fire"), 1)

    only = ask.Remind(task_ids=("wh-1-3",), text="Now")
    wrong = ask.Remind(task_ids=("wh-1-3", "wh-1-1"), text="Now")

    assert decide(only, half)[0].task_ids == ("wh-1-3",)
    with pytest.raises(NotSo, match="owes_nothing") as refused:
        decide(wrong, half)
    assert refused.value.facts["task_id"] == "wh-1-1"


@pytest.mark.mechanism(87)
def test_one_more_is_called_on_clocks_of_its_own_and_assists():
    (summoned,) = decide(CALL, whistle(), now=NOON + hours(5))

    assert (summoned.task_id, summoned.department, summoned.lead) == ("wh-1-3", "fire", False)
    assert summoned.clocks.arrive_by == NOON + hours(15)


def test_calling_one_more_on_a_solved_whistle_resumes_it():
    solved = finished(whistle())

    said = decide(CALL, solved)
    after = done(solved, said)

    assert [event.type for event in said] == ["call.summoned", "whistle.resumed"]
    assert (after.stage, after.due_at) == (WhistleStage.WORKING, NOON + hours(100))


@pytest.mark.parametrize(
    ("department", "code"),
    [
        ("water", "called_already"),
        ("ufo", "unknown_unit"),
        ("s1", "cannot_be_called"),
    ],
)
def test_who_cannot_be_called_or_is_called_already_is_refused(department, code):
    with pytest.raises(NotSo, match=code) as refused:
        decide(ask.CallMore(department=department, reason="x"), whistle())

    assert refused.value.facts["field"] == "department"


def test_who_was_released_may_be_called_again():
    moved = act(tell(whistle(), "object", 1), UPHOLD)

    after = act(moved, ask.CallMore(department="water", reason="After all"))

    assert [c.task_id for c in after.live] == ["wh-1-2", "wh-1-3", "wh-1-4"]


@pytest.mark.mechanism(18)
def test_another_responder_leads_and_still_exactly_one():
    after = act(whistle("water", "roads", "fire"), CHANGE_LEAD)

    assert [call.lead for call in after.calls] == [False, True, False]


@pytest.mark.parametrize(
    ("departments", "task_id", "error"),
    [
        (("water", "roads"), "wh-1-9", "unknown_call"),
        (("water", "c1"), "wh-1-2", "community_cannot_lead"),
        (("water", "roads"), "wh-1-1", "cannot_lead_now"),
    ],
)
def test_only_another_open_call_that_may_lead_can_lead(departments, task_id, error):
    with pytest.raises((NotSo, NotNow), match=error):
        decide(ask.ChangeLead(task_id=task_id, reason="x"), whistle(*departments))


@pytest.mark.mechanism(88)
def test_work_that_is_not_good_enough_is_sent_back_with_a_new_time_and_counted():
    solved = finished(whistle(), at=NOON + hours(3))

    said = decide(SEND_BACK, solved, now=NOON + hours(5))
    after = done(solved, said)

    assert [event.type for event in said] == ["call.sent_back", "whistle.resumed"]
    assert (said[0].complete_by, said[0].sent_back_at) == (NOON + hours(105), NOON + hours(5))
    assert (after.stage, after.call("wh-1-1").stage) == (WhistleStage.WORKING, CallStage.ARRIVED)
    assert after.call("wh-1-1").reworks == 1


def test_one_is_sent_back_while_others_still_work():
    half = finished(whistle(), 1)

    assert [event.type for event in decide(SEND_BACK, half)] == ["call.sent_back"]


def test_only_finished_work_is_sent_back():
    with pytest.raises(NotNow, match="not_completed"):
        decide(SEND_BACK, whistle())


@pytest.mark.parametrize("made", [draft(), whistle()], ids=["draft", "raised"])
def test_a_whistle_taken_back_releases_everybody_and_gives_the_cases_back(made):
    carrying = made.model_copy(
        update={"problems": (made.problems[0].model_copy(update={"case_id": "case-1"}),)}
    )

    said = decide(WITHDRAW, carrying)

    assert said[-1].type == "whistle.withdrawn"
    assert said[-1].case_ids == ("case-1",)
    assert [event.department for event in said[:-1]] == [c.department for c in made.calls]
    assert done(carrying, said).live == ()


def test_who_was_released_before_is_not_released_again():
    moved = act(tell(whistle(), "object", 1), UPHOLD)

    after = decide(WITHDRAW, moved)

    assert [event.task_id for event in after[:-1]] == ["wh-1-2", "wh-1-3"]


def test_a_matter_is_passed_up_once_until_it_is_answered():
    asked = act(whistle(problems=(stated(),)), ESCALATE)

    with pytest.raises(NotNow, match="escalated_already"):
        decide(ESCALATE, asked)
