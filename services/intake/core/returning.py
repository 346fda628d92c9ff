"""Back to the rung that answers for it: from a department, a procedure, a whistle or an offer."""

from datetime import datetime
from typing import Final

from contracts.city import City
from contracts.events.case_handed import CaseReturned
from contracts.lifecycle import CaseStage
from services.intake.core.aging import stuck_at
from services.intake.core.case import Case
from services.intake.core.clocks import due

_HANDED_OUT: Final = frozenset({CaseStage.TRANSFERRED, CaseStage.ENTRUSTED})


def returned(case: Case, reason: str, city: City, now: datetime) -> CaseReturned:
    """Give it back to its holder, with the time a new handling has."""
    task = case.task_id if case.stage in _HANDED_OUT else None
    by_when = due(CaseStage.OWNED, case, case.home, city, now)
    anew = stuck_at(case.place, city, now) if case.stage is CaseStage.WHISTLED else None
    return CaseReturned(task_id=task, reason=reason, owner=case.home, due_at=by_when, stuck_at=anew)
