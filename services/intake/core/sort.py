"""Where a case goes 梳理分类甄别: its holder sorts it, and sorts it again while it is his.

Rule 1: nobody is handed down what the duty list puts above him: a case goes below the rung that
holds it only as far as the level that can settle its category.
Rule 2: a case is sorted upwards once, when it is new; afterwards it goes up by `escalate`, with a
reason, one rung at a time. Above the street it goes only so, or by the district's own hand; but
what is special 特事 may skip rungs.
Rule 3: it is bound to one standard, which says by when it is due and when it may be closed.
"""

from collections.abc import Sequence
from datetime import datetime

from contracts.actor import Actor
from contracts.city import City
from contracts.city.intake import Standard
from contracts.city.local import day_of, settles_from
from contracts.commands.case import Escalate, Settle, Sort
from contracts.events.case import CaseEscalated, CaseSorted
from contracts.events.event import Event
from contracts.lifecycle import CaseStage
from contracts.refusals import NotSo
from contracts.words import Level, Owner, Urgency
from services.intake.core.case import Case
from services.intake.core.clocks import due
from services.intake.core.closing import check_looked_at, check_settled, finished
from services.intake.core.gates import not_now
from services.intake.core.ladder import (
    LADDER,
    above_here,
    highest,
    may_hold,
    rank,
    rung_here,
)
from services.intake.core.report import check_in_scope


def sort(command: Sort, case: Case, actor: Actor, city: City, now: datetime) -> Sequence[Event]:
    """Settle category, urgency, sphere and level; the clock of that category begins."""
    if not city.knows_category(command.category):
        raise NotSo("unknown_category", field="category")
    check_in_scope(command.category, city)
    check_looked_at("sorting", case, actor, city)
    owner = _chosen(command.level, case, city)
    if not may_hold(owner, case.place, case.recused):
        raise NotSo("reported_cannot_handle", field="level")
    _check_not_too_high(command, case, actor)
    _check_not_pushed_down(command, case, city, now)
    standard = _standard(command, city)
    urgency = (standard and standard.urgency) or command.urgency
    bound = {"category": command.category, "urgency": urgency}
    sorted_case = case.model_copy(update={**bound, "standard": standard and standard.code})
    return [
        CaseSorted(
            category=command.category,
            urgency=urgency,
            sphere=command.sphere,
            crosses=command.crosses,
            standard=sorted_case.standard,
            opens=city.intake.opens.get(command.sphere, ()),
            owner=owner,
            due_at=due(CaseStage.OWNED, sorted_case, owner, city, now),
        )
    ]


def _standard(command: Sort, city: City) -> Standard | None:
    try:
        return city.standard(command.category, command.standard)
    except KeyError:
        raise NotSo("unknown_standard", field="standard") from None


def _chosen(level: Level, case: Case, city: City) -> Owner:
    owner = rung_here(case.place, level, city)
    if owner is None:
        raise NotSo("no_such_level", field="level")
    return owner


def _check_not_too_high(command: Sort, case: Case, actor: Actor) -> None:
    own = rank(highest(actor, case.place) or case.home.level)
    top = max(own, rank(Level.STREET)) if case.stage is CaseStage.REPORTED else own
    if rank(command.level) > top and command.urgency is not Urgency.SPECIAL:
        raise NotSo("pass_it_up", field="level")


def _check_not_pushed_down(command: Sort, case: Case, city: City, now: datetime) -> None:
    lowest = settles_from(city, command.category, case.place.path, day_of(now))
    if rank(command.level) < min(rank(lowest), rank(case.home.level)):
        raise NotSo("not_on_their_list", field="level", lowest=LADDER[rank(lowest)].value)


def escalate(
    command: Escalate, case: Case, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """Pass it up one rung, with a reason; it never drops out."""
    if above_here(case.place, case.home.level, city) is None:
        raise not_now("nobody_above", case, actor)
    return [passed_up(case, city, now, command.reason)]


def passed_up(case: Case, city: City, now: datetime, reason: str) -> CaseEscalated:
    """Put it one rung higher, with the time this stage gives."""
    owner = above_here(case.place, case.home.level, city) or case.home
    return CaseEscalated(
        from_level=case.home.level,
        reason=reason,
        owner=owner,
        due_at=due(case.stage, case, owner, city, now),
    )


def settle(command: Settle, case: Case, actor: Actor, city: City, now: datetime) -> Sequence[Event]:
    """The level that holds it has solved it, as its standard asks."""
    check_settled(command, case, actor, city)
    return [finished(case, command.result, city, now, command.photos)]
