"""What others say that moves a case: whistles, tasks, call-backs.

Rule 1: what no longer fits the case (it went another way meanwhile) changes nothing.
Rule 2: only the whistle or the task that has the case may solve it or give it back.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeAlias

from contracts.city import City
from contracts.envelope import Envelope
from contracts.events.callback import CallbackRecorded
from contracts.events.case import CaseAnswered, CaseClosed
from contracts.events.case_handed import CaseProlonged, CaseWhistled
from contracts.events.case_work import CaseVisited
from contracts.events.event import Event
from contracts.events.procedure import TaskProlonged, TaskSettled
from contracts.events.relief import CallExtended, CallResumed, CallSuspended
from contracts.events.task import TaskCompleted
from contracts.events.visit import WentEvent
from contracts.events.whistle import WhistleConfirmed, WhistleRaised, WhistleWithdrawn
from contracts.events.whistle_draft import WhistleRefused
from contracts.lifecycle import CASE_LIFE, CaseStage
from contracts.steps import Result
from contracts.words import Level, Owner
from services.intake.core.case import Case
from services.intake.core.clocks import due, within_promise
from services.intake.core.closing import finished
from services.intake.core.ladder import street_of
from services.intake.core.limit import asked_first
from services.intake.core.questions import with_lapse
from services.intake.core.reopening import reopened
from services.intake.core.returning import returned
from services.intake.core.word import confirmed

Relieved: TypeAlias = CallExtended | CallSuspended | CallResumed

RELIEVED = (CallExtended, CallSuspended, CallResumed)
NOT_SOLVED = "回访：诉求人表示未解决"
"""Why a case is open again when the reporter gave no words of his own."""


def cases_of(event: WhistleRaised | WhistleConfirmed) -> tuple[str, ...]:
    """The cases a whistle carries, each once."""
    return tuple(dict.fromkeys(p.case_id for p in event.problems if p.case_id))


def results(event: WhistleConfirmed) -> Mapping[str, bool]:
    """For each case, whether every problem of it was solved."""
    solved = {end.problem_id: end.solved for end in event.ends}
    return {
        case_id: all(solved.get(p.id, False) for p in event.problems if p.case_id == case_id)
        for case_id in cases_of(event)
    }


def on_raised(
    heard: Envelope[WhistleRaised], case: Case, city: City, now: datetime
) -> Sequence[Event]:
    """The street owns it until the whistle ends; another street's whistle does not take it."""
    its_own = street_of(case.place) in (heard.data.street, case.place.path[0])
    aside = not {heard.data.street, *heard.data.departments}.isdisjoint(case.recused)
    if not its_own or aside or not CASE_LIFE.allows(case.stage, CaseWhistled):
        return []
    street = Owner(level=Level.STREET, at=heard.data.street)
    by_when = within_promise(case, heard.data.complete_by, now)
    return [CaseWhistled(whistle_id=heard.subject, owner=street, due_at=by_when)]


def on_confirmed(
    heard: Envelope[WhistleConfirmed], solved: bool, case: Case, city: City, now: datetime
) -> Sequence[Event]:
    """Solved, or unsolved and the street's again."""
    if not _whistled(case, heard.subject):
        return []
    result = heard.data.result
    return [finished(case, result, city, now) if solved else returned(case, result, city, now)]


def on_ended(
    heard: Envelope[WhistleWithdrawn] | Envelope[WhistleRefused],
    case: Case,
    city: City,
    now: datetime,
) -> Sequence[Event]:
    """The whistle is off: the street must act otherwise."""
    if not _whistled(case, heard.subject):
        return []
    return [returned(case, heard.data.reason, city, now)]


def on_completed(
    heard: Envelope[TaskCompleted], case: Case, city: City, now: datetime
) -> Sequence[Event]:
    """The department did it; it counts even when the case was just taken back from it."""
    at_it = case.stage in (CaseStage.TRANSFERRED, CaseStage.OWNED)
    if not at_it or case.task_id != heard.subject:
        return []
    done = finished(case, heard.data.measures, city, now, heard.data.photos)
    return with_lapse(case, done)


