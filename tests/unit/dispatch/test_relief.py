"""延期 挂账 免办: who approves, what it does to the clocks, and how it ends by itself."""

from datetime import timedelta

import pytest

from contracts.calendar import Calendar
from contracts.commands import whistle as ask
from contracts.events.relief import CallResumed, CallSuspended
from contracts.lifecycle import WhistleStage
from contracts.refusals import NotNow, NotSo, NotThere, NotYours
from contracts.words import Kind, Level
from services.dispatch import core
from tests.unit.dispatch.builders import (
    CONFIRM,
    DENY,
    GRANT,
    UPHOLD,
    WAIVE,
    act,
    decide,
    done,
    hear,
    raising,
    tell,
    ticked,
    whistle,
)
from tests.unit.dispatch.town import (
    COMMANDER,
    DISTRICT,
    NOON,
    STREET_SUPERVISOR,
    city,
    hours,
)

BEGUN = tell(whistle("water", "roads"), "acknowledge")


def asked(word="extend", before=BEGUN, **changes):
    return tell(before, word, 1, **changes)


def granted(before, relief="wh-1-1-x1", by=COMMANDER, now=NOON):
    return act(before, GRANT, by, now, facts=relief)


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


# --- a pause --------------------------------------------------------------------------------------


def suspended(before=BEGUN, now=NOON):
    street = granted(asked("suspend", before), now=now)
    return granted(street, by=DISTRICT, now=now)


def test_a_pause_needs_the_street_and_the_district():
    (passed,) = decide(GRANT, asked("suspend"))

    said = decide(GRANT, done(asked("suspend"), [passed]), DISTRICT)
    assert [e.type for e in said] == ["relief.decided", "call.suspended"]
    assert (said[1].cause, said[1].until) == ("season", NOON + hours(500))
    assert said[1].look_at == NOON + hours(200)


def test_no_clock_of_it_runs_while_it_waits_and_the_others_run_on():
    paused = suspended()

    said, _ = ticked(paused, NOON + hours(199))

    assert {e.department for e in said if e.type.startswith("call.")} == {"roads"}


def test_somebody_looks_now_and_then_and_it_resumes_by_itself_on_its_day():
    said, after = [], suspended()
    for n in (200, 400, 500):
        fired, after = ticked(after, NOON + hours(n))
        said += fired

    waters = [e for e in said if getattr(e, "department", "") == "water"]
    assert [e.type for e in waters if e.type.startswith("call.re")] == [
        "call.recheck_due",
        "call.recheck_due",
        "call.resumed",
    ]
    assert after.call("wh-1-1").suspension is None
    assert [e.was_due_at for e in waters[:2]] == [NOON + hours(200), NOON + hours(400)]


def test_what_each_clock_had_left_is_given_back():
    paused = suspended(now=NOON + hours(5))

    _, after = ticked(paused, NOON + hours(500))

    clocks = after.call("wh-1-1").clocks
    assert clocks["arrive"].by == NOON + hours(505)
    assert clocks["complete"].by == NOON + hours(595)
    assert clocks["acknowledge"] == BEGUN.call("wh-1-1").clocks["acknowledge"]
    assert [(r.action, r.at) for r in clocks["arrive"].ladder][:2] == [
        ("warn", NOON + hours(502.5)),
        ("overdue", NOON + hours(505)),
    ]
    assert after.due_at >= clocks["complete"].by


def test_a_process_that_slept_resumes_it_as_of_its_day():
    _, slept = ticked(suspended(), NOON + hours(2000))

    assert slept.call("wh-1-1").clocks["complete"].by == NOON + hours(600)
    assert slept.call("wh-1-1").clocks["complete"].late


def test_the_time_left_is_working_time():
    office = city(Calendar(), {Kind.DEMAND: ("4 wh", "3 wd", "10 wd")})
    raised = done(None, decide(raising("water"), now=NOON, city=office))
    pause = core.evolve(raised, _paused(NOON, NOON + timedelta(days=7)))

    said = list(core.tick(pause, office, NOON + timedelta(days=7)))

    (resumed,) = [e for e in said if isinstance(e, CallResumed)]
    assert resumed.clocks.acknowledge_by - raised.call("wh-1-1").clocks[
        "acknowledge"
    ].by == timedelta(days=7)


def _paused(since, until):
    return CallSuspended(
        whistle_id="wh-1",
        task_id="wh-1-1",
        department="water",
        cause="season",
        reason="Frost",
        suspended_at=since,
        until=until,
    )


def test_it_may_go_on_before_its_day():
    after = tell(suspended(), "resume", 1, at=NOON + hours(50))

    assert after.call("wh-1-1").suspension is None
    assert after.call("wh-1-1").clocks["complete"].by == NOON + hours(150)


def test_a_whistle_is_not_solved_while_a_call_waits():
    roads_done = tell(tell(suspended(), "arrive", 2), "complete", 2)

    assert roads_done.stage is WhistleStage.MUSTERING
    with pytest.raises(NotNow, match="calls_open"):
        decide(CONFIRM, roads_done)


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


def at_district():
    agrees = ask.DecideRuling(upheld=True, reason="True")
    return act(tell(BEGUN, "cannot_solve", 1), agrees)


SHELVE = ask.DecideRuling(
    upheld=True, reason="After the winter", shelve_until=NOON + hours(900), cause="season"
)


@pytest.mark.mechanism(66)
def test_the_district_may_shelve_what_nobody_can_solve_now_with_a_reason_and_a_day():
    after = act(at_district(), SHELVE, DISTRICT, facts="wh-1-1-r2")

    call = after.call("wh-1-1")
    assert (call.suspension.until, call.rulings) == (NOON + hours(900), ())
    assert call.answering


@pytest.mark.parametrize(
    ("word", "by", "ruling", "before", "code"),
    [
        (SHELVE, COMMANDER, "wh-1-1-r1", tell(BEGUN, "cannot_solve", 1), "shelved_by"),
        (SHELVE, COMMANDER, "wh-1-1-r1", tell(BEGUN, "object", 1), "shelved_by"),
        (
            SHELVE.model_copy(update={"cause": None}),
            DISTRICT,
            "wh-1-1-r2",
            at_district(),
            "shelved_by",
        ),
        (
            SHELVE.model_copy(update={"shelve_until": NOON}),
            DISTRICT,
            "wh-1-1-r2",
            at_district(),
            "suspension_too_long",
        ),
        (
            ask.DecideRuling(upheld=True, reason="x", refer=True),
            DISTRICT,
            "wh-1-1-r2",
            at_district(),
            "nobody_above_district",
        ),
    ],
)
def test_only_the_district_shelves_with_a_cause_and_a_day_ahead(word, by, ruling, before, code):
    with pytest.raises(NotSo, match=code):
        decide(word, before, by, facts=ruling)


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
