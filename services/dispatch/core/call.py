"""What dispatch remembers of one call: where it stands, what it owes by when, and what is asked.

A call owes its duties in order, but all their clocks run from the summons.
"""

from collections.abc import Mapping
from datetime import datetime

from pydantic import AwareDatetime, BaseModel, ConfigDict

from contracts.relief import Cause, Wish
from contracts.summons import About, Clocks, Duty, RungAt
from contracts.words import Grade, Level, Words
from services.dispatch.core.call_life import ANSWERING, DUTIES, CallStage


class Clock(BaseModel):
    """The time one duty has, what happens if it is not done, and when it was done."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    since: AwareDatetime
    by: AwareDatetime
    ladder: tuple[RungAt, ...] = ()
    """The rungs it has not climbed yet, the next one first."""
    done_at: AwareDatetime | None = None
    late: bool = False
    """It was overdue once, on this clock or on one before it."""
    talk_at: AwareDatetime | None = None
    """When it is so late that there is a talk 约谈."""
    fixed: bool = False
    """Somebody set or granted this time: another calendar does not move it."""


class Supervision(BaseModel):
    """A supervision of a call that is not closed."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    answer_by: AwareDatetime
    answered: bool = False
    late: bool = False
    """No answer in time."""
    unanswered: int = 0
    """How often that was said."""


class Ruling(BaseModel):
    """A question about a call that waits for somebody's word."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    about: About
    level: Level
    at: str
    due_at: AwareDatetime
    since: AwareDatetime | None = None


class Relief(BaseModel):
    """More time, a pause or a waiver that waits for somebody's word."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    wish: Wish
    asker: str
    reason: Words
    level: Level
    at: str
    due_at: AwareDatetime
    until: AwareDatetime | None = None
    cause: Cause | None = None
    late_then: bool = False
    """Whether it had been late to complete when this was asked."""


class Suspension(BaseModel):
    """A call that waits 挂账."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    since: AwareDatetime
    until: AwareDatetime
    look_at: AwareDatetime | None = None


class Call(BaseModel):
    """What dispatch remembers of one call."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    task_id: str
    department: str
    lead: bool
    designated: bool
    grade: Grade
    """The rank that must come."""
    summoned_at: AwareDatetime
    clocks: Mapping[Duty, Clock]
    stage: CallStage = CallStage.SUMMONED
    rulings: tuple[Ruling, ...] = ()
    """Those that wait."""
    ruled: int = 0
    """How many were ever opened."""
    rank_met: bool = True
    reworks: int = 0
    objections: int = 0
    objections_rejected: int = 0
    supervisions: int = 0
    supervising: tuple[Supervision, ...] = ()
    """Those that are open."""
    talked: bool = False
    reliefs: tuple[Relief, ...] = ()
    """Those that wait."""
    asked: int = 0
    """How many were ever asked."""
    late_then: bool = False
    """Whether it was late when the relief granted last was asked."""
    extensions: int = 0
    suspensions: int = 0
    suspension: Suspension | None = None
    reminders: int = 0
    reminded_at: AwareDatetime | None = None
    answers: int = 0
    answer_seconds: int = 0
    unanswered: int = 0

    @property
    def live(self) -> bool:
        """Whether it still counts."""
        return self.stage is not CallStage.RELEASED

    @property
    def answering(self) -> bool:
        """Whether its department still owes something."""
        return self.stage in ANSWERING

    @property
    def here(self) -> bool:
        """Whether its department has come."""
        return self.clocks["arrive"].done_at is not None


def by_duty(clocks: Clocks) -> Mapping[Duty, datetime]:
    """Return by when each duty is owed."""
    return {duty: getattr(clocks, f"{duty}_by") for duty in DUTIES}
