"""What evaluation says of those who came to a whistle: assessments 评价 and appeals 申诉."""

from typing import Annotated, ClassVar, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, StringConstraints

from contracts.events.event import Event
from contracts.events.recomputed import Reckoned
from contracts.events.redacted import Redacted
from contracts.summons import CallRecord
from contracts.words import Id, Line, Words

Period = Annotated[str, StringConstraints(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]
"""The month of the city's calendar whose board counts it, as 2026-11."""


class Deduction(BaseModel):
    """Points taken or given for a fact of the record, with the rule's name."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rule: Line
    points: float
    """All of this line: negative when taken. An assessment's points and lines sum to its total."""
    times: int = 1


class AssessmentDue(Event):
    """The street must judge one responder of a confirmed whistle 一哨一评."""

    type: ClassVar[str] = "assessment.due"

    whistle_id: Id
    task_id: Id
    number: str
    street: Id
    department: Id
    record: CallRecord
    due_at: AwareDatetime
    period: Period | None = None
    confirmed_at: AwareDatetime | None = None
    """When the street confirmed: from then on an overdue may be appealed (运城)."""
    judge_street_by: AwareDatetime | None = None
    """Until when the department may say how it was called."""
    joint: tuple[Id, ...] = ()
    """Other streets asked to take part: they see it, too."""


class AssessmentScored(Event):
    """The street's word: points per item, the record's deductions and bonuses, the total."""

    type: ClassVar[str] = "assessment.scored"

    whistle_id: Id
    department: Id
    points: dict[str, float]
    deductions: tuple[Deduction, ...]
    total: float
    comment: Words | None = None
    scorer: Id
    appeal_by: AwareDatetime
    shares: dict[str, float] | None = None
    """What the street gave of each item's weight, so that other weights can be tried on it."""


class AssessmentAppealed(Event):
    """The department does not agree, with a reason: once to the street, once to the district."""

    type: ClassVar[str] = "assessment.appealed"

    whistle_id: Id
    department: Id
    reason: Words
    rule_by: AwareDatetime
    level: Literal["street", "district"] = "street"
    """Who must rule: the street at first, then the district."""


class AssessmentRuled(Event):
    """A second person ruled; the old value is kept beside the new."""

    type: ClassVar[str] = "assessment.ruled"

    whistle_id: Id
    department: Id
    outcome: Literal["upheld", "changed"]
    was: float
    total: float
    reason: Words
    ruler: Id
    appeal_by: AwareDatetime | None = None
    """Until when the district may be asked; None: this was the last word."""


class AssessmentOverdue(Event):
    """Nobody scored, or nobody ruled, in time; `tell` are the accounts that are told."""

    type: ClassVar[str] = "assessment.overdue"

    whistle_id: Id
    department: Id
    duty: Literal["score", "rule"]
    was_due_at: AwareDatetime
    tell: tuple[Id, ...]


class AssessmentFinal(Event):
    """Nothing can change it now: ruled, or not appealed in time."""

    type: ClassVar[str] = "assessment.final"

    whistle_id: Id
    department: Id
    total: float


class AssessmentExempted(Event):
    """不计超时（申诉通过）: the raw overdue stays, the statistics do not count it (运城)."""

    type: ClassVar[str] = "assessment.exempted"

    whistle_id: Id
    department: Id
    reason: Words


class StreetJudged(Event):
    """双考核: how a called department found the whistle: rightly called, complete, cooperative."""

    type: ClassVar[str] = "street.judged"

    whistle_id: Id
    department: Id
    street: Id
    rightly: bool
    completeness: float
    """0 to 1."""
    cooperation: float
    """0 to 1."""
    comment: Words | None = None
    judge: Id


class AssessmentRedacted(Redacted):
    """Its personal data were taken out: their time was over."""

    type: ClassVar[str] = "assessment.redacted"


class AssessmentRecomputed(Reckoned):
    """The calendar changed: the score, the appeal or the ruling is due at another time."""

    type: ClassVar[str] = "assessment.recomputed"

    due_at: AwareDatetime | None
    judge_street_by: AwareDatetime | None = None
