"""Assessments 评价 and call-backs 回访 as their readers see them."""

from collections.abc import Mapping

from pydantic import AwareDatetime

from contracts.events.evaluation import Deduction
from contracts.summons import CallRecord
from contracts.views.view import Moment, Next, View


class AssessmentView(View):
    """How the street judged one responder of one whistle."""

    id: str
    version: int
    whistle_id: str
    task_id: str
    number: str
    street: str
    department: str
    department_name: str
    stage: str
    """due, scored, appealed, ruled or final."""
    record: CallRecord
    points: Mapping[str, float] = {}
    deductions: tuple[Deduction, ...] = ()
    total: float | None = None
    was: float | None = None
    """The total before a ruling changed it."""
    comment: str | None = None
    appeal: str | None = None
    appeal_level: str | None = None
    """street or district: whose word the appeal waits for, or got last."""
    ruling: str | None = None
    exempt: str | None = None
    """Why its overdue is not counted 不计超时（申诉通过）."""
    judge_street_by: AwareDatetime | None = None
    """Until when the department may judge the street 双考核."""
    rightly: bool | None = None
    completeness: float | None = None
    cooperation: float | None = None
    street_comment: str | None = None
    created_at: AwareDatetime
    next: Next
    timeline: tuple[Moment, ...] = ()


class CallAttempt(View):
    """One call of an evaluator."""

    at: AwareDatetime
    channel: str | None = None
    caller: str
    reached: bool


class CallbackView(View):
    """Asking the reporter: solved? satisfied?"""

    id: str
    version: int
    case_id: str
    number: str
    street: str
    category: str
    reporter: str | None = None
    """Account to be asked; None when the reader may not know."""
    stage: str
    """due, tried or recorded."""
    round: int
    tries: int = 0
    attempts: tuple[CallAttempt, ...] = ()
    """Each call that was made in this round."""
    reached: bool | None = None
    contacted: bool | None = None
    solved: bool | None = None
    satisfaction: str | None = None
    words: str | None = None
    channel: str | None = None
    limit_at: AwareDatetime | None = None
    """When the case's own limit is over: from then on it is asked about, done or not."""
    unfinished: bool = False
    """Nobody had told a result when it was asked: it counts as not solved."""
    excluded: str | None = None
    """Why its last answer counts in no rate 剔除."""
    created_at: AwareDatetime
    next: Next


class ReviewView(View):
    """Whether a fact counts 复核: an answer in the rates, an overdue in the statistics."""

    id: str
    version: int
    about: str
    """exclusion or overdue."""
    target: str
    """The call-back or assessment it is about."""
    round: int
    number: str
    street: str
    unit: str
    """Who asks."""
    unit_name: str
    departments: tuple[str, ...] = ()
    cause: str
    note: str | None = None
    photos: tuple[str, ...] = ()
    period: str | None = None
    stage: str
    """asked, passed (the first agreed), granted or refused."""
    first_reason: str | None = None
    word: str | None = None
    created_at: AwareDatetime
    next: Next
    timeline: tuple[Moment, ...] = ()
