"""What may be asked about homes."""

from typing import Annotated

from pydantic import Field

from contracts.commands.command import Command
from contracts.events.household import FactSource, Value
from contracts.household import Home
from contracts.moments import Day
from contracts.words import Id, Line, Words


class AskBinding(Command):
    """Say where one lives: the unit head is asked whether it is so."""

    home: Home


class VerifyBinding(Command):
    """Yes, they live there."""


class RefuseBinding(Command):
    """No, they do not; say why."""

    reason: Words


class EndBinding(Command):
    """Moved out, said by the resident or by who knows the house; or the request is taken back."""

    reason: Words | None = None


class RecordFact(Command):
    """Write down a fact about a home or a building: one of the pack's kinds, never free text."""

    home: Home
    kind: Id
    value: Value = 1
    known_from: FactSource
    observed_on: Day


class DropFact(Command):
    """A fact is wrong or no longer so."""

    kind: Id


class LookUp(Command):
    """四提必知: who lives there, what is open with them, and what the rules say; on record."""

    home: Home
    reason: Annotated[Line, Field(min_length=2)]
