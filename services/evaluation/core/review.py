"""What evaluation remembers of one review 复核.

Rule 1: every possible move is in REVIEW_LIFE and nowhere else.
Rule 2: while it is open somebody owes a word by a time: the evaluator first, then the district.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

from pydantic import AwareDatetime, BaseModel, ConfigDict

from contracts.events.event import Event
from contracts.events.review import (
    ReviewAsked,
    ReviewGranted,
    ReviewOverdue,
    ReviewPassed,
    ReviewRecomputed,
    ReviewRefused,
    Subject,
)
from contracts.machine import Machine
from contracts.words import Line


class Stage(StrEnum):
    """Where a review stands."""

    NEW = "new"
    ASKED = "asked"
    PASSED = "passed"
    GRANTED = "granted"
    REFUSED = "refused"


REVIEW_LIFE: Machine[Stage] = Machine(
    {
        Stage.NEW: {ReviewAsked: Stage.ASKED},
        Stage.ASKED: {
            ReviewPassed: Stage.PASSED,
            ReviewRefused: Stage.REFUSED,
            ReviewOverdue: Stage.ASKED,
            ReviewRecomputed: Stage.ASKED,
        },
        Stage.PASSED: {
            ReviewGranted: Stage.GRANTED,
            ReviewRefused: Stage.REFUSED,
            ReviewOverdue: Stage.PASSED,
            ReviewRecomputed: Stage.PASSED,
        },
        Stage.GRANTED: {},
        Stage.REFUSED: {},
    }
)


class Review(BaseModel):
    """One question of whether a fact counts."""

    model_config = ConfigDict(frozen=True)

    stage: Stage
    about: Subject
    target: str
    round: int
    number: str
    street: str
    departments: tuple[str, ...]
    cause: Line
    people: tuple[str, ...]
    """Who asked and who decided: all different."""
    due_at: AwareDatetime | None
    overdue: bool = False
    """Somebody was told that the word is late."""


def evolve(review: Review | None, event: Event) -> Review:
    """Return the review after this event.

    Raises:
        IllegalTransition: it cannot happen now.
    """
    stage = REVIEW_LIFE.advance(review.stage if review else Stage.NEW, event)
    if review is None:
        return _asked(event, stage)
    return review.model_copy(update={**_CHANGES[type(event)](review, event), "stage": stage})


def clock(review: Review) -> datetime | None:
    """Return when the sweep must look at it next."""
    return None if review.overdue else review.due_at


def _asked(event: Any, stage: Stage) -> Review:
    kept = ("about", "target", "round", "number", "street", "departments", "cause", "due_at")
    told = {name: getattr(event, name) for name in kept}
    return Review(stage=stage, people=(event.applicant,), **told)


def _word(review: Review, event: Any) -> dict[str, Any]:
    return {"people": (*review.people, event.ruler), "due_at": None, "overdue": False}


_CHANGES: Mapping[type[Event], Callable[[Review, Any], dict[str, Any]]] = {
    ReviewPassed: lambda review, event: {**_word(review, event), "due_at": event.due_at},
    ReviewGranted: _word,
    ReviewRefused: _word,
    ReviewOverdue: lambda _, __: {"overdue": True},
    ReviewRecomputed: lambda _, event: {"due_at": event.due_at},
}
