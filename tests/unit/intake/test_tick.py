"""The clock: every deadline strikes once, and always leads somewhere."""

from datetime import timedelta

import pytest

from contracts.calendar import Calendar
from contracts.commands import case as ask
from contracts.events.case import CaseConfirmed, CaseEscalated, CaseOverdue
from contracts.events.case_handed import CaseReturned
from contracts.events.case_work import CaseExpired
from contracts.lifecycle import CaseStage
from contracts.words import Level, Owner
from services.intake import core
from tests.unit.intake.builders import (
    CITY,
    NOON,
    SUPERVISOR,
    act,
    at_every_stage,
    case,
    city,
    done,
    sort,
)

STAGES = at_every_stage()


def tick(before, town, now):
    """What the owner's clock does; the case's whole limit strikes in `test_limit`."""
    said = core.tick(before, town, now)
    return [event for event in said if not isinstance(event, CaseExpired)]


HOUR = timedelta(hours=1)
FIRST = {
    "reported": CaseOverdue,
    "owned": CaseOverdue,
    "transferred": CaseOverdue,
    "entrusted": CaseOverdue,
    "whistled": CaseOverdue,
    "ordered": CaseOverdue,
    "solved": CaseOverdue,
    "fed_back": CaseConfirmed,
    "confirmed": CaseOverdue,
}
SECOND = {
    "reported": CaseEscalated,
    "owned": CaseEscalated,
    "transferred": CaseReturned,
    "entrusted": CaseReturned,
    "whistled": CaseOverdue,
    "ordered": CaseOverdue,
    "solved": CaseOverdue,
    "confirmed": CaseOverdue,
}


def strike(before, now):
    [event] = tick(before, CITY, now)
    return event, done(before, [event])


@pytest.mark.parametrize("stage", STAGES)
def test_nothing_happens_before_the_deadline(stage):
    before = STAGES[stage]
    just_before = (before.due_at or NOON) - timedelta(milliseconds=1)

    assert not tick(before, CITY, just_before)


@pytest.mark.parametrize("stage", STAGES)
def test_at_the_deadline_the_clock_strikes_unless_the_case_has_ended(stage):
    before = STAGES[stage]

    said = tick(before, CITY, before.due_at or NOON)

    assert [type(event) for event in said] == ([FIRST[stage]] if stage in FIRST else [])


@pytest.mark.parametrize("stage", SECOND)
def test_when_as_much_time_again_has_passed_it_has_consequences(stage):
    due_at = STAGES[stage].due_at
    _, late = strike(STAGES[stage], due_at)

    second, _ = strike(late, late.due_at)

    assert type(second) is SECOND[stage]
    assert late.due_at > due_at


def test_each_deadline_strikes_once():
    before = STAGES["owned"]
    _, late = strike(before, before.due_at)

    assert not tick(late, CITY, before.due_at)
    assert not tick(late, CITY, late.due_at - timedelta(milliseconds=1))


@pytest.mark.mechanism(73, 110)
def test_a_limit_that_passed_names_its_owner_and_when_it_has_consequences():
    before = STAGES["owned"]

    overdue, late = strike(before, before.due_at)

    assert overdue.owner == Owner(level=Level.COMMUNITY, at="c1")
    assert overdue.was_due_at == NOON + 10 * HOUR
    assert overdue.next_at == NOON + 20 * HOUR
    assert late.overdue


def test_a_clock_that_is_late_shifts_no_limit():
    overdue, _ = strike(STAGES["owned"], NOON + 13 * HOUR)

    assert overdue.next_at == NOON + 20 * HOUR


@pytest.mark.mechanism(68)
def test_at_twice_the_limit_it_goes_up_one_rung_with_a_new_limit():
    _, late = strike(STAGES["owned"], NOON + 10 * HOUR)

    escalated, higher = strike(late, NOON + 20 * HOUR)

    assert escalated.from_level is Level.COMMUNITY
    assert higher.owner == higher.home == Owner(level=Level.STREET, at="s1")
    assert higher.due_at == NOON + 30 * HOUR
    assert not higher.overdue


def test_a_department_that_lets_it_lie_loses_it_to_its_holder():
    _, late = strike(STAGES["transferred"], NOON + 10 * HOUR)

    returned, back = strike(late, NOON + 20 * HOUR)

    assert returned.task_id == "case-1-t1"
    assert back.stage is CaseStage.OWNED
    assert back.owner == Owner(level=Level.COMMUNITY, at="c1")


@pytest.mark.parametrize("start", ["reported", "owned"])
def test_left_alone_a_case_climbs_to_the_district_and_is_said_there_again_and_again(start):
    before, owners = STAGES[start], []

    for _ in range(12):
        _, before = strike(before, before.due_at)
        owners.append(before.owner.level)

    assert owners[-1] is Level.DISTRICT
    assert before.overdue
    assert before.due_at is not None


def test_the_top_is_told_once_per_limit_and_at_most_once_a_day():
    top = act(case(), sort(level="district"), SUPERVISOR)
    _, late = strike(top, NOON + 10 * HOUR)

    again, later = strike(late, NOON + 21 * HOUR)

    assert isinstance(again, CaseOverdue)
    assert again.was_due_at == NOON + 20 * HOUR
    assert later.due_at == NOON + 45 * HOUR
    assert not tick(later, CITY, later.due_at - timedelta(milliseconds=1))


def test_how_often_is_the_packs_number_and_never_oftener_than_the_limit():
    top = act(case(), sort(level="district"), SUPERVISOR)
    _, late = strike(top, NOON + 10 * HOUR)

    [again] = tick(late, city(**{"case.overdue_again": "2 h"}), NOON + 21 * HOUR)

    assert again.next_at == NOON + 31 * HOUR


def test_a_clock_that_slept_for_a_week_says_it_once():
    whistled, woken = STAGES["whistled"], NOON + timedelta(days=7)
    said = []

    while events := tick(whistled, CITY, woken):
        said += events
        whistled = done(whistled, events)

    assert [event.was_due_at for event in said] == [NOON + 9 * HOUR]


@pytest.mark.mechanism(32)
def test_silence_after_the_feedback_is_a_yes():
    before = STAGES["fed_back"]

    [confirmed] = tick(before, CITY, before.due_at)

    assert confirmed.silent
    assert confirmed.reporter == "ren"


def test_an_answer_on_the_spot_is_agreed_to_by_silence_too():
    before = act(case(), ask.Answer(text="Tonight"))

    [confirmed] = tick(before, CITY, before.due_at)

    assert confirmed.silent


def test_nothing_is_due_of_a_case_that_is_not_there():
    assert not tick(None, CITY, NOON)


def test_limits_run_in_the_owners_working_time():
    office_hours = city(calendar=Calendar(), **{"case.sort": "2 wh"})
    friday_half_past_five = NOON + timedelta(days=4, hours=5, minutes=30)
    monday_half_past_nine = NOON + timedelta(days=7) - 2.5 * HOUR

    passed_up = act(case(), ask.Escalate(reason="No"), now=friday_half_past_five, city=office_hours)

    assert passed_up.due_at == monday_half_past_nine
