"""What evaluation remembers of one month's boards: every version that was ever kept.

Rule 1: every possible move is in MONTH_LIFE and nowhere else.
Rule 2: a version is never altered: a later word makes the next one, with what moved and why.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

from pydantic import AwareDatetime, BaseModel, ConfigDict

from contracts.events.event import Event
from contracts.events.month import (
    MonthAmended,
    MonthCause,
    MonthCollected,
    MonthOverdue,
    MonthPublished,
    MonthRecomputed,
)
from contracts.machine import Machine


class Stage(StrEnum):
    """Where a month stands."""

    OPEN = "open"
    COLLECTED = "collected"
    PUBLISHED = "published"


MONTH_LIFE: Machine[Stage] = Machine(
    {
        Stage.OPEN: {MonthCollected: Stage.COLLECTED},
        Stage.COLLECTED: {
            MonthPublished: Stage.PUBLISHED,
            MonthAmended: Stage.COLLECTED,
            MonthOverdue: Stage.COLLECTED,
            MonthRecomputed: Stage.COLLECTED,
        },
        Stage.PUBLISHED: {MonthAmended: Stage.PUBLISHED},
    }
)


class Version(BaseModel):
    """One kept version."""

    model_config = ConfigDict(frozen=True)

    version: int
    digest: str
    at: AwareDatetime
    causes: tuple[MonthCause, ...] = ()


class Month(BaseModel):
    """One month's boards."""

    model_config = ConfigDict(frozen=True)

    stage: Stage
    period: str = ""
    collector: str = ""
    district: str | None = None
    """Whose it is, in a city of several districts."""
    early: str | None = None
    versions: tuple[Version, ...] = ()
    due_at: AwareDatetime | None = None
    """By when it must be published; None: it is."""
    overdue: bool = False

    @property
    def newest(self) -> Version:
        """The version that counts."""
        return self.versions[-1]

    def version(self, number: int) -> Version | None:
        """One of them."""
        return next((one for one in self.versions if one.version == number), None)


def evolve(month: Month | None, event: Event) -> Month:
    """Return the month after this event.

    Raises:
        IllegalTransition: it cannot happen now.
    """
    before = month or Month(stage=Stage.OPEN)
    stage = MONTH_LIFE.advance(before.stage, event)
    return before.model_copy(update={**_CHANGES[type(event)](before, event), "stage": stage})


def clock(month: Month) -> datetime | None:
    """Return when the sweep must look at it next."""
    return None if month.overdue else month.due_at


def _kept(month: Month, event: Any, **more: Any) -> dict[str, Any]:
    told = Version(version=event.version, digest=event.digest, at=event.at, **more)
    return {"versions": (*month.versions, told)}


def _collected(month: Month, event: MonthCollected) -> dict[str, Any]:
    told = {
        name: getattr(event, name)
        for name in ("period", "collector", "early", "due_at", "district")
    }
    return {**told, **_kept(month, event)}


_CHANGES: Mapping[type[Event], Callable[[Month, Any], dict[str, Any]]] = {
    MonthCollected: _collected,
    MonthPublished: lambda _, __: {"due_at": None, "overdue": False},
    MonthAmended: lambda month, event: _kept(month, event, causes=event.causes),
    MonthOverdue: lambda _, __: {"overdue": True},
    MonthRecomputed: lambda _, event: {"due_at": event.due_at},
}
