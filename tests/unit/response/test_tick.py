"""The clocks of a procedure: each warns once and is overdue once, and nothing is forgotten."""

from datetime import timedelta

import pytest
from hypothesis import given as given_by
from hypothesis import strategies as st

from contracts.events.case_handed import CaseReturned
from contracts.events.procedure import TaskMoved, TaskStepOverdue, TaskStepWarned
from contracts.refusals import NotNow, Refused
from contracts.steps import TIER, WHOLE
from contracts.words import Level, Owner
from services.response import core
from services.response.core.tick import tick
from tests.unit.response.builders import NOON, told, whistled
from tests.unit.response.files import (
    ACCEPT,
    AGREED,
    ASSIGN,
    EVERYBODY,
    HEAD,
    MEDIATOR,
    TOWN,
    TRY,
    UP,
    YES,
    YES_TOO,
    given,
    take,
)
from tests.unit.response.stepped import TRIED, after


def rung(task):
    """The next strike of a task's clocks, and the task after it."""
    events = tick(task, TOWN, core.due_at(task))
    return events, told(task, *events)


def test_a_step_that_is_not_taken_is_warned_of_and_then_overdue_once():
    [warned], task = rung(given())
    [late], task = rung(task)

    assert (type(warned), warned.step) == (TaskStepWarned, "accept")
    assert (type(late), late.step) == (TaskStepOverdue, "accept")
    assert rung(task)[0][0].step != "accept"


def test_nothing_strikes_before_its_time():
    task = given()

    assert not tick(task, TOWN, core.due_at(task) - timedelta(seconds=1))
    assert not tick(None, TOWN, NOON)
    assert not tick(whistled(), TOWN, NOON + timedelta(days=400))


def test_a_step_that_was_taken_rings_no_more():
    task = after(given(), (ACCEPT, HEAD))

    assert "accept" not in {clock.step for clock in task.clocks}


def test_a_tier_that_ran_out_hands_the_file_up():
    task, seen = TRIED, []
    while not any(isinstance(event, TaskMoved) for event in seen):
        seen, task = rung(task)

    assert seen[0].step == TIER
    assert task.department == "studio"


def test_the_whole_is_looked_at_again_for_as_long_as_it_is_open():
    task = after(given(), (ACCEPT, HEAD))
    for _ in range(30):
        _, task = rung(task)

    assert WHOLE in task.late
    assert core.due_at(task) > task.complete_by


def test_a_file_that_is_closed_rings_no_more():
    task = after(
        TRIED, (AGREED, MEDIATOR), (take("follow", {"kept": "no"}), HEAD), (take("file"), HEAD)
    )

    assert core.due_at(task) is None


def test_a_file_whose_case_was_taken_back_rings_no_more_and_takes_no_step():
    taken_back = CaseReturned(
        reason="No answer", owner=Owner(level=Level.STREET, at="s1"), due_at=NOON
    )
    task = told(after(given(), (ACCEPT, HEAD)), taken_back)

    assert task.stage is core.Stage.RELEASED
    assert core.due_at(task) is None
    with pytest.raises(NotNow, match="step_not_open"):
        core.take(ASSIGN, task, HEAD, TOWN, NOON)


COMMANDS = (
    ACCEPT,
    ASSIGN,
    YES,
    YES_TOO,
    TRY,
    UP,
    AGREED,
    take("danger", note="x"),
    take("longer", {"reason": "x"}),
    take("failed", note="x"),
    take("refused"),
    take("follow", {"kept": "yes"}),
    take("file"),
    take("consent", {"party": "Li", "agrees": False}),
)
moves = st.one_of(
    st.tuples(st.sampled_from(COMMANDS), st.sampled_from(EVERYBODY)), st.just("the clock")
)


@given_by(st.lists(moves, max_size=25))
def test_whatever_anybody_does_a_file_has_an_owner_and_a_next_deadline_while_it_is_open(sequence):
    task, now = given(), NOON
    for move in sequence:
        try:
            if move == "the clock":
                now = max(now, core.due_at(task) or now)
                events = tick(task, TOWN, now)
            else:
                command, actor = move
                events = core.DECISIONS[type(command)](command, task, actor, TOWN, now)
            task = told(task, *events)
        except Refused:
            continue

    assert task.stage in core.TASK_LIFE.table
    assert task.department in task.at
    assert (core.due_at(task) is not None) == task.open
