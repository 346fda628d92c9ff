"""What may be asked of a procedure: take one of its steps, or begin one."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from contracts.commands.command import Command
from contracts.moments import Moment
from contracts.steps import Value
from contracts.words import Id, Line, Photos, Point, Words

Named = Annotated[tuple[Id, ...], Field(max_length=100)]
"""Accounts of one group."""


class TakeStep(Command):
    """Take one step of the task's procedure, with what it asks for by name."""

    step: Id
    fields: Annotated[Mapping[Id, Value], Field(max_length=40)] = {}
    note: Words | None = None
    photos: Photos = ()


class OpenTask(Command):
    """Begin a procedure that answers no case: a meeting, a visit, a service."""

    procedure: Id
    responder: Id
    """The organisation or place that carries it out."""
    text: Words
    territory: Id | None = None
    """Where it is about; None: where the responder is."""
    point: Point
    address: Line
    about: Annotated[tuple[Id, ...], Field(max_length=20)] = ()
    """Cases and whistles it is about."""
    named: Annotated[Mapping[Id, Named], Field(max_length=8)] = {}
    """Accounts that take part, by the name of their group."""
    due_at: Moment | None = None
