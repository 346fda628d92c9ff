"""The rules of whistles: kinds, grades, the ladder of shares, procedures."""

from collections.abc import Mapping
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from contracts.calendar import Span
from contracts.words import Grade, Kind

ClockName = Literal["acknowledge", "contact", "arrive", "complete"]


class WhistleKind(BaseModel):
    """One of the occasions on which a street may whistle, with its clocks."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Kind
    label_zh: str
    label_en: str
    default_grade: Grade
    clocks: Mapping[ClockName, Span]
    objection_before_arrival: bool
    """False: go first, object later."""
    remote_report: bool
    """Whether the street may confirm an arrival by phone or video."""
    no_show_after: Span
    """How long past the arrival limit nobody has come before it is a no-show."""
    extendable: bool


class GradeRule(BaseModel):
    """A grade, which is also the rank that must come; the pack lists the lightest first."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    grade: Grade
    label_zh: str
    label_en: str


class Rung(BaseModel):
    """What happens when a share of a limit is used and the answer is not there."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    share: float = Field(gt=0, le=10)
    action: Literal["warn", "overdue", "supervise", "escalate"]
    tell: tuple[str, ...]
    """`handler` (whoever is named on the task) or roles."""


class Step(BaseModel):
    """One step of a procedure."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    step: str
    label_zh: str
    label_en: str
    who: tuple[str, ...]
    """Roles that may take it."""
    evidence: tuple[str, ...] = ()
    """What must be there: `handler`, `place`, `photo`, `note` …"""
    clock: str | None = None
    """A clock of the whistle's kind, or a key of the spans; None: no limit of its own."""


class Procedure(BaseModel):
    """How one responder answers one call."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    label_zh: str
    label_en: str
    assessed: bool
    """Whether the street judges the answer (一哨一评)."""
    steps: tuple[Step, ...] = Field(min_length=1)
