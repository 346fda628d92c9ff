"""Not ours, or beyond us: once, in time, with a basis, and what becomes of it."""

from datetime import timedelta

import pytest

from contracts.commands.task import Acknowledge, Arrive, CannotSolve, Complete, ObjectTo
from contracts.events.call import CallReleased, RulingDecided, RulingOpened
from contracts.events.case_handed import CaseReturned
from contracts.events.case_ruling import CaseRuled
from contracts.refusals import NotNow, NotSo, NotThere, NotYours
from contracts.words import Kind, Level, Owner
from services.response.core import Stage, allowed
from tests.unit.response.builders import (
    CALL,
    CITY,
    NEAR,
    NOON,
    STRANGERS,
    after,
    decide,
    handed_over,
    told,
    whistled,
)

ACKNOWLEDGE = Acknowledge(handler="Li Ming")
ARRIVE = Arrive(person="Li Ming", rank="BLUE", way="gps", point=NEAR)
COMPLETE = Complete(accepted_at=NOON, contacted="x", measures="y", finished_at=NOON)
OBJECT = ObjectTo(reason="Not our pipe", basis="Duty list, row 7", suggestion="fire")
CANNOT = CannotSolve(reason="It needs another budget")


def ruled(upheld, about="objection"):
    return RulingDecided(
        **CALL, ruling_id="wh-1-1-r1", about=about, upheld=upheld, reason="It is so"
    )


@pytest.mark.parametrize("command", [OBJECT, CANNOT])
@pytest.mark.parametrize("actor", STRANGERS, ids=lambda actor: str(actor.posts))
def test_only_the_called_department_asks(command, actor):
    task = after(whistled(), ACKNOWLEDGE)

    with pytest.raises(NotYours):
        decide(command, task, actor=actor)


@pytest.mark.parametrize("command", [OBJECT, CANNOT])
def test_nobody_asks_about_a_task_that_is_not_there(command):
    with pytest.raises(NotThere):
        decide(command, None)


def test_an_objection_says_why_on_what_basis_and_whose_it_is():
    [objected] = decide(OBJECT, whistled())

    assert objected.reason == "Not our pipe"
    assert objected.basis == "Duty list, row 7"
    assert objected.suggestion == "fire"


def test_the_clocks_run_on_so_the_work_may_too():
    task = after(whistled(), OBJECT)

    assert task.waiting == "objection"
    assert after(task, ACKNOWLEDGE, ARRIVE).stage is Stage.ARRIVED


def test_who_is_done_waits_for_no_word():
    task = after(whistled(), OBJECT, ACKNOWLEDGE, ARRIVE, COMPLETE)

    assert task.stage is Stage.COMPLETED
    assert task.waiting is None


@pytest.mark.parametrize("second", [OBJECT, CANNOT])
def test_one_question_at_a_time(second):
    task = after(whistled(), ACKNOWLEDGE, OBJECT)

    with pytest.raises(NotNow, match="ruling_awaited"):
        decide(second, task)


def test_one_objection_per_task():
    task = told(after(whistled(), OBJECT), ruled(upheld=False))

    with pytest.raises(NotNow, match="objected_before"):
        decide(OBJECT, task)


def test_an_objection_upheld_ends_with_the_release():
    task = told(after(whistled(), OBJECT), ruled(upheld=True))

    released = told(task, CallReleased(**CALL, reason="It is theirs"))

    assert released.stage is Stage.RELEASED


def test_the_window_closes_at_its_end():
    task = whistled()
    end = NOON + timedelta(hours=4)

    assert decide(OBJECT, task, now=end)
    with pytest.raises(NotNow, match="objection_too_late") as refused:
        decide(OBJECT, task, now=end + timedelta(milliseconds=1))

    assert refused.value.facts["object_by"] == end


def test_a_designated_department_may_not_object_but_may_say_that_it_is_beyond_it():
    task = after(whistled(designated=True), ACKNOWLEDGE)

    with pytest.raises(NotNow, match="designated_may_not_object"):
        decide(OBJECT, task)

    assert decide(CANNOT, task)


def test_in_an_emergency_one_goes_first_and_objects_later():
    task = after(whistled(kind=Kind.EMERGENCY), ACKNOWLEDGE)

    with pytest.raises(NotNow, match="go_first"):
        decide(OBJECT, task)

    assert decide(OBJECT, after(task, ARRIVE))


def test_nobody_suggests_itself():
    with pytest.raises(NotSo, match="suggests_itself"):
        decide(OBJECT.model_copy(update={"suggestion": "water"}), whistled())


