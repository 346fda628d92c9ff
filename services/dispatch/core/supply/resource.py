"""The resource list 资源清单: who gives what, where, how often, in which period.

Rule 1: a place of it is held for an offer when the offer asks for it, and used when it is done; the
count is kept here, so nothing is promised twice.
Rule 2: `free`, `reserved` and `used` follow from what is held: nothing is left, or nothing is held.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Final, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict

from contracts.events import supply as s
from contracts.events.event import Event
from contracts.offering import Provider, Society
from contracts.refusals import NotThere
from contracts.words import Line, Owner

Hold = Literal["reserved", "used"]
OVER: Final = frozenset({"withdrawn", "ended"})


class Resource(BaseModel):
    """One thing somebody offers."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    number: str
    stage: s.ResourceStage
    provider: Provider
    society: Society | None = None
    provider_name: Line
    unit: str | None
    title: Line
    skills: tuple[str, ...]
    categories: tuple[str, ...]
    at: str
    community: str | None
    capacity: int
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    owner: Owner
    due_at: AwareDatetime | None
    holds: Mapping[str, Hold] = {}
    """By the offer's id."""

    @property
    def left(self) -> int:
        """Places that are neither held nor used."""
        return self.capacity - len(self.holds)

    @property
    def used(self) -> int:
        """Places that were used."""
        return sum(hold == "used" for hold in self.holds.values())

    def serves(self, path: Sequence[str], now: datetime) -> bool:
        """Whether it is there for this place now."""
        on_time = self.starts_at <= now < self.ends_at
        return on_time and self.stage not in OVER and self.at in path


def evolve(resource: Resource | None, event: Event) -> Resource:
    """Return the resource after an event.

    Raises:
        NotThere: somebody speaks of a resource that dispatch never had.
    """
    if isinstance(event, s.ResourceListed):
        kept = event.model_dump(exclude={"text", "alliance", "street"})
        return Resource(**kept)
    if resource is None:
        raise NotThere("not_found")
    if isinstance(event, s.ResourceMoved):
        holds = HOLDS[type(event)](dict(resource.holds), event.offer_id)
        return resource.model_copy(update={"stage": event.stage, "holds": holds})
    if stage := _ENDS.get(type(event)):
        return resource.model_copy(update={"stage": stage, "due_at": None})
    return resource


_ENDS: Final[Mapping[type[Event], s.ResourceStage]] = {
    s.ResourceWithdrawn: "withdrawn",
    s.ResourceEnded: "ended",
}


def _held(holds: dict[str, Hold], offer: str) -> dict[str, Hold]:
    return {**holds, offer: "reserved"}


def _freed(holds: dict[str, Hold], offer: str) -> dict[str, Hold]:
    return {id: hold for id, hold in holds.items() if id != offer}


def _spent(holds: dict[str, Hold], offer: str) -> dict[str, Hold]:
    return {**holds, offer: "used"}


HOLDS: Final[Mapping[type[Event], Callable[[dict[str, Hold], str], dict[str, Hold]]]] = {
    s.ResourceReserved: _held,
    s.ResourceReleased: _freed,
    s.ResourceUsed: _spent,
    s.ResourceFull: lambda holds, _: holds,
}
"""What each event makes of what is held."""


def next_clock(resource: Resource) -> datetime | None:
    """When its period is over."""
    return resource.due_at
