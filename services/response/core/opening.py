"""A procedure begins: a case was entrusted, somebody opened one, or a resolution asks for one.

The steps, their limits and the ladder are fixed here, so that a city pack that changes later
changes nothing for work that is open.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from contracts.actor import Actor, Role
from contracts.calendar import Span
from contracts.calendar.wall import to_wall
from contracts.city import City, Procedure, Step
from contracts.city.local import head
from contracts.city.professional import Profession
from contracts.city.stewards import ladder, three_parties
from contracts.city.tiers import places, rungs_from
from contracts.commands.routes import STAFF
from contracts.commands.step import OpenTask
from contracts.events.case_handed import CaseEntrusted
from contracts.events.event import Event
from contracts.events.procedure import TaskOpened, TaskSpawned
from contracts.events.task import TaskNotified, TaskStep
from contracts.refusals import NotNow, NotSo, NotYours
from contracts.steps import WHOLE
from contracts.words import Place
from services.response.core import step_clocks
from services.response.core.order import names, open_steps
from services.response.core.readers import readers
from services.response.core.task import NEVER, Task, evolve

THREE_PARTIES: Final = "three_party"
"""居委会、业委会、物业: the group on a property matter."""
ADVISERS: Final = "advisers"
"""一社区一法律顾问, 一社区一警务助理: of each trade the matter needs, whoever is nearest."""
ASKER: Final = "named-asker"
"""In a step's `who`: whoever asked for the service."""
LINE_HEAD: Final = "named-head"
"""In a step's `who`: the head of whoever carries it out, as of the day it begins."""
_LIMIT: Final = "case.no_clock"
"""Limit of a procedure that has none of its own and answers no case."""


def on_entrusted(event: CaseEntrusted, case_id: str, city: City, at: datetime) -> Sequence[Event]:
    """A case was entrusted: the procedure runs until the case's limit."""
    category = city.categories.get(event.category)
    restricted = category is not None and category.restricted
    about = {
        "panel": city.advice(event.category),
        "case_id": case_id,
        "text": event.text,
        "restricted": restricted,
        "recused": event.recused,
    }
    return [_notice(evolve(None, event), event.procedure, city, at, about)]


def on_spawned(event: TaskSpawned, parent: str, city: City, at: datetime) -> Sequence[Event]:
    """A resolution asks for it. A confidential file's task is as confidential."""
    about = {
        "text": event.text,
        "parent": parent,
        "restricted": event.restricted,
        "recused": event.recused,
    }
    return [_notice(evolve(None, event), event.procedure, city, at, about)]


