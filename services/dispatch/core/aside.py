"""What dispatch must know of a case before it calls anybody: who steps aside 回避, because the case
is about them; and what the hotline was promised.

Intake says so when such a case is reported, or a ticket is joined to it; dispatch keeps nothing
else of it.
"""

from collections.abc import Iterable
from datetime import datetime

from pydantic import AwareDatetime, BaseModel, ConfigDict

from contracts.events.case import CaseJoined, CaseReported
from contracts.events.event import Event
from contracts.refusals import NotThere


class Aside(BaseModel):
    """Who steps aside in one case, and by when the hotline wants it done."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    ids: tuple[str, ...]
    promised_by: AwareDatetime | None = None
    promises: tuple[AwareDatetime, ...] = ()
    """What was promised for what was joined to it, or what it was split off from."""


def evolve(aside: Aside | None, event: Event) -> Aside:
    """Return what is kept of a case."""
    if isinstance(event, CaseReported):
        promised_by = event.order and event.order.due_at
        return Aside(ids=event.recused, promised_by=promised_by, promises=event.promises)
    if isinstance(event, CaseJoined):
        known = aside or Aside(ids=())
        both = tuple(sorted({*known.promises, *event.promises}))
        return known.model_copy(update={"promises": both})
    if aside is None:
        raise NotThere("not_found")
    return aside


def joined(found: Iterable[Aside]) -> tuple[str, ...]:
    """Return everybody who steps aside in any of these cases."""
    return tuple(dict.fromkeys(id for aside in found for id in aside.ids))


def wanted(event: CaseReported | CaseJoined) -> bool:
    """Whether there is anything to keep of it."""
    if isinstance(event, CaseJoined):
        return bool(event.promises)
    return bool(event.recused or event.promises or (event.order and event.order.due_at))


def promised(found: Iterable[Aside], now: datetime) -> AwareDatetime | None:
    """Return the soonest promise for these cases: of those still ahead, where there are any."""
    own = ((*aside.promises, aside.promised_by) for aside in found)
    known = [promise for promises in own for promise in promises if promise]
    return min([one for one in known if one > now] or known, default=None)
