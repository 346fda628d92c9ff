"""What is told of a question that only its owner can answer, and who asks such things."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import Field

from contracts.actor import MACHINES, Role
from contracts.commands.command import Command
from contracts.commands.routes import COMMANDER, RESPONDERS
from contracts.words import Id, Latitude, Longitude, Mark

EVERYBODY = frozenset(Role) - MACHINES
MEASURED = frozenset(
    {
        *COMMANDER,
        *RESPONDERS,
        Role.STREET_STAFF,
        Role.STREET_SUPERVISOR,
        Role.DISTRICT_SUPERVISOR,
        Role.EVALUATOR,
        Role.AUDITOR,
    }
)

SERVED = EVERYBODY - {Role.OPS, Role.ADMIN}
"""Who may have a passbook, or look after those who do."""


@dataclass(frozen=True)
class Question:
    """One parameter of a question, as the document tells of it."""

    kind: Any
    meaning: str
    needed: bool = True


@dataclass(frozen=True)
class Passage:
    """One question passed on."""

    path: str
    owner: str
    roles: frozenset[Role]
    summary: str
    command: type[Command] | None = None
    """What is posted; None: it is a GET."""
    query: Mapping[str, Question] = field(default_factory=dict[str, "Question"])
    """Parameters."""

    @property
    def method(self) -> str:
        """How it is asked."""
        return "POST" if self.command else "GET"


Count = Annotated[int, Field(ge=0)]
Size = Annotated[int, Field(ge=1, le=200)]
Year = Annotated[int, Field(ge=2000, le=2999)]
DISTRICT = {
    "district": Question(Id, "of a city of several; the reader's own otherwise", needed=False)
}
FURTHER = {
    "after": Question(Mark, "id of the last one seen", needed=False),
    "limit": Question(Size, "documents on a page", needed=False),
}
POINT = {
    "lng": Question(Longitude, "longitude, WGS 84 degrees"),
    "lat": Question(Latitude, "latitude, WGS 84 degrees"),
}
