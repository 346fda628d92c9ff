"""久拖不决: found at the moment the pack's rule is met, told to the commanders, and said once."""

from dataclasses import replace
from datetime import timedelta

import pytest

from contracts.actor import Role
from contracts.calendar import Span
from contracts.city.intake import IntakeRules, Stuck
from contracts.commands import case as ask
from contracts.events.case_work import CaseStuck
from contracts.lifecycle import CaseStage
from contracts.refusals import Refused
from services.intake import core
from tests.unit.intake.builders import (
    CITY,
    COMMANDER,
    COMMANDS,
    LATER,
    NOON,
    OFFICER,
    RESIDENT,
    SETTLE,
    STAFF,
    TRANSFER,
    act,
    at_every_stage,
    case,
    decide,
    done,
    ordered,
    report,
    sort,
    whistled,
)
from tests.unit.intake.said import cannot_solve, confirmed, withdrawn


def aged(since=NOON, age="30 cd"):
    """When what began then is too old; 30 days unless the pack says otherwise."""
    return CITY.due("s1", since, Span.parse(age)).at


OLD = aged()
LIES = ("reported", "owned", "transferred", "entrusted", "ordered")
MOMENT = timedelta(milliseconds=1)


def ticked(before, now, city=CITY):
    return list(core.tick(before, city, now))


def hears(reaction, heard, before, now=NOON):
    return list(core.followed(before, reaction(heard, before, CITY, now), CITY, now))


def stuck(events):
    return [event for event in events if isinstance(event, CaseStuck)]


def patient(name, until=LATER):
    """A case in this stage which has time, so that nothing but its age is due."""
    return at_every_stage()[name].model_copy(update={"due_at": until, "limit_at": until})


@pytest.mark.mechanism(9)
@pytest.mark.parametrize("name", LIES)
def test_its_age_is_a_clock_of_its_own_that_strikes_at_its_moment(name):
    one = patient(name)

    assert one.next_at == OLD
    assert ticked(one, OLD - MOMENT) == []
    [said] = ticked(one, OLD)
    assert (said.type, said.age_days) == ("case.stuck", 30)


@pytest.mark.parametrize("name", sorted(set(at_every_stage()) - set(LIES)))
def test_what_is_being_seen_to_or_is_over_does_not_lie(name):
    one = at_every_stage()[name]

    assert one.stuck_at is None
    assert stuck(ticked(one, LATER)) == []


@pytest.mark.mechanism(9)
def test_it_is_said_once_and_its_clock_is_still():
    once = done(patient("owned"), ticked(patient("owned"), OLD))

    assert once.stuck
    assert once.next_at == once.due_at == LATER
    assert stuck(ticked(once, LATER)) == []


@pytest.mark.mechanism(9)
def test_the_street_s_commanders_are_told_who_may_whistle_on_it():
    one = patient("owned")

    [said] = ticked(one, OLD)

    assert said.tell == (COMMANDER.id,)
    assert CITY.holders(Role.STREET_COMMANDER, "s1") == (COMMANDER.id,)
    assert STAFF.id not in said.tell


@pytest.mark.parametrize("about", ["s1", COMMANDER.id])
def test_whoever_is_reported_is_told_nothing(about):
    [said] = ticked(patient("owned").model_copy(update={"recused": (about,)}), OLD)

    assert said.tell == ()


@pytest.mark.mechanism(9)
def test_handed_on_for_the_third_time_it_is_stuck_in_the_same_breath():
    first = act(act(case(), sort()), TRANSFER, OFFICER)
    back = done(first, hears(core.on_cannot_solve, cannot_solve(), first))

    said = decide(TRANSFER, back, OFFICER)

    assert not back.stuck
    assert stuck(said) == [CaseStuck(transfers=2, returns=1, age_days=0, tell=(COMMANDER.id,))]
    third = done(back, said)
    again = hears(core.on_cannot_solve, cannot_solve("case-1-t2"), third)
    assert [event.type for event in again] == ["case.returned"]


def test_what_comes_back_by_the_clock_counts_at_once():
    handed = act(act(case(), sort()), TRANSFER, OFFICER)
    late = handed.model_copy(update={"overdue": True, "returns": 1, "expired": True})

    said = ticked(late, late.due_at)

    assert [event.type for event in said] == ["case.returned", "case.stuck"]


FAR = {"transfers": 2, "returns": 1, "stuck": True, "stuck_at": None}


def not_solved(heard, before, city, now):
    return core.on_confirmed(heard, False, before, city, now)


@pytest.mark.mechanism(9)
@pytest.mark.parametrize(
    ("reaction", "heard"), [(core.on_ended, withdrawn("wh-1")), (not_solved, confirmed())]
)
def test_a_whistle_gets_it_going_and_what_comes_back_is_counted_anew(reaction, heard):
    going = whistled(act(case(), sort()).model_copy(update=FAR))
    then = NOON + timedelta(days=40)

    back = done(going, hears(reaction, heard, going, then))

    assert (going.stuck, going.stuck_at) == (False, None)
    assert (back.stage, back.stuck, back.stuck_at) == (
        CaseStage.OWNED,
        False,
        aged(then),
    )
    again = back.model_copy(update={"due_at": LATER, "limit_at": LATER})
    assert [event.type for event in ticked(again, back.stuck_at)] == ["case.stuck"]


def test_what_a_whistle_gave_back_counts_once_and_not_with_what_was_before():
    going = whistled(act(case(), sort()).model_copy(update=FAR))
    back = done(going, hears(core.on_ended, withdrawn("wh-1"), going))

    handed = act(back, TRANSFER, STAFF)
    given_back = hears(core.on_cannot_solve, cannot_solve("case-1-t3"), handed)

    assert not handed.stuck
    assert len(stuck(given_back)) == 1


def test_solved_and_opened_again_it_is_young_again():
    solved = act(act(case(), sort()).model_copy(update=FAR), SETTLE, OFFICER)
    then = NOON + timedelta(days=50)
    fed_back = act(solved, ask.FeedBack(text="Done"), OFFICER)

    again = act(fed_back, ask.Dispute(reason="Dark again"), RESIDENT, now=then)

    assert not solved.stuck
    assert (again.stuck, again.stuck_at) == (False, aged(then))


def test_an_offer_does_not_get_it_going_before_it_is_carried_out():
    one = ordered(act(case(), sort()))

    assert one.stuck_at == OLD


@pytest.mark.parametrize("age", ["1 cd", "90 cd"])
def test_the_pack_says_what_is_too_old_and_too_often(age):
    rules = IntakeRules(stuck=Stuck(age=Span.parse(age), handovers=1))
    strict = replace(CITY, rules=CITY.rules.model_copy(update={"intake": rules}))

    one = act(None, report(), RESIDENT, city=strict)
    handed = decide(TRANSFER, act(one, sort(), city=strict), OFFICER, city=strict)

    assert one.stuck_at == aged(age=age)
    assert len(stuck(handed)) == 1


def test_a_case_from_before_this_clock_was_kept_is_found_at_its_next_deadline():
    one = act(case(), sort()).model_copy(
        update={"stuck_at": None, "reported_at": NOON - timedelta(days=40)}
    )

    assert one.next_at == one.due_at
    assert [event.age_days for event in stuck(ticked(one, one.due_at))] == [40]


def test_nothing_that_is_asked_of_a_young_case_makes_it_stuck():
    for name, before in at_every_stage().items():
        for command in COMMANDS:
            try:
                events = decide(command, before, COMMANDER)
            except Refused:
                continue
            assert stuck(events) == [], name
