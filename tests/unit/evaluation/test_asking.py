"""回访: whoever reported is asked by somebody who had no hand in it."""

from datetime import timedelta

import pytest

from contracts.actor import Actor, Post, Role
from contracts.refusals import NotNow, NotSo, NotThere, NotYours
from services.evaluation.core.asking import asked_late, on_case_confirmed
from services.evaluation.core.callback import Stage, clock
from tests.unit.evaluation.builders import (
    CITY,
    COMMANDER,
    DISTRICT,
    EVALUATOR,
    HEAD,
    NO_ANSWER,
    NOBODY,
    NOON,
    RESIDENT,
    answer,
    asking,
    case_confirmed,
    confirmed,
    decide,
    heard,
    record,
    task_completed,
)

APART = timedelta(hours=1)


def asked(callback=None, command=None, now=NOON):
    callback = callback or asking()
    return heard(callback, *decide(command or answer(), callback, EVALUATOR, now))


@pytest.mark.mechanism(97, 138)
def test_a_confirmed_case_makes_a_call_back_due():
    callback = asking()

    assert callback.stage is Stage.DUE
    assert callback.round == 1
    assert callback.due_at == NOON + timedelta(hours=72)


@pytest.mark.mechanism(244)
@pytest.mark.parametrize("reporter", ["alarm-abc", "clock"])
def test_nobody_is_asked_about_what_no_person_reported(reporter):
    told = case_confirmed(reporter=reporter)

    due, over = on_case_confirmed(told, "case-1", None, CITY, NOON)

    after = heard(heard(None, told), due, over)
    assert (over.reached, over.period) == (False, None)
    assert (after.stage, clock(after)) == (Stage.RECORDED, None)


def test_what_the_reporter_said_is_recorded():
    command = answer(solved=False, satisfaction="dissatisfied", words="It is back")

    [said] = decide(command, asking(), EVALUATOR)

    assert (said.contacted, said.solved, said.satisfaction) == (True, False, "dissatisfied")
    assert said.words == "It is back"


def test_three_tries_without_an_answer_are_no_valid_call_back():
    callback = asking()
    for tries in (1, 2):
        now = NOON + tries * APART
        [said] = decide(NO_ANSWER, callback, EVALUATOR, now)
        assert (said.tries, said.due_at) == (tries, now + timedelta(hours=4))
        callback = heard(callback, said)

    [said] = decide(NO_ANSWER, callback, EVALUATOR, NOON + 3 * APART)

    assert said.reached is False
    after = heard(callback, said)
    assert after.stage is Stage.RECORDED
    assert after.tries == 3
    assert clock(after) is None


def test_an_answer_at_the_third_try_counts():
    callback = asked(asked(command=NO_ANSWER), NO_ANSWER, NOON + APART)

    assert asked(callback, now=NOON + APART).answers[0].reached


def test_calling_again_at_once_is_no_other_try():
    callback = asked(command=NO_ANSWER)

    with pytest.raises(NotNow, match="tried_just_now") as refused:
        decide(NO_ANSWER, callback, EVALUATOR, NOON + APART - timedelta(seconds=1))

    assert refused.value.facts["again_at"] == NOON + APART
    assert decide(NO_ANSWER, callback, EVALUATOR, NOON + APART)[0].tries == 2


def test_each_try_says_when_how_and_by_whom():
    first = NO_ANSWER.model_copy(update={"channel": "phone"})
    [missed] = decide(first, asking(), EVALUATOR)
    [said] = decide(answer(channel="sms"), heard(asking(), missed), EVALUATOR, NOON + APART)

    told = [(one.tries, one.channel, one.caller) for one in (missed, said)]
    assert told == [(1, "phone", EVALUATOR.id), (2, "sms", EVALUATOR.id)]
    assert (missed.tried_at, said.recorded_at) == (NOON, NOON + APART)


@pytest.mark.parametrize("field", ["contacted", "solved", "satisfaction"])
def test_half_an_answer_is_none(field):
    with pytest.raises(NotSo, match="answer_missing") as refused:
        decide(answer(**{field: None}), asking(), EVALUATOR)

    assert refused.value.facts["field"] == field


