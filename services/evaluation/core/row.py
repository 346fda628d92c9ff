"""What a board is made of: what was counted, and the rows people see."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from pydantic import AwareDatetime, BaseModel, ConfigDict

from contracts.city import Rates, Scoring
from contracts.words import Satisfaction

Subject: TypeAlias = Literal["departments", "streets"]
Placed: TypeAlias = Literal["rank", "score_rank"]
"""By what a unit has a place: its three rates, or the score of its month."""
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


class Unranked(BaseModel):
    """A base that is too small to be ranked by, and the words for it."""

    model_config = ConfigDict(frozen=True)

    base: int
    least: int
    """What the city asks for."""
    zh: str
    en: str


class Balance(BaseModel):
    """吹哨率 beside what was settled without a whistle; see `core.balance`."""

    model_config = ConfigDict(frozen=True)

    whistled: Rate
    without: Rate


class StreetMonth(BaseModel):
    """How the street's month came about."""

    model_config = ConfigDict(frozen=True)

    started: int
    """Whistles raised 启动次数."""
    ended: int
    solved: int
    """Problems solved 解决问题数, counted apart."""
    items: Mapping[str, Rate]
    """Each item's share with its base; its weight is in the board's scoring."""
    wrong: int
    penalty: float
    supervisions: int
    words: int
    score: float | None


class Row(BaseModel):
    """One unit's month."""

    model_config = ConfigDict(frozen=True)

    id: str
    name: str
    rank: int | None = None
    """By the composite; None with too few valid call-backs."""
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
    """A department's month: the streets' scores and the system's own part. A street's: see
    `street`."""
    street: StreetMonth | None = None
    """双考核: how the street itself whistled; None for a department."""
    rating: float | None = None
    """Mean of the streets' monthly ratings of a department 平时评价; None without one."""
    stars: int | None = None
    """星级, by the score; None where there is too little to be ranked."""
    score_rank: int | None = None
    band: Band | None = None


class Change(BaseModel):
    """One figure of one row that is not what it was."""

    model_config = ConfigDict(frozen=True)

    subject: Subject
    id: str
    figure: str
    was: float | str | None
    now: float | str | None


class Cause(BaseModel):
    """Somebody's later word that changed a closed month."""

    model_config = ConfigDict(frozen=True)

    kind: Literal["ruling", "exempted", "excluded", "record"]
    id: str
    """The document it is about."""
    number: str = ""
    reason: str = ""


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
    version: int | None = None
    """Of a kept board; None: as the records stand now."""
    stage: str = "open"
    """open, collected or published."""
    closed_at: AwareDatetime | None = None
    early: str | None = None
    """Why it was closed before it was over."""
    changes: tuple[Change, ...] = ()
    """What made this version differ from the one before."""
    causes: tuple[Cause, ...] = ()
    """Why."""
    unranked: Mapping[str, Mapping[Placed, Unranked]] = {}
    """By id: who has no place because there is too little to be ranked by."""
    balances: Mapping[str, Balance] = {}
    """Of streets, by id: as the records stand now, in no score and in no kept version."""
