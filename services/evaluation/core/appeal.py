"""The department may not agree: once to the street, and once more to the district.

Rule 1: the first ruling is of somebody else than the scorer, the second of a third person.
Rule 2: what the district has ruled is the end; so is what nobody appeals in time.

A word that is late is said once, to those above whoever owes it.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal

from contracts.actor import Actor, Role
from contracts.city import City
from contracts.commands.evaluation import Appeal, Rule
from contracts.commands.routes import COMMANDER
from contracts.events.evaluation import (
    AssessmentAppealed,
    AssessmentFinal,
    AssessmentOverdue,
    AssessmentRuled,
)
from contracts.events.event import Event
from contracts.refusals import NotNow, NotSo, NotYours
from services.evaluation.core.assessment import Assessment, Stage
from services.evaluation.core.gate import RESPONDERS, about, impartial, in_time, known
from services.evaluation.core.limits import limit


def appeal(
    command: Appeal, assessment: Assessment | None, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """Ask for a second person's word."""
    assessment = known(assessment)
    if not actor.holds_any(RESPONDERS, assessment.department):
        raise NotYours("only_the_judged_appeal", department=assessment.department)
    in_time("appeal", assessment)
    if assessment.due_at is None or now > assessment.due_at:
        facts = {"state": assessment.stage, "allowed": (), "appeal_by": assessment.due_at}
        raise NotNow("appeal_too_late", **facts)
    level, span = _LEVELS[len(assessment.appeals)]
    review = city.due(assessment.street, now, limit(city, span))
    return [
        AssessmentAppealed(
            **about(assessment), reason=command.reason, rule_by=review.at, level=level
        )
    ]


def rule(
    command: Rule, assessment: Assessment | None, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """Give the second word, or the third."""
    assessment = known(assessment)
    last = _may_rule(assessment, actor, city)
    was = assessment.total or 0.0
    total = _total(command, was)
    again = None if last else city.due(assessment.department, now, limit(city, "score.appeal")).at
    ruled = AssessmentRuled(
        **about(assessment),
        outcome=command.outcome,
        was=was,
        total=total,
        reason=command.reason,
        ruler=actor.id,
        appeal_by=again,
    )
    return [ruled, AssessmentFinal(**about(assessment), total=total)] if last else [ruled]


def _may_rule(assessment: Assessment, actor: Actor, city: City) -> bool:
    """Refuse who may not rule; return whether it is the last word."""
    above = actor.holds(Role.DISTRICT_SUPERVISOR, _above(assessment, city))
    street = actor.holds_any(COMMANDER, assessment.street)
    if not (above or (street and assessment.level == "street")):
        raise NotYours("not_yours_to_rule")
    in_time("rule", assessment)
    if actor.id in (assessment.scorer, assessment.ruler):
        raise NotYours("own_score")
    impartial(actor, assessment.department)
    return above


def _above(assessment: Assessment, city: City) -> str:
    """The district whose word is final: the one the department answers to (跨区联合哨)."""
    return city.district_over(assessment.department, assessment.street)


def judged_late(assessment: Assessment, city: City, now: datetime) -> Sequence[Event]:
    """Say what the time has brought: an end, or that a word is late. Each is said once."""
    due_at = assessment.due_at
    if assessment.overdue or due_at is None or now < due_at:
        return []
    if assessment.stage in (Stage.SCORED, Stage.RULED):
        return [AssessmentFinal(**about(assessment), total=assessment.total or 0.0)]
    return [_overdue(assessment, due_at, city)]


def _total(command: Rule, was: float) -> float:
    if command.outcome == "upheld":
        if command.total is not None:
            raise NotSo("upheld_keeps_the_total", field="total")
        return was
    if command.total is None:
        raise NotSo("new_total_missing", field="total")
    if command.total == was:
        raise NotSo("same_total", field="total", total=was)
    return command.total


_LEVELS: tuple[tuple[Literal["street", "district"], str], ...] = (
    ("street", "score.review.street"),
    ("district", "score.review.district"),
)
"""Who rules on the first appeal and on the second, and within which limit (domain.md 1.14)."""

_LATE: Mapping[Stage, tuple[Literal["score", "rule"], Role]] = {
    Stage.DUE: ("score", Role.STREET_SUPERVISOR),
    Stage.APPEALED: ("rule", Role.DISTRICT_SUPERVISOR),
}
"""Which word is late at which stage, and who is told of it."""


def _overdue(assessment: Assessment, due_at: datetime, city: City) -> AssessmentOverdue:
    duty, role = _LATE[assessment.stage]
    places = (assessment.street, _above(assessment, city))
    holders = (city.holders(role, place) for place in places)
    return AssessmentOverdue(
        **about(assessment),
        duty=duty,
        was_due_at=due_at,
        tell=tuple(account for accounts in holders for account in accounts),
    )
