"""挂账: a call waits until a day, by the word of two levels or of the district alone."""

from datetime import timedelta

import pytest

from contracts.calendar import Calendar
from contracts.commands import whistle as ask
from contracts.events.relief import CallResumed, CallSuspended
from contracts.lifecycle import WhistleStage
from contracts.refusals import NotNow, NotSo
from contracts.words import Kind
from services.dispatch import core
from tests.unit.dispatch.builders import CONFIRM, GRANT, act, decide, done, raising, tell, ticked
from tests.unit.dispatch.relieved import BEGUN, asked, granted
from tests.unit.dispatch.town import COMMANDER, DISTRICT, NOON, city, hours


def suspended(before=BEGUN, now=NOON):
    street = granted(asked("suspend", before), now=now)
    return granted(street, by=DISTRICT, now=now)


def test_a_pause_needs_the_street_and_the_district():
    (passed,) = decide(GRANT, asked("suspend"))

    said = decide(GRANT, done(asked("suspend"), [passed]), DISTRICT)
    assert [e.type for e in said] == ["relief.decided", "call.suspended"]
    assert (said[1].cause, said[1].until) == ("season", NOON + hours(500))
    assert said[1].look_at == NOON + hours(200)


def test_whoever_carries_the_cases_is_told_that_they_wait_with_it():
    problems = tuple(
        problem.model_copy(update={"case_id": f"case-{n}"})
        for n, problem in enumerate(BEGUN.problems, 1)
    )
    carrying = BEGUN.model_copy(update={"problems": problems})
    street = granted(asked("suspend", carrying))
    (_, waits) = decide(GRANT, street, DISTRICT)
    fired, _ = ticked(done(street, [waits]), NOON + hours(500))
    (_, longer) = decide(GRANT, asked("extend", carrying), COMMANDER)

    (goes_on,) = [e for e in fired if isinstance(e, CallResumed)]
    for said in (waits, longer, goes_on):
        assert said.case_ids == carrying.case_ids == tuple(p.case_id for p in problems)


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


@pytest.mark.parametrize("hour", range(24))
def test_a_short_pause_at_any_hour_brings_no_deadline_forward(hour):
    office = city(Calendar(), {Kind.DEMAND: ("4 wh", "3 wd", "10 wd")})
    now = NOON.replace(hour=hour)
    raised = done(None, decide(raising("water"), now=now, city=office))
    end = now + timedelta(seconds=12)
    pause = core.evolve(raised, _paused(now, end))

    (resumed,) = [e for e in core.tick(pause, office, end) if isinstance(e, CallResumed)]

    before = {duty: clock.by for duty, clock in raised.call("wh-1-1").clocks.items()}
    assert all(getattr(resumed.clocks, f"{duty}_by") >= by for duty, by in before.items())


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
