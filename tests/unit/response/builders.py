"""A tiny city, its people, and what others say to response; valid by default."""

from datetime import UTC, datetime, timedelta

from contracts.actor import Actor, Post, Role
from contracts.calendar import Calendar
from contracts.city import City, Organisation, Procedure
from contracts.city.duty_list import DutyList
from contracts.envelope import Envelope
from contracts.events.call import CallSummoned
from contracts.events.case_handed import CaseTransferred
from contracts.summons import Clocks, Problem
from contracts.words import Grade, Kind, Level, Owner, Place, Point
from services.response import core
from tests.unit import plain_rules

NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)
"""A Monday, 12:00 on the wall."""
SCENE = Point(lng=117.0, lat=39.0)
NEAR = Point(lng=117.001, lat=39.0)
FAR = Point(lng=117.01, lat=39.0)
CASE = "case-1"
WHISTLE = "wh-1"
TASK = "wh-1-1"
SECRET = "a secret only the street and response know"


def someone(role: Role, at: str, id: str = "somebody") -> Actor:
    return Actor(id=id, posts=(Post(role=role, at=at),))


LIAISON = someone(Role.DEPARTMENT_LIAISON, "water")
HEAD = someone(Role.DEPARTMENT_HEAD, "water")
COMMANDER = someone(Role.STREET_COMMANDER, "s1")
STRANGERS = (
    someone(Role.DEPARTMENT_LIAISON, "fire"),
    someone(Role.RESIDENT, "water"),
    COMMANDER,
    Actor(id="nobody"),
)


def step(name, who=(), evidence=()):
    label = {"label_zh": name, "label_en": name}
    return {"step": name, "who": who, "evidence": evidence, **label}


def procedure(name, *steps):
    return Procedure(
        name=name, label_zh=name, label_en=name, assessed=name == "muster", steps=steps
    )


RESPONDERS = ("department_liaison", "department_head")
MUSTER = procedure(
    "muster",
    step("acknowledge", RESPONDERS, ("handler",)),
    step("arrive", RESPONDERS, ("person", "rank", "way")),
    step("progress", RESPONDERS),
    step("complete", RESPONDERS, ("measures",)),
)
TRANSFER = procedure(
    "transfer", step("acknowledge", RESPONDERS), step("complete", RESPONDERS, ("photos",))
)


def kind(name):
    calm = name is not Kind.EMERGENCY
    told = dict.fromkeys(("objection_before_arrival", "remote_report", "extendable"), calm)
    return plain_rules.whistle_kind(name, "30 min", **told)


def rules(**changes):
    spans = {"objection.window": "4 h", "order.objection": "4 h"}
    return plain_rules.rules(kind, spans, **changes)


def city(procedures=(MUSTER, TRANSFER), **changes):
    organisations = [
        Organisation(id=id, kind="department", name=id, calendar="region", round_the_clock=False)
        for id in ("water", "fire")
    ]
    return City(
        rules=rules(**changes),
        territories={},
        outlines={},
        organisations={one.id: one for one in organisations},
        people={},
        posts={},
        categories={},
        duties=DutyList(rows={}, local={}),
        calendars={"region": Calendar()},
        procedures={one.name: one for one in procedures},
        unpublished_years=None,
    )


CITY = city()


def place():
    return Place(
        point=SCENE, address="1 Canal Street", territory="g1", path=("d", "s1", "c1", "g1")
    )


def summoned(**changes):
    clocks = Clocks(
        acknowledge_by=NOON + timedelta(hours=1),
        arrive_by=NOON + timedelta(hours=8),
        complete_by=NOON + timedelta(days=5),
    )
    problem = Problem(id="p1", text="The drain is blocked", category="P0101")
    return CallSummoned(
        **{
            "task_id": TASK,
            "whistle_id": WHISTLE,
            "number": "HC-2026-0001",
            "procedure": "muster",
            "kind": Kind.DEMAND,
            "grade": Grade.BLUE,
            "street": "s1",
            "department": "water",
            "lead": True,
            "clocks": clocks,
            "problems": (problem,),
            "place": place(),
        }
        | changes
    )


def transferred(**changes):
    return CaseTransferred(
        **{
            "task_id": "case-1-t1",
            "department": "water",
            "street": "s1",
            "category": "P0101",
            "text": "The drain is blocked",
            "place": place(),
            "owner": Owner(level=Level.DEPARTMENT, at="water"),
            "due_at": NOON + timedelta(days=5),
        }
        | changes
    )


CALL = {"whistle_id": WHISTLE, "task_id": TASK, "department": "water"}


def envelope(event, seq=1, subject=WHISTLE, source="dispatch", at=NOON):
    return Envelope(
        id=f"{source}:{subject}:{seq}",
        source=source,
        subject=subject,
        seq=seq,
        type=event.type,
        time=at,
        by="somebody",
        data=event,
    )


def whistled(city=CITY, **changes):
    """A task a whistle called, as it stands in the inbox."""
    event = summoned(**changes)
    return told(None, event, *core.on_summoned(event, city, NOON))


def handed_over(city=CITY, **changes):
    """A task a case was transferred to."""
    event = transferred(**changes)
    return told(None, event, *core.on_transferred(event, CASE, city, NOON))


def told(task, *events):
    for event in events:
        task = core.evolve(task, event)
    return task


def decide(command, task, actor=LIAISON, city=CITY, now=NOON):
    return list(core.DECISIONS[type(command)](command, task, actor, city, now))


def after(task, *commands, **circumstances):
    """The task after these acts."""
    for command in commands:
        task = told(task, *decide(command, task, **circumstances))
    return task
