"""The street judges every responder it called, and each of them the street 双考核: once each."""

from collections.abc import Sequence
from datetime import datetime

from contracts.actor import Actor
from contracts.city import City
from contracts.commands.evaluation import Assess, JudgeStreet
from contracts.commands.routes import COMMANDER
from contracts.events.evaluation import AssessmentDue, AssessmentScored, StreetJudged
from contracts.events.event import Event
from contracts.events.whistle import WhistleConfirmed
from contracts.refusals import NotNow, NotSo, NotYours
from contracts.summons import CallRecord
from contracts.words import Kind
from services.evaluation.core.assessment import Assessment
from services.evaluation.core.gate import RESPONDERS, about, impartial, in_time, known
from services.evaluation.core.limits import limit
from services.evaluation.core.period import month
from services.evaluation.core.scoring import FAST, Findings, score

ON_NO_BOARD = frozenset({Kind.DRILL})
"""Kinds that are judged, so that they can be closed, and counted nowhere."""


def on_confirmed(
    event: WhistleConfirmed, whistle_id: str, record: CallRecord, city: City, at: datetime
) -> Sequence[Event]:
    """The street confirmed its whistle: it owes a word on this responder."""
    due_at = event.due_at or city.due(event.street, at, city.span("assessment.score")).at
    return [
        AssessmentDue(
            whistle_id=whistle_id,
            task_id=record.task_id,
            number=event.number,
            street=event.street,
            joint=event.joint,
            department=record.department,
            record=record,
            due_at=due_at,
            period=None if event.kind in ON_NO_BOARD else month(at),
            confirmed_at=at,
            judge_street_by=city.due(record.department, at, limit(city, "street.judgement")).at,
        )
    ]


def assess(
    command: Assess, assessment: Assessment | None, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """Record the street's word on one responder."""
    assessment = known(assessment)
    if not actor.holds_any(COMMANDER, assessment.street):
        raise NotYours("only_the_street_judges", street=assessment.street)
    impartial(actor, assessment.department)
    in_time("assessments", assessment)
    _complete(command, city)
    judged = score(_findings(command, assessment, city), city.scoring)
    appeal_by = city.due(assessment.department, now, city.span("score.appeal"))
    return [
        AssessmentScored(
            **about(assessment),
            points=dict(judged.points),
            deductions=tuple(judged.lines),
            total=judged.total,
            comment=command.comment,
            scorer=actor.id,
            appeal_by=appeal_by.at,
            shares=dict(command.shares),
        )
    ]


def judge_street(
    command: JudgeStreet, assessment: Assessment | None, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """Record the department's word on the street, once, whatever it got itself."""
    assessment = known(assessment)
    if not actor.holds_any(RESPONDERS, assessment.department):
        raise NotYours("only_the_called_judge_the_street", department=assessment.department)
    impartial(actor, assessment.street)
    by = assessment.judge_street_by
    if assessment.street_word or by is None or now > by:
        raise NotNow("street_judged", state=assessment.stage, allowed=(), judge_by=by)
    given = ("rightly", "completeness", "cooperation", "comment")
    return [
        StreetJudged(
            **about(assessment),
            street=assessment.street,
            judge=actor.id,
            **{name: getattr(command, name) for name in given},
        )
    ]


def _complete(command: Assess, city: City) -> None:
    """Refuse unless every item of the pack is judged, and nothing else is."""
    items = city.scoring.weights
    for item in command.shares:
        if item not in items:
            raise NotSo("unknown_item", field=f"shares.{item}", items=tuple(items))
    missing = tuple(item for item in items if item not in command.shares)
    if missing:
        raise NotSo("item_missing", field="shares", missing=missing)
    possible = tuple(bonus for bonus in city.scoring.bonuses if bonus != FAST)
    if command.false_feedback and not command.comment:
        raise NotSo("false_feedback_needs_reason", field="comment")
    for bonus in command.bonuses:
        if bonus not in possible:
            raise NotSo("unknown_bonus", field="bonuses", possible=possible)


def _findings(command: Assess, assessment: Assessment, city: City) -> Findings:
    return Findings(
        record=assessment.facts,
        shares=command.shares,
        fast=_fast(assessment, city),
        commended=command.bonuses,
        false_feedback=command.false_feedback,
    )


def _fast(assessment: Assessment, city: City) -> bool:
    """Whether it was done, and at once well, within a share of the limit in its own time."""
    record, limit = assessment.facts, city.kind(assessment.kind).clocks["complete"]
    if record.completed_at is None or record.reworks:
        return False
    start, end, share = record.summoned_at, record.clocks.complete_by, city.scoring.fast_share
    return record.completed_at <= city.share(record.department, start, end, limit, share)
