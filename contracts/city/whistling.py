"""The rules of whistles: kinds, grades, the ladder of shares, procedures."""

from collections.abc import Mapping
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from contracts.calendar import Span
from contracts.steps import FieldRule, StepRule, Tier
from contracts.words import Grade, Kind

ClockName = Literal["acknowledge", "contact", "arrive", "complete"]
Condition = Literal["outside", "several", "powers", "urgent", "own_offices", "duplicate"]
"""`outside`: somebody of the district is called. `several`: more than one is. `powers`: more than
one is, or the street says that it has no power of its own. `urgent`: its class is, or the danger is
named. `own_offices`: the street's own have tried, or why not is said. `duplicate`: no whistle on a
like problem is open nearby, or somebody says that it is another."""


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
    raised_by: tuple[str, ...] = ()
    """Roles at the street that may blow it at once, beside who may approve it; that is done after
    the fact."""
    checks: tuple[Condition, ...] = ()
    """What must be true before it is blown."""


class GradeRule(BaseModel):
    """A grade, which is also the rank that must come; the pack lists the lightest first."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    grade: Grade
    label_zh: str
    label_en: str
    raised_by: tuple[str, ...] = ()
    """Roles at the street that may blow it; empty: its commander."""


class Rung(BaseModel):
    """What happens when a share of a limit is used and the answer is not there."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    share: float = Field(gt=0, le=10)
    action: Literal["warn", "overdue", "supervise", "escalate"]
    tell: tuple[str, ...]
    """`handler` (whoever is named on the task) or roles."""


class Step(StepRule):
    """One step of a procedure."""

    label_zh: str
    label_en: str
    clock: str | None = None
    """A clock of the whistle's kind, or a key of the spans; None: no limit of its own."""
    warn: str | None = None
    """A key of the spans: how long after it opened its responder is reminded."""


class Procedure(BaseModel):
    """How one responder answers one call."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    label_zh: str
    label_en: str
    assessed: bool
    """Whether the street judges the answer (一哨一评)."""
    steps: tuple[Step, ...] = Field(min_length=1)
    fields: Mapping[str, FieldRule] = {}
    """What the steps ask for, by name; a name without a rule is a text."""
    categories: tuple[str, ...] = ()
    """Categories that go this way first, and not to a single department."""
    opens: tuple[str, ...] = ()
    """Roles that may begin one without a case; none: only a case, or another task, begins one."""
    limit: str | None = None
    """Key of the spans: the limit of the whole; None: the case's."""
    law: str | None = Field(default=None, min_length=1, max_length=200)
    """The law or rule that sets this limit, which no promise shortens and only a step of its own
    lengthens; None: it is the city's, and ends by what the hotline was promised."""
    prolonged_by: str | None = None
    """Key of the spans: how much is added when a step prolongs it."""
    restricted: bool = False
    """Seen only by those named on it, those who act at the responder, and `seen_by`."""
    seen_by: tuple[str, ...] = ()
    """Of a restricted one: roles at the responder who see it; others only when named."""
    tiers: tuple[Tier, ...] = ()
