"""A procedure begins: a case was entrusted, somebody opened one, or a resolution asks for one."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from contracts.actor import Actor, Role
from contracts.city import City, Procedure
from contracts.city.staffing import staffed
from contracts.city.tiers import places
from contracts.commands.routes import STAFF
from contracts.commands.step import OpenTask
from contracts.events.case_handed import CaseEntrusted
from contracts.events.event import Event
from contracts.events.procedure import TaskOpened, TaskSpawned
from contracts.refusals import NotNow, NotSo, NotYours
from contracts.words import Place
from services.response.core.evolve import evolve
from services.response.core.procedure_notice import notice_of
from services.response.core.task import Task

ASKER: Final = "named-asker"
"""In a step's `who`: whoever asked for the service."""


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
    return [notice_of(evolve(None, event), event.procedure, city, at, about)]


def on_spawned(event: TaskSpawned, parent: str, city: City, at: datetime) -> Sequence[Event]:
    """A resolution asks for it. A confidential file's task is as confidential."""
    about = {
        "text": event.text,
        "parent": parent,
        "restricted": event.restricted,
        "recused": event.recused,
    }
    return [notice_of(evolve(None, event), event.procedure, city, at, about)]


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
    if not staffed(procedure, command.responder, where.path, city):
        raise NotSo("nobody_there", field="responder", value=command.responder)
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
    return [opened, notice_of(evolve(None, opened), command.procedure, city, now, about)]


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
