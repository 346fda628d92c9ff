"""What evaluation says about a warning 预警: an area that stands out against its own past.

Rule 1: of an area and of categories, never of a person or a household.
"""

from typing import ClassVar

from pydantic import AwareDatetime, BaseModel, ConfigDict

from contracts.events.event import Event
from contracts.events.recomputed import DueReckoned
from contracts.words import Id, Level, Owner


class RiskSpot(BaseModel):
    """One category of the area, this week against the weeks before."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    category: Id
    count: int
    past_mean: float
    """Cases a week over the weeks before."""
    weeks: int
    """How many weeks that is."""


class RiskEvent(Event):
    """Something that happened to one warning; the warning is the envelope's subject."""

    area: Id
    visit_id: Id
    """The preventive visit that answers it."""


class RiskFlagged(RiskEvent):
    """An area stands out: somebody shall go there before it is complained about again."""

    type: ClassVar[str] = "risk.flagged"

    week: str
    """As 2026-W47."""
    level: Level
    """Of the area: grid or community."""
    community: Id
    street: Id
    spots: tuple[RiskSpot, ...]
    """What stands out there, the hottest first."""
    at: AwareDatetime
    owner: Owner
    due_at: AwareDatetime


class RiskAnswered(RiskEvent):
    """Somebody was there."""

    type: ClassVar[str] = "risk.answered"

    visited_at: AwareDatetime
    cases: tuple[Id, ...] = ()
    """What was passed on."""


class RiskMissed(RiskEvent):
    """The time passed and nobody went."""

    type: ClassVar[str] = "risk.missed"

    was_due_at: AwareDatetime
    case_id: Id | None = None
    """Of the case by which the community takes it up; None in what was missed before there was
    one."""
    spots: tuple[RiskSpot, ...] = ()
    """What stood out there."""


class RiskRecomputed(RiskEvent, DueReckoned):
    """The calendar changed: somebody shall have been there by another time."""

    type: ClassVar[str] = "risk.recomputed"