def open_task(
    command: OpenTask, task: Task | None, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """Begin a procedure that answers no case."""
    if task is not None:
        raise NotNow("illegal_move", state=task.stage, allowed=())
    procedure = city.procedures.get(command.procedure)
    if procedure is None or not procedure.opens:
        raise NotSo("no_such_procedure", field="procedure", value=command.procedure)
    where = _where(command, city)
    _may_open(procedure, command, where, actor, city)
    _check_named(command, city)
    groups = {**command.named, **_asker(command, procedure, actor)}
    if command.due_at and command.due_at <= now:
        raise NotSo("due_past", field="due_at")
    opened = TaskOpened(
        department=command.responder,
        procedure=command.procedure,
        street=_street(where),
        text=command.text,
        where=where,
        about=command.about,
        named=groups,
        due_at=command.due_at,
    )
    about = {"text": command.text, "about": command.about, "named": groups}
    return [opened, _notice(evolve(None, opened), command.procedure, city, now, about)]


def _where(command: OpenTask, city: City) -> Place:
    if not city.answers(command.responder):
        raise NotSo("unknown_organisation", field="responder", value=command.responder)
    territory = command.territory or city.serves(command.responder)
    if territory is None or not city.knows_territory(territory):
        raise NotSo("unknown_territory", field="territory", value=territory)
    path = city.path(territory)
    return Place(point=command.point, address=command.address, territory=territory, path=path)


def _may_open(
    procedure: Procedure, command: OpenTask, where: Place, actor: Actor, city: City
) -> None:
    roles = frozenset(Role(role) for role in procedure.opens)
    if not actor.holds_any(roles, *places(command.responder, city), *where.path):
        raise NotYours("not_yours_to_open", procedure=procedure.label_zh)


def _asker(command: OpenTask, procedure: Procedure, actor: Actor) -> dict[str, tuple[str, ...]]:
    """Who asked for it: the one for whom staff ask, else whoever begins it."""
    wanted = any(ASKER in step.who for step in procedure.steps)
    given = command.named.get("asker", ())
    by_staff = given and actor.holds_any(STAFF)
    return {"asker": given if by_staff else (actor.id,)} if wanted else {}


def _check_named(command: OpenTask, city: City) -> None:
    for group, accounts in command.named.items():
        for account in accounts:
            if account not in city.people:
                raise NotSo("no_such_account", field=f"named.{group}", value=account)


def _street(where: Place) -> str:
    return where.path[min(1, len(where.path) - 1)]


def _notice(
    begun: Task, name: str, city: City, at: datetime, about: dict[str, Any]
) -> TaskNotified:
    procedure = city.procedure(name)
    steps = steps_of(procedure, city)
    whole = _whole(begun, procedure, city, at)
    rungs = ladder(procedure.tiers, begun.place, city, to_wall(at).date())
    tiers = rungs_from(begun.department, rungs, begun.place.path, city)
    where_held = places(begun.department, city)
    restricted = about.pop("restricted", False) or procedure.restricted
    advising = {} if restricted else _advisers(begun.place, about.get("panel", ()), city)
    named = {**about.pop("named", {}), **_groups(begun, procedure, city, at), **advising}
    running = begun.model_copy(update={"steps": steps, "clocks": ()})
    return TaskNotified(
        department=begun.department,
        procedure=name,
        street=begun.street,
        lead=True,
        complete_by=whole,
        steps=steps,
        at=where_held,
        where=begun.place,
        tiers=tiers,
        restricted=restricted,
        seen_by=procedure.seen_by if restricted else (),
        readers=readers(
            steps, procedure.seen_by if restricted else (), where_held, begun.place.path
        ),
        prolonged_by=_span(procedure.prolonged_by, city),
        clocks=(
            step_clocks.until(WHOLE, whole, at, city),
            *step_clocks.of_tier(tiers, begun.department, city, at),
            *step_clocks.fresh(running, city, at),
        ),
        opens=names(open_steps(running)),
        named=named,
        **about,
    )


def _groups(
    begun: Task, procedure: Procedure, city: City, at: datetime
) -> dict[str, tuple[str, ...]]:
    """The accounts named on it from the start: the three parties of a property matter, the head of
    a line it goes to."""
    day = to_wall(at).date()
    answers = head(city, begun.department, day)
    if answers and any(LINE_HEAD in step.who for step in procedure.steps):
        return {"head": (answers,)}
    if not any(tier.steward for tier in procedure.tiers):
        return {}
    return {THREE_PARTIES: three_parties(begun.place, city, day)}


def _advisers(place: Place, panel: Sequence[Profession], city: City) -> dict[str, tuple[str, ...]]:
    """The advisers attached to the place; of a sealed file nobody is told but its own people."""
    nearest = (next(city.professionals.attached((trade,), place.path), None) for trade in panel)
    found = tuple(one.account for one in nearest if one)
    return {ADVISERS: found} if found else {}


def _whole(begun: Task, procedure: Procedure, city: City, at: datetime) -> datetime:
    """The procedure's own limit; what was given with it otherwise."""
    limit = _span(procedure.limit, city)
    given = begun.complete_by
    if given < NEVER:
        return given
    return city.due(begun.department, at, limit or city.span(_LIMIT)).at


def steps_of(procedure: Procedure, city: City) -> tuple[TaskStep, ...]:
    """Return the steps as a task keeps them."""
    return tuple(_step(step, procedure, city) for step in procedure.steps)


def _step(step: Step, procedure: Procedure, city: City) -> TaskStep:
    asked = (procedure.fields.get(name) for name in (*step.evidence, *step.takes))
    known: dict[str, Any] = {name: getattr(step, name) for name in _SHARED}
    return TaskStep(
        **known,
        label_zh=step.label_zh,
        label_en=step.label_en,
        limit=_span(step.clock, city),
        warn=_span(step.warn, city),
        fields=tuple(rule for rule in asked if rule),
    )


_SHARED: Final = tuple(
    (set(TaskStep.model_fields) & set(Step.model_fields)) - {"label_zh", "label_en", "warn"}
)


def _span(key: str | None, city: City) -> Span | None:
    return city.rules.spans.get(key) if key else None