def on_settled(
    heard: Envelope[TaskSettled], case: Case, city: City, now: datetime
) -> Sequence[Event]:
    """A procedure came to its result: done, back to its holder, or another way was shown."""
    at_it = case.stage in (CaseStage.ENTRUSTED, CaseStage.OWNED)
    if not at_it or case.task_id != heard.subject:
        return []
    if case.stage is CaseStage.OWNED and heard.data.result != "solved":
        return []
    return [_RESULTS[heard.data.result](heard.data, case, city, now)]


def on_prolonged(
    heard: Envelope[TaskProlonged], case: Case, city: City, now: datetime
) -> Sequence[Event]:
    """Whoever has it was given more time, with the consent it takes."""
    if case.stage is not CaseStage.ENTRUSTED or case.task_id != heard.subject:
        return []
    said, until = heard.data, heard.data.complete_by
    by_when = until if case.law else within_promise(case, until, now)
    return [CaseProlonged(reason=said.reason, owner=case.owner, due_at=by_when)]


def on_relieved(
    heard: Envelope[Relieved], case: Case, city: City, now: datetime
) -> Sequence[Event]:
    """A call of its whistle was given more time, or waits 挂账: so does the case, as long."""
    until = _UNTIL[type(heard.data)](heard.data)
    if isinstance(heard.data, CallExtended):  # a ticket may have joined since the call was made
        until = within_promise(case, until, now)
    if not _whistled(case, heard.subject) or case.due_at is None or until <= case.due_at:
        return []
    return [CaseProlonged(reason=_WHY[type(heard.data)], owner=case.owner, due_at=until)]


_UNTIL: Mapping[type[Event], Callable[[Any], datetime]] = {
    CallExtended: lambda said: said.complete_by,
    CallSuspended: lambda said: said.until,
    CallResumed: lambda said: said.clocks.complete_by,
}
_WHY: Mapping[type[Event], str] = {
    CallExtended: "部门申请延期，已批准",
    CallSuspended: "挂账：已批准暂停办理",
    CallResumed: "挂账结束，继续办理",
}


def _done(said: TaskSettled, case: Case, city: City, now: datetime) -> Event:
    return finished(case, said.text, city, now, said.photos)


def _guided(said: TaskSettled, case: Case, city: City, now: datetime) -> Event:
    by_when = due(CaseStage.FED_BACK, case, case.home, city, now)
    return CaseAnswered(
        text=said.text,
        reporters=case.reporters,
        expired=case.expired,
        owner=case.home,
        due_at=by_when,
    )


_RESULTS: Mapping[Result, Callable[[TaskSettled, Case, City, datetime], Event]] = {
    "solved": _done,
    "returned": lambda said, case, city, now: returned(case, said.text, city, now),
    "guided": _guided,
}


def on_called_back(
    heard: Envelope[CallbackRecorded], case: Case, city: City, now: datetime
) -> Sequence[Event]:
    """“Not solved” opens again what was fed back; of what is confirmed anything else is the end.

    Whoever is asked because the limit is over, while it is still worked on, is not asked again.
    """
    said = heard.data
    if case.stage not in (CaseStage.FED_BACK, CaseStage.CONFIRMED):
        return []
    if said.solved is False and not said.again:
        return [reopened(case, said.words or NOT_SOLVED, city, now)]
    if case.stage is CaseStage.CONFIRMED:
        return [CaseClosed()]
    agreed = confirmed(case, asked_first(case), city, now, silent=False)
    return [agreed, CaseClosed()] if said.solved else []


def on_visited(heard: Envelope[WentEvent], kind: str, case: Case | None) -> Sequence[Event]:
    """Somebody went there for it: an open case keeps a record; what was found is the visit's."""
    if case is None or not CASE_LIFE.allows(case.stage, CaseVisited):
        return []
    said = heard.data
    return [
        CaseVisited(
            visit_id=heard.subject,
            kind=kind,
            visited_at=said.visited_at,
            findings=len(said.findings),
        )
    ]


def _whistled(case: Case, whistle_id: str) -> bool:
    return case.stage is CaseStage.WHISTLED and case.whistle_id == whistle_id
