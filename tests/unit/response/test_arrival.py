"""报到: how an arrival is shown, and by whom."""

from datetime import timedelta

import pytest

from contracts.commands.task import Acknowledge, Arrive
from contracts.muster import muster_code
from contracts.refusals import NotNow, NotSo, NotYours
from contracts.words import Kind
from services.response import core
from tests.unit.response.builders import (
    CITY,
    COMMANDER,
    FAR,
    LIAISON,
    NEAR,
    NOON,
    SECRET,
    WHISTLE,
    after,
    decide,
    someone,
    whistled,
)

ACKNOWLEDGE = Acknowledge(handler="Li Ming")


def arrival(**changes):
    return Arrive(**{"person": "Li Ming", "rank": "BLUE", "way": "gps", "point": NEAR} | changes)


def on_the_way(**changes):
    return after(whistled(**changes), ACKNOWLEDGE)


def scan(code, task=None, now=NOON):
    command = arrival(way="qr", point=None, code=code)
    task = task or on_the_way()
    return list(core.arrive(command, task, LIAISON, CITY, now, secret=SECRET))


@pytest.mark.mechanism(3, 95)
def test_an_arrival_says_who_came_of_what_rank_and_how_near():
    [arrived] = decide(arrival(rank="YELLOW"), on_the_way())

    assert arrived.person == "Li Ming"
    assert arrived.rank == "YELLOW"
    assert arrived.way == "gps"
    assert arrived.distance_m == 86


def test_too_far_away_is_refused_with_the_distance():
    with pytest.raises(NotSo, match="too_far") as refused:
        decide(arrival(point=FAR), on_the_way())

    assert refused.value.facts == {"field": "point", "distance_m": 864, "radius_m": 200}


def test_a_map_position_needs_a_point():
    with pytest.raises(NotSo, match="point_missing"):
        decide(arrival(point=None), on_the_way())


def test_a_rank_too_low_is_let_in():
    task = on_the_way(grade="RED")

    [arrived] = decide(arrival(rank="BLUE"), task)

    assert arrived.rank == "BLUE"


@pytest.mark.mechanism(3)
def test_scanning_the_street_s_code_shows_the_arrival():
    [arrived] = scan(muster_code(SECRET, WHISTLE, NOON))

    assert arrived.way == "qr"


def test_a_code_scanned_a_moment_ago_still_counts():
    shown = muster_code(SECRET, WHISTLE, NOON - timedelta(minutes=9))

    assert scan(shown)


@pytest.mark.parametrize(
    "code",
    [
        muster_code(SECRET, WHISTLE, NOON - timedelta(minutes=20)),
        muster_code(SECRET, WHISTLE, NOON + timedelta(minutes=20)),
        muster_code(SECRET, "wh-2", NOON),
        muster_code("another secret", WHISTLE, NOON),
        "ABCDEFGH",
        "二维码",
    ],
    ids=["old", "future", "other whistle", "other secret", "guessed", "not ascii"],
)
def test_any_other_code_is_refused(code):
    with pytest.raises(NotSo, match="code_wrong"):
        scan(code)


def test_a_scan_without_a_code_is_refused():
    with pytest.raises(NotSo, match="code_missing"):
        scan(None)


def test_without_a_secret_no_code_is_the_street_s():
    with pytest.raises(NotSo, match="code_wrong"):
        decide(arrival(way="qr", code=muster_code("", WHISTLE, NOON)), on_the_way())


@pytest.mark.parametrize("way", ["hand", "remote"])
def test_the_commander_who_whistled_may_confirm_an_arrival(way):
    [arrived] = decide(arrival(way=way, point=None), on_the_way(), actor=COMMANDER)

    assert arrived.way == way


@pytest.mark.parametrize("way", ["hand", "remote"])
@pytest.mark.parametrize("actor", [LIAISON, someone("street_commander", "s2")])
def test_nobody_else_may_confirm_by_hand_or_remotely(way, actor):
    with pytest.raises(NotYours, match="only_the_street_confirms"):
        decide(arrival(way=way, point=None), on_the_way(), actor=actor)


def test_the_commander_confirms_in_turn_too():
    with pytest.raises(NotNow, match="illegal_move"):
        decide(arrival(way="hand"), whistled(), actor=COMMANDER)


def test_an_emergency_is_not_attended_remotely():
    task = on_the_way(kind=Kind.EMERGENCY)

    with pytest.raises(NotSo, match="must_come_in_person"):
        decide(arrival(way="remote"), task, actor=COMMANDER)


def test_an_emergency_may_be_confirmed_by_hand():
    task = on_the_way(kind=Kind.EMERGENCY)

    assert decide(arrival(way="hand"), task, actor=COMMANDER)
