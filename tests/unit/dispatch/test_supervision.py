"""督办: opened by clocks and by hand, answered, said again, and over with the call."""

import pytest

from contracts.calendar import Span
from contracts.commands import whistle as ask
from contracts.refusals import NotNow, NotSo, NotThere, NotYours
from services.dispatch import core
from services.dispatch.core.ending import record
from tests.unit.dispatch.builders import (
    ANSWER,
    REMIND,
    SUPERVISE,
    WITHDRAW,
    act,
    decide,
    done,
    finished,
    hear,
    tell,
    ticked,
    whistle,
)
from tests.unit.dispatch.town import (
    CITY,
    COMMANDER,
    DISTRICT,
    LIAISON,
    NOON,
    STREET_SUPERVISOR,
    WATER_HEAD,
    city,
    hours,
)


@pytest.mark.mechanism(110)
@pytest.mark.parametrize("by", [COMMANDER, STREET_SUPERVISOR, DISTRICT], ids=lambda by: by.id)
def test_a_hard_case_is_supervised_by_hand_and_the_department_owes_an_answer(by):
    (opened,) = decide(SUPERVISE, whistle("water"), by)

    assert (opened.supervision_id, opened.kind, opened.count) == ("wh-1-1-s1", "DAILY", 1)
    assert (opened.cause, opened.duty, opened.reason) == (
        "hand",
        "acknowledge",
        "It has waited for years",
    )
    assert (opened.answer_by, opened.tell) == (NOON + hours(9), ("du", "tou-water"))
    assert (opened.named, opened.bulletin) == (None, False)


def test_one_opened_by_hand_climbs_no_rung():
    before = whistle("water")

    after = act(before, SUPERVISE)

    assert after.call("wh-1-1").clocks == before.call("wh-1-1").clocks


@pytest.mark.mechanism(110)
def test_the_second_names_a_leader_and_the_third_stands_in_the_bulletin():
    twice = act(act(whistle("water"), SUPERVISE), SUPERVISE)

    (third,) = decide(SUPERVISE, twice)
    (second,) = decide(SUPERVISE, act(whistle("water"), SUPERVISE))

    assert (second.kind, second.named, second.bulletin) == ("LISTED", "tou-water", False)
    assert (third.kind, third.named, third.bulletin) == ("TALK", "tou-water", True)


@pytest.mark.mechanism(110)
def test_the_department_answers_in_time_or_it_is_said_again():
    open_ = act(tell(whistle("water"), "acknowledge"), SUPERVISE)

    said, late = ticked(open_, NOON + hours(9))
    (missing,) = [e for e in said if e.type == "supervision.unanswered"]
    (in_time,) = decide(ANSWER, open_, LIAISON, NOON + hours(9))
    (too_late,) = decide(ANSWER, late, WATER_HEAD, NOON + hours(9))

    assert (missing.was_due_at, missing.answer_by) == (NOON + hours(9), NOON + hours(18))
    assert (in_time.in_time, too_late.in_time) == (True, False)


@pytest.mark.mechanism(110)
@pytest.mark.parametrize(
    ("longest", "waits"), [("400 h", [9, 18, 36, 72, 144, 288, 400, 400]), ("1 h", [9] * 8)]
)
def test_what_is_never_answered_is_said_ever_more_seldom_down_to_the_pack_s_least(longest, waits):
    strict = city()
    strict.rules.spans["supervision.again_most"] = Span.parse(longest)
    late, at, found = act(tell(whistle("water"), "acknowledge"), SUPERVISE), NOON + hours(9), []

    while len(found) < len(waits):
        fired = core.tick(late, strict, at)
        (missing,) = [one for one in fired if one.type == "supervision.unanswered"][-1:]
        found.append(missing.answer_by - at)
        late, at = done(late, fired), missing.answer_by
        assert core.next_clock(late) <= at

    assert found == [hours(wait) for wait in waits]


def test_an_answered_one_is_quiet_and_stays_open_until_the_call_is_done():
    answered = act(act(tell(whistle("water"), "acknowledge"), SUPERVISE), ANSWER, LIAISON)

    said, _ = ticked(answered, NOON + hours(9))
    arrived = tell(answered, "arrive")
    after, closing = hear(arrived, "complete")

    assert "supervision.unanswered" not in [e.type for e in said]
    assert [e.type for e in closing] == ["supervision.closed", "whistle.solved"]
    assert closing[0].outcome == "solved"
    assert done(after, closing).call("wh-1-1").supervising == ()


def test_who_is_taken_out_is_supervised_no_longer():
    said = decide(WITHDRAW, act(whistle("water"), SUPERVISE))

    assert [e.outcome for e in said if e.type == "supervision.closed"] == ["released"]


@pytest.mark.mechanism(110)
def test_days_late_is_a_talk_once_whatever_was_before():
    strict = city()
    strict.rules.spans["supervision.talk_after"] = Span.parse("2 wd")
    late = whistle("water")

    said = []
    for day in range(1, 6):
        fired = core.tick(late, strict, NOON + hours(24 * day))
        said += fired
        late = done(late, fired)

    talks = [e for e in said if e.type == "supervision.opened" and e.cause == "late"]
    assert [(e.kind, e.bulletin, e.duty) for e in talks] == [("TALK", True, "acknowledge")]


def test_only_its_own_department_answers_what_waits():
    open_ = act(whistle("roads", "water"), SUPERVISE)

    with pytest.raises(NotYours, match="not_your_supervision"):
        decide(ANSWER, open_, LIAISON)
    with pytest.raises(NotThere, match="no_such_supervision"):
        decide(ANSWER, whistle("water"), LIAISON)
    with pytest.raises(NotThere, match="no_such_supervision"):
        decide(ANSWER, act(act(whistle("water"), SUPERVISE), ANSWER, LIAISON), LIAISON)


def test_who_owes_nothing_is_not_supervised():
    with pytest.raises(NotSo, match="owes_nothing"):
        decide(SUPERVISE, finished(whistle("water", "roads"), 1))


# --- reminders ------------------------------------------------------------------------------------


@pytest.mark.mechanism(110)
def test_reminders_are_counted_for_each_department_and_go_into_its_record():
    once = act(whistle("water", "roads"), REMIND)
    twice = act(once, ask.Remind(task_ids=("wh-1-2",), text="x"), now=NOON + hours(1))

    counts = [record(call, twice, CITY).reminders for call in twice.calls]
    assert (counts, twice.reminders) == ([1, 2], 2)


def test_nobody_is_reminded_again_at_once_nor_for_ever():
    reminded, now = act(whistle("water"), REMIND), NOON

    with pytest.raises(NotNow, match="reminded_just_now") as refused:
        decide(REMIND, reminded, now=NOON + hours(0.1))
    for _ in range(4):
        now += hours(1)
        reminded = act(reminded, REMIND, now=now)

    assert refused.value.facts["again_at"] == NOON + hours(1 / 6)
    with pytest.raises(NotNow, match="reminded_enough"):
        decide(REMIND, reminded, now=now + hours(1))


def test_who_was_reminded_just_now_is_left_out_when_everybody_is():
    one = act(whistle("water", "roads"), ask.Remind(task_ids=("wh-1-1",), text="x"))

    (said,) = decide(REMIND, one)

    assert said.task_ids == ("wh-1-2",)