def test_nobody_suggests_somebody_unknown():
    with pytest.raises(NotSo, match="unknown_organisation"):
        decide(OBJECT.model_copy(update={"suggestion": "moon"}), whistled())


@pytest.mark.mechanism(66)
def test_what_is_beyond_the_department_is_asked_with_a_reason():
    task = after(whistled(), ACKNOWLEDGE)

    [asked] = decide(CANNOT, task)

    assert asked.reason == "It needs another budget"
    assert told(task, asked).waiting == "cannot_solve"


def test_nothing_is_beyond_somebody_who_has_not_even_looked():
    with pytest.raises(NotNow, match="illegal_move"):
        decide(CANNOT, whistled())


def test_after_the_word_the_department_may_go_on_and_ask_again():
    task = told(after(whistled(), ACKNOWLEDGE, CANNOT), ruled(upheld=False, about="cannot_solve"))

    assert task.waiting is None
    assert "cannot-solve" in allowed(task, CITY, NOON)


def opened(about="cannot_solve", level=Level.DISTRICT):
    facts = {"ruling_id": "wh-1-1-r2", "about": about, "level": level, "at": "d"}
    return RulingOpened(**CALL, **facts, reason="It is beyond them", due_at=NOON)


def test_a_question_the_street_passes_on_to_the_district_is_still_awaited():
    agreed = ruled(upheld=True, about="cannot_solve")

    task = told(after(whistled(), ACKNOWLEDGE, CANNOT), agreed, opened())

    with pytest.raises(NotNow, match="ruling_awaited"):
        decide(CANNOT, task)


def test_who_is_done_meanwhile_awaits_nothing():
    done = after(whistled(), ACKNOWLEDGE, CANNOT, ARRIVE, COMPLETE)

    assert told(done, opened()).waiting is None


def test_another_question_s_answer_is_not_this_one_s():
    task = after(whistled(), ACKNOWLEDGE, CANNOT)

    assert told(task, ruled(upheld=False)).waiting == "cannot_solve"


def case_ruled(upheld, about="objection"):
    asked = {"ruling_id": "case-1-t1-r1", "task_id": "case-1-t1", "department": "water"}
    return CaseRuled(**asked, about=about, upheld=upheld, reason="It is so")


@pytest.mark.mechanism(66)
def test_a_transferred_case_somebody_objects_to_goes_on_while_the_word_is_awaited():
    task = after(handed_over(), OBJECT)

    with pytest.raises(NotNow, match="ruling_awaited"):
        decide(OBJECT, task)

    assert "acknowledge" in allowed(task, CITY, NOON)


@pytest.mark.mechanism(66)
def test_once_the_objection_is_rejected_the_case_may_not_be_returned_but_may_be_beyond_them():
    task = told(after(handed_over(), ACKNOWLEDGE, OBJECT), case_ruled(upheld=False))

    with pytest.raises(NotNow, match="designated_may_not_object"):
        decide(OBJECT, task)

    assert decide(CANNOT, task)


@pytest.mark.mechanism(66)
def test_what_is_beyond_the_designated_of_a_case_goes_on_until_the_word():
    task = after(handed_over(designated=True), ACKNOWLEDGE)

    with pytest.raises(NotNow, match="designated_may_not_object"):
        decide(OBJECT, task)

    waiting = after(task, CANNOT)
    assert task.object_by is None
    assert "complete" in allowed(waiting, CITY, NOON)
    assert told(waiting, case_ruled(False, "cannot_solve")).waiting is None


def test_the_word_that_comes_when_it_is_done_already_changes_nothing():
    done = after(handed_over(), ACKNOWLEDGE, OBJECT, DONE)

    assert told(done, case_ruled(upheld=True)).stage is Stage.COMPLETED


def test_a_transferred_case_that_is_beyond_them_stands_still_until_it_has_gone():
    task = after(handed_over(), ACKNOWLEDGE, CANNOT)

    with pytest.raises(NotNow, match="case_goes_back"):
        decide(COMPLETE.model_copy(update={"photos": ("ph-1",)}), task)

    assert allowed(task, CITY, NOON) == ()


DONE = COMPLETE.model_copy(update={"photos": ("ph-1",)})


@pytest.mark.parametrize("before", [(OBJECT,), (), (ACKNOWLEDGE, DONE)])
def test_a_case_that_went_back_ends_the_task_wherever_it_stood(before):
    task = after(handed_over(), *before)
    owner = Owner(level=Level.STREET, at="s1")
    returned = CaseReturned(owner=owner, due_at=NOON, task_id="case-1-t1", reason="Not ours")

    assert told(task, returned).stage is Stage.RELEASED
