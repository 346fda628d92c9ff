"""How long a called department has, and how grave a whistle is."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from contracts.calendar import Calendar
from contracts.commands.whistle import Approve
from contracts.events.call import CallSummoned
from contracts.refusals import NotSo
from contracts.words import Grade, Kind, Point
from tests.unit.dispatch.builders import (
    CONFIRM,
    FACTS,
    act,
    decide,
    draft,
    finished,
    raising,
    whistle,
)
from tests.unit.dispatch.town import (
    COMMANDER,
    HERE,
    NOON,
    city,
    hours,
)


def test_the_street_may_shorten_the_time_to_come_and_with_it_the_time_to_acknowledge():
    call = decide(raising("water", arrive_by=NOON + hours(0.5)))[2]

    assert call.clocks.arrive_by == call.clocks.acknowledge_by == NOON + hours(0.5)
    assert call.clocks.complete_by == NOON + hours(100)


@pytest.mark.mechanism(3)
@pytest.mark.parametrize(("asked", "comes"), [(None, 0.5), (2.0, 0.5), (0.25, 0.25)])
def test_at_once_is_the_city_s_shortest_time_unless_the_street_says_sooner(asked, comes):
    arrive_by = asked and NOON + hours(asked)

    call = decide(raising("water", at_once=True, arrive_by=arrive_by))[2]

    assert call.clocks.arrive_by == call.clocks.acknowledge_by == NOON + hours(comes)


def test_a_draft_is_approved_with_everybody_called_at_once():
    said = decide(Approve(at_once=True), draft(by=COMMANDER))

    calls = [event for event in said if isinstance(event, CallSummoned)]
    assert calls
    assert {call.clocks.arrive_by for call in calls} == {NOON + hours(0.5)}


def test_at_once_lengthens_no_limit_that_is_shorter():
    call = decide(raising("water", kind=Kind.DRILL, at_once=True))[2]

    assert call.clocks.arrive_by == NOON + timedelta(seconds=6)


@pytest.mark.parametrize(
    ("arrive_by", "code"),
    [
        (NOON + hours(10.1), "limit_only_shorter"),
        (NOON, "arrival_in_the_past"),
        (NOON - hours(1), "arrival_in_the_past"),
    ],
)
def test_no_limit_is_lengthened_and_none_is_over_before_it_begins(arrive_by, code):
    with pytest.raises(NotSo, match=code) as refused:
        decide(raising(arrive_by=arrive_by))

    assert refused.value.facts["field"] == "arrive_by"


def test_a_limit_is_kept_in_utc_and_whole_milliseconds():
    arrive_by = NOON + timedelta(hours=1, microseconds=1234)

    call = decide(raising("water", arrive_by=arrive_by))[2]

    assert call.clocks.arrive_by == NOON + timedelta(hours=1, milliseconds=1)


def test_limits_run_in_the_called_organisations_own_working_time():
    office = city(Calendar(), {Kind.DEMAND: ("1 wh", "8 wh", "10 wd")})
    friday_at_six = datetime(2026, 1, 9, 10, tzinfo=UTC)

    *_, water, gas, roads = decide(
        raising("water", "gasco", "roads"), now=friday_at_six, city=office
    )

    monday_at_six = friday_at_six + timedelta(days=3)
    assert [call.clocks.arrive_by for call in (water, gas, roads)] == [
        monday_at_six,
        friday_at_six + hours(8),
        monday_at_six,
    ]


# --- grades ---------------------------------------------------------------------------------------


def earlier(**changes):
    """A whistle on the same problem that had ended."""
    return act(finished(whistle()), CONFIRM).model_copy(update=changes)


def test_a_kind_has_its_own_grade_unless_the_street_names_one():
    plain, emergency, named = (
        decide(raising(**changes))[1].grade
        for changes in ({}, {"kind": "EMERGENCY"}, {"grade": "RED"})
    )

    assert (plain, emergency, named) == (Grade.BLUE, Grade.YELLOW, Grade.RED)


def test_a_problem_that_comes_back_within_ninety_days_is_one_grade_graver():
    facts = replace(FACTS, nearby=(earlier(),))
    later = NOON + timedelta(days=60)

    grades = [
        decide(raising(grade=grade), now=later, facts=facts)[1].grade for grade in ("BLUE", "RED")
    ]

    assert grades == [Grade.YELLOW, Grade.RED]


FAR = HERE.model_copy(update={"point": Point(lng=120.001, lat=30.0)})


@pytest.mark.parametrize(
    ("before", "days"),
    [
        (earlier(), 91),
        (earlier(place=FAR), 1),
        (earlier(kind=Kind.DRILL), 1),
        (whistle(), 1),
    ],
    ids=["too long ago", "too far away", "an exercise", "not ended"],
)
def test_what_is_not_the_same_problem_again_makes_nothing_graver(before, days):
    facts = replace(FACTS, nearby=(before,))

    raised = decide(raising(), now=NOON + timedelta(days=days), facts=facts)[1]

    assert raised.grade is Grade.BLUE


def test_an_exercise_is_never_a_problem_that_came_back():
    facts = replace(FACTS, nearby=(earlier(),))

    assert decide(raising(kind="DRILL"), facts=facts)[1].grade is Grade.BLUE
