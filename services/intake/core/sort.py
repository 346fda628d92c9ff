"""Where a case goes 梳理分类甄别: its holder sorts it, and sorts it again while it is his.

Rule 1: nobody is handed down what the duty list puts above him: a case goes below the rung that
holds it only as far as the level that can settle its category.
Rule 2: a case is sorted upwards once, when it is new; afterwards it goes up by `escalate`, with a
reason, one rung at a time. Above the street it goes only so, or by the district's own hand.
"""

from collections.abc import Sequence
from datetime import datetime

from contracts.actor import Actor
from contracts.city import City
from contracts.city.local import day_of, settles_from
from contracts.commands.case import Escalate, Settle, Sort, Transfer
from contracts.events.case import CaseEscalated, CaseSolved, CaseSorted, CaseTransferred
from contracts.events.event import Event
from contracts.lifecycle import CaseStage
from contracts.refusals import NotSo
from contracts.words import Level, Owner
from services.intake.core.case import Case
from services.intake.core.clocks import due
from services.intake.core.entrust import check_talked_first
from services.intake.core.gates import not_now
from services.intake.core.ladder import LADDER, above, highest, may_hold, rank, rung, street_of
from services.intake.core.report import check_in_scope

CALLABLE = frozenset({"department", "enterprise", "joint_enforcement"})
"""Kinds of organisation a case may be handed to."""


def sort(command: Sort, case: Case, actor: Actor, city: City, now: datetime) -> Sequence[Event]:
    """Settle category, urgency, sphere and level; the clock of that category begins."""
    if not city.knows_category(command.category):
        raise NotSo("unknown_category", field="category")
    check_in_scope(command.category, city)
    owner = _chosen(command.level, case)
    if not may_hold(owner, case.place, case.recused):
        raise NotSo("reported_cannot_handle", field="level")
    _check_not_too_high(command.level, case, actor)
    _check_not_pushed_down(command, case, city, now)
    sorted_case = case.model_copy(update={"category": command.category, "urgency": command.urgency})
    return [
        CaseSorted(
            category=command.category,
            urgency=command.urgency,
            sphere=command.sphere,
            crosses=command.crosses,
            owner=owner,
            due_at=due(CaseStage.OWNED, sorted_case, owner, city, now),
        )
    ]


def _chosen(level: Level, case: Case) -> Owner:
    owner = rung(case.place, level) if level in LADDER else None
    if owner is None:
        raise NotSo("no_such_level", field="level")
    return owner


def _check_not_too_high(level: Level, case: Case, actor: Actor) -> None:
    own = rank(highest(actor, case.place) or case.home.level)
    top = max(own, rank(Level.STREET)) if case.stage is CaseStage.REPORTED else own
    if rank(level) > top:
        raise NotSo("pass_it_up", field="level")


def _check_not_pushed_down(command: Sort, case: Case, city: City, now: datetime) -> None:
    lowest = settles_from(city, command.category, case.place.path, day_of(now))
    if rank(command.level) < min(rank(lowest), rank(case.home.level)):
        raise NotSo("not_on_their_list", field="level", lowest=LADDER[rank(lowest)].value)


def escalate(
    command: Escalate, case: Case, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """Pass it up one rung, with a reason; it never drops out."""
    if above(case.place, case.home.level) is None:
        raise not_now("nobody_above", case, actor)
    return [passed_up(case, city, now, command.reason)]


def passed_up(case: Case, city: City, now: datetime, reason: str) -> CaseEscalated:
    """Put it one rung higher, with the time this stage gives."""
    owner = above(case.place, case.home.level) or case.home
    return CaseEscalated(
        from_level=case.home.level,
        reason=reason,
        owner=owner,
        due_at=due(case.stage, case, owner, city, now),
    )


def transfer(
    command: Transfer, case: Case, actor: Actor, city: City, now: datetime, *, facts: str
) -> Sequence[Event]:
    """Hand it to one department; it comes back to its holder if that will not do.

    Args:
        facts: the id of the case, from which the task gets its own.
    """
    if not _callable(command.department, city):
        raise NotSo("unknown_department", field="department")
    if command.department in case.recused:
        raise NotSo("reported_cannot_handle", field="department")
    check_talked_first(case, city)
    owner = Owner(level=Level.DEPARTMENT, at=command.department)
    return [
        CaseTransferred(
            task_id=f"{facts}-t{case.transfers + 1}",
            department=command.department,
            street=street_of(case.place),
            category=case.category,
            text=case.text,
            place=case.place,
            note=command.note,
            recused=case.recused,
            owner=owner,
            due_at=due(CaseStage.TRANSFERRED, case, owner, city, now),
        )
    ]


def _callable(department: str, city: City) -> bool:
    known = city.knows_organisation(department)
    return known and city.organisation(department).kind.value in CALLABLE


def settle(command: Settle, case: Case, actor: Actor, city: City, now: datetime) -> Sequence[Event]:
    """The level that holds it has solved it."""
    return [
        CaseSolved(
            result=command.result,
            photos=command.photos,
            owner=case.home,
            due_at=due(CaseStage.SOLVED, case, case.home, city, now),
        )
    ]
