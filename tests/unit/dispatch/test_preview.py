"""Who would be called, why, with which clocks, and what is similar nearby."""

from dataclasses import replace
from datetime import timedelta

import pytest

from contracts.commands import whistle as ask
from contracts.events.call import CallSummoned
from contracts.refusals import NotSo, NotYours
from contracts.words import Grade, Point
from services.dispatch import core
from tests.unit.dispatch.builders import (
    CONFIRM,
    FACTS,
    act,
    decide,
    finished,
    raising,
    stated,
    whistle,
)
from tests.unit.dispatch.town import CITY, COMMANDER, HERE, NOON, RESIDENT, WORKER, hours


def plan(by=COMMANDER, now=NOON, facts=FACTS, **changes):
    asked = raising(**changes)
    return core.preview(ask.Preview(**asked.model_dump()), by, CITY, now, facts)


@pytest.mark.mechanism(6, 13)
def test_a_preview_says_who_is_called_why_and_by_when():
    planned = plan(responders=())

    assert [(p.department, p.name, p.lead) for p in planned.responders] == [
        ("water", "the water", True),
        ("roads", "the roads", False),
    ]
    assert planned.responders[0].reason == "duties.csv 2: pipe @ * (art. 9)"
    assert planned.responders[0].clocks.arrive_by == NOON + hours(10)


def test_what_is_previewed_is_what_would_be_raised():
    calls = [e for e in decide(raising(grade="RED")) if isinstance(e, CallSummoned)]

    planned = plan(grade="RED")

    assert planned.grade is Grade.RED
    assert [p.clocks for p in planned.responders] == [call.clocks for call in calls]


def test_a_preview_is_refused_as_raising_would_be():
    with pytest.raises(NotSo, match="nobody_to_call"):
        plan(responders=(), problems=(stated(category="lamp"),))
    with pytest.raises(NotYours, match="no_post_at_the_place"):
        plan(RESIDENT)


@pytest.mark.mechanism(5)
def test_a_grid_worker_sees_that_the_community_must_stand_behind_it():
    assert plan(WORKER).needs_endorsement
    assert not plan(COMMANDER).needs_endorsement


NEAR = HERE.model_copy(update={"point": Point(lng=120.0003, lat=30.0)})
FAR = HERE.model_copy(update={"point": Point(lng=120.001, lat=30.0)})


def nearby(*whistles):
    return replace(FACTS, nearby=whistles)


@pytest.mark.mechanism(20)
def test_an_open_whistle_on_the_same_problem_near_by_is_shown():
    other = whistle().model_copy(update={"place": NEAR})

    (similar,) = plan(facts=nearby(other)).similar

    assert (similar.id, similar.stage, similar.distance_m) == ("wh-1", "mustering", 29)


@pytest.mark.parametrize(
    ("other", "after"),
    [
        (whistle().model_copy(update={"place": FAR}), 0),
        (whistle(), 25),
        (act(finished(whistle()), CONFIRM), 0),
    ],
    ids=["too far", "too long ago", "ended"],
)
def test_what_is_not_perhaps_the_same_is_not_shown(other, after):
    assert plan(now=NOON + timedelta(hours=after), facts=nearby(other)).similar == ()


def test_a_problem_that_came_back_is_said_to_be_the_reason_of_the_grade():
    ended = act(finished(whistle()), CONFIRM)

    planned = plan(facts=nearby(ended))

    assert (planned.came_back, planned.grade) == (True, Grade.YELLOW)
