"""The procedures of the demo pack, at one place of its first street, with its people."""

from functools import cache
from pathlib import Path

from contracts.actor import Actor
from contracts.city import City, read_city
from contracts.commands.step import OpenTask, TakeStep
from contracts.events.case_handed import CaseEntrusted
from contracts.events.procedure import TaskSpawned
from contracts.words import Level, Owner, Place, Point
from services.chassis.settings import read_folder
from services.response import core
from services.response.core.order import names, open_steps
from services.response.core.stepping import take as taking
from tests.unit.response.builders import NOON, told

FILE = "case-1-t1"
GRID, COMMUNITY, STREET = "gangwan-01-01", "gangwan-01", "gangwan"
POINT = Point(lng=117.0, lat=39.0)


@cache
def haichuan() -> City:
    """The demo city."""
    return read_city(read_folder(Path("deploy/city/demo")))


def person(account: str) -> Actor:
    return Actor(id=account, posts=haichuan().people[account].posts)


def place() -> Place:
    path = haichuan().path(GRID)
    return Place(point=POINT, address="灯塔里3号", territory=GRID, path=path)


def entrusted(procedure: str, category: str, responder: str = GRID) -> CaseEntrusted:
    """What intake says when a case of this category is entrusted."""
    city = haichuan()
    span = city.span(city.procedure(procedure).limit)
    return CaseEntrusted(
        task_id=FILE,
        procedure=procedure,
        responder=responder,
        street=STREET,
        category=category,
        text="楼上楼下因噪声争吵",
        place=place(),
        owner=Owner(level=Level.DEPARTMENT, at=responder),
        due_at=city.due(responder, NOON, span).at,
    )


def given(procedure: str, category: str, responder: str = GRID):
    """A file that a case of this category was entrusted to."""
    event = entrusted(procedure, category, responder)
    return told(None, event, *core.on_entrusted(event, "case-1", haichuan(), NOON))


def taken_by(event, begun, *steps):
    """What is said when these steps are taken: (event, by)."""
    task, said = told(None, event, *begun), []
    for by, step, fields in steps:
        events = take(task, by, step, **fields)
        task = told(task, *events)
        said += [(one, by) for one in events]
    return said


def begun(procedure: str, by: str, responder: str = COMMUNITY, **more):
    """A procedure somebody opened without a case."""
    command = OpenTask(
        procedure=procedure,
        responder=responder,
        text="停车难",
        point=POINT,
        address="灯塔里",
        **more,
    )
    return told(None, *core.DECISIONS[OpenTask](command, None, person(by), haichuan(), NOON))


def take(task, by, step, now=NOON, note=None, number=None, **fields):
    """The events of a step that somebody of the pack takes."""
    command = TakeStep(step=step, fields=fields, note=note)
    return list(taking(command, task, person(by), haichuan(), now, core.Filed(FILE, number)))


def walk(task, *steps, now=NOON):
    """The file after these steps: (account, step, fields)."""
    for by, step, fields in steps:
        task = told(task, *take(task, by, step, now=now, **fields))
    return task


def spawned(events):
    return [event for event in events if isinstance(event, TaskSpawned)]


def open_names(task):
    return names(open_steps(task))
