"""The demo-like pack with its own procedures, its people, and a driver that takes their steps."""

from datetime import UTC, date, datetime
from functools import reduce
from pathlib import Path

from contracts.actor import Actor
from contracts.city import City, read_city
from contracts.commands.step import OpenTask, TakeStep
from contracts.events.case_handed import CaseEntrusted
from contracts.words import Level, Owner, Place
from deploy.city.check import read_folder
from services.response import core
from services.response.core.order import names, open_steps
from services.response.core.stepping import take as taking

NOON = datetime(2026, 11, 20, 4, tzinfo=UTC)
"""Friday noon in China."""
TODAY = date(2026, 11, 20)
DEMO: City = read_city(read_folder(Path("deploy/city/demo")))


def somebody(account: str) -> Actor:
    """An account of the pack with its posts."""
    person = DEMO.people[account]
    return Actor(id=person.id, posts=person.posts)


def at(compound: str, city: City = DEMO) -> Place:
    """The gate of a compound."""
    found = city.compounds.get(compound)
    assert found
    grid = found.grids[0]
    return Place(point=found.point, address=found.name, territory=grid, path=city.path(grid))


def entrusted(procedure: str, place: Place, responder: str, category: str = "R06"):
    return CaseEntrusted(
        task_id="case-1-t1",
        procedure=procedure,
        responder=responder,
        street=place.path[1],
        category=category,
        text="楼道灯不亮",
        place=place,
        owner=Owner(level=Level.DEPARTMENT, at=responder),
        due_at=DEMO.due(responder, NOON, DEMO.span(f"{procedure}.whole")).at,
    )


def begun(event, city: City = DEMO, now=NOON):
    """The task after its case was entrusted."""
    notice = core.on_entrusted(event, "case-1", city, now)
    return reduce(core.evolve, [event, *notice], None)


def opened(procedure: str, by: str, responder: str, place: Place, **more):
    """The events of a procedure somebody begins without a case, and the task after them."""
    command = OpenTask(
        **{
            "procedure": procedure,
            "responder": responder,
            "text": "请帮忙办一件事",
            "point": place.point,
            "address": place.address,
            "territory": place.territory,
            **more,
        }
    )
    events = list(core.DECISIONS[OpenTask](command, None, somebody(by), DEMO, NOON))
    return events, reduce(core.evolve, events, None)


def step(task, by: str, name: str, now=NOON, city: City = DEMO, **fields):
    """The events of a step somebody takes; `note` is the command's own."""
    note = fields.pop("note", None)
    command = TakeStep(step=name, fields=fields, note=note)
    return list(taking(command, task, somebody(by), city, now, core.Filed("task-1")))


def go(task, by: str, name: str, now=NOON, **fields):
    """The task after a step."""
    return reduce(core.evolve, step(task, by, name, now, **fields), task)


def possible(task):
    """The steps that may be taken now."""
    return set(names(open_steps(task)))
