"""Who may rule on an objection, on what, and whom the word may name."""

import pytest

from contracts.refusals import NotNow, NotSo, NotThere, NotYours
from tests.unit.intake.builders import COMMANDER, EVERYBODY, SUPERVISOR, at_every_stage
from tests.unit.intake.ruled import REJECT, UPHOLD, objecting, word

RULES = {COMMANDER, SUPERVISOR}


@pytest.mark.parametrize("by", [pytest.param(one, id=one.id) for one in EVERYBODY])
def test_only_the_street_and_the_district_rule_and_each_in_its_turn(by):
    if by not in RULES:
        with pytest.raises(NotYours, match="not_the_ruler"):
            word(REJECT, by=by)
    elif by is SUPERVISOR:
        with pytest.raises(NotYours, match="not_this_ruler"):
            word(REJECT, by=by)
    else:
        assert word(REJECT, by=by)


@pytest.mark.parametrize("stage", at_every_stage())
def test_where_nothing_is_asked_nobody_rules(stage):
    with pytest.raises(NotNow, match="illegal_move"):
        word(REJECT, at_every_stage()[stage])


def test_a_word_on_another_question_is_no_word_on_this_one():
    other = REJECT.model_copy(update={"ruling_id": "case-1-t1-r2"})

    with pytest.raises(NotThere, match="no_such_ruling"):
        word(other)


WRONG = [
    ("designated_only_when_upheld", {"upheld": False, "designated": "gasco"}, {}),
    ("designated_is_the_same", {"designated": "water"}, {}),
    ("unknown_department", {"designated": "moon"}, {}),
    ("unknown_department", {"designated": "far-desk"}, {}),
    ("reported_cannot_handle", {"designated": "gasco"}, {"recused": ("gasco",)}),
]


@pytest.mark.parametrize(("code", "changes", "about"), WRONG)
def test_a_word_names_somebody_else_who_serves_the_place(code, changes, about):
    before = objecting().model_copy(update=about)

    with pytest.raises(NotSo, match=code):
        word(UPHOLD.model_copy(update=changes), before)


def test_going_back_and_forth_by_rulings_makes_it_stuck_as_well():
    often = objecting().model_copy(update={"transfers": 40})

    assert [event.type for event in word(UPHOLD, often)] == [
        "case.ruled",
        "case.returned",
        "case.stuck",
    ]
