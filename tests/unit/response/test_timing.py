"""More time or a pause: asked in time, so often and so long as the city allows, and no oftener."""

from datetime import timedelta

import pytest

from contracts.commands.relief import Extend, Resume, Suspend
from contracts.commands.task import Acknowledge, Arrive
from contracts.events.relief import CallExtended, CallResumed, CallSuspended, ReliefDecided
from contracts.refusals import NotNow, NotSo, NotThere, NotYours
from contracts.words import Kind
from services.response.core import allowed
from tests.unit.response.builders import (
    CALL,
    CITY,
    COMMANDER,
    NEAR,
    NOON,
    STRANGERS,
    after,
    decide,
    handed_over,
    summoned,
    told,
    whistled,
)

ACKNOWLEDGE = Acknowledge(handler="Li Ming")
EXTEND = Extend(reason="Rain")
SUSPEND = Suspend(cause="season", reason="Frost", until=NOON + timedelta(days=90))
RESUME = Resume(reason="It thaws")
BEGUN = after(whistled(), ACKNOWLEDGE)
SUSPENDED = CallSuspended(
    **CALL, cause="season", reason="Frost", suspended_at=NOON, until=SUSPEND.until
)


def decided(granted=False):
    return ReliefDecided(**CALL, relief_id="x", wish="extension", granted=granted, reason="so")


def extended(n=1):
    by = NOON + timedelta(days=5 * (n + 1))
    return CallExtended(**CALL, relief_id="x", count=n, extended_at=NOON, complete_by=by)


def test_more_time_is_asked_with_a_reason_and_changes_nothing_yet():
    (asked,) = decide(EXTEND, BEGUN)

    after_ = told(BEGUN, asked)
    assert (asked.reason, asked.until) == ("Rain", None)
    assert (after_.complete_by, after_.pleading, after_.stage) == (
        BEGUN.complete_by,
        True,
        BEGUN.stage,
    )


@pytest.mark.parametrize("command", [EXTEND, SUSPEND, RESUME], ids=lambda c: type(c).__name__)
@pytest.mark.parametrize("actor", STRANGERS, ids=lambda actor: str(actor.posts))
def test_only_the_called_department_asks_about_time_and_the_street_may_resume(command, actor):
    task = told(BEGUN, SUSPENDED) if command is RESUME else BEGUN

    if command is RESUME and actor is COMMANDER:
        assert decide(command, task, actor=actor)
    else:
        with pytest.raises(NotYours):
            decide(command, task, actor=actor)


@pytest.mark.parametrize("command", [EXTEND, SUSPEND, RESUME], ids=lambda c: type(c).__name__)
def test_nobody_asks_about_the_time_of_nothing(command):
    with pytest.raises(NotThere):
        decide(command, None)


@pytest.mark.parametrize("second", [EXTEND, SUSPEND])
def test_one_request_at_a_time_until_the_word_is_given(second):
    asked = after(BEGUN, EXTEND)

    with pytest.raises(NotNow, match="relief_awaited"):
        decide(second, asked)

    assert decide(second, told(asked, decided()))


def test_only_before_it_is_late():
    assert decide(EXTEND, BEGUN, now=BEGUN.complete_by)
    with pytest.raises(NotNow, match="extension_too_late"):
        decide(EXTEND, BEGUN, now=BEGUN.complete_by + timedelta(seconds=1))


def test_refused_ones_do_not_count_and_two_granted_are_all():
    refused = told(after(BEGUN, EXTEND), decided())
    once = told(after(refused, EXTEND), decided(True), extended())
    twice = told(after(once, EXTEND), decided(True), extended(2))

    assert twice.complete_by == NOON + timedelta(days=15)
    with pytest.raises(NotNow, match="relief_used_up"):
        decide(EXTEND, twice)


def test_an_emergency_is_never_extended_nor_suspended():
    task = after(whistled(kind=Kind.EMERGENCY), ACKNOWLEDGE)

    for command in (EXTEND, SUSPEND):
        with pytest.raises(NotNow, match="never_extended"):
            decide(command, task)


def test_the_time_of_a_case_handed_over_is_not_ours_to_change():
    with pytest.raises(NotNow, match="only_whistled"):
        decide(EXTEND, after(handed_over(), ACKNOWLEDGE))


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (Extend(reason="x", until=NOON), "extension_no_longer"),
        (SUSPEND.model_copy(update={"until": NOON}), "suspension_too_long"),
        (SUSPEND.model_copy(update={"until": NOON + timedelta(days=400)}), "suspension_too_long"),
    ],
)
def test_a_day_that_cannot_be_is_refused(command, code):
    with pytest.raises(NotSo, match=code) as refused:
        decide(command, BEGUN)

    assert refused.value.facts["field"] == "until"


def test_nothing_is_done_on_a_suspended_task_but_to_resume_it():
    paused = told(BEGUN, SUSPENDED)

    assert allowed(paused, CITY, NOON) == ("resume",)
    with pytest.raises(NotNow, match="suspended"):
        decide(Arrive(person="Li", rank="BLUE", way="gps", point=NEAR), paused)
    with pytest.raises(NotNow, match="not_suspended"):
        decide(RESUME, BEGUN)


def test_a_resumed_task_goes_on_by_its_new_time_and_waits_no_second_time():
    clocks = summoned().clocks.model_copy(update={"complete_by": NOON + timedelta(days=95)})

    task = told(BEGUN, SUSPENDED, CallResumed(**CALL, resumed_at=NOON, clocks=clocks))

    assert (task.suspended, task.complete_by) == (False, NOON + timedelta(days=95))
    assert "arrive" in allowed(task, CITY, NOON)
    with pytest.raises(NotNow, match="relief_used_up"):
        decide(SUSPEND, task)
