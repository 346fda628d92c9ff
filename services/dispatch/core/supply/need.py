"""The need list 需求清单: what people need, from which source, until a deed 实事 has met it.

Rule 1: a need is met by an offer made for it: matched, agreed when somebody takes it, done.
Rule 2: an offer that comes to nothing leaves the need open again; only the offer that has it moves
it.
"""

from datetime import datetime
from enum import StrEnum

from pydantic import AwareDatetime, BaseModel, ConfigDict

from contracts.events import supply as s
from contracts.events.event import Event
from contracts.machine import Machine
from contracts.refusals import NotThere
from contracts.words import Level, Owner, Place, Urgency


class Stage(StrEnum):
    """Where a need stands."""

    NEW = "new"
    OPEN = "open"
    MATCHED = "matched"
    AGREED = "agreed"
    DONE = "done"
    WITHDRAWN = "withdrawn"


NEED_LIFE: Machine[Stage] = Machine(
    {
        Stage.NEW: {s.NeedStated: Stage.OPEN},
        Stage.OPEN: {
            s.NeedMatched: Stage.MATCHED,
            s.NeedWithdrawn: Stage.WITHDRAWN,
            s.NeedOverdue: Stage.OPEN,
            s.NeedRecomputed: Stage.OPEN,
        },
        Stage.MATCHED: {
            s.NeedAgreed: Stage.AGREED,
            s.NeedReopened: Stage.OPEN,
            s.NeedDone: Stage.DONE,
            s.NeedOverdue: Stage.MATCHED,
            s.NeedRecomputed: Stage.MATCHED,
        },
        Stage.AGREED: {
            s.NeedReopened: Stage.OPEN,
            s.NeedDone: Stage.DONE,
            s.NeedOverdue: Stage.AGREED,
            s.NeedRecomputed: Stage.AGREED,
        },
        Stage.DONE: {},
        Stage.WITHDRAWN: {},
    }
)


class Need(BaseModel):
    """One thing people need."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    stage: Stage
    number: str
    source: str
    category: str | None
    skills: tuple[str, ...]
    quantity: int
    urgency: Urgency
    place: Place
    community: str
    asker: str | None
    stated_by: str
    stated_at: AwareDatetime
    owner: Owner | None
    due_at: AwareDatetime | None
    station: str | None = None
    """The social-work station that alone matches it."""
    offer_id: str | None = None
    """The offer that has it."""


def evolve(need: Need | None, event: Event) -> Need:
    """Return the need after an event.

    Raises:
        IllegalTransition: it may not happen in this stage.
        NotThere: somebody speaks of a need that dispatch never had.
    """
    if not isinstance(event, s.NeedEvent):
        if need is None:
            raise NotThere("not_found")
        return need
    stage = NEED_LIFE.advance(need.stage if need else Stage.NEW, event)
    if isinstance(event, s.NeedStated):
        return Need(stage=stage, **event.model_dump(exclude={"text", "street"}))
    assert need is not None
    changes = {name: getattr(event, name, None) for name in ("owner", "due_at")}
    if isinstance(event, s.NeedRecomputed):
        changes["owner"] = need.owner
    if isinstance(event, s.NeedMatched):
        changes["offer_id"] = event.offer_id
    return need.model_copy(update={"stage": stage, **changes})


def next_clock(need: Need) -> datetime | None:
    """When the clock must look next."""
    return need.due_at


def matcher(station: str | None, community: str) -> Owner:
    """Who finds an offer for it: the station, else its community."""
    if station:
        return Owner(level=Level.DEPARTMENT, at=station)
    return Owner(level=Level.COMMUNITY, at=community)
