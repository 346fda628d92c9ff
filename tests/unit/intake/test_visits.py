"""Visits: planned, put off, made, missed; what they find; and hazards until they are gone."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.events import visit as said
from contracts.refusals import NotNow, NotSo, NotThere, NotYours, Refused
from contracts.visit_life import VISIT_LIFE
from contracts.visiting import FindingKind, Found
from contracts.words import Level, Owner
from services.intake.core.visit_gates import STAGES as WHEN
from services.intake.core.visit_gates import tick_visit
from services.intake.core.visit_plan import end_of
from tests.unit.intake.visits import (
    BROKEN_GAS,
    CADRE,
    CITY,
    COMMANDER,
    COMMANDS,
    EVERYBODY,
    GONE,
    NEXT_WORKER,
    NOON,
    OFFICER,
    OTHER_COMMANDER,
    PASSED,
    POSTPONE,
    RECTIFY,
    RESIDENT,
    STAGES,
    STILL,
    TODAY,
    WORKER,
    after,
    decide,
    done,
    inspected,
    plan,
    record,
)

LATE = end_of(TODAY)


@pytest.mark.mechanism(28)
def test_a_visit_is_planned_to_a_door_on_a_day_and_owed_by_the_visitors_rung():
    (planned,) = decide(plan())

    assert planned.visitor == WORKER.id
    assert planned.owner == Owner(level=Level.GRID, at="binhe-02-01")
    assert planned.due_at == LATE
    assert planned.subject.compound == "xq-binhe-02-01"


@pytest.mark.mechanism(39)
def test_a_cadre_of_a_department_is_sent_and_the_community_answers_for_it():
    (planned,) = decide(plan(kind="listening", visitor=CADRE.id), by=COMMANDER)

    assert planned.visitor == CADRE.id
    assert planned.owner == Owner(level=Level.COMMUNITY, at="binhe-02")
    assert planned.channel == "listening_day"


@pytest.mark.mechanism(262)
def test_whom_a_sensitive_visit_is_to_is_marked_restricted():
    (planned,) = decide(plan(kind="visit_low_income"))

    assert planned.restricted


@pytest.mark.parametrize(
    ("command", "by", "code"),
    [
        (plan(kind="party"), WORKER, "unknown_visit_kind"),
        (plan(visitor="nobody"), WORKER, "unknown_visitor"),
        (plan(day=TODAY - timedelta(days=1)), WORKER, "day_is_over"),
        (plan(), NEXT_WORKER, "not_your_area"),
        (plan(), RESIDENT, "not_your_area"),
        (plan(), OTHER_COMMANDER, "not_your_area"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(command, by, code):
    with pytest.raises(Refused) as refused:
        decide(command, by=by)

    assert refused.value.code == code


@pytest.mark.mechanism(28, 40)
def test_of_what_is_found_only_troubles_open_cases_and_each_its_own():
    kinds = [*FindingKind, FindingKind.TROUBLE]
    findings = tuple(Found(kind=kind, text="某事") for kind in kinds)

    (recorded,) = decide(record(findings=findings), STAGES["planned"])

    cases = [one.case_id for one in recorded.findings if one.case_id]
    opened = {one.kind for one in recorded.findings if one.case_id}
    assert opened == {FindingKind.TROUBLE}
    assert len(set(cases)) == 2
    assert recorded.findings[2].category == "R14"


@pytest.mark.mechanism(28)
def test_a_visit_that_found_nothing_ends_without_a_case():
    (recorded,) = decide(record(), STAGES["planned"])

    visit = done(STAGES["planned"], [recorded])
    assert recorded.findings == ()
    assert (visit.open, visit.due_at) == (False, None)


@pytest.mark.mechanism(34)
def test_what_fails_on_the_check_list_is_reported_and_must_be_looked_at_again():
    (found,) = decide(inspected(), after(plan(kind="inspection")))

    assert isinstance(found, said.VisitHazardsFound)
    assert found.findings[0].case_id
    assert found.findings[0].category == "R138"
    assert found.due_at > NOON


@pytest.mark.mechanism(34)
def test_a_hazard_is_found_reported_rectified_and_rechecked_until_it_is_gone():
    visit = STAGES["rectified"]

    failed = done(visit, decide(STILL, visit))
    again = done(failed, decide(RECTIFY, failed))
    gone = done(again, decide(GONE, again))

    assert [failed.stage, again.stage, gone.stage] == ["found", "rectified", "rechecked"]
    assert (gone.open, gone.due_at) == (False, None)


def test_a_check_list_that_passes_whole_ends_at_once():
    visit = after(plan(kind="inspection"), record(passed=PASSED))

    assert (visit.stage, visit.open) == ("visited", False)


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (record(passed=PASSED[:3]), "check_list_incomplete"),
        (record(passed=("roof", *PASSED)), "unknown_point"),
        (record(findings=(BROKEN_GAS,), passed=PASSED), "passed_and_failed"),
        (
            inspected(BROKEN_GAS.model_copy(update={"kind": FindingKind.OPINION})),
            "hazard_is_trouble",
        ),
        (inspected(BROKEN_GAS.model_copy(update={"category": "R99"})), "unknown_category"),
        (inspected(visited_at=NOON + timedelta(hours=1)), "time_in_future"),
    ],
)
def test_a_record_that_cannot_be_is_refused(command, code):
    visit = after(plan(kind="inspection"))

    with pytest.raises(NotSo) as refused:
        decide(command, visit)

    assert refused.value.code == code


def test_it_may_be_put_off_but_not_for_ever():
    visit = after(plan(), POSTPONE, POSTPONE)

    with pytest.raises(NotNow, match="postponed_too_often"):
        decide(POSTPONE, visit)

    assert visit.due_at == end_of(POSTPONE.day)


@pytest.mark.parametrize("command", [c for c in COMMANDS if type(c) in WHEN], ids=repr)
@pytest.mark.parametrize("stage", STAGES)
def test_each_is_possible_in_its_own_stage_only(command, stage):
    if STAGES[stage].stage is WHEN[type(command)]:
        return
    with pytest.raises(NotNow) as refused:
        decide(command, STAGES[stage])

    assert refused.value.facts["state"] == stage


@pytest.mark.parametrize("by", [NEXT_WORKER, OTHER_COMMANDER, RESIDENT, CADRE], ids=lambda a: a.id)
@pytest.mark.parametrize("command", [c for c in COMMANDS if type(c) in WHEN], ids=repr)
def test_whoever_it_is_not_may_do_nothing_with_it(command, by):
    for visit in STAGES.values():
        with pytest.raises(NotYours, match="not_your_visit"):
            decide(command, visit, by)


@pytest.mark.parametrize("by", [OFFICER, COMMANDER], ids=lambda a: a.id)
def test_who_stands_above_may_stand_in(by):
    events = decide(record(), STAGES["planned"], by)

    assert events


@pytest.mark.parametrize("command", [c for c in COMMANDS if type(c) in WHEN], ids=repr)
def test_nothing_can_be_asked_of_a_visit_that_is_not_there(command):
    with pytest.raises(NotThere):
        decide(command, None)


def test_a_visit_nobody_made_is_missed_when_its_day_is_over_and_not_before():
    visit = STAGES["planned"]

    early = tick_visit(visit, CITY, LATE - timedelta(milliseconds=1))
    events = tick_visit(visit, CITY, LATE)

    assert early == []
    assert events == [said.VisitMissed(visitor=WORKER.id, was_due_at=LATE)]
    assert tick_visit(done(visit, events), CITY, LATE) == []


@pytest.mark.mechanism(34)
def test_hazards_nobody_sees_to_are_said_to_be_overdue_once_per_limit():
    visit = STAGES["found"]

    (overdue,) = tick_visit(visit, CITY, visit.due_at)

    assert overdue.next_at > visit.due_at
    assert tick_visit(done(visit, [overdue]), CITY, visit.due_at) == []


acts = st.tuples(st.sampled_from(COMMANDS), st.sampled_from(EVERYBODY))
steps = st.lists(st.tuples(st.integers(0, 40), st.one_of(st.none(), acts)), max_size=20)


@settings(max_examples=200, deadline=None)
@given(steps)
def test_whatever_anybody_does_an_open_visit_has_an_owner_and_a_next_deadline(steps):
    now, visit = NOON, after(plan(kind="inspection"))

    for hours, step in steps:
        now += timedelta(hours=hours)
        try:
            events = (
                decide(*step[:1], visit, step[1], now) if step else tick_visit(visit, CITY, now)
            )
        except Refused:
            events = []
        VISIT_LIFE.replay(visit.stage, events)
        visit = done(visit, events)

        assert visit.owner
        assert (visit.due_at is not None) == visit.open
