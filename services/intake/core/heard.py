"""What others say that moves a case: whistles, tasks, call-backs.

Rule 1: what no longer fits the case (it went another way meanwhile) changes nothing.
Rule 2: only the whistle or the task that has the case may solve it or give it back.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from contracts.city import City
from contracts.envelope import Envelope
from contracts.events.case import CaseAnswered, CaseClosed, CaseSolved
from contracts.events.case_handed import CaseProlonged, CaseWhistled
from contracts.events.case_work import CaseVisited
from contracts.events.evaluation import CallbackRecorded
from contracts.events.event import Event
from contracts.events.procedure import TaskProlonged, TaskSettled
from contracts.events.task import TaskCompleted
from contracts.events.visit import WentEvent
from contracts.events.whistle import (
    WhistleConfirmed,
    WhistleRaised,
    WhistleRefused,
    WhistleWithdrawn,
)
from contracts.lifecycle import CASE_LIFE, CaseStage
from contracts.steps import Result
from contracts.words import Level, Owner
from services.intake.core.case import Case
from services.intake.core.clocks import due, within_promise
from services.intake.core.ladder import street_of
from services.intake.core.questions import with_lapse
from services.intake.core.reopening import reopened
from services.intake.core.returning import returned

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
    return [_solved(case, result, city, now) if solved else returned(case, result, city, now)]


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
    done = _solved(case, heard.data.measures, city, now)
    return with_lapse(case, done.model_copy(update={"photos": heard.data.photos}))


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
    said = heard.data
    return [CaseProlonged(reason=said.reason, owner=case.owner, due_at=said.complete_by)]


def _done(said: TaskSettled, case: Case, city: City, now: datetime) -> Event:
    return _solved(case, said.text, city, now).model_copy(update={"photos": said.photos})


def _guided(said: TaskSettled, case: Case, city: City, now: datetime) -> Event:
    by_when = due(CaseStage.FED_BACK, case, case.home, city, now)
    return CaseAnswered(text=said.text, reporters=case.reporters, owner=case.home, due_at=by_when)


_RESULTS: Mapping[Result, Callable[[TaskSettled, Case, City, datetime], Event]] = {
    "solved": _done,
    "returned": lambda said, case, city, now: returned(case, said.text, city, now),
    "guided": _guided,
}


def on_called_back(
    heard: Envelope[CallbackRecorded], case: Case, city: City, now: datetime
) -> Sequence[Event]:
    """“Not solved” opens it again; anything else, silence too, is the end."""
    if case.stage is not CaseStage.CONFIRMED:
        return []
    if heard.data.solved is False:
        return [reopened(case, heard.data.words or NOT_SOLVED, city, now)]
    return [CaseClosed()]


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


def _solved(case: Case, result: str, city: City, now: datetime) -> CaseSolved:
    by_when = due(CaseStage.SOLVED, case, case.home, city, now)
    return CaseSolved(result=result, owner=case.home, due_at=by_when)
