"""Acknowledging, going on, being done: who may, when, and with what."""

from datetime import timedelta

import pytest

from contracts.calendar import Span
from contracts.commands.task import Acknowledge, Arrive, Complete, Progress
from contracts.events.call import CallAccepted, CallReleased, CallSentBack
from contracts.refusals import NotNow, NotSo, NotThere, NotYours
from services.response import core
from services.response.core import DECISIONS, Stage, allowed
from tests.unit.response.builders import (
    CALL,
    CITY,
    HEAD,
    LIAISON,
    MUSTER,
    NEAR,
    NOON,
    STRANGERS,
    TRANSFER,
    after,
    city,
    decide,
    handed_over,
    procedure,
    step,
    told,
    whistled,
)

ACKNOWLEDGE = Acknowledge(handler="Li Ming")
ARRIVE = Arrive(person="Li Ming", rank="BLUE", way="gps", point=NEAR)
PROGRESS = Progress(text="The pump is running")
COMPLETE = Complete(
    accepted_at=NOON - timedelta(hours=2),
    contacted="The shopkeeper",
    measures="Pumped and flushed",
    finished_at=NOON - timedelta(hours=1),
)
SIGNING = TRANSFER.steps[0].model_copy(update={"clock": "transfer.acknowledge"})
SIGNED_IN_FOUR_HOURS = city(
    procedures=(MUSTER, TRANSFER.model_copy(update={"steps": (SIGNING, *TRANSFER.steps[1:])})),
    spans={**CITY.rules.spans, "transfer.acknowledge": Span.parse("4 h")},
)
STEPS = {
    "acknowledge": (ACKNOWLEDGE, ()),
    "arrive": (ARRIVE, (ACKNOWLEDGE,)),
    "progress": (PROGRESS, (ACKNOWLEDGE, ARRIVE)),
    "complete": (COMPLETE, (ACKNOWLEDGE, ARRIVE)),
}
CASES = pytest.mark.parametrize(("command", "before"), STEPS.values(), ids=STEPS)


@CASES
def test_nobody_acts_on_a_task_that_is_not_there(command, before):
    with pytest.raises(NotThere, match="not_found"):
        decide(command, None)


@CASES
@pytest.mark.parametrize("actor", STRANGERS, ids=lambda actor: str(actor.posts))
def test_only_the_called_department_acts(command, before, actor):
    task = after(whistled(), *before)

    with pytest.raises(NotYours, match="not_the_called_department"):
        decide(command, task, actor=actor)


@CASES
def test_liaison_and_head_of_the_department_may_act(command, before):
    task = after(whistled(), *before)

    by_liaison, by_head = (decide(command, task, actor=actor) for actor in (LIAISON, HEAD))

    assert by_liaison == by_head
    assert by_liaison[0].department == "water"
    assert by_liaison[0].whistle_id == "wh-1"


TIMES = ("extend", "suspend")


@pytest.mark.parametrize(
    ("command", "before", "possible"),
    [
        (ARRIVE, (), ("acknowledge", "object")),
        (PROGRESS, (), ("acknowledge", "object")),
        (COMPLETE, (), ("acknowledge", "object")),
        (ACKNOWLEDGE, (ACKNOWLEDGE,), ("arrive", "object", "cannot-solve", *TIMES)),
        (COMPLETE, (ACKNOWLEDGE,), ("arrive", "object", "cannot-solve", *TIMES)),
        (ARRIVE, (ACKNOWLEDGE, ARRIVE), ("progress", "complete", "object", "cannot-solve", *TIMES)),
        (PROGRESS, (ACKNOWLEDGE, ARRIVE, COMPLETE), ()),
        (COMPLETE, (ACKNOWLEDGE, ARRIVE, COMPLETE), ()),
    ],
)
def test_a_step_out_of_turn_is_refused_and_told_what_is_possible(command, before, possible):
    task = after(whistled(), *before)

    with pytest.raises(NotNow, match="illegal_move") as refused:
        decide(command, task)

    assert refused.value.facts["state"] == task.stage
    assert refused.value.facts["allowed"] == possible


@pytest.mark.mechanism(65, 115)
def test_acknowledging_names_one_person():
    task = after(whistled(), ACKNOWLEDGE)

    assert task.stage is Stage.ACKNOWLEDGED
    assert task.handler == "Li Ming"


def test_an_arrival_expected_in_the_past_is_not_believed():
    late = Acknowledge(handler="Li Ming", eta=NOON - timedelta(hours=1))

    with pytest.raises(NotSo, match="eta_past") as refused:
        decide(late, whistled())

    assert refused.value.facts["field"] == "eta"


def test_work_may_be_reported_again_and_again_or_never():
    task = after(whistled(), ACKNOWLEDGE, ARRIVE)

    worked = after(task, PROGRESS, PROGRESS, PROGRESS, COMPLETE)
    never = after(task, COMPLETE)

    assert worked.stage is never.stage is Stage.COMPLETED


