"""What may be asked of a visit."""

from typing import Annotated

from pydantic import Field

from contracts.commands.command import Command
from contracts.moments import Day, Moment
from contracts.visiting import Found, SubjectKind
from contracts.words import Id, Line, Photos, Point, Words


class PlanVisit(Command):
    """Plan a visit; whoever asks goes, unless another visitor is named."""

    kind: Id
    subject: SubjectKind
    name: Line
    """The door, the compound or the firm: never a person's name."""
    point: Point
    address: Line
    day: Day
    visitor: Id | None = None
    note: Words | None = None
    case_id: Id | None = None
    """The case it is made for (线上线下互动): the case keeps a record of it."""


class PostponeVisit(Command):
    """Go on another day, and say why."""

    day: Day
    reason: Words


class RecordVisit(Command):
    """Say what was found. Each trouble becomes a case; a check list is answered whole."""

    visited_at: Moment
    findings: Annotated[tuple[Found, ...], Field(max_length=20)] = ()
    passed: Annotated[tuple[Id, ...], Field(max_length=50)] = ()


class RectifyVisit(Command):
    """Say that the hazards are gone 已整改."""

    text: Words
    photos: Photos = ()


class RecheckVisit(Command):
    """Say what the second look found 复查."""

    gone: bool
    text: Words
    photos: Photos = ()
