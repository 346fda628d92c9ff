"""A new calendar moves what is still to be judged, appealed, ruled or asked, and says so."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from contracts.calendar import Calendar, DayKind, Span
from contracts.city.judging import LIMITS
from contracts.events.callback import CallbackTried
from contracts.events.earning import RatingDue
from contracts.words import Level, Owner
from services.evaluation import store
from services.evaluation.core import assessment, callback, lag, month, passbook, review, risk
from services.evaluation.core import recompute as again
from services.evaluation.core.recompute import recompute_assessment, recompute_callback
from tests.unit.evaluation import builders as b
from tests.unit.evaluation.tiny_pack import SPANS

SPAN = Span.parse("2 wd")
NAMES = (*SPANS, "score.review.district", "street.judgement", *LIMITS)
BEFORE = b.city(spans=dict.fromkeys(NAMES, SPAN))
HOLIDAY = Calendar(version="2", days={date(2026, 11, 24): DayKind.HOLIDAY})
AFTER = replace(BEFORE, calendars={"region": HOLIDAY})
AT = BEFORE.due("s1", b.NOON, SPAN).at
LATER = AFTER.due("s1", b.NOON, SPAN).at
SAID = [b.envelope(CallbackTried(case_id="case-1", tries=1, due_at=AT))]
"""When every limit here began."""


def limited(one, **changes):
    return one.model_copy(update={"due_at": AT, "judge_street_by": None, **changes})


JUDGED = {"due": b.due(), "scored": b.scored(), "appealed": b.appealed()}


@pytest.mark.parametrize("stage", JUDGED)
def test_the_score_the_appeal_and_the_ruling_are_due_later(stage):
    one = limited(JUDGED[stage])

    [told] = recompute_assessment(one, SAID, AFTER, [BEFORE])

    after = assessment.evolve(one, told)
    assert (told.moved[0].was, told.moved[0].since) == (AT, b.NOON)
    assert after.due_at == LATER == AT + timedelta(days=1)
    assert (after.stage, assessment.clock(after)) == (one.stage, LATER)
    again = [*SAID, b.envelope(told, 2)]
    assert recompute_assessment(after, again, AFTER, [BEFORE]) == []


def test_the_departments_word_on_the_street_is_due_later_too():
    one = limited(b.due(), due_at=None, judge_street_by=AT)

    [told] = recompute_assessment(one, SAID, AFTER, [BEFORE])

    after = assessment.evolve(one, told)
    assert (after.due_at, after.judge_street_by) == (None, LATER)


@pytest.mark.parametrize("tries", [0, 1])
def test_the_reporter_is_to_be_called_later(tries):
    one = limited(b.asking(), tries=tries)

    [told] = recompute_callback(one, SAID, AFTER, [BEFORE])

    after = callback.evolve(one, told)
    assert (after.due_at, after.stage) == (LATER, one.stage)
    again = [*SAID, b.envelope(told, 2)]
    assert recompute_callback(after, again, AFTER, [BEFORE]) == []


def test_a_call_that_runs_from_the_end_of_a_limit_is_reckoned_from_there():
    limit = b.NOON + timedelta(hours=3)
    due = BEFORE.due("s1", limit, SPAN).at
    one = limited(b.asking(), due_at=due, limit_at=limit)
    word = b.envelope(CallbackTried(case_id="case-1", tries=0, due_at=due))

    [told] = recompute_callback(one, [word], AFTER, [BEFORE])

    assert told.due_at == AFTER.due("s1", limit, SPAN).at > due


def test_what_has_struck_and_what_somebody_set_stands():
    late, set_ = {"overdue": True}, {"due_at": AT + timedelta(hours=1)}
    word = CallbackTried(case_id="case-1", tries=1, **set_)

    for changes in (late, set_):
        told = [*SAID, b.envelope(word, 2)]
        assert recompute_callback(limited(b.asking(), **changes), told, AFTER, [BEFORE]) == []
        assert recompute_assessment(limited(b.due(), **changes), told, AFTER, [BEFORE]) == []


OWNER = Owner(level=Level.COMMUNITY, at="c1")
YEAR = RatingDue(year=2025, points=9, hours=1, proposed=2, owner=OWNER, due_at=AT)
ASKED = {
    "about": "exclusion",
    "target": "case-1",
    "round": 1,
    "number": "C-1",
    "street": "s1",
    "departments": (),
    "cause": "duplicate",
    "people": ("ren",),
    "due_at": AT,
}
LAGGING = lag.LaggingStreet(stage=lag.Stage.FLAGGED, street="s1", period="2026-10", due_at=AT)
OWED = {
    "a review's first word": (
        review.Review(stage=review.Stage.ASKED, **ASKED),
        again.recompute_review,
        store.REVIEWS,
    ),
    "a review's second word": (
        review.Review(stage=review.Stage.PASSED, **{**ASKED, "about": "overdue"}),
        again.recompute_review,
        store.REVIEWS,
    ),
    "a month's publishing": (
        month.Month(stage=month.Stage.COLLECTED, period="2026-10", due_at=AT),
        again.recompute_month,
        store.MONTHS,
    ),
    "a lagging street's sponsor": (LAGGING, again.recompute_lagging, store.LAGGING),
    "a lagging street's review": (
        LAGGING.model_copy(update={"stage": lag.Stage.SPONSORED}),
        again.recompute_lagging,
        store.LAGGING,
    ),
    "a warning": (
        risk.Risk(stage=risk.Stage.FLAGGED, area="s1", street="s1", visit_id="vi-1", due_at=AT),
        again.recompute_risk,
        store.RISKS,
    ),
    "a member's year": (
        passbook.Passbook(account="ren", street="s1", rating=YEAR, due_at=AT),
        again.recompute_rating,
        store.PASSBOOKS,
    ),
}


@pytest.mark.mechanism(73)
@pytest.mark.parametrize("owed", OWED)
def test_whatever_is_owed_by_a_rule_is_due_later_once_and_says_from_when_to_when(owed):
    one, reckon, shape = OWED[owed]

    [told] = reckon(one, SAID, AFTER, [BEFORE])

    after = shape.evolve(one, told)
    assert (told.moved[0].was, told.moved[0].since, told.due_at) == (AT, b.NOON, LATER)
    assert (after.stage, after.due_at, shape.due(after)) == (one.stage, LATER, LATER)
    assert reckon(after, [*SAID, b.envelope(told, 2)], AFTER, [BEFORE]) == []


@pytest.mark.parametrize("owed", set(OWED) - {"a warning", "a member's year"})
def test_a_word_that_was_said_to_be_late_keeps_its_time(owed):
    one, reckon, _ = OWED[owed]

    assert reckon(one.model_copy(update={"overdue": True}), SAID, AFTER, [BEFORE]) == []


def test_that_a_year_is_over_no_calendar_moves():
    one = OWED["a member's year"][0].model_copy(update={"rating": None})

    assert again.recompute_rating(one, SAID, AFTER, [BEFORE]) == []
