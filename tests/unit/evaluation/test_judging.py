"""一哨一评: the street judges each responder it called, once."""

from datetime import timedelta

import pytest

from contracts.actor import Actor, Post, Role
from contracts.refusals import NotNow, NotSo, NotThere, NotYours
from contracts.words import Kind
from services.evaluation.core import on_confirmed
from services.evaluation.core.assessment import Stage
from tests.unit.evaluation.builders import (
    CITY,
    COMMANDER,
    DISTRICT,
    FULL,
    HEAD,
    NOBODY,
    NOON,
    OTHER_STREET,
    TASK,
    WHISTLE,
    assess,
    confirmed,
    decide,
    due,
    record,
    scored,
)


@pytest.mark.mechanism(7)
def test_a_confirmed_whistle_makes_each_responder_s_assessment_due():
    event = confirmed(due_at=NOON + timedelta(hours=5))

    [said] = on_confirmed(event, WHISTLE, record(), CITY, NOON)

    assert said.whistle_id == WHISTLE
    assert said.task_id == TASK
    assert said.department == "water"
    assert said.street == "s1"
    assert said.due_at == NOON + timedelta(hours=5)
    assert said.period == "2026-11"


def test_without_a_time_from_dispatch_the_city_s_own_limit_counts():
    [said] = on_confirmed(confirmed(), WHISTLE, record(), CITY, NOON)

    assert said.due_at == NOON + timedelta(hours=72)


def test_the_month_is_the_city_s_not_london_s():
    last_evening = NOON.replace(day=30, hour=16)

    [said] = on_confirmed(confirmed(), WHISTLE, record(), CITY, last_evening)

    assert said.period == "2026-12"


def test_an_exercise_is_judged_and_counts_nowhere():
    drill = due(kind=Kind.DRILL)

    assert drill.stage is Stage.DUE
    assert drill.period is None


def test_each_problem_s_own_end_stands_inside():
    assessment = due()

    assert [end.solved for end in assessment.ends] == [True, False]
    assert assessment.solved == 1


def test_the_street_s_word_is_kept_with_its_formula():
    assessment = due(records=(record(reworks=1),))

    [said] = decide(assess(comment="Late but good"), assessment, COMMANDER)

    assert said.total == 95
    assert sum(said.points.values()) + sum(line.points for line in said.deductions) == 95
    assert said.comment == "Late but good"
    assert said.scorer == "commander"
    assert said.appeal_by == NOON + timedelta(hours=72)


def test_nobody_judges_what_is_not_there():
    with pytest.raises(NotThere):
        decide(assess(), None, COMMANDER)


@pytest.mark.parametrize("actor", [OTHER_STREET, HEAD, DISTRICT, NOBODY], ids=lambda a: a.id)
def test_only_the_commander_of_the_street_that_whistled_judges(actor):
    with pytest.raises(NotYours, match="only_the_street_judges"):
        decide(assess(), due(), actor)


def test_nobody_judges_the_unit_he_is_posted_from():
    seconded = Actor(
        id="both",
        posts=(*COMMANDER.posts, Post(role=Role.DEPARTMENT_LIAISON, at="water")),
    )

    with pytest.raises(NotYours, match="own_unit"):
        decide(assess(), due(), seconded)


def test_a_score_is_given_once():
    with pytest.raises(NotNow, match="illegal_move") as refused:
        decide(assess(), scored(), COMMANDER)

    assert refused.value.facts == {"state": Stage.SCORED, "allowed": ("appeal",)}


def test_every_item_must_be_judged():
    shares = {name: share for name, share in FULL.items() if name != "duty"}

    with pytest.raises(NotSo, match="item_missing") as refused:
        decide(assess(shares=shares), due(), COMMANDER)

    assert refused.value.facts["missing"] == ("duty",)


def test_nothing_else_is_judged():
    with pytest.raises(NotSo, match="unknown_item") as refused:
        decide(assess(shares={**FULL, "charm": 1.0}), due(), COMMANDER)

    assert refused.value.facts["field"] == "shares.charm"


@pytest.mark.parametrize("bonus", ["charm", "fast"])
def test_the_street_gives_only_the_bonuses_that_are_its_to_give(bonus):
    with pytest.raises(NotSo, match="unknown_bonus"):
        decide(assess(bonuses=(bonus,)), due(), COMMANDER)


def test_a_bonus_the_street_gives_is_a_line():
    [said] = decide(assess(bonuses=("commended",)), due(), COMMANDER)

    assert [(line.rule, line.points) for line in said.deductions] == [("commended", 2)]


@pytest.mark.parametrize(
    ("facts", "fast"),
    [
        ({"completed_at": NOON - timedelta(hours=51)}, True),
        ({"completed_at": NOON - timedelta(hours=50)}, True),
        ({"completed_at": NOON - timedelta(hours=49)}, False),
        ({"completed_at": NOON - timedelta(hours=51), "reworks": 1}, False),
        ({"completed_at": None}, False),
    ],
)
def test_who_is_done_well_in_half_the_limit_is_fast(facts, fast):
    [said] = decide(assess(), due(records=(record(**facts),)), COMMANDER)

    assert fast == ("fast" in [line.rule for line in said.deductions])


def test_false_feedback_ends_at_nothing():
    assert scored(false_feedback=True, comment="The photo is of another street").total == 0


def test_false_feedback_is_not_found_without_saying_what_it_rests_on():
    with pytest.raises(NotSo, match="false_feedback_needs_reason") as refused:
        decide(assess(false_feedback=True), due(), COMMANDER)

    assert refused.value.facts["field"] == "comment"


def test_a_leader_of_the_street_may_what_its_commander_may():
    leader = Actor(id="leader", posts=(Post(role=Role.STREET_LEADER, at="s1"),))

    [said] = decide(assess(), due(), leader)

    assert said.scorer == "leader"
