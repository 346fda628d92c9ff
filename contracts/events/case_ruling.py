"""What intake says of an objection to a transfer, which waits for somebody's word.

The case stays with whoever has it and its limit runs on; only the word moves it.
"""

from typing import ClassVar

from pydantic import AwareDatetime

from contracts.events.case import CaseEvent
from contracts.summons import About
from contracts.words import Id, Level, Words


class CaseRulingEvent(CaseEvent):
    """Something that happened to one question about one task."""

    ruling_id: Id
    task_id: Id
    department: Id


class CaseRulingOpened(CaseRulingEvent):
    """Not theirs, says whoever it was handed to; or, from one who was named, beyond them."""

    type: ClassVar[str] = "case.ruling_opened"

    case_id: Id
    about: About
    level: Level
    at: Id
    """Street or district that must rule."""
    reason: Words
    basis: Words | None = None
    suggestion: Id | None = None
    territory: Id
    """The rung it comes back to, if it is not theirs."""
    recused: tuple[Id, ...] = ()
    """Who steps aside 回避: neither asked nor shown it."""
    due_at: AwareDatetime


class CaseRulingReferred(CaseRulingEvent):
    """The street does not rule itself: it passes the question up."""

    type: ClassVar[str] = "case.ruling_referred"

    level: Level
    at: Id
    due_at: AwareDatetime
    reason: Words


class CaseRulingOverdue(CaseRulingEvent):
    """The word was not given in time: whoever is named here must give it by the new time."""

    type: ClassVar[str] = "case.ruling_overdue"

    was_due_at: AwareDatetime
    level: Level
    at: Id
    due_at: AwareDatetime
    tell: tuple[Id, ...]


class CaseRulingLapsed(CaseRulingEvent):
    """Nobody need rule any more: it is done, or was taken back."""

    type: ClassVar[str] = "case.ruling_lapsed"


class CaseRuled(CaseRulingEvent):
    """The word was given. Whoever it leaves with the case may not return it."""

    type: ClassVar[str] = "case.ruled"

    about: About
    upheld: bool
    designated: Id | None = None
    reason: Words
