"""久拖不决: a case that went back and forth too often, or is too old, is said to be stuck, once."""

from collections.abc import Sequence
from datetime import datetime

from contracts.city import City
from contracts.events.case_work import CaseStuck
from services.intake.core.case import Case


def found_stuck(case: Case, city: City, now: datetime, handovers: int = 0) -> Sequence[CaseStuck]:
    """Say that it is stuck; nothing when it is not, or was said before.

    Args:
        handovers: transfers and returns that are happening now, beside those it remembers.
    """
    rule = city.intake.stuck
    count = case.transfers + case.returns + handovers
    too_old = city.due(case.home.at, case.reported_at, rule.age).at <= now
    if case.stuck or not case.open or (count < rule.handovers and not too_old):
        return []
    age = (now - case.reported_at).days
    return [CaseStuck(transfers=case.transfers, returns=case.returns + handovers, age_days=age)]
