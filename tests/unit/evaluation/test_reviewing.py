"""剔除、超时申诉: asked for in time by whom it concerns, and decided by two others."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.actor import Actor, Role
from contracts.refusals import NotNow, NotThere, NotYours, Refused
from services.evaluation.core.review import REVIEW_LIFE, Stage, clock, evolve
from services.evaluation.core.reviewing import Whole, decide, exempt, reviewed_late
from tests.unit.evaluation import builders as b
from tests.unit.evaluation.reviews import EXEMPT, NO, YES, after, ask_late, ask_out, passed

LONG = b.NOON + timedelta(days=30)
STAFF = b.someone(Role.STREET_STAFF, "s1", "staff")


@pytest.mark.parametrize("actor", [b.HEAD, b.LIAISON, b.COMMANDER, STAFF], ids=lambda a: a.id)
def test_a_unit_whose_rates_it_is_in_may_ask_with_its_evidence(actor):
    [said] = ask_out(actor)

    assert said.about == "exclusion"
    assert (said.cause, said.photos) == ("legal_procedure", ("file-1",))
    assert said.unit == ("s1" if actor in (b.COMMANDER, STAFF) else "water")
    assert said.period == "2026-11"


@pytest.mark.parametrize("actor", [b.OTHER_DEPARTMENT, b.OTHER_STREET, b.RESIDENT, b.NOBODY])
def test_nobody_else_may(actor):
    with pytest.raises(NotYours, match="not_your_rates"):
        ask_out(actor)


def test_one_asks_in_time_or_never():
    with pytest.raises(NotNow, match="review_too_late"):
        ask_out(now=LONG)
    with pytest.raises(NotNow, match="review_too_late"):
        ask_late(now=LONG)


def test_one_asks_once():
    with pytest.raises(NotNow, match="reviewed_once"):
        ask_out(review=passed())


@pytest.mark.parametrize(
    "facts", [Whole(), Whole(callback=b.asking(), target="cb-case-1")], ids=["nothing", "no answer"]
)
def test_there_must_be_an_answer_to_leave_out(facts):
    with pytest.raises(NotThere):
        ask_out(facts=facts)


def test_only_what_was_overdue_can_be_exempted_and_only_by_its_own_department():
    [said] = ask_late()

    assert (said.about, said.unit) == ("overdue", "water")
    with pytest.raises(NotNow, match="never_overdue"):
        ask_late(one=b.due())
    with pytest.raises(NotYours, match="only_the_judged_appeal"):
        ask_late(b.OTHER_DEPARTMENT)
    with pytest.raises(NotThere):
        exempt(EXEMPT, None, b.HEAD, b.CITY, b.NOON, Whole())


def test_two_different_people_decide_one_after_the_other():
    review = passed()

    [granted] = decide(YES, review, b.DISTRICT, b.CITY, b.NOON)

    assert review.stage is Stage.PASSED
    assert b.judged_by(evolve, review, granted).stage is Stage.GRANTED
    assert granted.cause == "legal_procedure"


@pytest.mark.parametrize(
    ("review", "actor"),
    [(after(*ask_out()), b.DISTRICT), (passed(), b.EVALUATOR), (passed(), b.HEAD)],
    ids=["district first", "evaluator twice", "the unit itself"],
)
def test_each_word_is_its_own_post_s(review, actor):
    with pytest.raises(NotYours, match="not_your_review"):
        decide(YES, review, actor, b.CITY, b.NOON)


def test_one_person_with_both_posts_decides_once():
    both = Actor(id="evaluator", posts=(*b.EVALUATOR.posts, *b.DISTRICT.posts))

    with pytest.raises(NotYours, match="decided_already"):
        decide(YES, passed(), both, b.CITY, b.NOON)


def test_nobody_decides_for_the_unit_they_belong_to():
    torn = Actor(id="torn", posts=(*b.EVALUATOR.posts, *b.HEAD.posts))

    with pytest.raises(NotYours, match="own_unit"):
        decide(YES, after(*ask_out(b.COMMANDER)), torn, b.CITY, b.NOON)


@pytest.mark.parametrize("review", [after(*ask_out()), passed()], ids=["first", "second"])
def test_either_of_the_two_may_refuse_and_that_is_the_end(review):
    actor = b.EVALUATOR if review.stage is Stage.ASKED else b.DISTRICT

    [said] = decide(NO, review, actor, b.CITY, b.NOON)
    ended = b.judged_by(evolve, review, said)

    assert ended.stage is Stage.REFUSED
    assert clock(ended) is None
    with pytest.raises(NotNow, match="illegal_move"):
        decide(YES, ended, b.DISTRICT, b.CITY, b.NOON)


def test_nobody_decides_on_what_was_never_asked():
    with pytest.raises(NotThere):
        decide(YES, None, b.EVALUATOR, b.CITY, b.NOON)


def test_a_word_that_is_late_is_said_once_at_each_step():
    review = after(*ask_out())

    [first] = reviewed_late(review, b.CITY, LONG)
    again = b.judged_by(evolve, review, first)

    assert first.step == "first"
    assert first.tell == ("evaluator",)
    assert reviewed_late(review, b.CITY, b.NOON) == []
    assert reviewed_late(again, b.CITY, LONG) == []
    [second] = reviewed_late(passed(), b.CITY, LONG)
    assert (second.step, second.tell) == ("second", ("district",))


STEPS = {
    "yes1": (YES, b.EVALUATOR),
    "no1": (NO, b.EVALUATOR),
    "yes2": (YES, b.DISTRICT),
    "no2": (NO, b.DISTRICT),
    "head": (YES, b.HEAD),
}


@given(st.lists(st.sampled_from([*STEPS, "tick"]), max_size=8))
def test_while_it_is_open_somebody_owes_a_word_by_a_time(steps):
    review, now = after(*ask_out()), b.NOON
    for step in steps:
        now += timedelta(hours=30)
        try:
            said = (
                reviewed_late(review, b.CITY, now)
                if step == "tick"
                else decide(STEPS[step][0], review, STEPS[step][1], b.CITY, now)
            )
        except Refused:
            continue
        review = b.judged_by(evolve, review, *said)

    open_ = review.stage in (Stage.ASKED, Stage.PASSED)
    assert review.stage in REVIEW_LIFE.table
    assert (review.due_at is not None) == open_
    assert len(set(review.people)) == len(review.people)
