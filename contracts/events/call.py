"""What dispatch says about one call of a whistle: summons, clocks, rulings, and its end."""

from typing import ClassVar, Literal

from pydantic import AwareDatetime

from contracts.events.event import Event
from contracts.summons import About, Clocks, Duty, Problem, RungAt
from contracts.words import Grade, Id, Kind, Level, Place, Words


class CallSummoned(Event):
    """One responder must answer: acknowledge, come, act, report back."""

    type: ClassVar[str] = "call.summoned"

    task_id: Id
    whistle_id: Id
    number: str
    procedure: str
    kind: Kind
    grade: Grade
    street: Id
    department: Id
    lead: bool
    clocks: Clocks
    problems: tuple[Problem, ...]
    place: Place
    designated: bool = False
    """Named by a ruling: it may not return the call again."""
    summoned_at: AwareDatetime | None = None
    """When its clocks began to run."""
    arrive_fixed: bool = False
    """The street set the time to come itself."""
    ladder: tuple[RungAt, ...] = ()
    """What happens and when while nobody answers; city packs that come later change nothing."""
    recused: tuple[Id, ...] = ()
    """Who steps aside 回避: neither asked to handle it nor shown it."""
    joint: tuple[Id, ...] = ()
    """Other streets asked to take part: they see it, too."""


class CallEvent(Event):
    """Something the street, the district or the clock did to one call."""

    whistle_id: Id
    task_id: Id
    department: Id


class CallWarned(CallEvent):
    """Most of the limit is used; `tell` are the accounts warned."""

    type: ClassVar[str] = "call.warned"

    duty: Duty
    by_when: AwareDatetime
    tell: tuple[Id, ...]


class CallOverdue(CallEvent):
    """The limit passed; the department's head is told."""

    type: ClassVar[str] = "call.overdue"

    duty: Duty
    by_when: AwareDatetime
    tell: tuple[Id, ...]
    talk_at: AwareDatetime | None = None
    """When it is so late that there is a talk 约谈, unless it is done before."""


class SupervisionOpened(CallEvent):
    """督办: the street's supervisor asks the department to answer for it."""

    type: ClassVar[str] = "supervision.opened"

    duty: Duty
    kind: Literal["DAILY", "LISTED", "TALK"]
    count: int
    answer_by: AwareDatetime
    tell: tuple[Id, ...]
    supervision_id: Id | None = None
    street: Id | None = None
    cause: Literal["limit", "late", "hand"] = "limit"
    """A share of the limit was used; it is days late; somebody opened it by hand."""
    reason: Words | None = None
    named: Id | None = None
    """The leader who answers for it, once it is listed 挂牌."""
    bulletin: bool = False
    """It stands in the bulletin 通报."""
    recused: tuple[Id, ...] = ()
    """Who steps aside 回避: neither asked to handle it nor shown it."""
    joint: tuple[Id, ...] = ()


class CallEscalated(CallEvent):
    """提级: the district takes it up, and the rank that must come rises."""

    type: ClassVar[str] = "call.escalated"

    duty: Duty
    grade: Grade
    answer_by: AwareDatetime
    tell: tuple[Id, ...]


class RulingOpened(CallEvent):
    """An objection, a cannot-solve or an escalation waits for somebody's word."""

    type: ClassVar[str] = "ruling.opened"

    ruling_id: Id
    about: About
    level: Level
    at: Id
    """Street or district that must rule."""
    reason: Words
    basis: Words | None = None
    suggestion: Id | None = None
    due_at: AwareDatetime
    asked_at: AwareDatetime | None = None
    joint: tuple[Id, ...] = ()


class RulingOverdue(CallEvent):
    """The word was not given in time: whoever is named here must give it by the new time."""

    type: ClassVar[str] = "ruling.overdue"

    ruling_id: Id
    was_due_at: AwareDatetime
    level: Level
    at: Id
    due_at: AwareDatetime
    tell: tuple[Id, ...]


class RulingReferred(CallEvent):
    """The street does not rule itself: it passes the question up."""

    type: ClassVar[str] = "ruling.referred"

    ruling_id: Id
    level: Level
    at: Id
    due_at: AwareDatetime
    reason: Words


class RulingLapsed(CallEvent):
    """Nobody need rule any more: the department has completed its call, or is out of it."""

    type: ClassVar[str] = "ruling.lapsed"

    ruling_id: Id


class RulingDecided(CallEvent):
    """The word was given. A department named here may not return the call."""

    type: ClassVar[str] = "ruling.decided"

    ruling_id: Id
    about: About
    upheld: bool
    designated: Id | None = None
    reason: Words


class CallReleased(CallEvent):
    """Taken out without score: it was not theirs, or is not needed any more."""

    type: ClassVar[str] = "call.released"

    reason: Words
    waived: bool = False
    """免办: the street did not need it any more; two people said so."""


class CallAccepted(CallEvent):
    """The street accepts what this responder did."""

    type: ClassVar[str] = "call.accepted"


class CallSentBack(CallEvent):
    """Not good enough: again, by a new time. Counts as rework."""

    type: ClassVar[str] = "call.sent_back"

    reason: Words
    complete_by: AwareDatetime
    sent_back_at: AwareDatetime | None = None
    """When the new clock began to run."""
    ladder: tuple[RungAt, ...] = ()
