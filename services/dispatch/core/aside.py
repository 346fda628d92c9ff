"""Who must not be called about a case, because the case is about them 回避.

Intake says so once, when such a case is reported; dispatch keeps only who steps aside.
"""

from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict

from contracts.events.case import CaseReported
from contracts.events.event import Event
from contracts.refusals import NotThere


class Aside(BaseModel):
    """Who steps aside in one case."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    ids: tuple[str, ...]


def evolve(aside: Aside | None, event: Event) -> Aside:
    """Return what is kept of a case."""
    if isinstance(event, CaseReported):
        return Aside(ids=event.recused)
    if aside is None:
        raise NotThere("not_found")
    return aside


def joined(found: Iterable[Aside]) -> tuple[str, ...]:
    """Return everybody who steps aside in any of these cases."""
    return tuple(dict.fromkeys(id for aside in found for id in aside.ids))
