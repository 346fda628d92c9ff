"""核查 and 核实: somebody looks before a case is sorted, and before its reporter is told."""

from datetime import timedelta

import pytest

from contracts.commands.case import Answer
from contracts.commands.case_work import AskCheck, Check
from contracts.events.case import CaseSolved
from contracts.events.case_work import CaseCheckOverdue
from contracts.lifecycle import CASE_LIFE, CaseStage
from contracts.refusals import NotNow, NotYours
from services.intake import core
from tests.unit.intake.builders import (
    CITY,
    FEED_BACK,
    HERE,
    NEXT_WORKER,
    NOON,
    OFFICER,
    RESIDENT,
    SETTLE,
    WORKER,
    act,
    case,
    decide,
    done,
    report,
    sort,
)
from tests.unit.intake.towns import STANDARDS, town

HOUR = timedelta(hours=1)
BEFORE = AskCheck(before="sorting")
CLOSING = AskCheck(before="closing")
SO = Check(sound=True, text="It is so", photos=("ph-9",))
NOT_SO = Check(sound=False, text="Nothing of the kind")
SOLVED = act(act(case(), sort()), SETTLE, OFFICER)
ALARMED = town(check_before_sorting=("monitor",))
ALARM = case(channel="monitor")
SHOWN = SETTLE.model_copy(update={"photos": ("ph-9",)})


@pytest.mark.mechanism(63)
def test_a_new_case_that_somebody_is_to_look_at_is_sorted_only_when_it_is_so():
    asked = act(case(), BEFORE, OFFICER)

    with pytest.raises(NotNow, match="check_first"):
        decide(sort(), asked, OFFICER)
    looked_at = act(asked, SO, WORKER)

    assert asked.check.due_at == NOON + 2 * HOUR
    assert act(looked_at, sort(), OFFICER).stage is CaseStage.OWNED


@pytest.mark.mechanism(63)
def test_an_alarm_is_looked_at_first_without_anybody_asking():
    with pytest.raises(NotNow, match="check_first"):
        decide(sort(), ALARM, WORKER, city=ALARMED)

    seen = act(ALARM, SO, WORKER, city=ALARMED)

    assert act(seen, sort(), WORKER, city=ALARMED).stage is CaseStage.OWNED


def came_by(channel, city=ALARMED):
    """The case as it is once a report by this channel was taken in."""
    facts = core.Arrival(place=HERE, number="C1")
    told = core.taken_in(report(channel=channel), "alarm-1", facts, city, NOON)
    return core.evolve(None, told)


@pytest.mark.mechanism(63)
def test_an_alarm_nobody_looks_at_has_a_time_of_its_own_and_goes_up():
    alarm = came_by("monitor")

    assert (alarm.check.before, alarm.check.due_at) == ("sorting", NOON + 2 * HOUR)
    assert alarm.next_at <= alarm.check.due_at
    now, told = alarm.check.due_at, []
    while alarm.check.due_at:
        said = core.tick(alarm, ALARMED, now)
        told += [one.at for one in said if isinstance(one, CaseCheckOverdue)]
        alarm = done(alarm, said)
        now = max(now, alarm.next_at)
    assert told == ["g1", "c1", "s1", "hc"]
    assert act(alarm, SO, WORKER, city=ALARMED, now=now).check is None


def test_what_no_rule_asks_to_be_looked_at_waits_for_nobody():
    usual = act(case(), sort(standard="lamp-1"), city=STANDARDS)
    gone = act(case(), sort(standard="lamp-2"), city=STANDARDS)

    assert came_by("monitor", CITY).check is None
    assert came_by("app").check is None
    assert act(usual, SHOWN, OFFICER, city=STANDARDS).check is None
    assert act(gone, SHOWN, OFFICER, city=CITY).check is None  # the pack has no such standard now


@pytest.mark.mechanism(32, 63)
def test_what_its_standard_asks_to_be_looked_at_has_a_time_of_its_own_and_goes_up():
    bare = act(case(), sort(standard="lamp-2"), city=STANDARDS)
    solved = act(bare, SHOWN, OFFICER, city=STANDARDS)

    assert (solved.check.before, solved.check.due_at) == ("closing", NOON + 24 * HOUR)
    [late] = [
        one
        for one in core.tick(solved, STANDARDS, solved.check.due_at)
        if isinstance(one, CaseCheckOverdue)
    ]
    assert (late.before, late.at, late.was_due_at) == ("closing", "c1", NOON + 24 * HOUR)
    seen = act(solved, SO, OFFICER, city=STANDARDS)
    assert seen.check is None
    assert act(seen, FEED_BACK, OFFICER, city=STANDARDS).stage is CaseStage.FED_BACK
    assert act(solved, NOT_SO, WORKER, city=STANDARDS).stage is CaseStage.OWNED


