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
    ruling: str | None = None
    created_at: AwareDatetime
    next: Next
    timeline: tuple[Moment, ...] = ()


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
    reached: bool | None = None
    contacted: bool | None = None
    solved: bool | None = None
    satisfaction: str | None = None
    words: str | None = None
    created_at: AwareDatetime
    next: Next
