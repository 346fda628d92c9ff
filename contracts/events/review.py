"""What evaluation says about a review 复核: two people decide whether a fact counts.

A review is about an answer that should leave the rates 剔除, or an overdue that should not be
counted 超时申诉. Whoever asks, decides first and decides last are three different people.
"""

from typing import ClassVar, Literal

from pydantic import AwareDatetime

from contracts.events.evaluation import Period
from contracts.events.event import Event
from contracts.events.recomputed import DueReckoned
from contracts.events.redacted import Redacted
from contracts.words import Id, Line, Photos, Words

Subject = Literal["exclusion", "overdue"]
Step = Literal["first", "second"]


class ReviewEvent(Event):
    """Something that happened to one review."""

    about: Subject
    target: Id
    """The call-back or the assessment it is about."""
    round: int = 1
    """Which answer of the call-back."""


class ReviewAsked(ReviewEvent):
    """A unit asks, with its reason and evidence."""

    type: ClassVar[str] = "review.asked"

    number: str
    street: Id
    unit: Id
    """Who asks."""
    departments: tuple[Id, ...] = ()
    cause: Line
    """For an exclusion, one of the pack's reasons."""
    note: Words
    photos: Photos = ()
    applicant: Id
    period: Period | None = None
    due_at: AwareDatetime


class ReviewPassed(ReviewEvent):
    """The first of two people agrees; the second is asked."""

    type: ClassVar[str] = "review.passed"

    ruler: Id
    reason: Words
    due_at: AwareDatetime


class ReviewGranted(ReviewEvent):
    """The second person agrees: it is so."""

    type: ClassVar[str] = "review.granted"

    cause: Line
    ruler: Id
    reason: Words


class ReviewRefused(ReviewEvent):
    """One of the two does not agree: it stays as it was."""

    type: ClassVar[str] = "review.refused"

    step: Step
    ruler: Id
    reason: Words


class ReviewOverdue(ReviewEvent):
    """Nobody decided in time; `tell` are the accounts that are told. It stays open."""

    type: ClassVar[str] = "review.overdue"

    step: Step
    was_due_at: AwareDatetime
    tell: tuple[Id, ...]


class ReviewRedacted(Redacted):
    """Its words and evidence are gone; what was decided stays."""

    type: ClassVar[str] = "review.redacted"


class ReviewRecomputed(ReviewEvent, DueReckoned):
    """The calendar changed: the word is due at another time."""

    type: ClassVar[str] = "review.recomputed"
