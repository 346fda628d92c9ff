"""What the work on a case leaves behind in it (`contracts.events.case_work`)."""

from collections.abc import Callable, Mapping
from typing import Any

from contracts.events.case_ruling import (
    CaseRuled,
    CaseRulingLapsed,
    CaseRulingOpened,
    CaseRulingOverdue,
    CaseRulingReferred,
)
from contracts.events.case_work import (
    CaseBundled,
    CaseCheckAsked,
    CaseChecked,
    CaseCheckOverdue,
    CaseExpired,
    CasePetitionAnswered,
    CasePetitionProlonged,
    CaseRecomputed,
    CaseSelfHelpAgreed,
    CaseSelfHelpCalled,
    CaseSplit,
    CaseStuck,
)
from contracts.events.event import Event
from services.intake.core.case import Case, CheckAsked, Question


def _split(case: Case, event: CaseSplit) -> dict[str, Any]:
    return {"text": event.keeps, "parts": (*case.parts, *(part.case_id for part in event.parts))}


def _asked(_: Case, event: CaseCheckAsked) -> dict[str, Any]:
    asked = CheckAsked(before=event.before, asked_by=event.by, due_at=event.check_by)
    return {"check": asked, "refutal": False}


def _not_checked(case: Case, event: CaseCheckOverdue) -> dict[str, Any]:
    later = {"due_at": event.check_by, "told": event.level}
    return {"check": case.check and case.check.model_copy(update=later)}


def _checked(case: Case, event: CaseChecked) -> dict[str, Any]:
    if not event.sound:
        return {"check": None, "refutal": True}
    return {"check": None, "refutal": False, "checked": (*case.checked, event.before)}


def _recomputed(case: Case, event: CaseRecomputed) -> dict[str, Any]:
    look = case.check and event.check_by and {"due_at": event.check_by}
    check = case.check.model_copy(update=look) if case.check and look else case.check
    asked = case.question and event.rule_by and {"due_at": event.rule_by}
    question = case.question.model_copy(update=asked) if case.question and asked else case.question
    return {
        "due_at": event.due_at,
        "check": check,
        "question": question,
        "limit_at": event.limit_at or case.limit_at,
        "stuck_at": event.stuck_at or case.stuck_at,
    }


def _questioned(case: Case, event: CaseRulingOpened) -> dict[str, Any]:
    known = event.model_dump(include={"about", "level", "at", "due_at"})
    question = Question(id=event.ruling_id, **known)
    return {"question": question, "questions": case.questions + 1}


def _passed_on(case: Case, event: CaseRulingReferred | CaseRulingOverdue) -> dict[str, Any]:
    now = event.model_dump(include={"level", "at", "due_at"})
    return {"question": case.question and case.question.model_copy(update=now)}


def _ruled(case: Case, event: CaseRuled) -> dict[str, Any]:
    """Rejected, it stays theirs for good; upheld, it is not theirs any more."""
    others = tuple(one for one in case.bound if one != event.department)
    return {"question": None, "bound": others if event.upheld else (*others, event.department)}


KEPT: Mapping[type[Event], Callable[[Case, Any], dict[str, Any]]] = {
    CaseSplit: _split,
    CaseBundled: lambda _, event: {"bundle": event.bundle},
    CaseCheckAsked: _asked,
    CaseCheckOverdue: _not_checked,
    CaseChecked: _checked,
    CaseStuck: lambda _, __: {"stuck": True, "stuck_at": None},
    CaseExpired: lambda _, __: {"expired": True},
    CaseRecomputed: _recomputed,
    CaseRulingOpened: _questioned,
    CaseRulingReferred: _passed_on,
    CaseRulingOverdue: _passed_on,
    CaseRulingLapsed: lambda _, __: {"question": None},
    CaseRuled: _ruled,
    CaseSelfHelpCalled: lambda _, __: {"self_help": "called"},
    CaseSelfHelpAgreed: lambda _, __: {"self_help": "agreed"},
    CasePetitionProlonged: lambda _, __: {"petition": "prolonged"},
    CasePetitionAnswered: lambda _, __: {"petition": "answered"},
}
