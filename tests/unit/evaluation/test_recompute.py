"""A new calendar moves what is still to be judged, appealed, ruled or asked, and says so."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from contracts.calendar import Calendar, DayKind, Span
from contracts.events.evaluation import CallbackTried
from services.evaluation.core import assessment, callback
from services.evaluation.core.recompute import recompute_assessment, recompute_callback
from tests.unit.evaluation import builders as b

SPAN = Span.parse("2 wd")
NAMES = (*b.SPANS, "score.review.district", "street.judgement")
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


def test_what_has_struck_and_what_somebody_set_stands():
    late, set_ = {"overdue": True}, {"due_at": AT + timedelta(hours=1)}
    word = CallbackTried(case_id="case-1", tries=1, **set_)

    for changes in (late, set_):
        told = [*SAID, b.envelope(word, 2)]
        assert recompute_callback(limited(b.asking(), **changes), told, AFTER, [BEFORE]) == []
        assert recompute_assessment(limited(b.due(), **changes), told, AFTER, [BEFORE]) == []
