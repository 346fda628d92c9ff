"""Whether a fact counts: a unit asks in time, with evidence; two people decide in turn.

Rule 1: the unit itself, the evaluator and the district are three different people, and neither of
the two who decide belongs to a unit it concerns.
Rule 2: the raw fact stays; what is granted is a mark beside it, which the statistics heed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from contracts.actor import Actor, Role
from contracts.city import City
from contracts.commands.review import DecideReview, Exclude, Exempt
from contracts.commands.routes import COMMANDER
from contracts.events.callback import CallbackExcluded
from contracts.events.evaluation import AssessmentExempted
from contracts.events.event import Event
from contracts.events.review import (
    ReviewAsked,
    ReviewGranted,
    ReviewOverdue,
    ReviewPassed,
    ReviewRefused,
)
from contracts.refusals import NotNow, NotSo, NotThere, NotYours
from services.evaluation.core.assessment import Assessment
from services.evaluation.core.callback import Answer, Callback
from services.evaluation.core.gate import RESPONDERS, about, impartial
from services.evaluation.core.limits import limit
from services.evaluation.core.review import Review, Stage

STREET = COMMANDER | {Role.STREET_STAFF}

_STEPS: Mapping[Stage, tuple[Literal["first", "second"], Role]] = {
    Stage.ASKED: ("first", Role.EVALUATOR),
    Stage.PASSED: ("second", Role.DISTRICT_SUPERVISOR),
}
"""Which of the two words is due at which stage, and whose it is."""
LIMITS: Mapping[str, str] = {"exclusion": "exclusion.review", "overdue": "overdue_review"}
"""How long each of the two people has."""


@dataclass(frozen=True)
class Whole:
    """What a review is about, as it stands: one of the two."""

    callback: Callback | None = None
    assessment: Assessment | None = None
    target: str = ""


def exclude(
    command: Exclude, review: Review | None, actor: Actor, city: City, now: datetime, facts: Whole
) -> Sequence[Event]:
    """Ask that an answer leave the rates 剔除."""
    callback = facts.callback
    answer = _answer(callback, command.round)
    if callback is None or answer is None or answer.recorded_at is None:
        raise NotThere("not_found")
    unit = _unit(actor, callback.street, answer.departments)
    if not answer.reached:
        raise NotNow("in_no_rate", state=callback.stage, allowed=())
    if not command.photos:
        raise NotSo("show_evidence", field="photos")
    window = city.due(callback.street, answer.recorded_at, limit(city, "exclusion.window")).at
    _open(review, now, window)
    return [
        ReviewAsked(
            about="exclusion",
            target=facts.target,
            round=command.round,
            number=callback.number,
            street=callback.street,
            unit=unit,
            departments=answer.departments,
            cause=command.cause,
            note=command.note,
            photos=command.photos,
            applicant=actor.id,
            period=answer.period,
            due_at=city.due(callback.street, now, limit(city, "exclusion.review")).at,
        )
    ]


def exempt(
    command: Exempt, review: Review | None, actor: Actor, city: City, now: datetime, facts: Whole
) -> Sequence[Event]:
    """Ask that an overdue not be counted 超时申诉: once, after the end, only what was overdue."""
    one = facts.assessment
    if one is None or one.confirmed_at is None:
        raise NotThere("not_found")
    if not actor.holds_any(RESPONDERS, one.department):
        raise NotYours("only_the_judged_appeal", department=one.department)
    if not one.facts.overdue:
        raise NotNow("never_overdue", state=one.stage, allowed=())
    _open(review, now, city.due(one.department, one.confirmed_at, limit(city, "overdue_appeal")).at)
    return [
        ReviewAsked(
            about="overdue",
            target=facts.target,
            number=one.number,
            street=one.street,
            unit=one.department,
            departments=(one.department,),
            cause="overdue",
            note=command.note,
            photos=command.photos,
            applicant=actor.id,
            period=one.period,
            due_at=city.due(one.street, now, limit(city, "overdue_review")).at,
        )
    ]


def decide(
    command: DecideReview, review: Review | None, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """Give the first word, or the second."""
    if review is None:
        raise NotThere("not_found")
    if review.stage not in _STEPS:
        raise NotNow("illegal_move", state=review.stage, allowed=())
    step, role = _STEPS[review.stage]
    if not actor.holds(role, _district(review, city)):
        raise NotYours("not_your_review")
    if actor.id in review.people:
        raise NotYours("decided_already")
    impartial(actor, review.street, *review.departments)
    said: dict[str, Any] = {
        **{name: getattr(review, name) for name in ("about", "target", "round")},
        "ruler": actor.id,
        "reason": command.reason,
    }
    if not command.agree:
        return [ReviewRefused(**said, step=step)]
    if step == "second":
        return [ReviewGranted(**said, cause=review.cause)]
    due = city.due(review.street, now, limit(city, LIMITS[review.about])).at
    return [ReviewPassed(**said, due_at=due)]


def _district(review: Review, city: City) -> str:
    """Whose evaluator and supervisor decide: a call-back is its street's, an overdue is of whoever
    was overdue, which may answer to another district (跨区联合哨)."""
    late = review.departments if review.about == "overdue" else ()
    return city.district_over(next(iter(late), review.street), review.street)


def reviewed_late(review: Review, city: City, now: datetime) -> Sequence[Event]:
    """Say once at each step that the word is late."""
    if review.overdue or review.due_at is None or now < review.due_at:
        return []
    step, role = _STEPS[review.stage]
    return [
        ReviewOverdue(
            about=review.about,
            target=review.target,
            round=review.round,
            step=step,
            was_due_at=review.due_at,
            tell=city.holders(role, _district(review, city)),
        )
    ]


def excluded(event: ReviewGranted, callback: Callback | None) -> Sequence[Event]:
    """An answer counts in no rate any more."""
    if callback is None or _answer(callback, event.round) is None:
        return []
    return [
        CallbackExcluded(case_id=callback.case_id, round=event.round, reason=event.cause),
    ]


def exempted(event: ReviewGranted, assessment: Assessment | None) -> Sequence[Event]:
    """An overdue is not counted any more; the fact stays."""
    if assessment is None:
        return []
    return [AssessmentExempted(**about(assessment), reason=event.reason)]


def _answer(callback: Callback | None, round: int) -> Answer | None:
    answers = callback.answers if callback else ()
    of_it = (one for one in reversed(answers) if one.round == round and not one.excluded)
    return next(of_it, None)


def _unit(actor: Actor, street: str, departments: Sequence[str]) -> str:
    """Return the unit whose rates it is in, on whose behalf the actor asks."""
    if actor.holds_any(STREET, street):
        return street
    for department in departments:
        if actor.holds_any(RESPONDERS, department):
            return department
    raise NotYours("not_your_rates")


def _open(review: Review | None, now: datetime, window: datetime) -> None:
    if review is not None:
        raise NotNow("reviewed_once", state=review.stage, allowed=())
    if now > window:
        raise NotNow("review_too_late", state="closed", allowed=(), ask_by=window)
