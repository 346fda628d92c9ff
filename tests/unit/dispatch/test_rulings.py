"""Objections and cannot-solves: who rules, by when, and what a word leads to."""

import pytest

from contracts.commands import whistle as ask
from contracts.events.call import CallReleased, CallSummoned, RulingDecided, RulingOpened
from contracts.events.whistle import LeadChanged
from contracts.lifecycle import WhistleStage
from contracts.refusals import NotSo, NotThere, NotYours
from contracts.words import Level
from tests.unit.dispatch.builders import (
    REJECT,
    UPHOLD,
    act,
    decide,
    done,
    hear,
    tell,
    ticked,
    whistle,
)
from tests.unit.dispatch.town import COMMANDER, DISTRICT, NOON, OTHER_COMMANDER, hours

UNNAMED = ask.DecideRuling(upheld=True, reason="True")


def objected(*departments, n=1):
    """A whistle one of whose calls was objected to."""
    return tell(whistle(*departments), "object", n)


def passed_up():
    """A whistle whose first department cannot solve it, as the street agrees."""
    asked = tell(tell(whistle(), "acknowledge"), "cannot_solve", 1)
    return act(asked, UNNAMED)


@pytest.mark.mechanism(2)
def test_an_objection_waits_for_the_street_and_says_why_and_whose_it_would_be():
    _, (opened,) = hear(whistle(), "object")

    assert (opened.ruling_id, opened.about) == ("wh-1-1-r1", "objection")
    assert (opened.level, opened.at, opened.due_at) == (Level.STREET, "s1", NOON + hours(4))
    assert (opened.reason, opened.basis, opened.suggestion) == ("Not ours", "art. 9", "police")


@pytest.mark.mechanism(18)
def test_an_upheld_objection_releases_the_call_and_summons_the_one_it_belongs_to():
    before = objected()

    decided, released, summoned = decide(UPHOLD, before, now=NOON + hours(2))

    assert (type(decided), type(released)) == (RulingDecided, CallReleased)
    assert isinstance(summoned, CallSummoned)
    assert (summoned.task_id, summoned.department) == ("wh-1-3", "police")
    assert (summoned.lead, summoned.designated) == (True, True)
    assert summoned.clocks.acknowledge_by == NOON + hours(3)


def test_who_assists_and_objects_is_replaced_by_one_who_assists():
    before = objected(n=2)

    *_, summoned = decide(UPHOLD, before, facts="wh-1-2-r1")

    assert (summoned.department, summoned.lead) == ("police", False)
    assert done(before, [summoned]).call("wh-1-1").lead


def test_a_rejected_objection_counts_and_the_clock_ran_on():
    before = objected()

    after = act(before, REJECT, now=NOON + hours(3))

    call = after.call("wh-1-1")
    assert (call.objections_rejected, call.rulings) == (1, ())
    assert call.clocks == before.call("wh-1-1").clocks


def test_the_designated_may_not_return_the_call():
    moved = act(objected(), UPHOLD)

    after, said = hear(moved, "object", 3)

    assert [type(event) for event in said] == [RulingOpened, RulingDecided]
    assert not said[1].upheld
    assert done(after, said).call("wh-1-3").objections_rejected == 1


def test_who_was_called_already_takes_it_on_and_may_not_return_it_either():
    before = objected("water", "roads")

    said = decide(ask.DecideRuling(upheld=True, designated="roads", reason="Theirs"), before)
    after = done(before, said)

    assert [type(event) for event in said] == [RulingDecided, CallReleased, LeadChanged]
    assert [(c.department, c.lead, c.designated) for c in after.live] == [("roads", True, True)]


def test_what_an_assistant_returns_moves_no_lead():
    before = objected("water", "roads", "police", n=2)

    said = decide(UPHOLD, before, facts="wh-1-2-r1")

    assert [type(event) for event in said] == [RulingDecided, CallReleased]
    assert [(c.department, c.lead) for c in done(before, said).live] == [
        ("water", True),
        ("police", False),
    ]


def test_a_second_objection_of_the_same_department_is_rejected_at_once():
    again = act(objected(), REJECT)

    _, said = hear(again, "object")

    assert [type(event) for event in said] == [RulingOpened, RulingDecided]
    assert said[0].ruling_id == "wh-1-1-r2"


def test_when_nobody_is_named_the_next_one_called_leads():
    before = objected("water", "c1", "roads")

    said = decide(UNNAMED, before)

    assert said[-1].type == "whistle.lead_changed"
    assert [c.department for c in done(before, said).live if c.lead] == ["roads"]


