"""city.toml: everything of a pack that is not a table."""

from collections.abc import Mapping
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from contracts.calendar import OFFICE_HOURS, Shift, Span
from contracts.city.households import HouseholdRules
from contracts.city.intake import IntakeRules
from contracts.city.judging import Judging
from contracts.city.modules import Module
from contracts.city.noticing import NoticeRules
from contracts.city.offering import OfferRules
from contracts.city.professional import Profession
from contracts.city.scoring import Rates, Scoring
from contracts.city.whistling import GradeRule, Rung, WhistleKind
from contracts.voting import DEFAULTS, VoteRule
from contracts.words import Id, Level

SPANS: Final = (
    "callback",
    "callback.retry",
    "case.feed_back",
    "case.no_clock",
    "case.sort",
    "close.reporter_silence",
    "close.street_confirm",
    "assessment.score",
    "dispute.designate",
    "escalation.answer",
    "objection.ruling",
    "objection.window",
    "order.objection",
    "score.appeal",
    "score.review.street",
    "supervision.answer",
    "whistle.approve",
    "whistle.endorse",
    "whistle.repeat_window",
)
"""Limits the services ask for by name. A pack may hold more, for its procedures."""


class Label(BaseModel):
    """A word shown to people."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)


class Hours(BaseModel):
    """A calendar's hours; its dates are in calendar.csv."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    hours: tuple[Shift, ...] = OFFICE_HOURS
    weekend: frozenset[int] = frozenset({5, 6})
    round_the_clock: bool = False


class Duplicates(BaseModel):
    """When two reports may be one."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    radius_m: float = Field(gt=0)
    window: Span


Approvals = Annotated[
    tuple[Literal[Level.STREET, Level.DISTRICT], ...], Field(min_length=1, max_length=2)
]


class Extension(BaseModel):
    """How often and by how much a limit may be extended."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    max: int = Field(ge=0)
    """Approved ones; refused ones do not count."""
    share: float = Field(gt=0)
    """Of the original limit, per approval."""
    approvals: tuple[Approvals, ...] = Field(
        default=((Level.STREET,), (Level.STREET, Level.DISTRICT)), min_length=1
    )
    """Whose word the first, the second … extension needs, one after the other (ours)."""


class Suspension(BaseModel):
    """How a matter may wait 挂账 (运城: approved once, at most a year)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    max: int = Field(default=1, ge=0)
    """Approved ones, per call."""
    approvals: Approvals = (Level.STREET, Level.DISTRICT)


class Reminding(BaseModel):
    """How often a street may remind one department 催办; all ours."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    max: int = Field(default=5, ge=1)
    """Per call."""
    every: Span = Span.parse("10 min")
    """Between two reminders; never more than the kind's limit to acknowledge."""


class Meetings(BaseModel):
    """Who sits at a joint meeting 五方联席会; the sources name no parties, so these are ours."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    parties: tuple[str, ...] = ("residents", "community", "street", "property", "departments")
    day: tuple[int, ...] = (15,)
    """百姓议事日: days of the month on which matters of neighbours are talked over."""


class Objection(BaseModel):
    """How often a called department may say: not ours."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    max: int = Field(ge=0)
    """Per task. Its clocks are the spans `objection.window` and `objection.ruling`."""


class GridRules(BaseModel):
    """How large a grid is."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    households: tuple[int, int] = (300, 500)
    """Least and most of an urban grid (海港区; GB/T 34300-2017 says about the same)."""
    strict: bool = False
    """Whether a grid of another size makes a pack unusable, or is only warned of."""


class Keeping(BaseModel):
    """How long one kind of thing is kept, where it is not as long as the rest."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    identity_days: int = Field(ge=180)
    text_days: int = Field(ge=180)


class Retention(BaseModel):
    """How long personal data are kept, in calendar days; the laws name minima, not these numbers.

    Defaults: domain.md 9.4. The clock of the second depth runs from the first.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    identity_days: int = Field(default=3 * 365, ge=180)
    """Closed cases, whistles, tasks and call-backs are de-identified after so long."""
    text_days: int = Field(default=10 * 365, ge=180)
    """Their texts are removed after so long."""
    photo_days: int = Field(default=30, ge=1)
    """A photo that nothing shows is removed after so long; ours."""
    reveal_days: int = Field(default=3 * 365, ge=180)
    """Records of who was shown a reporter (网络数据安全管理条例 art. 12: at least 3 years)."""
    audit_days: int = Field(default=3 * 365, ge=183)
    """The audit log; 网络安全法 art. 21 wants six months at least, domain.md 9.4 three years."""
    run_hour: int = Field(default=3, ge=0, le=23)
    """Of the wall clock, after which all of this is looked after, once a day; ours."""
    kinds: Mapping[str, Keeping] = {"questionnaires": Keeping(identity_days=365, text_days=1095)}
    """By collection (visits, offers, needs, registrations, questionnaires …) where it differs:
    个人信息保护法 art. 19 wants the shortest time that serves the purpose. Numbers ours."""

    def of(self, collection: str) -> "Retention | Keeping":
        """How long things of one kind are kept."""
        return self.kinds.get(collection, self)


class Rules(BaseModel):
    """The contents of city.toml."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    name: str
    name_en: str
    version: str = Field(min_length=1)
    region: str
    """Id of the calendar that everyone without an own one follows."""
    report_radius_m: float = Field(gt=0)
    duplicates: Duplicates
    grades: tuple[GradeRule, ...] = Field(min_length=1)
    kinds: tuple[WhistleKind, ...] = Field(min_length=1)
    ladder: tuple[Rung, ...] = Field(min_length=1)
    objection: Objection
    reminding: Reminding = Reminding()
    extension: Extension
    suspension: Suspension = Suspension()
    meetings: Meetings = Meetings()
    votes: Mapping[Id, VoteRule] = DEFAULTS
    """Kinds of votes, by name."""
    advice: Mapping[str, tuple[Profession, ...]] = {}
    """Category → who helps to settle it: the panel of its disputes, and the advisers to suggest."""
    case_grades: Mapping[str, Span]
    spans: Mapping[str, Span]
    scoring: Scoring
    rates: Rates
    judging: Judging = Judging()
    calendars: Mapping[str, Hours]
    labels: Mapping[str, Label]
    grid: GridRules = GridRules()
    intake: IntakeRules = IntakeRules()
    households: HouseholdRules = HouseholdRules()
    offers: OfferRules = OfferRules()
    """A pack written before offers has none; the defaults stand in."""
    retention: Retention = Retention()
    notices: NoticeRules = NoticeRules()
    modules: tuple[Module, ...] = ()
    """What the platform offers residents; none in a pack written before."""
