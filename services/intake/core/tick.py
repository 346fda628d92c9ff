"""The clock strikes: what happens when a deadline passes and nobody pressed anything.

Rule 1: every deadline strikes once. A limit that passed is said to be overdue; when as much time
again has passed, the case goes up a rung, or is taken back from the department that let it lie.
Rule 2: where it can neither go up nor come back it is said once per limit, and however short that
is no oftener than the pack says (`case.overdue_again`), until somebody acts.
Rule 3: silence after the feedback is a yes.
Rule 4: a case that lies too long is said to be stuck at that moment, whatever else is due when.
Rule 5: a question the street leaves lying goes to the district, which is reminded once per limit.
Rule 6: that the case's whole limit is over is said beside it, once (`core.limit`).
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Final, TypeAlias

from contracts.city import City
from contracts.events.case import CaseOverdue
from contracts.events.event import Event
from contracts.lifecycle import CaseStage
from services.intake.core.case import Case
from services.intake.core.clocks import due
from services.intake.core.closing import unseen
from services.intake.core.ladder import above_here
from services.intake.core.limit import asked_first, expired
from services.intake.core.questions import unruled, with_lapse
from services.intake.core.returning import returned
from services.intake.core.sort import passed_up
from services.intake.core.stuck import followed
from services.intake.core.word import confirmed

AGAIN: Final = "case.overdue_again"
PASSED_UP = "超过办理时限一倍未处理，自动提级"
TAKEN_BACK = "部门超过办理时限一倍未办结，自动收回"

Strike: TypeAlias = Callable[[Case, datetime, City, datetime], Event]
"""What happens to a case whose deadline was then, now."""


def tick(case: Case | None, city: City, now: datetime) -> Sequence[Event]:
    """Say what the passing of time does to a case; nothing before its deadline."""
    if case is None or case.next_at is None or now < case.next_at:
        return []
    late = (*unseen(case, city, now), *unruled(case, city, now), *expired(case, now))
    return followed(case, [*late, *_struck(case, city, now)], city, now)


def _struck(case: Case, city: City, now: datetime) -> Sequence[Event]:
    if case.due_at is None or now < case.due_at:
        return []
    strikes = _SECOND if case.overdue else _FIRST
    struck = strikes.get(case.stage, _overdue_again)(case, case.due_at, city, now)
    return with_lapse(case, struck)


def _overdue(case: Case, was_due_at: datetime, city: City, now: datetime) -> Event:
    next_at = due(case.stage, case, case.owner, city, was_due_at)
    return CaseOverdue(owner=case.owner, was_due_at=was_due_at, next_at=next_at)


def _overdue_again(case: Case, was_due_at: datetime, city: City, now: datetime) -> Event:
    """Counted from now: after a long sleep it is said once, not once per limit slept through."""
    limit = due(case.stage, case, case.owner, city, now)
    rest = city.due(case.owner.at, now, city.span(AGAIN)).at
    return CaseOverdue(owner=case.owner, was_due_at=was_due_at, next_at=max(limit, rest))


def _up(case: Case, was_due_at: datetime, city: City, now: datetime) -> Event:
    if above_here(case.place, case.home.level, city) is None:
        return _overdue_again(case, was_due_at, city, now)
    return passed_up(case, city, now, PASSED_UP)


def _back(case: Case, _: datetime, city: City, now: datetime) -> Event:
    return returned(case, TAKEN_BACK, city, now)


def _silent(case: Case, _: datetime, city: City, now: datetime) -> Event:
    return confirmed(case, asked_first(case), city, now, silent=True)


_FIRST: Final[Mapping[CaseStage, Strike]] = {
    CaseStage.REPORTED: _overdue,
    CaseStage.OWNED: _overdue,
    CaseStage.TRANSFERRED: _overdue,
    CaseStage.ENTRUSTED: _overdue,
    CaseStage.ORDERED: _overdue,
    CaseStage.FED_BACK: _silent,
}
_SECOND: Final[Mapping[CaseStage, Strike]] = {
    CaseStage.REPORTED: _up,
    CaseStage.OWNED: _up,
    CaseStage.TRANSFERRED: _back,
    CaseStage.ENTRUSTED: _back,
}