@pytest.mark.parametrize("departments", [("water",), ("water", "c1")], ids=["alone", "with c1"])
def test_a_lead_nobody_can_follow_is_not_released_without_a_name(departments):
    with pytest.raises(NotSo, match="name_who_instead"):
        decide(UNNAMED, objected(*departments))


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (ask.DecideRuling(upheld=True, designated="nobody", reason="x"), "unknown_unit"),
        (ask.DecideRuling(upheld=True, designated="s1", reason="x"), "cannot_be_called"),
        (ask.DecideRuling(upheld=True, designated="c1", reason="x"), "community_cannot_lead"),
        (ask.DecideRuling(upheld=True, designated="water", reason="x"), "designated_is_the_same"),
        (
            ask.DecideRuling(upheld=False, designated="police", reason="x"),
            "designated_only_when_upheld",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_who_is_named_must_be_able_to_take_it(command, code):
    with pytest.raises(NotSo, match=code) as refused:
        decide(command, objected())

    assert refused.value.facts["field"] == "designated"


def test_a_ruling_that_does_not_wait_is_not_there():
    with pytest.raises(NotThere, match="no_such_ruling"):
        decide(REJECT, act(objected(), REJECT))


# --- who rules ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "ruling", "may", "may_not"),
    [
        (objected(), "wh-1-1-r1", COMMANDER, DISTRICT),
        (passed_up(), "wh-1-1-r2", DISTRICT, COMMANDER),
    ],
    ids=["street", "district"],
)
def test_a_ruling_is_given_by_the_level_that_was_asked(before, ruling, may, may_not):
    assert decide(REJECT, before, may, facts=ruling)

    with pytest.raises(NotYours, match="not_this_ruler"):
        decide(REJECT, before, may_not, facts=ruling)
    with pytest.raises(NotYours, match="not_a_ruler"):
        decide(REJECT, before, OTHER_COMMANDER, facts=ruling)


@pytest.mark.mechanism(66)
def test_what_the_street_agrees_cannot_be_solved_here_goes_to_the_district():
    after = passed_up()

    (ruling,) = after.call("wh-1-1").rulings
    assert (ruling.id, ruling.level, ruling.at) == ("wh-1-1-r2", Level.DISTRICT, "hc")
    assert ruling.due_at == NOON + hours(40)
    assert after.call("wh-1-1").answering


@pytest.mark.mechanism(66)
@pytest.mark.parametrize(
    ("word", "stages"),
    [
        (REJECT, ["acknowledged", "acknowledged"]),
        (UPHOLD, ["released", "acknowledged", "summoned"]),
        (UNNAMED, ["released", "acknowledged"]),
    ],
    ids=["rejected", "another is named", "taken out"],
)
def test_the_district_decides_what_becomes_of_it(word, stages):
    after = act(passed_up(), word, DISTRICT, facts="wh-1-1-r2")

    assert [call.stage.value for call in after.calls] == stages


@pytest.mark.mechanism(66)
def test_a_problem_beyond_everybody_comes_back_to_the_street_to_be_said_unsolved():
    alone = tell(tell(whistle("water"), "acknowledge"), "cannot_solve")
    at_district = act(alone, UNNAMED)

    said = decide(UNNAMED, at_district, DISTRICT, facts="wh-1-1-r2")
    after = done(at_district, said)

    assert [event.type for event in said] == [
        "ruling.decided",
        "call.released",
        "whistle.solved",
    ]
    assert (after.stage, after.owner.at, after.live) == (WhistleStage.SOLVED, "s1", ())


@pytest.mark.mechanism(2)
def test_a_question_the_street_leaves_lying_goes_to_the_district_and_stays_there():
    asked = objected("water")

    said, late = ticked(asked, NOON + hours(4))
    (moved,) = [event for event in said if event.type == "ruling.overdue"]
    again, _ = ticked(late, NOON + hours(12))

    assert (moved.ruling_id, moved.level, moved.at) == ("wh-1-1-r1", Level.DISTRICT, "hc")
    assert (moved.due_at, moved.tell) == (NOON + hours(12), ("qu",))
    assert [e.was_due_at for e in again if e.type == "ruling.overdue"] == [NOON + hours(12)]
    with pytest.raises(NotYours):
        decide(REJECT, late, COMMANDER)
