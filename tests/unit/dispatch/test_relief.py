"""延期 挂账 免办: who approves, what it does to the clocks, and how it ends by itself."""

import pytest

from contracts.commands import whistle as ask
from contracts.refusals import NotNow, NotSo, NotThere, NotYours
from contracts.words import Kind, Level
from tests.unit.dispatch.builders import (
    DENY,
    GRANT,
    UPHOLD,
    WAIVE,
    act,
    decide,
    done,
    hear,
    tell,
    ticked,
    whistle,
)
from tests.unit.dispatch.relieved import BEGUN, asked, granted
from tests.unit.dispatch.town import COMMANDER, DISTRICT, NOON, STREET_SUPERVISOR, hours

# --- more time ------------------------------------------------------------------------------------


@pytest.mark.mechanism(2)
def test_a_request_for_more_time_waits_for_the_street():
    _, (opened,) = hear(BEGUN, "extend")

    assert (opened.relief_id, opened.wish, opened.reason) == ("wh-1-1-x1", "extension", "Rain")
    assert (opened.level, opened.at, opened.due_at) == (Level.STREET, "s1", NOON + hours(4))
    assert opened.asker == "somebody"


def test_what_is_granted_adds_the_original_limit_and_a_new_ladder():
    after = granted(asked(), now=NOON + hours(3))

    clock = after.call("wh-1-1").clocks["complete"]
    assert clock.by == NOON + hours(200)
    assert [rung.action for rung in clock.ladder] == ["warn", "overdue", "supervise", "escalate"]
    assert clock.ladder[1].at == clock.by
    assert after.due_at == NOON + hours(200)
    assert after.call("wh-1-2").clocks["complete"].by == NOON + hours(100)


def test_no_more_is_given_than_was_asked_nor_than_one_limit():
    short = granted(asked(until=NOON + hours(120)))
    long = granted(asked(until=NOON + hours(900)))

    assert short.call("wh-1-1").clocks["complete"].by == NOON + hours(120)
    assert long.call("wh-1-1").clocks["complete"].by == NOON + hours(200)


def test_the_second_needs_the_district_after_the_street():
    twice = asked(before=granted(asked()))

    (passed,) = decide(GRANT, twice, facts="wh-1-1-x2")
    street = done(twice, [passed])
    with pytest.raises(NotYours, match="not_this_ruler"):
        decide(GRANT, street, COMMANDER, facts="wh-1-1-x2")
    after = granted(street, "wh-1-1-x2", DISTRICT)

    assert (passed.level, passed.at) == (Level.DISTRICT, "hc")
    assert after.call("wh-1-1").clocks["complete"].by == NOON + hours(300)
    assert after.call("wh-1-1").extensions == 2


def test_the_first_no_is_the_end_and_costs_nothing():
    after = act(asked(), DENY)

    call = after.call("wh-1-1")
    assert (call.reliefs, call.extensions) == ((), 0)
    assert call.clocks == BEGUN.call("wh-1-1").clocks
    assert asked(before=after).call("wh-1-1").reliefs[0].id == "wh-1-1-x2"


@pytest.mark.parametrize(
    ("before", "rule"),
    [
        (tell(whistle("water", kind=Kind.EMERGENCY), "acknowledge"), "never_extended"),
        (
            granted(granted(asked(before=granted(asked())), "wh-1-1-x2"), "wh-1-1-x2", DISTRICT),
            "relief_used_up",
        ),
    ],
)
def test_what_a_rule_forbids_is_refused_without_anybodys_word(before, rule):
    _, said = hear(before, "extend")

    assert [e.type for e in said] == ["relief.asked", "relief.decided"]
    assert (said[1].granted, said[1].rule) == (False, rule)


def test_late_words_are_asked_for_again_and_silence_grants_nothing():
    said, after = ticked(asked(), NOON + hours(4))

    (late,) = [e for e in said if e.type == "relief.overdue"]
    assert (late.tell, late.due_at) == (("zhi",), NOON + hours(8))
    assert after.call("wh-1-1").extensions == 0


def test_a_word_that_comes_after_the_limit_does_not_leave_it_late():
    slow = ticked(asked(), NOON + hours(110))[1]

    after = granted(slow, now=NOON + hours(110))

    assert slow.call("wh-1-1").clocks["complete"].late
    assert not after.call("wh-1-1").clocks["complete"].late


def test_a_request_lapses_when_the_department_is_done():
    _, said = hear(tell(asked(), "arrive", 1), "complete")

    assert "relief.lapsed" in [e.type for e in said]


# --- a waiver -------------------------------------------------------------------------------------


@pytest.mark.parametrize("by", [STREET_SUPERVISOR, DISTRICT], ids=lambda by: by.id)
def test_a_waiver_needs_a_second_person_and_is_on_record(by):
    waiving = act(BEGUN, WAIVE)

    with pytest.raises(NotYours, match="second_person_decides"):
        decide(GRANT, waiving, COMMANDER, facts="wh-1-2-x1")
    said = decide(GRANT, waiving, by, facts="wh-1-2-x1")

    assert [e.type for e in said] == ["relief.decided", "call.released"]
    assert (said[1].waived, said[1].reason) == (True, "The road is dry after all")
    assert [call.department for call in done(waiving, said).answering] == ["water"]


def test_nobody_waives_the_same_twice_at_once_nor_who_owes_nothing():
    with pytest.raises(NotNow, match="relief_awaited"):
        decide(WAIVE, act(BEGUN, WAIVE))
    with pytest.raises(NotSo, match="owes_nothing"):
        decide(WAIVE, whistle("water"))


def test_the_lead_is_not_waived_when_nobody_else_could_lead():
    lead = WAIVE.model_copy(update={"task_id": "wh-1-1"})

    with pytest.raises(NotSo, match="nobody_left_to_lead"):
        decide(lead, whistle("water", "c1"))
    assert decide(lead, whistle("water", "roads"))


def test_a_request_that_does_not_wait_is_not_there():
    with pytest.raises(NotThere, match="no_such_relief"):
        decide(GRANT, BEGUN)


# --- beyond the department ------------------------------------------------------------------------


@pytest.mark.mechanism(2, 66)
def test_a_street_that_cannot_say_whose_it_is_refers_the_dispute_and_the_district_designates():
    disputed = tell(whistle("water", "roads"), "object", 1)

    (referred,) = decide(ask.DecideRuling(upheld=True, reason="Both say no", refer=True), disputed)
    up = done(disputed, [referred])
    with pytest.raises(NotYours, match="not_this_ruler"):
        decide(UPHOLD, up, COMMANDER)
    after = act(up, UPHOLD, DISTRICT)

    assert (referred.at, referred.due_at) == ("hc", NOON + hours(8))
    assert [(c.department, c.designated) for c in after.live] == [
        ("roads", False),
        ("police", True),
    ]
