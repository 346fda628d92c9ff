"""What intake says when somebody else is to act on a case: a department, a procedure, a whistle."""

from typing import ClassVar

from pydantic import AwareDatetime

from contracts.events.case import OwnedEvent
from contracts.words import Id, Line, Place, Words


class CaseTransferred(OwnedEvent):
    """Handed to one department 转办, which names a person; no assessment."""

    type: ClassVar[str] = "case.transferred"

    task_id: Id
    department: Id
    street: Id
    category: Id
    text: Words
    place: Place
    note: Line | None = None
    recused: tuple[Id, ...] = ()
    """Who steps aside 回避: neither asked to handle it nor shown it."""
    procedure: Id = "transfer"
    """What the task follows, where the pack has such a procedure."""
    designated: bool = False
    """A ruling left it with them: they may not return it."""


class CaseEntrusted(OwnedEvent):
    """A procedure was opened on it 交办: mediation, talks, repair…; its end comes back here."""

    type: ClassVar[str] = "case.entrusted"

    task_id: Id
    procedure: Id
    responder: Id
    """The place or organisation that carries it out first."""
    street: Id
    category: Id
    text: Words
    place: Place
    note: Line | None = None
    recused: tuple[Id, ...] = ()
    """Who steps aside."""
    law: Line | None = None
    """What sets its limit, where a law does: no promise shortens it."""


class CaseProlonged(OwnedEvent):
    """Whoever has it was given more time, or its whistle waits 挂账."""

    type: ClassVar[str] = "case.prolonged"

    reason: Words


class CaseReturned(OwnedEvent):
    """The department or the whistle gave it back: its owner must act again."""

    type: ClassVar[str] = "case.returned"

    task_id: Id | None = None
    reason: Words
    stuck_at: AwareDatetime | None = None
    """When it will be stuck by its age, where that is counted anew."""


class CaseWhistled(OwnedEvent):
    """A whistle was raised on it; the street owns it until the end."""

    type: ClassVar[str] = "case.whistled"

    whistle_id: Id
