"""An appeal takes two people; what nobody appeals is final by the clock."""

from datetime import timedelta

import pytest

from contracts.actor import Actor
from contracts.refusals import NotNow, NotSo, NotThere, NotYours
from services.evaluation.core.appeal import judged_late
from services.evaluation.core.assessment import Stage, clock
from tests.unit.evaluation.builders import (
    CITY,
    COMMANDER,
    DEPUTY,
    DISTRICT,
    HEAD,
    LIAISON,
    NOBODY,
    NOON,
    OTHER_DEPARTMENT,
    OTHER_STREET,
    appeal,
    appealed,
    decide,
    due,
    rule,
    scored,
    someone,
    told,
)

LATER = NOON + timedelta(hours=72)
DISTRICT_REVIEW = 7
"""Days: five workdays over a weekend."""


@pytest.mark.parametrize("actor", [HEAD, LIAISON], ids=lambda a: a.id)
def test_the_judged_department_may_appeal(actor):
    [said] = decide(appeal(), scored(), actor)

    assert said.reason == "We were there in time"
    assert said.rule_by == LATER


@pytest.mark.parametrize("actor", [OTHER_DEPARTMENT, COMMANDER, DISTRICT, NOBODY])
def test_nobody_else_may(actor):
    with pytest.raises(NotYours, match="only_the_judged_appeal"):
        decide(appeal(), scored(), actor)


def test_one_appeals_in_time_or_never():
    assert decide(appeal(), scored(), HEAD, now=LATER)

    with pytest.raises(NotNow, match="appeal_too_late") as refused:
        decide(appeal(), scored(), HEAD, now=LATER + timedelta(milliseconds=1))

    assert refused.value.facts["appeal_by"] == LATER


@pytest.mark.parametrize("assessment", [due(), appealed()], ids=["due", "appealed"])
def test_one_appeals_once_and_only_against_a_score(assessment):
    with pytest.raises(NotNow, match="illegal_move"):
        decide(appeal(), assessment, HEAD)


@pytest.mark.parametrize("command", [appeal(), rule()])
def test_nobody_speaks_of_what_is_not_there(command):
    with pytest.raises(NotThere):
        decide(command, None, HEAD)


@pytest.mark.mechanism(7, 16)
def test_the_district_s_word_is_the_last_and_the_old_value_is_kept():
    assessment = appealed()

    ruled, final = decide(rule(), assessment, DISTRICT)

    assert (ruled.was, ruled.total) == (100, 77)
    assert ruled.ruler == DISTRICT.id
    assert final.total == 77
    after = told(assessment, ruled, final)
    assert after.stage is Stage.FINAL
    assert (after.was, after.total) == (100, 77)


def test_the_street_s_second_person_rules_and_the_department_may_go_on_to_the_district():
    [ruled] = decide(rule(), appealed(), DEPUTY)
    after = told(appealed(), ruled)

    [again] = decide(appeal(), after, HEAD)

    assert after.stage is Stage.RULED
    assert ruled.appeal_by == after.due_at == LATER
    assert again.level == "district"
    assert (again.rule_by - NOON).days == DISTRICT_REVIEW


def ruled_by_the_street():
    assessment = appealed()
    assessment = told(assessment, *decide(rule(), assessment, DEPUTY))
    return told(assessment, *decide(appeal(), assessment, HEAD))


def test_the_second_appeal_is_the_district_s_alone():
    with pytest.raises(NotYours, match="not_yours_to_rule"):
        decide(rule(total=80.0), ruled_by_the_street(), someone("street_commander", "s1", "third"))

    ruled, final = decide(rule(total=80.0), ruled_by_the_street(), DISTRICT)

    after = told(ruled_by_the_street(), ruled, final)
    assert (ruled.was, after.was, after.total) == (77, 100, 80)
    assert after.stage is Stage.FINAL