@pytest.mark.mechanism(96)
def test_being_done_is_said_in_four_fields():
    task = after(whistled(), ACKNOWLEDGE, ARRIVE)

    [completed] = decide(COMPLETE, task)

    assert completed.accepted_at == COMPLETE.accepted_at
    assert completed.contacted == "The shopkeeper"
    assert completed.measures == "Pumped and flushed"
    assert completed.finished_at == COMPLETE.finished_at


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"finished_at": NOON + timedelta(hours=1)}, "time_in_future", "finished_at"),
        ({"accepted_at": NOON + timedelta(hours=1)}, "time_in_future", "accepted_at"),
        ({"finished_at": NOON - timedelta(hours=3)}, "finished_before_accepted", "finished_at"),
    ],
)
def test_times_that_cannot_be_true_are_refused(changes, code, field):
    task = after(whistled(), ACKNOWLEDGE, ARRIVE)

    with pytest.raises(NotSo, match=code) as refused:
        decide(COMPLETE.model_copy(update=changes), task)

    assert refused.value.facts["field"] == field


def test_a_phone_s_clock_may_be_a_little_fast():
    task = after(whistled(), ACKNOWLEDGE, ARRIVE)
    fast = COMPLETE.model_copy(update={"finished_at": NOON + timedelta(minutes=4)})

    assert decide(fast, task)


def test_a_procedure_that_asks_for_photos_gets_them():
    task = after(handed_over(), ACKNOWLEDGE)

    with pytest.raises(NotSo, match="evidence_missing"):
        decide(COMPLETE, task)

    assert decide(COMPLETE.model_copy(update={"photos": ("ph-1",)}), task)


def test_a_transferred_case_needs_no_arrival():
    task = after(handed_over(), ACKNOWLEDGE)

    assert "complete" in allowed(task, CITY, NOON)
    with pytest.raises(NotNow, match="illegal_move"):
        decide(ARRIVE, task)


def test_a_step_may_be_reserved_to_other_roles():
    tiny = city(procedures=(procedure("muster", step("acknowledge", ("department_head",))),))
    task = whistled(city=tiny)

    with pytest.raises(NotYours):
        decide(ACKNOWLEDGE, task, actor=LIAISON)

    assert decide(ACKNOWLEDGE, task, actor=HEAD)


def test_what_is_sent_back_is_done_again_by_the_new_time():
    done = after(whistled(), ACKNOWLEDGE, ARRIVE, COMPLETE)
    new_time = NOON + timedelta(days=9)

    back = told(done, CallSentBack(**CALL, reason="Still wet", complete_by=new_time))

    assert back.stage is Stage.WORKING
    assert back.reworks == 1
    assert back.complete_by == new_time
    assert after(back, PROGRESS, COMPLETE).stage is Stage.COMPLETED


def test_nothing_can_be_done_with_an_accepted_task():
    done = after(whistled(), ACKNOWLEDGE, ARRIVE, COMPLETE)

    accepted = told(done, CallAccepted(**CALL))

    assert accepted.stage is Stage.ACCEPTED
    assert allowed(accepted, CITY, NOON) == ()


@pytest.mark.parametrize("before", [(), (ACKNOWLEDGE,), (ACKNOWLEDGE, ARRIVE, COMPLETE)])
def test_a_released_task_is_over_wherever_it_stood(before):
    task = after(whistled(), *before)

    released = told(task, CallReleased(**CALL, reason="Not needed any more"))

    assert released.stage is Stage.RELEASED
    assert allowed(released, CITY, NOON) == ()


def test_every_command_has_a_decision():
    from contracts.commands.routes import owned_by

    assert {route.command for route in owned_by("response")} == set(DECISIONS)


@pytest.mark.mechanism(65, 110)
def test_a_transfer_nobody_signs_for_is_warned_of_then_overdue_once_and_silent_once_signed():
    task = handed_over(SIGNED_IN_FOUR_HOURS)

    [warned] = core.tick(task, SIGNED_IN_FOUR_HOURS, NOON + timedelta(hours=3))
    [late] = core.tick(told(task, warned), SIGNED_IN_FOUR_HOURS, NOON + timedelta(hours=4))
    after_that = told(task, warned, late)

    assert (warned.type, warned.due_at) == ("task.step_warned", NOON + timedelta(hours=4))
    assert (late.type, late.step) == ("task.step_overdue", "acknowledge")
    assert core.due_at(after_that) is None
    assert after(task, ACKNOWLEDGE, city=SIGNED_IN_FOUR_HOURS).clocks == ()
    assert after(after_that, ACKNOWLEDGE, city=SIGNED_IN_FOUR_HOURS).handler


def test_a_pack_that_gives_no_time_to_sign_has_no_such_clock():
    assert core.due_at(handed_over()) is None
