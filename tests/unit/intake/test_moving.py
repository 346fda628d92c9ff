"""What else moves at intake when the calendar changes: looks, rulings, messages, procedures."""

from dataclasses import replace

import pytest

from contracts.calendar import Span
from contracts.channels import GroupPost
from contracts.commands.case import Report
from contracts.commands.case_work import AskCheck
from contracts.events.case_handed import CaseEntrusted
from contracts.lifecycle import CaseStage
from contracts.words import Channel, Level, Owner
from services.intake import core
from services.intake.core import recompute as again
from services.intake.core.case import CheckAsked
from services.intake.core.closing import ask_check, unseen
from services.intake.core.transfer import handed as handing
from tests.unit.intake.moved import AFTER, BEFORE, DAY, FRIDAY, TWO_HOURS, said
from tests.unit.intake.said import objected
from tests.unit.intake.visits import GRID, HERE, OFFICER


def spanned(city, name, span):
    """The same city with another limit."""
    spans = {**city.rules.spans, name: span}
    return replace(city, rules=city.rules.model_copy(update={"spans": spans}))


POSTED = GroupPost(group="grp-5", level=5, sender="3-402")
TOLD = Report(text="路灯不亮", category="P0137", point=HERE.point, address="x", channel=Channel.APP)


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
