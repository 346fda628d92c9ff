"""What else moves at intake when the calendar changes: looks, groups, procedures, visits, doors."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import reduce

import pytest

from contracts.actor import CLOCK
from contracts.calendar import DayKind, Span
from contracts.calendar.wall import to_wall
from contracts.channels import GroupPost
from contracts.city import Errand
from contracts.city.intake import GroupRule
from contracts.commands.case import Report
from contracts.commands.case_work import AskCheck
from contracts.envelope import Envelope
from contracts.events.case_handed import CaseEntrusted
from contracts.events.household import BindingAsked
from contracts.events.recomputed import DueMoved
from contracts.events.risk import RiskRecomputed
from contracts.events.visit import RoundOpened, VisitRecheckFailed
from contracts.lifecycle import CaseStage
from contracts.words import Channel, Level, Owner
from services.chassis.store import Act
from services.intake import core
from services.intake.core import recompute as again
from services.intake.core import recompute_visit
from services.intake.core.case import CheckAsked
from services.intake.core.closing import ask_check, unseen
from services.intake.core.household import evolve_household
from services.intake.core.round import visits_of
from services.intake.core.transfer import handed as handing
from services.intake.core.visit import evolve_visit
from tests.unit.intake import homes
from tests.unit.intake.said import objected
from tests.unit.intake.test_prevention import visit as preventive
from tests.unit.intake.test_rounds import FIFTEENTH, FIFTH, Town
from tests.unit.intake.visits import CITY, GRID, HERE, OFFICER, after, inspected, plan

FRIDAY = datetime(2026, 11, 20, 9, 20, tzinfo=UTC)
"""Twenty past five in the afternoon, on the wall: any work more ends next week."""
HOUR, TWO_HOURS, DAY = Span.parse("1 wh"), Span.parse("2 wh"), timedelta(days=1)


def ruled(city, **intake):
    """The same city with other rules of taking in."""
    rules = city.rules.intake.model_copy(update=intake)
    return replace(city, rules=city.rules.model_copy(update={"intake": rules}))


def spanned(city, name, span):
    """The same city with another limit."""
    spans = {**city.rules.spans, name: span}
    return replace(city, rules=city.rules.model_copy(update={"spans": spans}))


def closed_on(city, *days):
    """The same city with holidays more."""
    region = city.calendars["region"]
    kinds = {**region.days, **dict.fromkeys(days, DayKind.HOLIDAY)}
    calendar = region.model_copy(update={"version": "next", "days": kinds})
    return replace(city, calendars={**city.calendars, "region": calendar})


BEFORE = ruled(
    CITY,
    check_span=HOUR,
    groups={"5": GroupRule(answers=Level.GRID, within=Span.parse("3 wh"))},
)
MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)
AFTER = closed_on(BEFORE, MONDAY)
POSTED = GroupPost(group="grp-5", level=5, sender="3-402")
TOLD = Report(text="路灯不亮", category="P0137", point=HERE.point, address="x", channel=Channel.APP)


def said(*events, source="intake", at=FRIDAY):
    about = {"source": source, "subject": "x", "by": "x", "time": at}
    return [
        Envelope(id=f"e{n}", seq=n, type=event.type, data=event, **about)
        for n, event in enumerate(events, 1)
    ]


def reported(group=None):
    told = TOLD.model_copy(update={"group": group})
    event = core.taken_in(told, "resident-1", core.Arrival("C-1", HERE, "x"), BEFORE, FRIDAY)
    return core.evolve(None, event), event


@pytest.mark.mechanism(73)
def test_somebody_sent_to_look_has_until_later_and_the_owner_too():
    case, told = reported()
    [asked] = ask_check(AskCheck(before="sorting"), case, OFFICER, BEFORE, FRIDAY)
    case = core.evolve(case, asked)

    [moved] = again.recompute(case, said(told, asked), AFTER, [BEFORE])

    later = core.evolve(case, moved)
    assert later.check.due_at == moved.check_by == case.check.due_at + DAY
    assert later.due_at == case.due_at + DAY
    assert {one.id for one in moved.moved} == {"due_at", "check_by"}
    assert again.recompute(later, said(told, asked, moved), AFTER, [BEFORE]) == []


def test_a_look_that_somebody_was_told_of_is_due_later_too():
    before = spanned(BEFORE, "case.verify", TWO_HOURS)
    case, told = reported()
    [asked] = ask_check(AskCheck(before="sorting"), case, OFFICER, before, FRIDAY)
    case = core.evolve(case, asked)
    at = case.check.due_at
    [late] = unseen(case, before, at)
    case = core.evolve(case, late)
    history = [*said(told, asked), *said(late, at=at)]

    [moved] = again.recompute(case, history, spanned(AFTER, "case.verify", TWO_HOURS), [before])

    assert moved.check_by == AFTER.due(HERE.territory, at, TWO_HOURS).at > case.check.due_at


@pytest.mark.mechanism(73)
def test_the_word_on_an_objection_to_a_transfer_has_until_later():
    case, told = reported()
    handed = handing("gov-water", case, BEFORE, FRIDAY, "case-1")
    case = core.evolve(case, handed)
    [opened] = core.on_objected(objected(), case, BEFORE, FRIDAY)
    case = core.evolve(case, opened)

    [moved] = again.recompute(case, said(told, handed, opened), AFTER, [BEFORE])

    later = core.evolve(case, moved)
    assert (moved.ruling_id, moved.rule_by) == (opened.ruling_id, opened.due_at + DAY)
    assert later.question.due_at == opened.due_at + DAY
    assert again.recompute(later, said(told, handed, opened, moved), AFTER, [BEFORE]) == []


def test_a_look_moves_alone_when_the_owner_is_late_already():
    case, told = reported()
    [asked] = ask_check(AskCheck(before="sorting"), case, OFFICER, BEFORE, FRIDAY)
    case = core.evolve(case, asked).model_copy(update={"overdue": True})

    [moved] = again.recompute(case, said(told, asked), AFTER, [BEFORE])

    assert (moved.due_at, moved.check_by) == (case.due_at, case.check.due_at + DAY)


def test_a_look_that_was_said_to_be_late_stays_said():
    case, told = reported()
    looked = CheckAsked(before="sorting", asked_by="x", due_at=None)
    case = case.model_copy(update={"check": looked})

    later = core.evolve(case, again.recompute(case, said(told), AFTER, [BEFORE])[0])

    assert later.check == looked


@pytest.mark.mechanism(73)
def test_a_message_of_a_group_has_the_groups_time_by_the_new_days():
    case, told = reported(POSTED)

    [moved] = again.recompute(case, said(told), AFTER, [BEFORE])

    assert case.due_at == BEFORE.due(GRID, FRIDAY, Span.parse("3 wh")).at
    assert moved.due_at == AFTER.due(GRID, FRIDAY, Span.parse("3 wh")).at == case.due_at + DAY
    later = core.evolve(case, moved)
    assert again.recompute(later, said(told, moved), AFTER, [BEFORE]) == []


@pytest.mark.mechanism(73)
def test_a_case_that_follows_a_procedure_has_the_procedures_time_by_the_new_days():
    case, told = reported()
    service = next(one for one in BEFORE.procedures.values() if one.limit == "service.whole")
    owner = Owner(level=Level.DEPARTMENT, at=GRID)
    at = BEFORE.due(GRID, FRIDAY, BEFORE.rules.spans["service.whole"]).at
    given = CaseEntrusted(
        task_id="x-t1",
        procedure=service.name,
        responder=GRID,
        street="binhe",
        category=case.category,
        text=case.text,
        place=HERE,
        owner=owner,
        due_at=at,
    )
    case = core.evolve(case, given)

    [moved] = again.recompute(case, said(told, given), AFTER, [BEFORE])

    assert case.stage is CaseStage.ENTRUSTED
    assert (moved.due_at, moved.task_id) == (at + 3 * DAY, "x-t1")
    later = core.evolve(case, moved)
    assert again.recompute(later, said(told, given, moved), AFTER, [BEFORE]) == []


@pytest.mark.mechanism(73)
@pytest.mark.parametrize("stage", ["found", "rectified"])
def test_a_hazard_is_looked_at_again_later_when_that_day_became_a_holiday(stage):
    commands = (plan(kind="inspection"), inspected())
    visit = after(*commands, now=FRIDAY)
    visit = visit.model_copy(update={"stage": stage})
    day = to_wall(visit.due_at - DAY).date()
    failed = VisitRecheckFailed(text="x", owner=visit.owner, due_at=visit.due_at)

    [moved] = recompute_visit.recompute_visit(visit, said(failed), closed_on(CITY, day), [CITY])

    later, monday = evolve_visit(visit, moved), visit.due_at + 3 * DAY
    assert (later.due_at, later.day, later.stage) == (monday, visit.day, visit.stage)


@pytest.mark.mechanism(73)
def test_a_round_announced_late_may_be_made_later():
    opened = RoundOpened(schedule="listening", day=FIFTH, next_day=FIFTEENTH, opens_at=FRIDAY)
    now = datetime(2026, 12, 6, 9, tzinfo=UTC)
    errand = Errand(schedule="listening", visitor=OFFICER.id, subject=preventive().subject)
    visiting = replace(CITY.visiting, errands={"listening": (errand,)})
    city = replace(CITY, visiting=visiting)
    [(_, planned)] = visits_of(opened, city, now)
    visit = evolve_visit(None, planned)
    holiday = closed_on(city, to_wall(visit.due_at).date())

    [moved] = recompute_visit.recompute_visit(visit, said(planned, at=now), holiday, [city])

    assert moved.due_at == visit.due_at + DAY


def test_a_day_that_somebody_chose_stands():
    visit = after(plan())
    planned = preventive().model_copy(update={"due_at": visit.due_at})

    assert recompute_visit.recompute_visit(visit, said(planned), AFTER, [BEFORE]) == []


def warned(was, due_at):
    one = DueMoved(id="due_at", was=was, due_at=due_at)
    event = RiskRecomputed(
        area=GRID, visit_id="vi-ri-1", calendar="next", moved=(one,), due_at=due_at
    )
    [heard] = said(event, source="evaluation")
    return heard


@pytest.mark.mechanism(73, 247)
def test_the_visit_of_a_warning_moves_with_the_warning_unless_it_was_put_off():
    visit = evolve_visit(None, preventive())
    heard = warned(visit.due_at, visit.due_at + DAY)
    put_off = visit.model_copy(update={"due_at": visit.due_at + 9 * DAY})

    [moved] = recompute_visit.on_risk_recomputed(heard, visit, CITY)

    later = evolve_visit(visit, moved)
    assert (later.due_at, later.day) == (visit.due_at + DAY, visit.day + DAY)
    assert recompute_visit.on_risk_recomputed(heard, later, CITY) == []
    assert recompute_visit.on_risk_recomputed(heard, put_off, CITY) == []
    assert recompute_visit.on_risk_recomputed(heard, None, CITY) == []


async def test_the_visit_hears_of_its_warning_once():
    town = Town()
    planned = preventive()
    await town.visits.act("vi-ri-1", lambda _: [planned], Act(CLOCK, FRIDAY, "k"))
    heard = warned(planned.due_at, planned.due_at + DAY)

    for _ in range(2):
        await town.visiting.on_risk_recomputed(heard)

    kept = await town.visits.get("vi-ri-1")
    assert kept.state.due_at == planned.due_at + DAY


@pytest.mark.mechanism(73)
def test_whoever_vouches_for_a_door_has_until_later():
    events, home = homes.asked(now=FRIDAY)
    [asked] = events
    assert isinstance(asked, BindingAsked)

    [moved] = again.recompute_home(home, said(asked), closed_on(homes.DEMO, MONDAY), [homes.DEMO])

    later = reduce(evolve_household, [moved], home)
    assert later.due_at == moved.due_at == home.due_at + DAY
    assert moved.binding_id == asked.binding_id
    told = said(asked, moved)
    assert again.recompute_home(later, told, closed_on(homes.DEMO, MONDAY), [homes.DEMO]) == []
