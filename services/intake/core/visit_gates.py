"""Who may ask what of a visit, and when; and what its clock does.

Rule 1: the actor is checked before the stage, so that a stranger learns nothing about a visit.
Rule 2: the visitor may, and whoever stands at the rung that owes it, or above.
Rule 3: every deadline strikes once: a day that passed is missed, a hazard is said to be overdue.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Final, TypeAlias

from contracts.actor import Actor
from contracts.city import City
from contracts.commands import visit as ask
from contracts.commands.command import Command
from contracts.commands.routes import BY_COMMAND
from contracts.events.event import Event
from contracts.events.visit import VisitMissed, VisitOverdue
from contracts.refusals import NotNow, NotThere, NotYours
from contracts.visit_life import VisitStage
from services.intake.core.ladder import rungs, stands_on
from services.intake.core.visit import Visit
from services.intake.core.visit_plan import plan, postpone
from services.intake.core.visit_record import recheck, record, rectify

Decision: TypeAlias = Callable[..., Sequence[Event]]

STAGES: Final[Mapping[type[Command], VisitStage]] = {
    ask.PostponeVisit: VisitStage.PLANNED,
    ask.RecordVisit: VisitStage.PLANNED,
    ask.RectifyVisit: VisitStage.FOUND,
    ask.RecheckVisit: VisitStage.RECTIFIED,
}
"""In which stage each may be asked."""


def sees_to(actor: Actor, visit: Visit) -> bool:
    """Whether the visit is this actor's: as visitor, or on the rung that owes it or above."""
    superiors = rungs(visit.subject.place, visit.owner.level)
    return actor.id == visit.visitor or any(stands_on(actor, owner) for owner in superiors)


def _guarded(decide: Decision) -> Decision:
    def check(
        command: Command,
        visit: Visit | None,
        actor: Actor,
        city: City,
        now: datetime,
        **facts: object,
    ) -> Sequence[Event]:
        if visit is None:
            raise NotThere("not_found")
        if not sees_to(actor, visit):
            raise NotYours("not_your_visit")
        if visit.stage is not STAGES[type(command)]:
            raise NotNow("illegal_move", state=visit.stage.value, allowed=_allowed(visit))
        return decide(command, visit, actor, city, now, **facts)

    return check


def _allowed(visit: Visit) -> list[str]:
    return [BY_COMMAND[asked].act for asked, stage in STAGES.items() if stage is visit.stage]


VISIT_DECISIONS: Final[Mapping[type[Command], Decision]] = {
    ask.PlanVisit: plan,
    ask.PostponeVisit: _guarded(postpone),
    ask.RecordVisit: _guarded(record),
    ask.RectifyVisit: _guarded(rectify),
    ask.RecheckVisit: _guarded(recheck),
}
"""How each command is decided. PlanVisit and RecordVisit are told what was looked up as `facts`."""


def tick_visit(visit: Visit | None, city: City, now: datetime) -> Sequence[Event]:
    """Say what the passing of time does to a visit; nothing before its deadline."""
    if visit is None or visit.due_at is None or now < visit.due_at:
        return []
    if visit.stage is VisitStage.PLANNED:
        missed = VisitMissed(visitor=visit.visitor, was_due_at=visit.due_at, risk=visit.risk)
        return [missed]
    again = city.due(visit.owner.at, now, visit.recheck).at if visit.recheck else None
    if again is None:
        return []
    return [VisitOverdue(owner=visit.owner, was_due_at=visit.due_at, next_at=again)]
