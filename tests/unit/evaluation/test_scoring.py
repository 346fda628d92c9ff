"""The score of one responder, rule by rule; every line opens onto a fact of the record."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.evaluation.core.scoring import DEDUCTIONS, Findings, score
from tests.unit.evaluation.builders import FULL, record
from tests.unit.evaluation.tiny_pack import SCORING


def findings(shares=FULL, record_=None, **changes):
    return Findings(record=record_ or record(), shares=shares, **changes)


def lines(found):
    return {line.rule: (line.points, line.times) for line in found.lines}


def test_full_shares_of_every_item_are_a_hundred_points():
    found = score(findings(), SCORING)

    assert found.points == dict(SCORING.weights)
    assert found.lines == []
    assert found.total == 100


def test_an_item_counts_by_its_share():
    found = score(findings(shares={**FULL, "result": 0.5, "duty": 0.333}), SCORING)

    assert found.points["result"] == 12.5
    assert found.points["duty"] == 8.33
    assert found.total == 70.83


@pytest.mark.mechanism(7)
@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"overdue": ("acknowledge",)}, {"late_acknowledge": (-2, 1)}),
        ({"overdue": ("arrive",)}, {"late_arrival": (-5, 1)}),
        ({"overdue": ("complete",)}, {}),
        ({"no_show": True}, {"no_show": (-20, 1)}),
        ({"no_show": True, "overdue": ("arrive",)}, {"no_show": (-20, 1)}),
        ({"rank_met": False}, {"wrong_rank": (-3, 1)}),
        ({"objections_rejected": 1}, {"objection_rejected": (-3, 1)}),
        (
            {"objections_rejected": 2},
            {"objection_rejected": (-6, 2), "second_objection": (-5, 1)},
        ),
        ({"reworks": 1}, {"rework": (-5, 1)}),
        ({"reworks": 3}, {"rework": (-15, 3)}),
        (
            {"reworks": 4, "no_show": True},
            {"no_show": (-20, 1), "rework": (-20, 4), "deduction_cap": (10, 1)},
        ),
    ],
)
def test_each_deduction_is_taken_by_its_rule_and_all_at_most_to_the_cap(facts, expected):
    found = score(findings(record_=record(**facts)), SCORING)

    assert lines(found) == expected
    assert found.total == 100 + sum(points for points, _ in expected.values())


def test_every_deduction_of_the_pack_has_a_rule():
    assert set(DEDUCTIONS) == set(SCORING.deductions)


@pytest.mark.parametrize(
    ("given_", "expected"),
    [
        ({"fast": True}, {"fast": (3, 1)}),
        ({"commended": ("class_solved",)}, {"class_solved": (5, 1)}),
        ({"commended": ("commended",)}, {"commended": (2, 1)}),
        ({"commended": ("commended", "commended")}, {"commended": (2, 1)}),
        (
            {"fast": True, "commended": ("class_solved", "commended")},
            {"fast": (3, 1), "class_solved": (5, 1), "commended": (2, 1), "bonus_cap": (-1, 1)},
        ),
    ],
)
def test_each_bonus_is_given_once_and_all_at_most_to_the_cap(given_, expected):
    found = score(findings(**given_), SCORING)

    assert lines(found) == expected
    assert found.total == 100 + sum(points for points, _ in expected.values())


def test_false_feedback_is_nothing_at_all():
    found = score(findings(fast=True, false_feedback=True), SCORING)

    assert found.total == 0
    assert lines(found)["false_feedback"] == (-103, 1)


def test_nobody_goes_below_nothing():
    nothing = dict.fromkeys(FULL, 0.0)

    found = score(findings(shares=nothing, record_=record(no_show=True)), SCORING)

    assert found.total == 0
    assert lines(found) == {"no_show": (-20, 1), "floor": (20, 1)}


def test_a_rule_the_pack_does_not_name_costs_nothing():
    lenient = SCORING.model_copy(update={"deductions": {"no_show": 20}})

    assert score(findings(record_=record(reworks=9)), lenient).total == 100


share = st.floats(0, 1, allow_nan=False)
records = st.builds(
    record,
    overdue=st.sets(st.sampled_from(["acknowledge", "arrive", "complete"])).map(tuple),
    no_show=st.booleans(),
    rank_met=st.booleans(),
    reworks=st.integers(0, 9),
    objections_rejected=st.integers(0, 3),
)


@given(
    st.fixed_dictionaries(dict.fromkeys(FULL, share)),
    records,
    st.booleans(),
    st.sets(st.sampled_from(["class_solved", "commended"])).map(tuple),
    st.booleans(),
)
def test_points_and_lines_always_sum_to_a_total_between_nothing_and_the_best(
    shares, facts, fast, commended, false_feedback
):
    judged = Findings(facts, shares, fast, commended, false_feedback)

    found = score(judged, SCORING)

    added = sum(found.points.values()) + sum(line.points for line in found.lines)
    assert found.total == pytest.approx(added, abs=0.005)
    assert 0 <= found.total <= 100 + SCORING.bonus_cap
    assert found.total == 0 or not false_feedback