def test_whoever_holds_it_may_send_somebody_to_what_a_rule_asks_for():
    alarm = came_by("monitor")

    sent = act(alarm, BEFORE, WORKER, city=ALARMED)

    assert (sent.check.asked_by, sent.check.by_rule) == (WORKER.id, False)
    with pytest.raises(NotYours, match="somebody_else_looks"):
        decide(SO, sent, WORKER, city=ALARMED)


def test_what_has_gone_on_is_looked_at_by_nobody_any_more():
    answered = act(came_by("monitor"), Answer(text="A drill"), WORKER, city=ALARMED)

    assert answered.stage is CaseStage.FED_BACK
    assert answered.check is None


def test_a_case_from_before_looks_had_a_time_of_their_own_is_still_read():
    old = CaseSolved(result="x", owner=SOLVED.owner, due_at=NOON)

    assert old.check_by is None
    assert core.evolve(act(case(), sort()), old).check is None


def test_what_is_not_so_is_not_sorted_but_may_be_refused():
    seen = act(ALARM, NOT_SO, WORKER, city=ALARMED)

    with pytest.raises(NotNow, match="check_first") as refused:
        decide(sort(), seen, WORKER, city=ALARMED)

    assert seen.refutal
    assert "refuse" in refused.value.facts["allowed"]


@pytest.mark.mechanism(32, 97)
def test_the_reporter_is_told_only_what_was_found_done():
    asked = act(SOLVED, CLOSING, OFFICER)

    with pytest.raises(NotNow, match="check_first"):
        decide(FEED_BACK, asked, OFFICER)

    assert asked.check.due_at == NOON + 24 * HOUR
    assert act(act(asked, SO, WORKER), FEED_BACK, OFFICER).stage is CaseStage.FED_BACK


@pytest.mark.mechanism(32)
def test_found_undone_it_is_open_again_with_its_history():
    asked = act(SOLVED, CLOSING, OFFICER)

    again = act(asked, NOT_SO, WORKER)

    assert again.stage is CaseStage.OWNED
    assert again.reopened == 1
    assert again.checked == ()


def test_whoever_sent_somebody_does_not_look_himself():
    asked = act(SOLVED, CLOSING, OFFICER)

    with pytest.raises(NotYours, match="somebody_else_looks"):
        decide(SO, asked, OFFICER)


@pytest.mark.parametrize("by", [RESIDENT, NEXT_WORKER])
def test_only_somebody_posted_at_the_place_looks(by):
    with pytest.raises(NotYours, match="not_your_case"):
        decide(SO, act(SOLVED, CLOSING, OFFICER), by)


def test_nobody_is_sent_twice_or_at_the_wrong_time():
    with pytest.raises(NotNow, match="check_awaited"):
        decide(CLOSING, act(SOLVED, CLOSING, OFFICER), OFFICER)
    with pytest.raises(NotNow, match="illegal_move"):
        decide(CLOSING, case(), OFFICER)
    with pytest.raises(NotNow, match="illegal_move"):
        decide(BEFORE, SOLVED, OFFICER)


def unseen(before, now):
    """What the clock says of a look, and the case after all it says."""
    said = core.tick(before, CITY, now)
    return [one for one in said if isinstance(one, CaseCheckOverdue)], done(before, said)


@pytest.mark.mechanism(63)
def test_a_look_nobody_took_is_told_to_the_holder_and_then_one_rung_up_each_time():
    now, after = NOON + 24 * HOUR, act(SOLVED, CLOSING, OFFICER)
    told = []

    while after.check.due_at:
        assert not unseen(after, now - timedelta(milliseconds=1))[0]
        [late], after = unseen(after, now)
        told.append((late.at, late.tell, late.was_due_at))
        now = after.check.due_at or now

    assert told == [
        ("c1", ("she", "shu"), NOON + 24 * HOUR),
        ("s1", ("zhi", "jie"), NOON + 48 * HOUR),
        ("hc", ("qu",), NOON + 72 * HOUR),
    ]
    assert after.check.before == "closing"
    assert act(after, SO, WORKER, now=now).check is None


def test_a_look_nobody_took_moves_no_other_clock():
    asked = act(case(), BEFORE, OFFICER)

    [late], after = unseen(asked, NOON + 2 * HOUR)

    assert (late.before, late.level, late.at) == ("sorting", "grid", "g1")
    assert after.owner == asked.owner
    assert not unseen(after, NOON + 2 * HOUR)[0]


def test_a_look_that_was_said_to_be_late_before_there_were_rungs_stays_as_it_was():
    asked = act(case(), BEFORE, OFFICER)

    after = core.evolve(asked, CaseCheckOverdue(before="sorting", was_due_at=NOON))

    assert after.check.due_at is None


@pytest.mark.mechanism(32, 97)
def test_there_is_no_way_to_the_end_without_a_word_to_the_reporter():
    told = {CaseStage.FED_BACK}

    def ends(state, seen):
        if state in told:
            return False
        row = CASE_LIFE.table[state]
        return state is CaseStage.CLOSED or any(
            ends(to, seen | {to}) for to in row.values() if to not in seen
        )

    assert not ends(CaseStage.NEW, {CaseStage.NEW})
