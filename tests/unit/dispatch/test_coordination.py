"""What street and departments say to each other, agree on, and how fast they answer."""

from datetime import timedelta

import pytest

from contracts.commands import coordination as talk
from contracts.events.coordination import Attendee
from contracts.refusals import NotNow, NotSo, NotYours
from services.dispatch.core.ending import record
from tests.unit.dispatch.builders import (
    CONFIRM,
    FINISH_STEP,
    MEET,
    SAY,
    act,
    decide,
    draft,
    finished,
    ticked,
    whistle,
)
from tests.unit.dispatch.town import CITY, COMMANDER, DISTRICT, LIAISON, NOON, WATER_HEAD, hours

REPLY = talk.Say(text="At three")


def asked(*departments, **changes):
    return act(whistle(*departments), SAY.model_copy(update=changes))


@pytest.mark.mechanism(2)
def test_what_the_street_asks_is_answered_and_the_time_it_took_is_kept():
    before = asked("water", "roads")

    (said,) = decide(REPLY, before, LIAISON, NOON + timedelta(minutes=7))
    after = act(before, REPLY, LIAISON, NOON + timedelta(minutes=7))

    assert (said.side, said.department, said.answers) == ("department", "water", "wh-1-m1")
    assert said.answer_seconds == 420
    water = record(after.call("wh-1-1"), after, CITY)
    assert (water.answers, water.answer_seconds, water.unanswered) == (1, 420, 0)
    assert [one.owed for one in after.asked] == [("roads",)]


@pytest.mark.mechanism(2)
def test_who_does_not_answer_the_street_in_time_is_told_on_once():
    before = asked("water", "roads")
    answered = act(before, REPLY, LIAISON, NOON + hours(0.5))

    said, after = ticked(answered, NOON + hours(200))

    late = [e for e in said if e.type == "whistle.message_unanswered"]
    assert [(e.department, e.was_due_at) for e in late] == [("roads", NOON + hours(3))]
    assert after.call("wh-1-2").unanswered == 1


def test_an_answer_answers_what_was_asked_before_too_from_the_oldest():
    twice = act(asked("water"), SAY, now=NOON + hours(1))

    (said,) = decide(REPLY, twice, LIAISON, NOON + hours(2))

    assert (said.answers, said.answer_seconds) == ("wh-1-m2", 7200)
    assert act(twice, REPLY, LIAISON, NOON + hours(2)).asked == ()


def test_a_question_to_one_department_is_owed_by_it_alone():
    before = asked("water", "roads", department="roads")

    assert [one.owed for one in before.asked] == [("roads",)]
    (said,) = decide(REPLY, before, LIAISON)
    assert (said.answers, said.answer_seconds) == (None, None)


@pytest.mark.parametrize(
    ("command", "by", "code"),
    [
        (talk.Say(text="x", department="fire"), COMMANDER, "not_called_here"),
        (talk.Say(text="x", answers="wh-1-m9"), LIAISON, "nothing_to_answer"),
    ],
)
def test_only_the_called_are_asked_and_only_what_is_owed_is_answered(command, by, code):
    with pytest.raises(NotSo, match=code):
        decide(command, asked("water"), by)


# --- meetings -------------------------------------------------------------------------------------


@pytest.mark.mechanism(87, 115)
def test_a_meeting_of_the_street_becomes_steps_with_a_unit_a_person_a_target_and_a_time():
    (held,) = decide(MEET, whistle())

    assert [(a.organisation, a.person) for a in held.attendees] == [("water", "Li")]
    (step,) = held.steps
    assert (step.id, step.department, step.person) == ("wh-1-a1", "water", "Li")
    assert (step.target, step.due_at) == ("20 m of new pipe", NOON + hours(50))


@pytest.mark.mechanism(115)
def test_a_whistle_is_not_confirmed_over_an_agreed_step():
    solved = finished(act(whistle(), MEET))

    with pytest.raises(NotNow, match="steps_open") as refused:
        decide(CONFIRM, solved)

    assert refused.value.facts["open"] == ["wh-1-a1"]
    assert decide(CONFIRM, act(solved, FINISH_STEP, WATER_HEAD))


def test_a_late_step_is_said_again_until_it_is_done():
    agreed = act(whistle(), MEET)

    first, later = ticked(agreed, NOON + hours(50))
    second, _ = ticked(later, NOON + hours(60))
    none, _ = ticked(act(later, FINISH_STEP), NOON + hours(60))

    late = [[e for e in said if e.type == "whistle.step_overdue"] for said in (first, second, none)]
    assert [len(some) for some in late] == [1, 1, 0]
    assert late[0][0].tell == ("lian-water", "tou-water")


def test_a_step_of_a_department_is_reported_by_it_or_by_the_street():
    agreed = act(whistle("roads", "water"), MEET)
    roads = talk.StepWanted(department="roads", person="Bo", target="x", due_at=NOON + hours(5))
    theirs = act(agreed, MEET.model_copy(update={"steps": (roads,)}))

    assert decide(FINISH_STEP, theirs, LIAISON)
    with pytest.raises(NotYours, match="not_your_step"):
        decide(talk.FinishStep(step_id="wh-1-a2", result="x"), theirs, LIAISON)
    assert decide(talk.FinishStep(step_id="wh-1-a2", result="x"), theirs, COMMANDER)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"held_at": NOON + hours(1)}, "meeting_in_future"),
        ({"attendees": (Attendee(organisation="nobody", person="x"),)}, "unknown_unit"),
        ({"steps": (MEET.steps[0].model_copy(update={"department": "fire"}),)}, "step_not_called"),
        ({"steps": (MEET.steps[0].model_copy(update={"department": "zzz"}),)}, "step_not_called"),
        ({"steps": (MEET.steps[0].model_copy(update={"due_at": NOON}),)}, "step_in_the_past"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_meeting_that_cannot_be_true_is_refused(changes, code):
    with pytest.raises(NotSo, match=code):
        decide(MEET.model_copy(update=changes), whistle())


def test_a_step_is_done_once():
    done = act(act(whistle(), MEET), FINISH_STEP)

    with pytest.raises(NotSo, match="no_such_step"):
        decide(FINISH_STEP, done)


@pytest.mark.parametrize("command", [SAY, MEET, FINISH_STEP])
def test_nobody_talks_on_a_draft(command):
    with pytest.raises(NotNow, match="illegal_move"):
        decide(command, draft())


def test_the_district_does_not_speak_for_the_street():
    with pytest.raises(NotYours, match="not_of_the_whistle"):
        decide(SAY, whistle(), DISTRICT)
