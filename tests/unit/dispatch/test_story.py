"""The stories users try on the first day, told through the core alone."""

import pytest

from contracts.commands import whistle as ask
from contracts.events.call import (
    CallAccepted,
    CallEscalated,
    CallOverdue,
    CallWarned,
    RulingOpened,
    SupervisionOpened,
)
from contracts.events.whistle import WhistleAssessed, WhistleClosed, WhistleConfirmed
from contracts.lifecycle import WhistleStage
from contracts.refusals import NotNow, NotYours
from contracts.summons import ProblemEnd
from services.dispatch.core.call_life import CallStage
from tests.unit.dispatch.builders import (
    CLOSE,
    CONFIRM,
    act,
    decide,
    done,
    finished,
    hear,
    stated,
    tell,
    ticked,
    whistle,
)
from tests.unit.dispatch.town import LIAISON, NOON, OTHER_COMMANDER, hours

FOUR = ("water", "roads", "police", "fire")
DONE_BY = NOON + hours(0.5)


def three_of_four():
    """Three departments came and are done; the fourth never answered."""
    return finished(whistle(*FOUR), 1, 2, 3, at=DONE_BY)


def minutes_of(whistle, until):
    """What the clock says, looking once every ten minutes, and the whistle after it."""
    said, now = [], NOON
    while now <= until:
        fired, whistle = ticked(whistle, now)
        said += [(now - NOON, event) for event in fired]
        now += hours(1 / 6)
    return said, whistle


@pytest.mark.mechanism(1, 2, 88)
def test_three_answer_and_the_commander_sees_exactly_who_does_not():
    seen = three_of_four()

    assert [call.stage for call in seen.calls] == [CallStage.COMPLETED] * 3 + [CallStage.SUMMONED]
    assert [call.department for call in seen.answering] == ["fire"]
    assert seen.stage is WhistleStage.MUSTERING


@pytest.mark.mechanism(2, 110)
def test_the_silent_one_is_warned_then_its_head_then_supervision_then_the_district():
    said, after = minutes_of(three_of_four(), NOON + hours(2))

    of_acknowledging = [(after, event) for after, event in said if event.task_id == "wh-1-4"]
    assert [type(event) for _, event in of_acknowledging] == [
        CallWarned,
        CallOverdue,
        SupervisionOpened,
        CallEscalated,
        RulingOpened,
    ]
    assert [after for after, _ in of_acknowledging[:4]] == [
        hours(5 / 6),
        hours(1),
        hours(1.5),
        hours(2),
    ]
    assert after.call("wh-1-4").grade == "YELLOW"


@pytest.mark.mechanism(110)
def test_nobody_is_told_of_those_who_answered_in_time():
    said, _ = minutes_of(three_of_four(), NOON + hours(90))

    assert {getattr(event, "department", "fire") for _, event in said} == {"fire"}


@pytest.mark.mechanism(1)
def test_the_street_cannot_end_it_over_the_head_of_the_silent_one():
    for command in (CONFIRM, CLOSE):
        with pytest.raises(NotNow, match="calls_open") as refused:
            decide(command, three_of_four())
        assert refused.value.facts["departments"] == ["the fire"]


@pytest.mark.mechanism(1, 3, 88)
def test_once_the_last_one_is_done_the_whistle_is_solved_by_itself():
    before = three_of_four()

    for word, event in (("acknowledge", None), ("arrive", "whistle.mustered")):
        before, said = hear(before, word, 4)
        assert [one.type for one in said] == ([event] if event else [])
        before = done(before, said)
    after, said = hear(before, "complete", 4)

    assert [one.type for one in said] == ["whistle.solved"]
    assert done(after, said).stage is WhistleStage.SOLVED


def test_when_the_silent_one_is_taken_out_all_others_have_come_and_are_done():
    asked = tell(three_of_four(), "object", 4)

    said = decide(ask.DecideRuling(upheld=True, reason="True"), asked, facts="wh-1-4-r1")

    assert [one.type for one in said[2:]] == ["whistle.mustered", "whistle.solved"]


@pytest.mark.mechanism(7)
def test_a_whistle_goes_from_its_first_blow_to_the_closed_file():
    solved = finished(whistle("water", "roads"))

    confirming = decide(CONFIRM, solved)
    confirmed = done(solved, confirming)
    one_judged, nothing = hear(confirmed, "judge", 1)
    both_judged, assessing = hear(one_judged, "judge", 2)
    closing = decide(CLOSE, done(both_judged, assessing))

    assert [type(e) for e in confirming] == [CallAccepted, CallAccepted, WhistleConfirmed]
    assert (nothing, [type(e) for e in assessing]) == ([], [WhistleAssessed])
    assert closing == [WhistleClosed()]


@pytest.mark.mechanism(7)
def test_the_file_stays_open_until_everybody_is_judged():
    confirmed = act(finished(whistle("water", "roads")), CONFIRM)

    with pytest.raises(NotNow, match="illegal_move"):
        decide(CLOSE, tell(confirmed, "judge", 1))


@pytest.mark.parametrize("by", [OTHER_COMMANDER, LIAISON], ids=lambda one: one.id)
def test_only_the_street_that_raised_it_ends_it(by):
    with pytest.raises(NotYours, match="not_the_raising_street"):
        decide(CONFIRM, finished(whistle()), by)


@pytest.mark.mechanism(8)
def test_three_problems_of_which_two_are_solved_are_not_solved():
    three = finished(whistle(problems=(stated("A pipe"), stated("A root"), stated("A hole"))))
    ends = [ProblemEnd(problem_id=f"p{n}", solved=n != 2) for n in (1, 2, 3)]

    confirmed = decide(ask.ConfirmWhistle(ends=ends, result="Two of three"), three)[-1]

    assert [(end.problem_id, end.solved) for end in confirmed.ends] == [
        ("p1", True),
        ("p2", False),
        ("p3", True),
    ]
    assert len(confirmed.problems) == 3
