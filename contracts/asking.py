"""What a questionnaire 线上问卷 is made of: its questions, and what one resident answers.

Rule 1: everything is bounded, because one document keeps the tallies of a whole community.
Rule 2: who answered what is nobody's business: an answer is counted, and its words are kept only
as far as the resident shares them.
"""

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from contracts.words import Id, Line


class QuestionKind(StrEnum):
    """How a question is answered."""

    ONE = "one"
    """One of its options."""
    SEVERAL = "several"
    """Any of its options."""
    WORDS = "words"
    """In the resident's own words."""


class Option(BaseModel):
    """One answer that may be chosen."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Id
    label: Line


class Question(BaseModel):
    """One thing that is asked."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Id
    text: Line
    kind: QuestionKind
    options: Annotated[tuple[Option, ...], Field(max_length=10)] = ()
    category: Id | None = None
    """What a need told here is listed as."""
    required: bool = True


Questions = Annotated[tuple[Question, ...], Field(min_length=1, max_length=10)]


class Sharing(StrEnum):
    """How much of a sheet the community may read."""

    COUNT = "count"
    """Nothing: it is counted."""
    WORDS = "words"
    """The words, and not whose they are."""
    NAMED = "named"
    """The words, and the account."""


class QuestionAnswer(BaseModel):
    """What one resident says to one question."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    question: Id
    options: Annotated[tuple[Id, ...], Field(max_length=10)] = ()
    text: Line | None = None
    need: bool = False
    """These words are a need: they go on the need list, whatever else is shared."""


Answers = Annotated[tuple[QuestionAnswer, ...], Field(min_length=1, max_length=10)]


class Said(BaseModel):
    """Words the community may read."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    question: Id
    text: Line


class Tally(BaseModel):
    """How often a question was answered, and each of its options chosen."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    question: Id
    answered: int = 0
    chosen: tuple[int, ...] = ()
    """In the order of the options."""
