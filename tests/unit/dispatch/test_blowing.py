"""Who blows which whistle, what is looked at first, and what is approved after the fact."""

from dataclasses import replace

import pytest

from contracts.commands import whistle as ask
from contracts.refusals import NotNow, NotSo, NotYours
from contracts.words import Grade
from services.dispatch import core
from tests.unit.dispatch.builders import (
    APPROVE,
    CONFIRM,
    DECLINE,
    FACTS,
    JOIN,
    RATIFY,
    REMIND,
    SAY,
    WITHDRAW,
    act,
    calls,
    decide,
    done,
    draft,
    finished,
    raising,
    ticked,
    whistle,
)
from tests.unit.dispatch.town import (
    CITY,
    COMMANDER,
    LEADER,
    NOON,
    OTHER_COMMANDER,
    STAFF,
    WORKER,
    city,
    hours,
)


def strict():
    """A city in which RED is for leaders, and key work wants a look first."""
    town = city()
    rules = town.rules
    red = tuple(
        rule.model_copy(update={"raised_by": ("street_leader",)}) if rule.grade == "RED" else rule
        for rule in rules.grades
    )
    key = tuple(
        rule.model_copy(update={"checks": ("own_offices", "duplicate")})
        if rule.kind == "KEY_WORK"
        else rule
        for rule in rules.kinds
    )
    return replace(town, rules=rules.model_copy(update={"grades": red, "kinds": key}))


STRICT = strict()
RED = raising(grade="RED")


# --- the leaders' grade ---------------------------------------------------------------------------


@pytest.mark.mechanism(6)
def test_a_grade_kept_for_the_leaders_is_drafted_by_others_and_blown_by_them():
    (drafted,) = decide(RED, city=STRICT)
    waiting = done(None, [drafted])

    with pytest.raises(NotYours, match="leader_needed"):
        decide(APPROVE, waiting, COMMANDER, city=STRICT)

    raised, *_ = decide(APPROVE, waiting, LEADER, city=STRICT)
    assert raised.type == "whistle.raised"
    assert len(decide(RED, by=LEADER, city=STRICT)) == 4
    assert len(decide(RED, city=CITY)) == 4


def test_a_commander_blows_a_leaders_grade_no_lighter_way_round():
    waiting = done(None, decide(raising(draft=True), city=STRICT))

    with pytest.raises(NotYours, match="leader_needed"):
        decide(ask.Approve(grade=Grade.RED), waiting, city=STRICT)
    assert decide(ask.Approve(grade=Grade.YELLOW), waiting, city=STRICT)


# --- emergencies ----------------------------------------------------------------------------------

EMERGENCY = raising(kind="EMERGENCY")


@pytest.mark.mechanism(6)
def test_whoever_is_on_duty_blows_an_emergency_at_once_and_it_is_approved_after_the_fact():
    said = decide(EMERGENCY, by=STAFF)
    raised = done(None, said)

    assert said[1].ratify_by > NOON
    with pytest.raises(NotNow, match="ratify_first"):
        decide(CONFIRM, finished(raised))
    assert decide(CONFIRM, act(finished(raised), RATIFY))


def test_nothing_else_is_blown_by_whoever_is_on_duty():
    assert [e.type for e in decide(raising(), by=STAFF)] == ["whistle.drafted"]
    assert [e.type for e in decide(raising(kind="EMERGENCY"), by=WORKER)] == ["whistle.drafted"]


def test_a_commanders_emergency_needs_nobody_after_him():
    raised = act(None, EMERGENCY)

    assert raised.ratify_by is None
    with pytest.raises(NotNow, match="illegal_move"):
        decide(RATIFY, raised)


def test_who_must_approve_is_told_when_it_is_late_and_again():
    raised = done(None, decide(EMERGENCY, by=STAFF))

    first, later = ticked(raised, raised.ratify_by)
    second, _ = ticked(later, later.ratify_by)

    late = [[e for e in said if e.type == "whistle.unratified"] for said in (first, second)]
    assert [len(some) for some in late] == [1, 1]
    assert late[0][0].tell == ("zhi", "shuji", "du")


# --- again ----------------------------------------------------------------------------------------


def again(earlier, at=NOON, **changes):
    facts = replace(FACTS, id="wh-2", again=earlier)
    return decide(raising(again_of="wh-1", **changes), now=at, facts=facts)


@pytest.mark.mechanism(9)
@pytest.mark.parametrize(
    "earlier", [act(finished(whistle()), CONFIRM), act(whistle(), WITHDRAW)], ids=["ended", "off"]
)
def test_a_matter_that_came_back_names_its_earlier_whistle_and_is_one_grade_graver(earlier):
    drafted, raised, *_ = again(earlier)

    assert (drafted.again_of, raised.grade) == ("wh-1", "YELLOW")


