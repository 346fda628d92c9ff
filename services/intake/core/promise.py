"""A ticket was joined to a case: what the hotline was promised for it binds the case from then on.

Rule 1: a promise is the caller's, whichever case carries his matter: merged, split off or taken in
anew, it goes along, and no limit that follows from the category runs longer than the soonest ahead.
Rule 2: where a law sets the limit of a procedure, it stands while that runs.
Rule 3: what has struck has struck, and a promise that is broken already binds nobody.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from contracts.city import City
from contracts.events.case_work import CaseRecomputed
from contracts.events.recomputed import DueMoved
from contracts.lifecycle import CaseStage
from services.intake.core.case import HANDED_IN, HANDLED, Case
from services.intake.core.clocks import within_promise

_HANDED_OUT: Final = frozenset({CaseStage.TRANSFERRED, CaseStage.ENTRUSTED})
"""Where somebody's task has the case's limit."""


def hastened(case: Case, city: City, now: datetime) -> Sequence[CaseRecomputed]:
    """Bring its limits forward to the soonest promise; nothing where none of them runs longer."""
    moved = {one.id: one for one in _sooner(case, now)}
    owed, whole = moved.get("due_at"), moved.get("limit_at")
    due_at = owed.due_at if owed else case.due_at
    if not moved or due_at is None:
        return []
    return [
        CaseRecomputed(
            calendar=city.calendar_version,
            moved=tuple(moved.values()),
            due_at=due_at,
            limit_at=whole and whole.due_at,
            task_id=case.task_id if owed and case.stage in _HANDED_OUT else None,
        )
    ]


def _sooner(case: Case, now: datetime) -> Iterator[DueMoved]:
    if case.stage is CaseStage.ENTRUSTED and case.law:
        return
    if case.stage is CaseStage.OWNED and case.petition in HANDED_IN:
        return
    at_it = case.stage in HANDLED and not case.overdue
    running = {"due_at": case.due_at if at_it else None, "limit_at": case.expires_at}
    for id, at in running.items():
        if at and (by := within_promise(case, at, now)) < at:
            yield DueMoved(id=id, was=at, due_at=by)
