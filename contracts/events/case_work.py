"""What intake says of a case while it is worked on, beside what moves it."""

from typing import ClassVar, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict

from contracts.events.case import CaseEvent, OwnedEvent
from contracts.events.recomputed import Reckoned
from contracts.words import Id, Level, Line, Photos, Words

Side = Literal["reporter", "handler"]
Before = Literal["sorting", "closing"]


class SplitOff(BaseModel):
    """A problem that becomes a case of its own."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    case_id: Id
    category: Id
    text: Words


class CaseSplit(CaseEvent):
    """One report carried several problems: this case keeps one, each other is a case now."""

    type: ClassVar[str] = "case.split"

    keeps: Words
    parts: tuple[SplitOff, ...]
    reporters: tuple[Id, ...] = ()


class CaseBundled(CaseEvent):
    """Linked with others that belong together; they share one timeline."""

    type: ClassVar[str] = "case.bundled"

    bundle: Id
    title: Line
    others: tuple[Id, ...] = ()


class CaseMessaged(CaseEvent):
    """One side wrote to the other."""

    type: ClassVar[str] = "case.messaged"

    side: Side
    text: Words


class CaseAlerted(CaseEvent):
    """An emergency: who was called at once, and where residents are to be told."""

    type: ClassVar[str] = "case.alerted"

    services: tuple[str, ...]
    """110, 119, 120 or 122."""
    area: Id
    """The groups of this territory are told."""
    text: Words


class CaseCheckAsked(CaseEvent):
    """Somebody is to look on the spot, by a time."""

    type: ClassVar[str] = "case.check_asked"

    before: Before
    by: Id
    """The lowest place whose staff can go."""
    check_by: AwareDatetime


class CaseCheckOverdue(CaseEvent):
    """Nobody went to look in time: the rung that is named sends somebody, by the new time."""

    type: ClassVar[str] = "case.check_overdue"

    before: Before
    was_due_at: AwareDatetime
    level: Level | None = None
    """Who is told: whoever holds the case, then one rung up each time; None in old events."""
    at: Id | None = None
    tell: tuple[Id, ...] = ()
    check_by: AwareDatetime | None = None
    """None: nobody is above."""


class CaseChecked(CaseEvent):
    """What was found on the spot."""

    type: ClassVar[str] = "case.checked"

    before: Before
    sound: bool
    text: Words
    photos: Photos = ()


class CaseStuck(CaseEvent):
    """久拖不决: it went back and forth too often, or is too old; a candidate for a whistle."""

    type: ClassVar[str] = "case.stuck"

    transfers: int
    returns: int
    age_days: int
    tell: tuple[Id, ...] = ()
    """Who may whistle on it: the street's commanders."""


class CaseExpired(CaseEvent):
    """办理时限届满: its whole limit is over, done or not: its reporter is asked (domain.md 2.6)."""

    type: ClassVar[str] = "case.expired"

    limit_at: AwareDatetime
    fed_back: bool
    """Whether the reporters had been told a result by then."""
    handling: int
    """Which one: each time its reporters do not agree it has a limit, and a call-back, anew."""
    reporter: Id
    street: Id
    category: Id
    number: str
    recused: tuple[Id, ...] = ()
    """Who steps aside 回避: neither asked to handle it nor shown it."""


class CaseSelfHelpCalled(OwnedEvent):
    """The residents of the unit were asked to help themselves."""

    type: ClassVar[str] = "case.self_help_called"

    text: Words


class CaseSelfHelpAgreed(CaseEvent):
    """They agreed who does what, and what each pays."""

    type: ClassVar[str] = "case.self_help_agreed"

    plan: Words
    share: Line | None = None


class CasePetitionSubmitted(CaseEvent):
    """The agent handed the petition in."""

    type: ClassVar[str] = "case.petition_submitted"

    to: Line
    reference: Line | None = None
    handed_in_at: AwareDatetime | None = None
    """When: what the law allows for the answer runs from here. None in old events."""
    law: Line | None = None
    """What sets that limit."""


class CasePetitionProlonged(CaseEvent):
    """The authority takes the longer time that the law allows it, once, and said why."""

    type: ClassVar[str] = "case.petition_prolonged"

    reason: Words


class CasePetitionAnswered(CaseEvent):
    """The authority answered the agent."""

    type: ClassVar[str] = "case.petition_answered"

    text: Words
    photos: Photos = ()


class CaseVisited(CaseEvent):
    """Somebody went there for it. What was found is told by the visit, to who may read that."""

    type: ClassVar[str] = "case.visited"

    visit_id: Id
    kind: Id
    visited_at: AwareDatetime
    findings: int
    """How many things were found."""


class CaseRecomputed(CaseEvent, Reckoned):
    """The calendar changed, or a ticket was joined with a sooner promise: its limit moved."""

    type: ClassVar[str] = "case.recomputed"

    due_at: AwareDatetime
    check_by: AwareDatetime | None = None
    """By when somebody must have looked, where that moved."""
    stuck_at: AwareDatetime | None = None
    """When it will be stuck by its age, where that moved."""
    limit_at: AwareDatetime | None = None
    """When its whole limit is over, where that moved."""
    task_id: Id | None = None
    """The task that has the same limit."""
    ruling_id: Id | None = None
    """The question whose word is due at another time, too."""
    rule_by: AwareDatetime | None = None
