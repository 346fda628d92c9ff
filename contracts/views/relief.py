"""A request for more time, a pause or a waiver, as its readers see it."""

from pydantic import AwareDatetime

from contracts.views.view import Moment, Next, View


class ReliefView(View):
    """What is asked, who must approve it by when, and what was said."""

    id: str
    version: int
    whistle_id: str
    task_id: str
    department: str
    department_name: str
    street: str
    wish: str
    """extension, suspension or waiver."""
    wish_zh: str
    wish_en: str
    asker: str | None = None
    """Account; None for a department."""
    reason: str
    cause: str | None = None
    cause_zh: str | None = None
    cause_en: str | None = None
    until: AwareDatetime | None = None
    stage: str
    """open, granted, refused or lapsed."""
    level: str
    at: str
    word: str | None = None
    """The reason given with the last word, or the one before it."""
    created_at: AwareDatetime
    updated_at: AwareDatetime
    next: Next
    timeline: tuple[Moment, ...]
