"""The whole limit of a case 办理时限, which its reporter goes by, whoever has it meanwhile.

Rule 1: it begins when the case is taken on, and anew when its reporters do not agree. Handing it
on, up or back does not move it: otherwise whoever passes a case round would never be asked about.
Rule 2: another category has another limit; a whistle, a procedure and time that was granted may
make it longer, and never shorter.
Rule 3: when it is over that is said once: done or not, the reporter is asked (domain.md 2.6).
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final, TypeAlias

from contracts.actor import unmanned
from contracts.events.case import CaseReopened, CaseSorted, OwnedEvent
from contracts.events.case_handed import (
    CaseEntrusted,
    CaseProlonged,
    CaseTransferred,
    CaseWhistled,
)
from contracts.events.case_work import CaseExpired, CaseSelfHelpCalled
from contracts.events.event import Event
from contracts.events.order import CaseOrdered
from contracts.lifecycle import CaseStage
from services.intake.core.case import Case
from services.intake.core.ladder import street_of

Limited: TypeAlias = Callable[[Case, Any], datetime]
_BOUND: Final = ("category", "standard", "urgency")
"""What a case's limit follows from."""


def limited(case: Case, event: OwnedEvent) -> dict[str, Any]:
    """What an event does to the limit of a case."""
    if isinstance(event, CaseReopened):
        return _anew(case, event)
    limit = _LIMITS.get(type(event))
    return {"limit_at": limit(case, event)} if limit and not case.expired else {}


def expired(case: Case, now: datetime) -> Sequence[CaseExpired]:
    """Say once that its limit is over."""
    limit_at = case.expires_at
    if limit_at is None or now < limit_at:
        return []
    return [
        CaseExpired(
            limit_at=limit_at,
            fed_back=case.stage is CaseStage.FED_BACK,
            handling=case.handling,
            reporter=asked_first(case),
            street=street_of(case.place),
            category=case.category,
            number=case.number,
            recused=case.recused,
        )
    ]


def asked_first(case: Case) -> str:
    """The first person among the reporters; a device only where there is nobody else."""
    people = (one for one in case.reporters if not unmanned(one))
    return next(people, case.reporters[0])


def _anew(case: Case, event: CaseReopened) -> dict[str, Any]:
    """Their limit goes on for those who were told nothing yet: it was only found undone."""
    if case.stage is CaseStage.SOLVED:
        return {}
    return {"limit_at": event.due_at, "expired": False, "handling": case.handling + 1}


def _sorted(case: Case, event: CaseSorted) -> datetime:
    same = all(getattr(event, name) == getattr(case, name) for name in _BOUND)
    return case.limit_at if same and case.limit_at else event.due_at


def _begun(case: Case, event: OwnedEvent) -> datetime:
    return case.limit_at or event.due_at


def _longer(case: Case, event: OwnedEvent) -> datetime:
    return max(case.limit_at or event.due_at, event.due_at)


_LIMITS: Final[Mapping[type[Event], Limited]] = {
    CaseSorted: _sorted,
    CaseSelfHelpCalled: _begun,
    CaseTransferred: _begun,
    CaseOrdered: _begun,
    CaseEntrusted: _longer,
    CaseWhistled: _longer,
    CaseProlonged: _longer,
}
