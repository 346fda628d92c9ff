"""What a whistle is made of: its problems, whom it calls, their clocks, each call's facts."""

from typing import Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict

from contracts.words import Id, Line, Words

Duty = Literal["acknowledge", "arrive", "complete"]
"""What a call owes next; each has its own clock."""

About = Literal["objection", "cannot_solve", "escalation"]
"""What a ruling is about: not ours; beyond us; nobody answered, or the street passed it up."""


class Problem(BaseModel):
    """One problem a whistle carries 一事: it may be a case."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Id
    text: Words
    category: Id
    case_id: Id | None = None


class Responder(BaseModel):
    """A department to be called, and why."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    department: Id
    lead: bool = False
    reason: Line | None = None


class Clocks(BaseModel):
    """By when a call must be acknowledged, come, and be done."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    acknowledge_by: AwareDatetime
    arrive_by: AwareDatetime
    complete_by: AwareDatetime


class RungAt(BaseModel):
    """What happens at a time if a duty is not done by then: one rung of the city's ladder."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    duty: Duty
    at: AwareDatetime
    action: Literal["warn", "overdue", "supervise", "escalate"]


class Tried(BaseModel):
    """The record of a case shows that one of the street's own has tried it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    case_id: Id
    by: Id
    """A level that passed it up, or the place or organisation that gave it back."""


class ProblemEnd(BaseModel):
    """How one problem ended."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    problem_id: Id
    solved: bool
    note: Words | None = None


class CallRecord(BaseModel):
    """The facts of one call from summons to end: what its assessment is judged on."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    task_id: Id
    department: Id
    lead: bool
    clocks: Clocks
    summoned_at: AwareDatetime
    acknowledged_at: AwareDatetime | None = None
    arrived_at: AwareDatetime | None = None
    completed_at: AwareDatetime | None = None
    rank_met: bool = True
    overdue: tuple[Duty, ...] = ()
    no_show: bool = False
    reworks: int = 0
    objections_rejected: int = 0
    supervisions: int = 0
    reminders: int = 0
    """How often the street had to remind it 催办."""
    answers: int = 0
    """Questions of the street it answered."""
    answer_seconds: int = 0
    """What those answers took together, by the clock on the wall."""
    unanswered: int = 0
