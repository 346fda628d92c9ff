"""Clocks fire once each, in order, for whoever is silent, and stop for whoever is not."""

from dataclasses import replace
from datetime import UTC, datetime, time

import pytest

from contracts.actor import Role
from contracts.calendar import Calendar
from contracts.city.directory import Assignment, Directory, Part, Shift
from contracts.events.call import CallOverdue, CallWarned, SupervisionOpened
from contracts.words import Kind
from services.dispatch import core
from services.dispatch.core.call_life import DUTIES
from tests.unit.dispatch.builders import (
    CONFIRM,
    ENDORSE,
    SEND_BACK,
    act,
    decide,
    done,
    draft,
    finished,
    raising,
    tell,
    ticked,
    whistle,
)
from tests.unit.dispatch.town import CITY, NOON, OFFICER, city, hours

LADDER = ["call.warned", "call.overdue", "supervision.opened", "call.escalated"]
SLEEP = NOON + hours(300)


def rungs(said, duty=None):
    """The rungs of the ladder among these events."""
    return [e.type for e in said if e.type in LADDER and duty in (None, e.duty)]


@pytest.mark.mechanism(110)
@pytest.mark.parametrize("duty", DUTIES)
def test_every_duty_climbs_the_whole_ladder_once(duty):
    said, _ = ticked(whistle("water"), SLEEP)

    assert rungs(said, duty) == LADDER


@pytest.mark.mechanism(110)
def test_a_process_that_slept_says_everything_that_fell_due_in_the_order_it_did():
    awake, now, before = [], NOON, whistle("water")
    while now < SLEEP:
        fired, before = ticked(before, now)
        awake += rungs(fired)
        now += hours(0.25)

    asleep, _ = ticked(whistle("water"), SLEEP)

    assert rungs(asleep) == awake
    assert len(awake) == 3 * len(LADDER)


def test_a_clock_that_looks_twice_says_nothing_the_second_time():
    _, after = ticked(whistle("water"), SLEEP)

    assert ticked(after, SLEEP)[0] == []


@pytest.mark.parametrize(
    ("share", "expected"),
    [(0.74, []), (0.75, LADDER[:1]), (1, LADDER[:2]), (1.49, LADDER[:2]), (2, LADDER)],
)
def test_a_rung_is_reached_at_its_share_of_the_limit_and_not_before(share, expected):
    said, _ = ticked(whistle("water"), NOON + hours(share))

    assert rungs(said, "acknowledge") == expected


def test_a_duty_that_is_done_climbs_no_further():
    warned = ticked(whistle("water"), NOON + hours(0.8))[1]

    answered = tell(warned, "acknowledge", at=NOON + hours(0.9))

    assert rungs(ticked(answered, SLEEP)[0], "acknowledge") == []
    assert rungs(ticked(answered, SLEEP)[0], "arrive") == LADDER


def test_a_call_that_owes_nothing_has_no_clock():
    solved = finished(whistle("water"))

    assert rungs(ticked(solved, SLEEP)[0]) == []


def test_a_call_that_is_sent_back_climbs_a_new_ladder():
    late = finished(ticked(whistle("water"), NOON + hours(120))[1], at=NOON + hours(120))

    again = act(late, SEND_BACK, now=NOON + hours(130))
    said, _ = ticked(again, NOON + hours(1000))

    assert again.call("wh-1-1").clocks["complete"].by == NOON + hours(230)
    assert rungs(said) == LADDER


@pytest.mark.mechanism(110)
def test_the_second_supervision_is_listed_and_the_third_a_talk():
    said, after = ticked(whistle("water"), SLEEP)

    opened = [event for event in said if isinstance(event, SupervisionOpened)]
    assert [(e.duty, e.kind, e.count) for e in opened] == [
        ("acknowledge", "DAILY", 1),
        ("arrive", "LISTED", 2),
        ("complete", "TALK", 3),
    ]
    assert after.call("wh-1-1").supervisions == 3


