"""双考核: who was called says how it was called, once, within days after the end."""

from datetime import timedelta

import pytest

from contracts.actor import Actor
from contracts.refusals import NotNow, NotThere, NotYours
from services.evaluation.core import assessment
from services.evaluation.store import ASSESSMENTS
from tests.unit.evaluation import builders as b


@pytest.mark.mechanism(16)
@pytest.mark.parametrize("actor", [b.HEAD, b.LIAISON], ids=lambda a: a.id)
def test_the_called_department_says_whether_it_was_rightly_called(actor):
    [said] = b.decide(b.judge_street(rightly=False, comment="Not our pipe"), b.due(), actor)

    assert (said.street, said.department, said.judge) == ("s1", "water", actor.id)
    assert (said.rightly, said.completeness, said.cooperation) == (False, 0.8, 1.0)


@pytest.mark.parametrize("actor", [b.OTHER_DEPARTMENT, b.COMMANDER, b.DISTRICT, b.NOBODY])
def test_nobody_else_does(actor):
    with pytest.raises(NotYours, match="only_the_called_judge_the_street"):
        b.decide(b.judge_street(), b.due(), actor)


def test_nobody_judges_the_street_they_belong_to():
    seconded = Actor(id="both", posts=(*b.HEAD.posts, *b.COMMANDER.posts))

    with pytest.raises(NotYours, match="own_unit"):
        b.decide(b.judge_street(), b.due(), seconded)


@pytest.mark.parametrize("one", [b.due(), b.scored(), b.appealed()], ids=lambda one: one.stage)
def test_whatever_it_got_itself_it_may_speak_and_its_score_stays(one):
    said = b.decide(b.judge_street(), one, b.HEAD)

    after = b.told(one, *said)

    assert (after.stage, after.total, after.due_at) == (one.stage, one.total, one.due_at)
    assert after.street_word.completeness == 0.8


def test_it_speaks_once_and_in_time():
    one = b.told(b.due(), *b.decide(b.judge_street(), b.due(), b.HEAD))

    with pytest.raises(NotNow, match="street_judged"):
        b.decide(b.judge_street(), one, b.HEAD)
    with pytest.raises(NotNow, match="street_judged"):
        b.decide(b.judge_street(), b.due(), b.HEAD, now=b.NOON + timedelta(days=9))


def test_nobody_speaks_of_a_whistle_that_is_not_over():
    with pytest.raises(NotThere):
        b.decide(b.judge_street(), None, b.HEAD)


def test_its_word_is_counted_on_the_street_s_board():
    one = b.told(b.due(), *b.decide(b.judge_street(rightly=False), b.due(), b.HEAD))

    facets = ASSESSMENTS.facets(one)
    silent = ASSESSMENTS.facets(b.due())
    assert (facets["words"], facets["wrongly"], facets["completeness"]) == (1, 1, 0.8)
    assert (silent["words"], silent["wrongly"], silent["completeness"]) == (0, 0, 0.0)
    assert assessment.clock(one) == b.due().due_at
