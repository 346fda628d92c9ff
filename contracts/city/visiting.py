"""Visits as the city pack orders them: their kinds, the days of the schedules, who goes where."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field

from contracts.calendar import Span
from contracts.visiting import Check, Subject
from contracts.words import Id, Line

Day = Annotated[int, Field(ge=1, le=31)]


class VisitKind(BaseModel):
    """One kind of visit: listening day, delivery, home visit, inspection."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Id
    label_zh: Line
    label_en: Line
    channel: Id
    """How the cases it opens came in."""
    category: Id
    """What a trouble is reported as when nothing else is said."""
    restricted: bool = False
    """Whom it is to is for the visitor and the community alone."""
    checks: tuple[Check, ...] = ()
    recheck: Span = Span.parse("7 cd")
    """How soon a hazard is looked at again."""
    postponements: int = Field(default=2, ge=0)


PREVENTION: Final = VisitKind(
    kind="prevention",
    label_zh="预防走访",
    label_en="Preventive visit",
    channel="watch",
    category="warned",
    postponements=0,
)
"""What answers a warning where the pack has no kind `prevention` of its own; its category is the
one that is warned of."""


class Schedule(BaseModel):
    """Days of the month on which everybody on its list goes out."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Id
    kind: Id
    days: tuple[Day, ...] = Field(min_length=1)
    """Of the month; in a shorter one its last day stands for those it lacks."""
    late: Span = Span.parse("1 wd")
    """How long a visit may take that was announced after its day had begun to pass."""

    def first_on(self, day: date) -> date:
        """Return the first of its days that is this one or later."""
        while not self.falls_on(day):
            day += timedelta(days=1)
        return day

    def after(self, day: date) -> date:
        """Return the next of its days."""
        return self.first_on(day + timedelta(days=1))

    def falls_on(self, day: date) -> bool:
        """Whether this is one of its days."""
        _, last = monthrange(day.year, day.month)
        return day.day in {min(one, last) for one in self.days}


@dataclass(frozen=True, slots=True)
class Errand:
    """Somebody, and whom they are to visit each time."""

    schedule: str
    visitor: str
    subject: Subject


@dataclass(frozen=True)
class Visiting:
    """The kinds of visit, the schedules, and who is on which list."""

    kinds: Mapping[str, VisitKind] = field(default_factory=dict[str, VisitKind])
    schedules: Mapping[str, Schedule] = field(default_factory=dict[str, Schedule])
    errands: Mapping[str, tuple[Errand, ...]] = field(default_factory=dict[str, tuple[Errand, ...]])
    """By schedule."""
