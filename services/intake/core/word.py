"""The reporters' word: they hear the result, agree or not, add, ask, or take it back.

Rule 1: everybody linked to a case may speak for it; one yes confirms, one no opens it again.
Rule 2: nobody takes back what others have reported too.
"""

from collections.abc import Sequence
from datetime import datetime

from contracts.actor import Actor
from contracts.city import City
from contracts.commands.case import Confirm, Dispute, FeedBack, Hurry, Supplement, Withdraw
from contracts.events.case import (
    CaseConfirmed,
    CaseFedBack,
    CaseHurried,
    CaseSupplemented,
    CaseWithdrawn,
)
from contracts.events.event import Event
from contracts.lifecycle import CaseStage
from services.intake.core.case import Case
from services.intake.core.clocks import due
from services.intake.core.closing import check_looked_at
from services.intake.core.gates import not_now
from services.intake.core.ladder import street_of
from services.intake.core.reopening import reopened


def feed_back(
    command: FeedBack, case: Case, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """Tell every reporter the result; what must be looked at first is looked at first."""
    check_looked_at("closing", case, actor, city)
    return [
        CaseFedBack(
            text=command.text,
            reporters=case.reporters,
            owner=case.home,
            due_at=due(CaseStage.FED_BACK, case, case.home, city, now),
            expired=case.expired,
        )
    ]


def confirm(
    command: Confirm, case: Case, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """A reporter agrees."""
    return [confirmed(case, actor.id, city, now, silent=False)]


def confirmed(
    case: Case, reporter: str, city: City, now: datetime, *, silent: bool
) -> CaseConfirmed:
    """Agreed, in words or by silence; the call-back is next."""
    return CaseConfirmed(
        silent=silent,
        reporter=reporter,
        street=street_of(case.place),
        category=case.category,
        number=case.number,
        recused=case.recused,
        limit_at=case.limit_at,
        handling=case.handling,
        owner=case.home,
        due_at=due(CaseStage.CONFIRMED, case, case.home, city, now),
    )


def dispute(
    command: Dispute, case: Case, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """A reporter does not agree."""
    return [reopened(case, command.reason, city, now)]


def supplement(
    command: Supplement, case: Case, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """A reporter adds something."""
    return [CaseSupplemented(text=command.text, photos=command.photos)]


def hurry(command: Hurry, case: Case, actor: Actor, city: City, now: datetime) -> Sequence[Event]:
    """A reporter asks when it will be done."""
    return [CaseHurried(text=command.text)]


def withdraw(
    command: Withdraw, case: Case, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """The only reporter takes it back."""
    if len(case.reporters) > 1:
        raise not_now("others_reported_it", case, actor)
    return [CaseWithdrawn(reason=command.reason)]
