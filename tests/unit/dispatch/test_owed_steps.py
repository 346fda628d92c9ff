"""The whistle's own clock: whoever owes its next step is told, and again until it is taken."""

from collections import Counter
from datetime import timedelta

import pytest

from contracts.lifecycle import WhistleStage
from services.dispatch import core
from tests.unit.dispatch.builders import (
    APPROVE,
    ENDORSE,
    act,
    at_every_stage,
    draft,
    ticked,
    whistle,
)
from tests.unit.dispatch.town import CITY, NOON, OFFICER, hours

SLEEP = NOON + hours(300)


@pytest.mark.mechanism(5)
def test_a_community_that_is_silent_is_told_with_its_street_and_then_the_street_decides_alone():
    asked = draft()

    first, late = ticked(asked, asked.due_at)
    early, _ = ticked(late, late.due_at - timedelta(milliseconds=1))
    second, after = ticked(late, late.due_at)

    [overdue], [unendorsed] = first, second
    assert (overdue.type, overdue.owner.at) == ("whistle.overdue", "c1")
    assert overdue.tell == ("shu", "she", "zhi")
    assert late.due_at == NOON + hours(2) + hours(3)
    assert not early
    assert (unendorsed.type, unendorsed.community) == ("whistle.unendorsed", "c1")
    assert unendorsed.tell == ("zhi",)
    assert (after.owner.at, after.due_at) == ("s1", late.due_at + hours(4))
    assert act(after, APPROVE).stage is WhistleStage.MUSTERING


def test_a_community_that_speaks_late_is_still_heard():
    asked = draft()
    _, late = ticked(asked, asked.due_at)

    endorsed = act(late, ENDORSE, OFFICER, late.due_at - hours(1))

    assert endorsed.stage is WhistleStage.ENDORSED
    assert [e.type for e in ticked(endorsed, endorsed.due_at)[0]] == ["whistle.overdue"]


def test_a_week_slept_through_is_said_once():
    said, _ = ticked(draft(), NOON + timedelta(days=7))

    assert Counter(event.type for event in said) == {"whistle.overdue": 1}


@pytest.mark.parametrize("stage", ["closed", "refused", "withdrawn"])
def test_what_is_over_has_no_clock(stage):
    over = at_every_stage()[stage]

    assert (core.next_clock(over), over.owner) == (None, None)
    assert ticked(over, SLEEP)[0] == []


def test_the_clock_of_nothing_says_nothing():
    assert core.tick(None, CITY, NOON) == []


def test_an_open_whistle_waits_for_the_nearest_of_its_clocks():
    assert core.next_clock(whistle()) == NOON + hours(0.75)
    assert whistle().stage is WhistleStage.MUSTERING
