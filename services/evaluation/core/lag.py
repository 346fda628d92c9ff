"""滞后街道: the figures flag it, a leader takes charge 包保, somebody says when it is over.

Rule 1: every possible move is in LAGGING_LIFE and nowhere else.
Rule 2: while it is open somebody owes the next step by a time: the district names the sponsor, and
looks again when the plan's time is over.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict

from contracts.actor import Actor, Role
from contracts.city import City
from contracts.commands.month import ClearStreet, Sponsor
from contracts.events.event import Event
from contracts.events.month import (
    Lagging,
    LaggingOverdue,
    LaggingRecomputed,
    MonthPublished,
    StreetCleared,
    StreetFlagged,
    StreetSponsored,
)
from contracts.machine import Machine
from contracts.refusals import NotNow, NotThere, NotYours
from services.evaluation.core.limits import limit


class Stage(StrEnum):
    """Where it stands."""

    NEW = "new"
    PUBLISHED = "published"
    """Its month is; nothing was flagged yet. Never stored."""
    FLAGGED = "flagged"
    SPONSORED = "sponsored"
    CLEARED = "cleared"


LAGGING_LIFE: Machine[Stage] = Machine(
    {
        Stage.NEW: {MonthPublished: Stage.PUBLISHED},
        Stage.PUBLISHED: {StreetFlagged: Stage.FLAGGED},
        Stage.FLAGGED: {
            StreetSponsored: Stage.SPONSORED,
            LaggingOverdue: Stage.FLAGGED,
            LaggingRecomputed: Stage.FLAGGED,
        },
        Stage.SPONSORED: {
            StreetCleared: Stage.CLEARED,
            LaggingOverdue: Stage.SPONSORED,
            LaggingRecomputed: Stage.SPONSORED,
        },
        Stage.CLEARED: {},
    }
)


class LaggingStreet(BaseModel):
    """One street, one month."""

    model_config = ConfigDict(frozen=True)

    stage: Stage
    street: str = ""
    period: str = ""
    due_at: AwareDatetime | None = None
    overdue: bool = False


def evolve(one: LaggingStreet | None, event: Event) -> LaggingStreet:
    """Return it after this event.

    Raises:
        IllegalTransition: it cannot happen now.
    """
    before = one or LaggingStreet(stage=Stage.NEW)
    stage = LAGGING_LIFE.advance(before.stage, event)
    return before.model_copy(update={**_CHANGES[type(event)](event), "stage": stage})


def clock(one: LaggingStreet) -> datetime | None:
    """Return when the sweep must look at it next."""
    return None if one.overdue else one.due_at


_CHANGES: Mapping[type[Event], Callable[[Any], dict[str, Any]]] = {
    MonthPublished: lambda _: {},
    StreetFlagged: lambda e: {"street": e.street, "period": e.period, "due_at": e.due_at},
    StreetSponsored: lambda e: {"due_at": e.due_at, "overdue": False},
    StreetCleared: lambda _: {"due_at": None, "overdue": False},
    LaggingOverdue: lambda _: {"overdue": True},
    LaggingRecomputed: lambda e: {"due_at": e.due_at},
}


def flagged(event: MonthPublished, lag: Lagging, city: City, at: datetime) -> Sequence[Event]:
    """A leader must take charge."""
    due = city.due(lag.street, at, limit(city, "lagging.sponsor")).at
    flag = StreetFlagged(
        street=lag.street,
        period=event.period,
        score=lag.score,
        closed=lag.closed,
        why=lag.why,
        due_at=due,
    )
    return [flag]


def sponsor(
    command: Sponsor, one: LaggingStreet | None, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """Name who takes charge."""
    one = _open(one, actor, city, StreetSponsored)
    return [
        StreetSponsored(
            street=one.street,
            period=one.period,
            sponsor=command.sponsor,
            plan=command.plan,
            named_by=actor.id,
            due_at=city.due(one.street, now, limit(city, "lagging.review")).at,
        )
    ]


def clear(
    command: ClearStreet, one: LaggingStreet | None, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """Say that it is over."""
    one = _open(one, actor, city, StreetCleared)
    told = {"reason": command.reason, "cleared_by": actor.id}
    return [StreetCleared(street=one.street, period=one.period, **told)]


def lagging_late(one: LaggingStreet, city: City, now: datetime) -> Sequence[Event]:
    """Say once at each step that it is late."""
    if one.overdue or one.due_at is None or now < one.due_at:
        return []
    holders = (city.holders(Role.DISTRICT_SUPERVISOR, place) for place in city.path(one.street))
    return [
        LaggingOverdue(
            street=one.street,
            period=one.period,
            duty=DUTIES[one.stage],
            was_due_at=one.due_at,
            tell=tuple(account for accounts in holders for account in accounts),
        )
    ]


DUTIES: Mapping[Stage, Literal["sponsor", "review"]] = {
    Stage.FLAGGED: "sponsor",
    Stage.SPONSORED: "review",
}
"""What is owed at which stage."""


def _open(one: LaggingStreet | None, actor: Actor, city: City, event: type[Event]) -> LaggingStreet:
    if one is None:
        raise NotThere("not_found")
    if not actor.holds(Role.DISTRICT_SUPERVISOR, *city.path(one.street)):
        raise NotYours("only_the_district_sponsors")
    if not LAGGING_LIFE.allows(one.stage, event):
        raise NotNow("illegal_move", state=one.stage, allowed=())
    return one
