"""A ruling: an objection, a cannot-solve or an escalation that waits for somebody's word."""

from pydantic import AwareDatetime

from contracts.views.view import Next, View


class RulingView(View):
    """What is asked, of whom, by when, and what was said."""

    id: str
    whistle_id: str | None = None
    case_id: str | None = None
    """The case that was handed to the department, where no whistle called it."""
    task_id: str
    department: str
    department_name: str
    about: str
    stage: str
    """open, decided or lapsed."""
    open: bool
    level: str
    at: str
    reason: str
    reason_en: str | None = None
    """The English of a reason that a clock wrote; None: somebody typed it."""
    basis: str | None = None
    suggestion: str | None = None
    created_at: AwareDatetime
    due_at: AwareDatetime | None = None
    upheld: bool | None = None
    designated: str | None = None
    word: str | None = None
    """The reason given with the ruling."""
    word_en: str | None = None
    next: Next
