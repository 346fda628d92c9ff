"""The account of the fault tests sees what was applied twice, and what a board counts wrongly."""

import re
from pathlib import Path

import pytest

from tests.faults.boards import miscounts
from tests.faults.doubles import BY_COMMAND, FOLLOWING, OF_A_CALL, REPEATING, doubles

KEYS, ANSWERED = {"posted", "drafted"}, {"case-1", "wh-1"}
RECORDS = [{"task_id": "wh-1-1"}, {"task_id": "wh-1-2"}]


def document(*said, keys=(), **facets):
    events = [{"seq": n, "type": kind, "data": data} for n, (kind, data) in enumerate(said, 1)]
    return {
        "seq": len(events),
        "keys": {key: [1, ""] for key in keys},
        "events": events,
        "facets": facets,
        "state": {"case_id": "case-1"},
    }


def judged(task):
    due = ("assessment.due", {"whistle_id": "wh-1", "task_id": task})
    boards = ["2026-11", "2026-11/streets/x", "2026-11/departments/y"]
    return document(due, ("assessment.scored", {}), boards=boards, scored=1)


def books():
    case = [("case.reported", {}), ("case.confirmed", {}), ("case.closed", {})]
    calls = [("call.summoned", record) for record in RECORDS]
    ended = [("whistle.confirmed", {"records": RECORDS}), ("whistle.closed", {})]
    rounds = [("callback.due", {"case_id": "case-1"}), ("callback.recorded", {"case_id": "case-1"})]
    return {
        "case-1": document(*case, keys=["posted", "due"]),
        "wh-1": document(("whistle.drafted", {}), *calls, *ended, keys=["drafted", "due"]),
        "as-wh-1-1": judged("wh-1-1"),
        "as-wh-1-2": judged("wh-1-2"),
        "cb-case-1": document(*rounds, boards=["2026-11"], answers=[{}]),
    }


def say(one, kind, **data):
    one["seq"] += 1
    one["events"].append({"seq": one["seq"], "type": kind, "data": data})


def unsay(one, kind):
    one["events"] = [event for event in one["events"] if event["type"] != kind]


def test_books_that_are_in_order_hold():
    assert doubles(books(), KEYS, ANSWERED) == []
    assert miscounts(books()) == ([], [])


@pytest.mark.parametrize("kind", sorted(FOLLOWING | set(BY_COMMAND.values())))
def test_a_command_that_was_decided_twice_is_found(kind):
    harmed = {"x-1": document((kind, {}), (kind, {}))}

    assert f"x-1 said {kind} 2 times" in doubles(harmed, KEYS, {"x-1"})


@pytest.mark.parametrize("kind", sorted(OF_A_CALL))
def test_a_department_is_called_once_and_accepted_once(kind):
    first, second = ((kind, record) for record in RECORDS)

    assert doubles({"wh-1": document(first, second)}, KEYS, ANSWERED) == []
    found = doubles({"wh-1": document(first, second, first)}, KEYS, ANSWERED)
    assert found == [f"wh-1 said {kind} of wh-1-1 2 times"]


@pytest.mark.parametrize("kind", sorted(REPEATING))
def test_what_may_rightly_be_said_again_is_not_held_against_anybody(kind):
    assert doubles({"x-1": document((kind, {}), (kind, {}))}, KEYS, ANSWERED) == []


def test_every_step_of_the_driver_says_something_that_is_counted():
    driver = Path("loadtests/lifecycles.py").read_text()
    steps = set(re.findall(r'door\.post\(\s*"([a-z-]+)"', driver))
    named = {"create": "report", "assign": "sort", "resolve": "settle"}

    assert {named.get(step, step) for step in steps | {"report", "create"}} == set(BY_COMMAND)


def _one_post_taken_twice(b):
    b["case-2"] = document(("case.reported", {}), keys=["posted"])


def _made_again_under_another_key(b):
    b["wh-2"] = document(("whistle.drafted", {}), keys=["another"])


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (_one_post_taken_twice, "one POST (posted) was taken by case-1, case-2"),
        (_made_again_under_another_key, "wh-2 was made, and no client was answered with it"),
    ],
)
def test_an_aggregate_that_was_made_twice_is_found(harm, told):
    harmed = books()
    harm(harmed)

    assert told in doubles(harmed, KEYS, {*ANSWERED, "case-2"})


def _not_judged(b):
    del b["as-wh-1-1"]


def _on_no_board(b):
    b["as-wh-1-1"]["facets"]["boards"] = []


def _score_not_counted(b):
    b["as-wh-1-1"]["facets"]["scored"] = 0


def _closed_without_a_score(b):
    unsay(b["as-wh-1-1"], "assessment.scored")
    b["as-wh-1-1"]["facets"]["scored"] = 0


def _never_asked(b):
    unsay(b["cb-case-1"], "callback.due")
    unsay(b["cb-case-1"], "callback.recorded")
    b["cb-case-1"]["facets"]["answers"] = []


def _closed_without_an_answer(b):
    unsay(b["cb-case-1"], "callback.recorded")
    b["cb-case-1"]["facets"]["answers"] = []


def _answer_not_counted(b):
    b["cb-case-1"]["facets"]["answers"] = []


@pytest.mark.parametrize(
    "harm",
    [
        _not_judged,
        _on_no_board,
        _score_not_counted,
        _closed_without_a_score,
        _never_asked,
        _closed_without_an_answer,
        _answer_not_counted,
    ],
)
def test_what_a_board_misses_is_lost(harm):
    harmed = books()
    harm(harmed)

    assert miscounts(harmed)[0]


def _judged_twice(b):
    b["as-other"] = judged("wh-1-1")


def _in_two_months(b):
    b["as-wh-1-1"]["facets"]["boards"].append("2026-12")


def _scored_though_nobody_judged(b):
    unsay(b["wh-1"], "whistle.closed")
    unsay(b["as-wh-1-1"], "assessment.scored")


def _asked_twice(b):
    say(b["cb-case-1"], "callback.due", case_id="case-1")


def _recorded_twice(b):
    say(b["cb-case-1"], "callback.recorded", case_id="case-1")
    b["cb-case-1"]["facets"]["answers"].append({})


def _answer_counted_twice(b):
    b["cb-case-1"]["facets"]["answers"].append({})


@pytest.mark.parametrize(
    "harm",
    [
        _judged_twice,
        _in_two_months,
        _scored_though_nobody_judged,
        _asked_twice,
        _recorded_twice,
        _answer_counted_twice,
    ],
)
def test_what_a_board_counts_twice_is_doubled(harm):
    harmed = books()
    harm(harmed)

    assert miscounts(harmed)[1]
