"""What a board is made of: what was counted, and the rows people see."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from pydantic import BaseModel, ConfigDict

from contracts.city import Rates, Scoring
from contracts.words import Satisfaction

Subject: TypeAlias = Literal["departments", "streets"]
Band: TypeAlias = Literal["green", "yellow", "orange", "red"]


@dataclass(frozen=True)
class Judged:
    """What some assessments of one unit add up to; the leads' are counted apart."""

    id: str
    lead: bool
    calls: int
    problems: int
    solved: int
    on_time: int
    no_shows: int
    scored: int
    total: float


@dataclass(frozen=True)
class Asked:
    """How many call-backs of one unit brought the same answers."""

    id: str
    reached: bool
    contacted: bool
    solved: bool
    satisfaction: Satisfaction | None
    count: int


class Rate(BaseModel):
    """A share with its base."""

    model_config = ConfigDict(frozen=True)

    count: float
    of: int
    value: float | None
    """Between 0 and 1; None without a base."""
    shown: str
    """As people read it: `95.0%`, or a dash."""


class ThreeRates(BaseModel):
    """三率 and what they add up to."""

    model_config = ConfigDict(frozen=True)

    response: Rate
    solution: Rate
    satisfaction: Rate
    composite: float | None
    """综合, 0 to 100; None without a valid call-back."""


class Row(BaseModel):
    """One unit's month."""

    model_config = ConfigDict(frozen=True)

    id: str
    name: str
    rank: int | None = None
    """By the composite; None without a valid call-back."""
    rates: ThreeRates
    asked: int
    """Call-backs, valid or not."""
    whistles: int
    problems: Rate
    """Solved, of all."""
    calls: int
    on_time: Rate
    """Calls that were never late, of all."""
    no_shows: int
    scored: int
    average: float | None
    """Mean of the scores it got (a street: it gave)."""
    score: float | None = None
    """A department's month: the streets' scores and the system's own part."""
    score_rank: int | None = None
    band: Band | None = None


class Board(BaseModel):
    """One month, the best first."""

    model_config = ConfigDict(frozen=True)

    period: str
    subject: Subject
    pack: str
    """Version of the city pack whose weights were used."""
    rates: Rates
    scoring: Scoring
    rows: tuple[Row, ...]
