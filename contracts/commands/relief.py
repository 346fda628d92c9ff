"""What may be asked about the time of a call, and the word on it."""

from contracts.commands.command import Command
from contracts.moments import Moment
from contracts.relief import Cause
from contracts.words import Id, Words


class Extend(Command):
    """延期: ask for more time, before it is late; so often and so long as the city allows."""

    reason: Words
    until: Moment | None = None
    """None: as long as one extension may be."""


class Suspend(Command):
    """挂账: ask to let it wait until a day, at most a year."""

    cause: Cause
    reason: Words
    until: Moment


class Resume(Command):
    """What it waited for is there: go on before the day."""

    reason: Words


class Waive(Command):
    """免办: the street needs this responder no more; a second person must agree."""

    task_id: Id
    reason: Words


class DecideRelief(Command):
    """Give the word on an extension, a suspension or a waiver."""

    granted: bool
    reason: Words
