"""How each event changes a case.

Rule 1: the stage moves by `CASE_LIFE` and nothing else; an event illegal in a stage raises there.
Rule 2: what other services say is looked at by the decisions and leaves no mark here.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from contracts.actor import CLOCK
from contracts.channels import origin
from contracts.commands.case_work import Before
from contracts.events.case import (
    CaseAnswered,
    CaseClosed,
    CaseEvent,
    CaseJoined,
    CaseMerged,
    CaseOverdue,
    CaseRefused,
    CaseReopened,
    CaseReported,
    CaseSolved,
    CaseSorted,
    CaseSupplemented,
    CaseWithdrawn,
    OwnedEvent,
)
from contracts.events.case_handed import CaseEntrusted, CaseReturned, CaseTransferred, CaseWhistled
from contracts.events.case_work import CasePetitionSubmitted
from contracts.events.event import Event
from contracts.events.order import CaseOrdered
from contracts.lifecycle import CASE_LIFE, CaseStage
from contracts.refusals import NotThere
from contracts.words import Channel, Level
from services.intake.core.case import LOOKED_AT, Case, CheckAsked
from services.intake.core.kept import KEPT
from services.intake.core.limit import limited


def evolve(case: Case | None, event: Event) -> Case:
    """Return the case after an event.

    Raises:
        IllegalTransition: it may not happen in this stage.
        NotThere: somebody speaks of a case that intake never had.
    """
    if isinstance(event, CaseReported):
        return _reported(case, event)
    if case is None:
        raise NotThere("not_found")
    return _changed(case, event) if isinstance(event, CaseEvent) else case


def _reported(case: Case | None, event: CaseReported) -> Case:
    return Case(
        stage=CASE_LIFE.advance(case.stage if case else CaseStage.NEW, event),
        number=event.number,
        channel=event.through or Channel(event.channel),
        category=event.category,
        text=event.text,
        place=event.place,
        photos=event.photos,
        confidential=event.confidential,
        about=event.about,
        recused=event.recused,
        reported_at=event.reported_at or event.due_at,
        reporters=(event.reporter,),
        owner=event.owner,
        home=event.owner,
        due_at=event.due_at,
        origin=event.origin or origin(Channel(event.channel)),
        on_behalf_of=event.on_behalf_of,
        order=event.order,
        mandate=event.mandate,
        source=event.source,
        copied_to=event.copied_to,
        split_from=event.split_from,
        promised=event.promises,
        petition="entrusted" if event.mandate else None,
        stuck_at=event.stuck_at,
        check=_by_rule("sorting", event.check_by),
    )


def _by_rule(before: Before, check_by: datetime | None) -> CheckAsked | None:
    """What a rule asks to be looked at has a time of its own, though nobody was sent."""
    return CheckAsked(before=before, asked_by=CLOCK.id, due_at=check_by) if check_by else None


def _changed(case: Case, event: CaseEvent) -> Case:
    changes: dict[str, Any] = {"stage": CASE_LIFE.advance(case.stage, event)}
    if isinstance(event, OwnedEvent):
        changes |= {**_owned(event), **limited(case, event)}
    if remember := _REMEMBER.get(type(event)):
        changes |= remember(case, event)
    if case.check and changes["stage"] is not LOOKED_AT[case.check.before]:
        changes = {"check": None, **changes}
    return case.model_copy(update=changes)


def _owned(event: OwnedEvent) -> dict[str, Any]:
    changes = {"owner": event.owner, "due_at": event.due_at, "overdue": False}
    return changes if event.owner.level is Level.DEPARTMENT else {**changes, "home": event.owner}


def _sorted(_: Case, event: CaseSorted) -> dict[str, Any]:
    return event.model_dump(include={"category", "urgency", "sphere", "crosses", "standard"})


def _overdue(case: Case, event: CaseOverdue) -> dict[str, Any]:
    return {"overdue": True, "due_at": event.next_at or case.due_at}


def _transferred(case: Case, event: CaseTransferred) -> dict[str, Any]:
    bound = (*case.bound, event.department) if event.designated else case.bound
    known = tuple(dict.fromkeys(bound))
    return {"task_id": event.task_id, "transfers": case.transfers + 1, "bound": known}


def _supplemented(case: Case, event: CaseSupplemented) -> dict[str, Any]:
    return {"last_words": event.text, "told": case.told + event.again}


def _reopened(_: Case, event: CaseReopened) -> dict[str, Any]:
    return {"reopened": event.count, "checked": (), "check": None, **_anew(event)}


def _returned(case: Case, event: CaseReturned) -> dict[str, Any]:
    return {"returns": case.returns + 1, **_anew(event)}


def _anew(event: CaseReopened | CaseReturned) -> dict[str, Any]:
    """Whether it is stuck is counted from here, where the event says so."""
    return {"stuck": False, "stuck_at": event.stuck_at} if event.stuck_at else {}


def _going(case: Case, _: CaseEvent) -> dict[str, Any]:
    """It is being seen to, or it is done: what went back and forth before counts no more."""
    return {"stuck": False, "stuck_at": None, "past": case.transfers + case.returns}


def _solved(case: Case, event: CaseSolved) -> dict[str, Any]:
    return {**_going(case, event), "check": _by_rule("closing", event.check_by)}


def _whistled(case: Case, event: CaseWhistled) -> dict[str, Any]:
    return {"whistle_id": event.whistle_id, **_going(case, event)}


def _handed_in(case: Case, event: CasePetitionSubmitted) -> dict[str, Any]:
    """Whoever must answer has it: it takes its time, and does not lie."""
    submitted = {"petition": "submitted", "handed_in_at": event.handed_in_at}
    return submitted | (_going(case, event) if event.handed_in_at else {})


def _answered(case: Case, event: CaseAnswered) -> dict[str, Any]:
    return {"first_contact": True, **_going(case, event)}


def _entrusted(case: Case, event: CaseEntrusted) -> dict[str, Any]:
    handed_out = {"task_id": event.task_id, "transfers": case.transfers + 1}
    return {**handed_out, "entrusted": case.entrusted + 1, "law": event.law}


def _joined(case: Case, event: CaseJoined) -> dict[str, Any]:
    return {
        "reporters": tuple(dict.fromkeys((*case.reporters, event.reporter))),
        "joined": tuple(dict.fromkeys((*case.joined, event.case_id))),
        "promised": tuple(sorted({*case.promised, *event.promises})),
    }


def _ended(_: Case, event: CaseEvent) -> dict[str, Any]:
    into = {"merged_into": event.into} if isinstance(event, CaseMerged) else {}
    return {"due_at": None, "overdue": False, "stuck_at": None, **into}


_REMEMBER: Mapping[type[Event], Callable[[Case, Any], dict[str, Any]]] = {
    CaseSorted: _sorted,
    CaseOverdue: _overdue,
    CaseTransferred: _transferred,
    CaseEntrusted: _entrusted,
    CaseWhistled: _whistled,
    CaseOrdered: lambda _, event: {"offer_id": event.offer_id},
    CaseReturned: _returned,
    CaseReopened: _reopened,
    CaseSolved: _solved,
    CaseSupplemented: _supplemented,
    CaseAnswered: _answered,
    CasePetitionSubmitted: _handed_in,
    CaseJoined: _joined,
    CaseMerged: _ended,
    CaseRefused: _ended,
    CaseWithdrawn: _ended,
    CaseClosed: _ended,
    **KEPT,
}
