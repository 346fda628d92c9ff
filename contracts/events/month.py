"""What evaluation says about a month 月榜: closed, published, amended; who lags."""

from typing import ClassVar, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict

from contracts.events.evaluation import Period
from contracts.events.event import Event
from contracts.events.recomputed import DueReckoned
from contracts.events.redacted import Redacted
from contracts.words import Id, Line, Words


class MonthCause(BaseModel):
    """Somebody's later word that changed a closed month."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["ruling", "exempted", "excluded", "record"]
    """A score ruled on, an overdue or an answer that counts no more, a record that came late."""
    id: Id
    number: str = ""
    reason: str = ""


class Lagging(BaseModel):
    """A street that is behind 滞后, and by which figures."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    street: Id
    score: float | None = None
    """Its month, 0 to 100; None when too little happened."""
    closed: float | None = None
    """Share of its accepted matters that is closed, 0 to 1."""
    why: tuple[Line, ...]


class MonthEvent(Event):
    """Something that happened to one month's boards."""

    period: Period


class MonthCollected(MonthEvent):
    """The evaluator closed the month: version 1 is kept; somebody else must publish it."""

    type: ClassVar[str] = "month.collected"

    version: int
    digest: Line
    """Of what is kept; it is found by it, and cannot be altered unnoticed."""
    collector: Id
    early: Words | None = None
    """Why it was closed before it was over."""
    at: AwareDatetime
    due_at: AwareDatetime
    district: Id | None = None
    """Whose month, in a city of several districts."""


class MonthPublished(MonthEvent):
    """A second person published it; streets that lag are named."""

    type: ClassVar[str] = "month.published"

    version: int
    publisher: Id
    at: AwareDatetime
    lagging: tuple[Lagging, ...] = ()


class MonthAmended(MonthEvent):
    """A later word changed what its records add up to: a new version, with what and why."""

    type: ClassVar[str] = "month.amended"

    version: int
    digest: Line
    figures: int
    """How many figures moved."""
    causes: tuple[MonthCause, ...]
    at: AwareDatetime


class MonthOverdue(MonthEvent):
    """Nobody published it in time; `tell` are the accounts that are told."""

    type: ClassVar[str] = "month.overdue"

    was_due_at: AwareDatetime
    tell: tuple[Id, ...]


class StreetEvent(MonthEvent):
    """Something that happened to a street that lags."""

    street: Id


class StreetFlagged(StreetEvent):
    """The figures say that it lags; a leader must take charge 包保."""

    type: ClassVar[str] = "lagging.flagged"

    score: float | None = None
    closed: float | None = None
    why: tuple[Line, ...]
    due_at: AwareDatetime


class StreetSponsored(StreetEvent):
    """A leader took charge, with a plan, until a time."""

    type: ClassVar[str] = "lagging.sponsored"

    sponsor: Line
    plan: Words
    named_by: Id
    due_at: AwareDatetime


class StreetCleared(StreetEvent):
    """It lags no more, and why."""

    type: ClassVar[str] = "lagging.cleared"

    reason: Words
    cleared_by: Id


class LaggingOverdue(StreetEvent):
    """Nobody took charge, or nobody looked again, in time."""

    type: ClassVar[str] = "lagging.overdue"

    duty: Literal["sponsor", "review"]
    was_due_at: AwareDatetime
    tell: tuple[Id, ...]


class DepartmentRated(MonthEvent):
    """平时评价: a street's monthly word on a department, beside its whistles."""

    type: ClassVar[str] = "department.rated"

    street: Id
    department: Id
    score: float
    """0 to 100."""
    comment: Words
    rater: Id


class LaggingRedacted(Redacted):
    """Who took charge, and the plan, are gone; that it lagged stays."""

    type: ClassVar[str] = "lagging.redacted"


class RatingRedacted(Redacted):
    """Its words are gone; the number stays."""

    type: ClassVar[str] = "rating.redacted"


class MonthRecomputed(MonthEvent, DueReckoned):
    """The calendar changed: it must be published by another time."""

    type: ClassVar[str] = "month.recomputed"


class LaggingRecomputed(StreetEvent, DueReckoned):
    """The calendar changed: somebody takes charge, or looks again, by another time."""

    type: ClassVar[str] = "lagging.recomputed"
