"""What may be asked about seconded staff 派驻人员."""

from typing import Annotated

from pydantic import Field

from contracts.commands.command import Command
from contracts.events.staff import Grade
from contracts.words import Id, Line, Words


class GiveOpinion(Command):
    """A street's opinion on a seconded person's year, once; it appoints nobody."""

    street: Id
    year: Annotated[int, Field(ge=2000, le=2999)]
    grade: Grade
    opinion: Words
    honour: Line | None = None
    """What the street nominates the person for."""
