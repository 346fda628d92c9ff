"""Not solved after all: back to the rung that answers for it, with one more on the count."""

from datetime import datetime

from contracts.city import City
from contracts.events.case import CaseReopened
from contracts.lifecycle import CaseStage
from services.intake.core.aging import stuck_at
from services.intake.core.case import Case
from services.intake.core.clocks import due


def reopened(case: Case, reason: str, city: City, now: datetime) -> CaseReopened:
    """Open it again, with its history."""
    return CaseReopened(
        reason=reason,
        count=case.reopened + 1,
        owner=case.home,
        due_at=due(CaseStage.OWNED, case, case.home, city, now),
        stuck_at=stuck_at(case.place, city, now),
    )