def test_who_ruled_first_does_not_rule_again():
    risen = Actor(id=DEPUTY.id, posts=DISTRICT.posts)

    with pytest.raises(NotYours, match="own_score"):
        decide(rule(), ruled_by_the_street(), risen)


def test_a_ruling_nobody_takes_to_the_district_is_final_by_the_clock():
    after = told(appealed(), *decide(rule(), appealed(), DEPUTY))

    [final] = judged_late(after, CITY, LATER)

    assert final.total == 77
    assert told(after, final).stage is Stage.FINAL


def test_an_appeal_may_be_turned_down():
    ruled, final = decide(rule(outcome="upheld", total=None), appealed(), DISTRICT)

    assert ruled.total == ruled.was == final.total == 100


@pytest.mark.parametrize(
    "actor", [COMMANDER, Actor(id="commander", posts=DISTRICT.posts)], ids=["street", "district"]
)
def test_who_scored_does_not_rule(actor):
    with pytest.raises(NotYours, match="own_score"):
        decide(rule(), appealed(), actor)


@pytest.mark.parametrize("actor", [HEAD, OTHER_STREET, NOBODY], ids=lambda a: a.id)
def test_nobody_else_rules(actor):
    with pytest.raises(NotYours, match="not_yours_to_rule"):
        decide(rule(), appealed(), actor)


def test_nobody_rules_on_the_unit_he_belongs_to():
    both = Actor(id="both", posts=(*DEPUTY.posts, *HEAD.posts))

    with pytest.raises(NotYours, match="own_unit"):
        decide(rule(), appealed(), both)


@pytest.mark.parametrize("assessment", [due(), scored()], ids=["due", "scored"])
def test_nobody_rules_unasked(assessment):
    with pytest.raises(NotNow, match="illegal_move"):
        decide(rule(), assessment, DISTRICT)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"total": None}, "new_total_missing"),
        ({"total": 100}, "same_total"),
        ({"outcome": "upheld"}, "upheld_keeps_the_total"),
    ],
)
def test_a_ruling_says_clearly_what_it_changes(changes, code):
    with pytest.raises(NotSo, match=code) as refused:
        decide(rule(**changes), appealed(), DISTRICT)

    assert refused.value.facts["field"] == "total"


def test_a_score_nobody_appeals_is_final_by_the_clock():
    assessment = scored()

    early = judged_late(assessment, CITY, LATER - timedelta(seconds=1))
    [final] = judged_late(assessment, CITY, LATER)

    assert early == []
    assert final.total == 100
    after = told(assessment, final)
    assert after.stage is Stage.FINAL
    assert clock(after) is None
    assert judged_late(after, CITY, LATER) == []


@pytest.mark.parametrize(
    ("assessment", "duty", "tell"),
    [(due(), "score", ("watch-s1",)), (appealed(), "rule", ("district",))],
    ids=["score", "rule"],
)
def test_a_word_that_is_late_is_said_once_to_those_above(assessment, duty, tell):
    [said] = judged_late(assessment, CITY, LATER)

    after = told(assessment, said)

    assert (said.duty, said.tell, said.was_due_at) == (duty, tell, LATER)
    assert after.stage is assessment.stage
    assert clock(after) is None
    assert judged_late(after, CITY, LATER + timedelta(days=9)) == []


def test_a_late_word_still_counts_and_gets_a_clock_of_its_own():
    late = told(due(), *judged_late(due(), CITY, LATER))

    assessment = scored(late, now=LATER)

    assert assessment.stage is Stage.SCORED
    assert clock(assessment) == LATER + timedelta(hours=72)


def test_a_ruling_that_came_late_becomes_final_all_the_same():
    waiting = appealed()
    when = waiting.due_at + timedelta(hours=1)
    late = told(waiting, *judged_late(waiting, CITY, when))

    ruled = told(late, *decide(rule(), late, DEPUTY, when))
    [final] = judged_late(ruled, CITY, clock(ruled))

    assert told(ruled, final).stage is Stage.FINAL
