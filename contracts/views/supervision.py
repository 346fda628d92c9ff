"""A supervision 督办 as its readers see it."""

from pydantic import AwareDatetime

from contracts.views.view import Moment, Next, View


class SupervisionView(View):
    """Who answers for what, by when, and what was done about it."""

    id: str
    version: int
    whistle_id: str
    number: str | None = None
    task_id: str
    department: str
    department_name: str
    street: str | None = None
    duty: str
    kind: str
    kind_zh: str
    kind_en: str
    cause: str
    """limit, late or hand: what opened it."""
    count: int
    """Of those on this call."""
    reason: str | None = None
    named: str | None = None
    """The leader who answers for it, once it is listed."""
    bulletin: bool = False
    stage: str
    """open, answered, solved or released."""
    answer: str | None = None
    in_time: bool | None = None
    unanswered: int = 0
    """How often it was said that the answer is missing."""
    reminders: int = 0
    """Of its whistle, as the other two."""
    meetings: int = 0
    escalated: bool = False
    created_at: AwareDatetime
    updated_at: AwareDatetime
    next: Next
    timeline: tuple[Moment, ...]
