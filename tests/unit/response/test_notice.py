"""How a task begins: what stands in the inbox, and what is fixed for good."""

from datetime import timedelta

import pytest

from contracts.summons import Problem
from services.response import core
from tests.unit.response.builders import (
    CASE,
    CITY,
    MUSTER,
    NOON,
    WHISTLE,
    city,
    handed_over,
    procedure,
    step,
    summoned,
    transferred,
    whistled,
)


@pytest.mark.mechanism(1, 2)
def test_a_call_stands_in_the_department_s_inbox():
    event = summoned()

    [notified] = core.on_summoned(event, CITY, NOON)

    assert notified.department == "water"
    assert notified.whistle_id == WHISTLE
    assert notified.case_id is None
    assert notified.number == event.number
    assert notified.text == "The drain is blocked"
    assert notified.complete_by == event.clocks.complete_by
    assert [s.step for s in notified.steps] == [s.step for s in MUSTER.steps]


def test_a_transferred_case_stands_in_the_inbox_under_its_own_procedure():
    event = transferred()

    [notified] = core.on_transferred(event, CASE, CITY, NOON)

    assert notified.case_id == CASE
    assert notified.whistle_id is None
    assert notified.procedure == "transfer"
    assert notified.complete_by == event.due_at
    assert [s.step for s in notified.steps] == ["acknowledge", "complete"]


def test_the_window_to_object_runs_from_the_whistle():
    [notified] = core.on_summoned(summoned(), CITY, NOON)

    assert notified.object_by == NOON + timedelta(hours=4)


def test_a_designated_department_has_no_window():
    [notified] = core.on_summoned(summoned(designated=True), CITY, NOON)

    assert notified.object_by is None


def test_several_problems_are_numbered():
    problems = [Problem(id=f"p{n}", text=f"trouble {n}", category="P0101") for n in (1, 2)]

    [notified] = core.on_summoned(summoned(problems=problems), CITY, NOON)

    assert notified.text == "1. trouble 1\n2. trouble 2"


def test_however_long_the_problems_are_the_notice_fits():
    problems = [Problem(id=f"p{n}", text="x" * 2000, category="P0101") for n in (1, 2)]

    [notified] = core.on_summoned(summoned(problems=problems), CITY, NOON)

    assert len(notified.text) == 2000
    assert notified.text.endswith("…")


def test_a_pack_that_changes_later_does_not_change_an_open_task():
    task = whistled()
    later = city(procedures=(procedure("muster", step("complete")),))

    possible = core.allowed(task, later, NOON)

    assert "acknowledge" in possible
    assert "complete" not in possible


def test_both_kinds_of_task_wait_to_be_acknowledged():
    assert whistled().stage == handed_over().stage == core.Stage.NOTIFIED
