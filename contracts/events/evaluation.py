"""What evaluation says: assessments 评价, appeals 申诉 and call-backs 回访."""

from typing import ClassVar, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict

from contracts.events.event import Event
from contracts.summons import CallRecord
from contracts.words import Id, Line, Satisfaction, Words


class Deduction(BaseModel):
    """Points taken or given for a fact of the record, with the rule's name."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rule: Line
    points: float
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


class AssessmentAppealed(Event):
    """The department does not agree, once, with a reason."""

    type: ClassVar[str] = "assessment.appealed"

    whistle_id: Id
    department: Id
    reason: Words
    rule_by: AwareDatetime


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


class AssessmentFinal(Event):
    """Nothing can change it now: ruled, or not appealed in time."""

    type: ClassVar[str] = "assessment.final"

    whistle_id: Id
    department: Id
    total: float


class CallbackDue(Event):
    """The reporter must be asked: solved? satisfied?"""

    type: ClassVar[str] = "callback.due"

    case_id: Id
    number: str
    reporter: Id
    street: Id
    category: Id
    round: int
    due_at: AwareDatetime


class CallbackTried(Event):
    """Nobody answered; three tries without an answer are not a valid call-back."""

    type: ClassVar[str] = "callback.tried"

    case_id: Id
    tries: int
    due_at: AwareDatetime


class CallbackRecorded(Event):
    """What the reporter said."""

    type: ClassVar[str] = "callback.recorded"

    case_id: Id
    reached: bool
    contacted: bool | None = None
    solved: bool | None = None
    satisfaction: Satisfaction | None = None
    words: Words | None = None
