"""What the work on a case leaves behind in it (`contracts.events.case_work`)."""

from collections.abc import Callable, Mapping
from typing import Any

from contracts.events.case_work import (
    CaseBundled,
    CaseCheckAsked,
    CaseChecked,
    CaseCheckOverdue,
    CaseExpired,
    CasePetitionAnswered,
    CasePetitionSubmitted,
    CaseRecomputed,
    CaseSelfHelpAgreed,
    CaseSelfHelpCalled,
    CaseSplit,
    CaseStuck,
)
from contracts.events.event import Event
from services.intake.core.case import Case, CheckAsked


def _split(case: Case, event: CaseSplit) -> dict[str, Any]:
    return {"text": event.keeps, "parts": (*case.parts, *(part.case_id for part in event.parts))}


def _asked(_: Case, event: CaseCheckAsked) -> dict[str, Any]:
    asked = CheckAsked(before=event.before, asked_by=event.by, due_at=event.check_by)
    return {"check": asked, "refutal": False}


def _not_checked(case: Case, _: CaseCheckOverdue) -> dict[str, Any]:
    return {"check": case.check and case.check.model_copy(update={"due_at": None})}


def _checked(case: Case, event: CaseChecked) -> dict[str, Any]:
    if not event.sound:
        return {"check": None, "refutal": True}
    return {"check": None, "refutal": False, "checked": (*case.checked, event.before)}


def _recomputed(case: Case, event: CaseRecomputed) -> dict[str, Any]:
    look = case.check and event.check_by and {"due_at": event.check_by}
    check = case.check.model_copy(update=look) if case.check and look else case.check
    return {"due_at": event.due_at, "check": check, "limit_at": event.limit_at or case.limit_at}


KEPT: Mapping[type[Event], Callable[[Case, Any], dict[str, Any]]] = {
    CaseSplit: _split,
    CaseBundled: lambda _, event: {"bundle": event.bundle},
    CaseCheckAsked: _asked,
    CaseCheckOverdue: _not_checked,
    CaseChecked: _checked,
    CaseStuck: lambda _, __: {"stuck": True},
    CaseExpired: lambda _, __: {"expired": True},
    CaseRecomputed: _recomputed,
    CaseSelfHelpCalled: lambda _, __: {"self_help": "called"},
    CaseSelfHelpAgreed: lambda _, __: {"self_help": "agreed"},
    CasePetitionSubmitted: lambda _, __: {"petition": "submitted"},
    CasePetitionAnswered: lambda _, __: {"petition": "answered"},
}