@pytest.mark.parametrize("field", ["contacted", "solved", "satisfaction"])
def test_nobody_has_no_answers(field):
    given = {field: getattr(answer(), field)}

    with pytest.raises(NotSo, match="nobody_answered"):
        decide(NO_ANSWER.model_copy(update=given), asking(), EVALUATOR)


@pytest.mark.parametrize(
    "actor",
    [
        COMMANDER,
        HEAD,
        DISTRICT,
        RESIDENT,
        NOBODY,
        Actor(id="x", posts=(Post(role="evaluator", at="d2"),)),
    ],
    ids=lambda actor: actor.id,
)
def test_only_the_district_s_evaluators_ask(actor):
    with pytest.raises(NotYours, match="only_evaluators_ask"):
        decide(answer(), asking(), actor)


@pytest.mark.parametrize("at", ["s1", "water"])
def test_nobody_asks_about_his_own_unit(at):
    both = Actor(id="both", posts=(*EVALUATOR.posts, Post(role=Role.STREET_STAFF, at=at)))
    callback = asking(heard(None, task_completed()))

    with pytest.raises(NotYours, match="own_unit"):
        decide(answer(), callback, both)


@pytest.mark.parametrize("callback", [None, heard(None, task_completed())])
def test_nobody_is_asked_before_the_case_is_confirmed(callback):
    with pytest.raises(NotThere):
        decide(answer(), callback, EVALUATOR)


def test_one_round_is_recorded_once():
    with pytest.raises(NotNow, match="illegal_move"):
        decide(answer(), asked(), EVALUATOR)


def test_a_case_confirmed_again_is_asked_about_again():
    again = asking(asked(command=answer(solved=False)))

    assert again.stage is Stage.DUE
    assert again.round == 2
    assert again.tries == 0
    assert [one.solved for one in again.answers] == [False]


def test_each_round_counts_for_those_who_handled_the_case_since_the_one_before():
    first = asked(asking(heard(None, task_completed())))

    second = asked(asking(heard(first, task_completed(department="fire"))))

    assert [one.departments for one in second.answers] == [("water",), ("fire",)]


def test_everybody_a_whistle_called_is_asked_about():
    both = confirmed(records=(record(), record(task_id="wh-1-2", department="fire", lead=False)))

    callback = asking(heard(None, both))

    assert callback.handled == ("water", "fire")


def test_who_handled_it_may_be_heard_after_the_case_is_confirmed():
    late = heard(asking(), task_completed())

    assert late.stage is Stage.DUE
    assert asked(late).answers[0].departments == ("water",)


@pytest.mark.parametrize(
    ("at", "period"),
    [
        (NOON.replace(day=30, hour=3, minute=59), "2026-11"),
        (NOON.replace(day=30, hour=4), "2026-12"),
        (NOON.replace(day=30, hour=16), "2026-12"),
    ],
    ids=["11:59", "12:00", "midnight"],
)
def test_the_statistics_day_ends_at_noon_and_so_does_the_month(at, period):
    [said] = decide(answer(), asking(), EVALUATOR, now=at)

    assert said.period == period


def test_a_restricted_matter_stands_on_no_board():
    [said] = decide(answer(), asking(category="hidden"), EVALUATOR)

    assert said.period is None


def test_that_nobody_asks_is_said_once():
    callback = asking()
    late = NOON + timedelta(hours=72)

    early = asked_late(callback, CITY, late - timedelta(seconds=1))
    [said] = asked_late(callback, CITY, late)

    assert early == []
    assert said.tell == ("evaluator",)
    after = heard(callback, said)
    assert asked_late(after, CITY, late) == []
    assert clock(after) is None


def test_a_new_round_has_a_clock_of_its_own():
    late = heard(asking(), *asked_late(asking(), CITY, NOON + timedelta(hours=72)))

    again = asking(asked(late))

    assert clock(again) == NOON + timedelta(hours=72)


def test_a_try_after_the_limit_has_a_clock_of_its_own():
    when = NOON + timedelta(hours=72)
    late = heard(asking(), *asked_late(asking(), CITY, when))

    tried = heard(late, *decide(NO_ANSWER, late, EVALUATOR, when))

    assert clock(tried) == tried.due_at > when
    assert [said.was_due_at for said in asked_late(tried, CITY, tried.due_at)] == [tried.due_at]
