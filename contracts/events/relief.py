"""What dispatch says about the time of a call: extended, suspended, resumed, or waived."""

from typing import ClassVar

from pydantic import AwareDatetime

from contracts.events.call import CallEvent
from contracts.relief import Cause, Wish
from contracts.summons import Clocks, RungAt
from contracts.words import Id, Level, Words


class ReliefAsked(CallEvent):
    """More time, a pause or a waiver is asked for; somebody else must approve it."""

    type: ClassVar[str] = "relief.asked"

    relief_id: Id
    wish: Wish
    asker: Id
    reason: Words
    cause: Cause | None = None
    until: AwareDatetime | None = None
    asked_at: AwareDatetime
    level: Level
    at: Id
    """Street or district whose word comes first."""
    due_at: AwareDatetime
    street: Id
    recused: tuple[Id, ...] = ()
    joint: tuple[Id, ...] = ()


class ReliefPassedOn(CallEvent):
    """One level approves; the next must, too."""

    type: ClassVar[str] = "relief.passed_on"

    relief_id: Id
    reason: Words
    level: Level
    at: Id
    due_at: AwareDatetime


class ReliefOverdue(CallEvent):
    """Nobody gave the word in time; said again at `due_at`."""

    type: ClassVar[str] = "relief.overdue"

    relief_id: Id
    was_due_at: AwareDatetime
    due_at: AwareDatetime
    tell: tuple[Id, ...]


class ReliefDecided(CallEvent):
    """The last word was given."""

    type: ClassVar[str] = "relief.decided"

    relief_id: Id
    wish: Wish
    granted: bool
    reason: Words
    rule: Id | None = None
    """The rule that says no when nobody need be asked: its words are in the sentences."""


class ReliefLapsed(CallEvent):
    """Nobody need decide any more: the call is done or out of the whistle."""

    type: ClassVar[str] = "relief.lapsed"

    relief_id: Id


class ReliefEvent(CallEvent):
    """The time of a call moved, and with it that of the cases its whistle carries."""

    case_ids: tuple[Id, ...] = ()
    """None in what was said before cases waited with their whistle."""


class CallExtended(ReliefEvent):
    """延期: a later time to be done by, with a new ladder before it."""

    type: ClassVar[str] = "call.extended"

    relief_id: Id
    count: int
    extended_at: AwareDatetime
    complete_by: AwareDatetime
    ladder: tuple[RungAt, ...] = ()


class CallSuspended(ReliefEvent):
    """挂账: its clocks stand still until a day; what is left of them is kept."""

    type: ClassVar[str] = "call.suspended"

    cause: Cause
    reason: Words
    suspended_at: AwareDatetime
    until: AwareDatetime
    look_at: AwareDatetime | None = None
    """When somebody must look whether it must still wait; None: not before it resumes."""


class CallRechecked(CallEvent):
    """Somebody must look whether it must still wait; again at `look_at`."""

    type: ClassVar[str] = "call.recheck_due"

    was_due_at: AwareDatetime
    look_at: AwareDatetime | None = None
    tell: tuple[Id, ...]


class CallResumed(ReliefEvent):
    """Its clocks run again, with the time they had left."""

    type: ClassVar[str] = "call.resumed"

    resumed_at: AwareDatetime
    clocks: Clocks
    ladder: tuple[RungAt, ...] = ()
    reason: Words | None = None
    """None: its day had come."""
