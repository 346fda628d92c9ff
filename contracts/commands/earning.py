"""What may be asked of a passbook."""

from typing import Annotated

from pydantic import Field

from contracts.commands.command import Command
from contracts.words import Id, Words


class VoidRecord(Command):
    """A record was false: it is taken back with a reason, which costs points.

    A miss that was none is taken back and costs nothing.
    """

    offer_id: Id
    reason: Words


class RateMember(Command):
    """The community's word on a member's year: the proposed stars, or others with a reason."""

    stars: Annotated[int, Field(ge=0, le=5)]
    reason: Words | None = None
