"""What may be asked of a registration 双报到."""

from typing import Literal

from contracts.commands.command import Command
from contracts.commands.offer import Skills
from contracts.offering import Corps
from contracts.words import Id, Line, Words


class Register(Command):
    """Report to a community or grid: oneself, or the organisation one is posted at."""

    at: Id
    """Community, or home grid."""
    unit: Id | None = None
    skills: Skills = ()
    corps: Corps | None = None
    note: Line | None = None


class ConfirmRegistration(Command):
    """Take them in."""


class RefuseRegistration(Command):
    """Do not take them in, with a reason."""

    reason: Words


class ReviewRegistration(Command):
    """The community's yearly word on a unit or member."""

    result: Literal["good", "fair", "poor"]
    words: Words | None = None


class LeaveRegistration(Command):
    """Leave, or strike off with a reason."""

    reason: Words
