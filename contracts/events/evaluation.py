"""What evaluation says: assessments 评价, appeals 申诉 and call-backs 回访."""

from typing import Annotated, ClassVar, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, StringConstraints

from contracts.events.event import Event
from contracts.events.recomputed import Reckoned
from contracts.events.redacted import Redacted
from contracts.summons import CallRecord
from contracts.words import Id, Line, Satisfaction, Words

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


class CallbackDue(Event):
    """The reporter must be asked: the case is confirmed, or its limit is over, done or not."""

    type: ClassVar[str] = "callback.due"

    case_id: Id
    number: str
    reporter: Id
    street: Id
    category: Id
    round: int
    due_at: AwareDatetime
    recused: tuple[Id, ...] = ()
    """Who steps aside 回避: neither asked to handle it nor shown it."""
    limit_at: AwareDatetime | None = None
    """When the case's own limit is over; None: it had none."""
    finished: bool = True
    """Whether the reporter had been told a result."""
    handling: int | None = None
    """Which handling of the case it is about; None in what was said before this was told."""


class CallbackTried(Event):
    """Nobody answered; three tries without an answer are not a valid call-back."""

    type: ClassVar[str] = "callback.tried"

    case_id: Id
    tries: int
    due_at: AwareDatetime


class CallbackOverdue(Event):
    """Nobody asked the reporter in time; `tell` are the accounts that are told."""

    type: ClassVar[str] = "callback.overdue"

    case_id: Id
    was_due_at: AwareDatetime
    tell: tuple[Id, ...]


class CallbackRecorded(Event):
    """What the reporter said."""

    type: ClassVar[str] = "callback.recorded"

    case_id: Id
    reached: bool
    contacted: bool | None = None
    solved: bool | None = None
    satisfaction: Satisfaction | None = None
    words: Words | None = None
    period: Period | None = None
    channel: Literal["phone", "sms", "web", "visit"] | None = None
    recorded_at: AwareDatetime | None = None
    unfinished: bool = False
    """Nobody had told the reporter a result by then: it counts as not solved."""
    again: bool = False
    """The case is confirmed, and its reporter was asked when its limit was over: what was said then
    stands, and nobody asks again."""


class CallbackExcluded(Event):
    """剔除: this answer counts in no rate any more; the case stays in the volume."""

    type: ClassVar[str] = "callback.excluded"

    case_id: Id
    round: int
    reason: Line


class AssessmentRedacted(Redacted):
    """Its personal data were taken out: their time was over."""

    type: ClassVar[str] = "assessment.redacted"


class CallbackRedacted(Redacted):
    """Its personal data were taken out: their time was over, or who reported it has left."""

    type: ClassVar[str] = "callback.redacted"


class AssessmentRecomputed(Reckoned):
    """The calendar changed: the score, the appeal or the ruling is due at another time."""

    type: ClassVar[str] = "assessment.recomputed"

    due_at: AwareDatetime | None
    judge_street_by: AwareDatetime | None = None


class CallbackRecomputed(Reckoned):
    """The calendar changed: the reporter is to be called by another time."""

    type: ClassVar[str] = "callback.recomputed"

    case_id: Id
    due_at: AwareDatetime