@pytest.mark.mechanism(110, 114)
def test_each_rung_tells_those_the_city_names_and_the_head_of_the_unit_when_it_is_grave():
    said, _ = ticked(whistle("water"), NOON + hours(2))

    assert [e.tell for e in said if e.type in LADDER] == [
        ("lian-water",),
        ("tou-water",),
        ("du", "tou-water"),
        ("qu", "tou-water"),
    ]


def test_a_rung_fires_even_when_nobody_is_there_to_be_told():
    said, _ = ticked(whistle("fire"), NOON + hours(1))

    assert [(type(event), event.tell) for event in said] == [(CallWarned, ()), (CallOverdue, ())]


def test_who_did_not_come_is_supervised_then_even_before_half_the_limit_again():
    called = tell(whistle("water", kind="KEY_WORK"), "acknowledge")

    said, _ = ticked(called, NOON + hours(20.5))

    assert rungs(said, "arrive") == LADDER[:3]


def test_the_ladder_stands_still_outside_working_time():
    office = city(Calendar(), {Kind.DEMAND: ("4 wh", "3 wd", "10 wd")})
    friday_at_five = datetime(2026, 1, 9, 9, tzinfo=UTC)

    raised = done(None, decide(raising("water"), now=friday_at_five, city=office))

    monday_at_ten = datetime(2026, 1, 12, 2, tzinfo=UTC)
    assert core.next_clock(raised) == monday_at_ten


def test_a_city_pack_that_changes_later_changes_no_ladder_that_has_begun():
    hasty = city(clocks={Kind.DEMAND: ("1 min", "2 min", "3 min")})

    said = list(core.tick(whistle("water"), hasty, NOON + hours(1)))

    assert rungs(said) == LADDER[:2]


@pytest.mark.parametrize(
    ("made", "owner", "told"),
    [
        (act(draft(), ENDORSE, OFFICER), "s1", ("zhi",)),
        (whistle(), "s1", ("zhi",)),
        (finished(whistle()), "s1", ("zhi",)),
        (act(finished(whistle()), CONFIRM), "s1", ("zhi",)),
        (tell(act(finished(whistle()), CONFIRM), "judge"), "s1", ("zhi",)),
    ],
    ids=["endorsed", "raised", "solved", "confirmed", "assessed"],
)
def test_whoever_owes_the_next_step_is_told_when_late_and_again_until_it_is_taken(
    made, owner, told
):
    first, after = ticked(made, made.due_at)
    second, _ = ticked(after, after.due_at)

    late = [[e for e in said if e.type == "whistle.overdue"] for said in (first, second)]
    assert [(e.owner.at, e.tell, e.was_due_at) for e in late[0]] == [(owner, told, made.due_at)]
    assert [e.was_due_at for e in late[1]] == [made.due_at + hours(10)]


@pytest.mark.mechanism(114)
def test_the_head_whom_the_pack_names_hears_of_an_escalation():
    directory = Directory(assignments=[Assignment(Part.HEAD, "yi-ba-shou", "water")])
    named = replace(CITY, directory=directory)

    said, _ = ticked(whistle("water"), NOON + hours(2), named)

    graver = [e.tell for e in said if e.type in LADDER[2:]]
    assert graver == [("du", "tou-water", "yi-ba-shou"), ("qu", "yi-ba-shou")]


def test_who_is_on_duty_is_warned_instead_of_everybody_who_holds_the_post():
    shift = Shift("water", "liaison", "lian-2", frozenset(range(7)), None, time(0), time(0))
    posts = {**CITY.posts, Role.DEPARTMENT_LIAISON: {"water": ("lian-water", "lian-2")}}
    manned = replace(CITY, posts=posts, directory=Directory(roster=[shift]))

    said, _ = ticked(whistle("water"), NOON + hours(0.8), manned)

    assert [e.tell for e in said if isinstance(e, CallWarned)] == [("lian-2",)]
