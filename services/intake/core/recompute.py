"""The calendar changed: the owner's running limit ends at another time.

Rule 1: what has struck has struck: only a limit that is still before the owner moves.
"""

from collections.abc import Sequence
from typing import Final

from contracts.city import City
from contracts.envelope import Envelope
from contracts.events.case_work import CaseRecomputed
from contracts.events.event import Event
from contracts.events.recomputed import DueMoved, WhistleRecomputed
from contracts.lifecycle import CaseStage
from contracts.reckoning import Limit, Said, moved
from services.intake.core.case import Case
from services.intake.core.clocks import due

_HANDED_OUT: Final = frozenset({CaseStage.TRANSFERRED, CaseStage.ENTRUSTED})
"""Where somebody's task has the case's limit."""


def recompute(case: Case, said: Said, city: City, before: Sequence[City]) -> Sequence[Event]:
    """Reckon a case's limit by the calendar as it is now."""
    if case.overdue or case.due_at is None:
        return []
    limit = Limit("due_at", case.due_at, lambda by, at: due(case.stage, case, case.owner, by, at))
    return [_told(case, one, city) for one in moved([limit], said, city, before)]


def on_whistle_recomputed(
    heard: Envelope[WhistleRecomputed], case: Case | None, city: City
) -> Sequence[Event]:
    """The whistle that has the case ends at another time, and so does the case's limit."""
    at = heard.data.due_at
    if case is None or case.stage is not CaseStage.WHISTLED or case.whistle_id != heard.subject:
        return []
    if at is None or case.due_at in (None, at) or case.overdue:
        return []
    return [_told(case, DueMoved(id="due_at", was=case.due_at, due_at=at), city)]


def _told(case: Case, one: DueMoved, city: City) -> CaseRecomputed:
    return CaseRecomputed(
        calendar=city.calendar_version,
        moved=(one,),
        due_at=one.due_at,
        task_id=case.task_id if case.stage in _HANDED_OUT else None,
    )
