"""What is brought before the district, and questions nobody need answer any more."""

import pytest

from contracts.commands import whistle as ask
from contracts.words import Level
from services.dispatch.core.call_life import CallStage
from tests.unit.dispatch.builders import (
    ESCALATE,
    UPHOLD,
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
from tests.unit.dispatch.town import DISTRICT, NOON, hours

UNNAMED = ask.DecideRuling(upheld=True, reason="True")


@pytest.mark.mechanism(110)
def test_who_stays_silent_twice_over_is_brought_before_the_district_once():
    _, after = ticked(whistle("water"), NOON + hours(25))

    questions = [ruling.about for ruling in after.call("wh-1-1").rulings]
    assert questions == ["escalation"]


def test_the_district_answers_an_escalation_by_calling_another():
    _, silent = ticked(whistle("water"), NOON + hours(2))

    after = act(silent, UPHOLD, DISTRICT, facts="wh-1-1-r1")

    assert [(c.department, c.lead) for c in after.live] == [("police", True)]


def test_the_district_may_leave_it_where_it_is():
    _, silent = ticked(whistle("water"), NOON + hours(2))

    after = act(silent, UNNAMED, DISTRICT, facts="wh-1-1-r1")

    assert after.call("wh-1-1").rulings == ()
    assert after.call("wh-1-1").stage is CallStage.SUMMONED


def test_a_commander_passes_the_matter_up_by_way_of_the_call_that_leads():
    said = decide(ESCALATE, whistle())

    assert [event.type for event in said] == ["whistle.escalated", "ruling.opened"]
    assert (said[1].department, said[1].level) == ("water", Level.DISTRICT)
    assert said[0].answer_by == said[1].due_at == NOON + hours(40)


def test_when_the_lead_is_done_the_matter_goes_up_by_way_of_who_is_not():
    half = finished(whistle("water", "roads"), 1)

    assert decide(ESCALATE, half)[1].department == "roads"


# --- questions nobody need answer any more --------------------------------------------------------


def test_a_question_lapses_when_its_department_is_done_after_all():
    before = tell(tell(tell(whistle(), "object", 1), "acknowledge", 1), "arrive", 1)

    after, said = hear(before, "complete", 1)

    assert [(event.type, event.ruling_id) for event in said] == [("ruling.lapsed", "wh-1-1-r1")]
    assert done(after, said).call("wh-1-1").rulings == ()


def test_a_question_lapses_when_the_whistle_is_withdrawn():
    said = decide(WITHDRAW, tell(whistle(), "object", 1))

    assert [event.type for event in said][-2:] == ["whistle.withdrawn", "ruling.lapsed"]


@pytest.mark.parametrize("word", ["acknowledge", "arrive", "complete", "object", "cannot_solve"])
def test_whatever_a_released_department_still_says_changes_nothing(word):
    moved = act(tell(whistle(), "object", 1), UPHOLD)

    after, said = hear(moved, word, 1)

    assert (after.call("wh-1-1").stage, said) == (CallStage.RELEASED, [])
    assert after.call("wh-1-1").clocks == moved.call("wh-1-1").clocks
