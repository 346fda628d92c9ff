"""What dispatch must know of a case before it calls anybody: who steps aside 回避, because the case
is about them; and what the hotline was promised.

Intake says so once, when such a case is reported; dispatch keeps nothing else of it.
"""

from collections.abc import Iterable

from pydantic import AwareDatetime, BaseModel, ConfigDict

from contracts.events.case import CaseReported
from contracts.events.event import Event
from contracts.refusals import NotThere


class Aside(BaseModel):
    """Who steps aside in one case, and by when the hotline wants it done."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    ids: tuple[str, ...]
    promised_by: AwareDatetime | None = None


def evolve(aside: Aside | None, event: Event) -> Aside:
    """Return what is kept of a case."""
    if isinstance(event, CaseReported):
        return Aside(ids=event.recused, promised_by=event.order and event.order.due_at)
    if aside is None:
        raise NotThere("not_found")
    return aside


def joined(found: Iterable[Aside]) -> tuple[str, ...]:
    """Return everybody who steps aside in any of these cases."""
    return tuple(dict.fromkeys(id for aside in found for id in aside.ids))


def wanted(event: CaseReported) -> bool:
    """Whether there is anything to keep of it."""
    return bool(event.recused or (event.order and event.order.due_at))


def promised(found: Iterable[Aside]) -> AwareDatetime | None:
    """Return the soonest of what the hotline was promised for these cases."""
    return min((aside.promised_by for aside in found if aside.promised_by), default=None)
