"""A reporter says unasked how it was, and need not be called."""

from datetime import timedelta

import pytest

from contracts.actor import Actor, Post, Role
from contracts.commands.evaluation import RateCase
from contracts.events.callback import CallbackExcluded
from contracts.refusals import NotNow, NotThere, NotYours
from services.evaluation.core.callback import Stage, clock
from tests.unit.evaluation.builders import (
    EVALUATOR,
    HEAD,
    NO_ANSWER,
    NOON,
    RESIDENT,
    asking,
    decide,
    heard,
    someone,
    task_completed,
)

RATE = RateCase(solved=True, satisfaction="basically_satisfied", words="一周修好")


@pytest.mark.mechanism(138)
def test_the_reporter_may_say_it_unasked_and_need_not_be_called():
    callback = asking()

    [said] = decide(RATE, callback, RESIDENT)
    after = heard(callback, said)

    assert (said.channel, said.solved, said.satisfaction) == ("web", True, "basically_satisfied")
    assert after.stage is Stage.RECORDED
    assert clock(after) is None
    with pytest.raises(NotNow, match="illegal_move"):
        decide(RATE, after, RESIDENT)


@pytest.mark.parametrize("actor", [EVALUATOR, HEAD, someone(Role.RESIDENT, "d", "neighbour")])
def test_nobody_says_it_for_the_reporter(actor):
    with pytest.raises(NotThere):
        decide(RATE, asking(), actor)


def test_who_works_at_what_is_asked_about_does_not_rate_it():
    own = Actor(id="resident", posts=(Post(role=Role.STREET_STAFF, at="s1"),))

    with pytest.raises(NotYours, match="own_unit"):
        decide(RATE, asking(), own)


def test_nobody_rates_what_is_not_there():
    with pytest.raises(NotThere):
        decide(RATE, None, RESIDENT)


def unheard(callback=None):
    """A call-back that reached nobody three times."""
    callback = callback or asking(heard(None, task_completed()))
    for tries in range(3):
        now = NOON + timedelta(hours=tries)
        callback = heard(callback, *decide(NO_ANSWER, callback, EVALUATOR, now))
    return callback


def test_whoever_was_missed_may_still_say_how_it_was():
    missed = unheard()

    [said] = decide(RATE, missed, RESIDENT, NOON + timedelta(days=3))
    after = heard(missed, said)

    assert (said.tries, said.caller) == (None, None)
    assert [(one.reached, one.departments) for one in after.answers] == [
        (False, ("water",)),
        (True, ("water",)),
    ]
    with pytest.raises(NotNow, match="illegal_move"):
        decide(RATE, after, RESIDENT)


def test_what_has_begun_anew_or_was_taken_out_is_not_answered_for_the_past():
    again = heard(unheard(), task_completed(department="fire"))
    out = heard(unheard(), CallbackExcluded(case_id="case-1", round=1, reason="unreachable"))

    for callback in (again, out):
        with pytest.raises(NotNow, match="illegal_move"):
            decide(RATE, callback, RESIDENT)
