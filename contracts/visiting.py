"""What a visit 走访 is made of: whom it is to, what was found there, what was to be looked at.

The four kinds of finding are those of one city's listening days (察民情、听民意、解民忧、汇民智).
Only a trouble opens a case.
"""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from contracts.words import Id, Line, Photos, Place, Words


class SubjectKind(StrEnum):
    """What is visited."""

    HOUSEHOLD = "household"
    BUILDING = "building"
    COMPOUND = "compound"
    FIRM = "firm"


class Subject(BaseModel):
    """Whom or what a visit is to."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: SubjectKind
    name: Line
    """The door, the compound or the firm: never a person's name."""
    place: Place
    compound: Id | None = None


class FindingKind(StrEnum):
    """What a finding is: 察民情、听民意、解民忧、汇民智."""

    OBSERVATION = "observation"
    OPINION = "opinion"
    TROUBLE = "trouble"
    SUGGESTION = "suggestion"


class Found(BaseModel):
    """One thing that was found or said at a visit, as the visitor tells it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: FindingKind
    text: Words
    category: Id | None = None
    """Of a trouble, when it is another than the visit's own."""
    item: Id | None = None
    """The point of the check list that did not pass."""
    photos: Photos = ()


class Finding(Found):
    """The same as it is kept."""

    case_id: Id | None = None
    """The case a trouble opened."""


class Check(BaseModel):
    """One point of a check list."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    item: Id
    label_zh: Line
    label_en: Line
    category: Id
    """What a hazard found here is reported as."""