def test_after_ninety_days_it_is_linked_and_no_graver():
    drafted, *_ = again(act(finished(whistle()), CONFIRM), NOON + hours(24 * 95))

    assert (drafted.again_of, drafted.grade) == ("wh-1", "BLUE")


@pytest.mark.parametrize(
    ("earlier", "code"),
    [
        (None, "no_such_earlier_whistle"),
        (whistle(), "earlier_is_open"),
        (whistle().model_copy(update={"street": "s2"}), "no_such_earlier_whistle"),
    ],
    ids=["none", "open", "another street's"],
)
def test_only_a_whistle_of_the_street_that_is_over_comes_back(earlier, code):
    with pytest.raises(NotSo, match=code):
        again(earlier)


def test_the_same_trouble_at_the_same_place_finds_its_earlier_whistle_by_itself():
    ended = act(finished(whistle()), CONFIRM)

    drafted, *_ = decide(raising(), facts=replace(FACTS, id="wh-2", nearby=[ended]))

    assert drafted.again_of == "wh-1"


# --- several streets ------------------------------------------------------------------------------

JOINT = raising("water", joint=("s2",))


@pytest.mark.mechanism(1)
def test_another_streets_commander_joins_and_the_leading_street_closes():
    raised = act(None, JOINT)

    for command in (SAY, REMIND):
        with pytest.raises(NotYours):
            decide(command, raised, OTHER_COMMANDER)
    shared = act(raised, JOIN, OTHER_COMMANDER)

    assert shared.joined == ("s2",)
    assert decide(SAY, shared, OTHER_COMMANDER)
    assert decide(REMIND, shared, OTHER_COMMANDER)
    with pytest.raises(NotYours, match="not_the_raising_street"):
        decide(CONFIRM, finished(shared), OTHER_COMMANDER)
    assert decide(CONFIRM, finished(shared), COMMANDER)


def test_who_serves_a_street_that_shares_the_whistle_can_be_called():
    theirs = calls("water", "c2")

    with pytest.raises(NotSo, match="cannot_be_called"):
        decide(raising(responders=theirs))


def test_a_street_joins_once_and_only_if_it_was_asked():
    shared = act(act(None, JOINT), JOIN, OTHER_COMMANDER)

    for before in (shared, whistle()):
        with pytest.raises(NotYours, match="not_asked_to_join"):
            decide(JOIN, before, OTHER_COMMANDER)


def test_a_street_that_does_not_say_whether_it_joins_is_told_once():
    said, after = ticked(act(None, JOINT), NOON + hours(300))

    (late,) = [e for e in said if e.type == "whistle.unjoined"]
    assert (late.streets, late.tell) == (("s2",), ("yuan",))
    assert "whistle.unjoined" not in [e.type for e in ticked(after, NOON + hours(600))[0]]


def test_a_street_says_no_once_is_not_waited_for_and_may_still_join():
    raised = act(None, JOINT)

    said_no = act(raised, DECLINE, OTHER_COMMANDER)
    late, _ = ticked(said_no, NOON + hours(300))

    assert (said_no.declined, said_no.joined) == (("s2",), ())
    assert "whistle.unjoined" not in [event.type for event in late]
    with pytest.raises(NotYours, match="not_asked_to_join"):
        decide(DECLINE, said_no, OTHER_COMMANDER)
    with pytest.raises(NotYours):
        decide(SAY, said_no, OTHER_COMMANDER)
    assert act(said_no, JOIN, OTHER_COMMANDER).joined == ("s2",)


def test_a_street_has_its_whole_time_to_join_from_when_it_may():
    drafted = draft(STAFF, joint=("s2",))

    late = act(drafted, APPROVE, COMMANDER, NOON + hours(48))

    assert drafted.join_by < NOON + hours(48) < late.join_by
    assert "whistle.unjoined" not in [e.type for e in ticked(drafted, drafted.join_by)[0]]


@pytest.mark.parametrize("joint", [("s1",), ("nowhere",), ("c1",)])
def test_only_other_streets_are_asked_to_join(joint):
    with pytest.raises(NotSo, match="not_another_street"):
        decide(raising(joint=joint))


def test_a_grids_call_keeps_what_was_tried():
    asked = draft(tried="The grid fenced it off")

    assert (asked.tried, asked.needs_endorsement) == ("The grid fenced it off", True)


def test_a_preview_says_who_must_blow_it_and_what_is_looked_at_first():
    red = ask.Preview(**raising(kind="KEY_WORK", grade="RED").model_dump())

    plan = core.preview(red, COMMANDER, STRICT, NOON, FACTS)
    leaders = core.preview(red, LEADER, STRICT, NOON, FACTS)

    assert (plan.leader_needed, plan.missing) == (True, ("own_offices",))
    assert leaders.leader_needed is False
