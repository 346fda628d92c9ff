"""The account of the fault tests: one handling of a case is asked about once, whatever ended it."""

import copy

import pytest

from tests.faults.boards import miscounts
from tests.faults.doubles import doubles
from tests.unit.test_doubles import ANSWERED, KEYS, books, document, say, unsay


def asked_at_the_limit(*said):
    """Its limit was over before it was confirmed; evaluation said this."""
    whole, told = books(), {"case_id": "case-1"}
    case = [("case.expired", {"reporter": "r", "handling": 0}), ("case.confirmed", {"handling": 0})]
    whole["case-1"] = document(("case.reported", {}), *case, ("case.closed", {}), keys=["posted"])
    answers = [{} for kind, more in said if kind == "callback.recorded" and not more]
    events = [(kind, told | more) for kind, more in said]
    whole["cb-case-1"] = document(*events, boards=["2026-11"], answers=answers)
    return whole


DUE, RECORDED = ("callback.due", {}), ("callback.recorded", {})
AGAIN = ("callback.recorded", {"again": True})


@pytest.mark.parametrize("said", [(DUE, RECORDED), (DUE, RECORDED, AGAIN)], ids=["asked", "again"])
def test_one_handling_is_asked_about_once_whether_its_limit_or_its_reporter_came_first(said):
    whole = asked_at_the_limit(*said)

    assert miscounts(whole) == ([], [])
    assert doubles(whole, KEYS, ANSWERED) == []


@pytest.mark.parametrize(
    ("said", "where"),
    [
        ((DUE, RECORDED, DUE, RECORDED), 1),
        ((DUE, RECORDED, AGAIN, AGAIN), 1),
        ((DUE, RECORDED, RECORDED), 1),
        ((), 0),
        ((DUE,), 0),
        ((DUE, AGAIN), 0),
    ],
)
def test_a_handling_asked_about_twice_or_never_is_found(said, where):
    assert miscounts(asked_at_the_limit(*said))[where]


def test_a_limit_that_was_over_and_asked_nobody_is_lost():
    whole = asked_at_the_limit()
    unsay(whole["case-1"], "case.confirmed")
    unsay(whole["case-1"], "case.closed")
    of_nobody = copy.deepcopy(whole)
    of_nobody["case-1"]["events"][1]["data"]["reporter"] = "alarm-1"

    assert miscounts(whole)[0] == ["rounds of calling back case-1: 0 instead of 1"]
    assert miscounts(of_nobody) == ([], [])


def test_who_does_not_agree_is_asked_anew_and_the_round_before_may_stay_unanswered():
    whole = asked_at_the_limit(DUE, DUE, RECORDED)
    say(whole["case-1"], "case.confirmed", handling=1)

    assert miscounts(whole) == ([], [])
    unsay(whole["cb-case-1"], "callback.recorded")
    assert miscounts(whole)[0] == ["answers recorded of case-1: 0 instead of 1"]
