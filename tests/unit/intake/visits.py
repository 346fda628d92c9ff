"""A small city that sends people out, its people, and visits brought to any stage."""

from datetime import UTC, date, datetime, timedelta
from functools import reduce

from contracts.actor import Actor, Post, Role
from contracts.city import read_city
from contracts.commands import visit as ask
from contracts.visiting import FindingKind, Found, SubjectKind
from contracts.words import Place, Point
from deploy.city.generate import files
from deploy.city.plan import Plan
from services.intake.core.visit import evolve_visit
from services.intake.core.visit_gates import VISIT_DECISIONS
from services.intake.core.visit_plan import Whereabouts

CITY = read_city(files(Plan(streets=2, communities=3, grids=4, building_heads=2, seed=1)))
NOON = datetime(2026, 11, 20, 4, tzinfo=UTC)
"""Friday noon in China."""
TODAY = date(2026, 11, 20)
GRID = "binhe-02-01"
HERE = Place(
    point=Point(lng=123.0143, lat=30.0088),
    address="潮音雅苑 3 号楼 2 单元",
    territory=GRID,
    path=CITY.path(GRID),
)


def actor(id: str, role: Role, at: str) -> Actor:
    return Actor(id=id, posts=(Post(role=role, at=at),))


WORKER = actor("grid-binhe-0201", Role.GRID_WORKER, GRID)
NEXT_WORKER = actor("grid-binhe-0202", Role.GRID_WORKER, "binhe-02-02")
OFFICER = actor("officer-binhe-02", Role.COMMUNITY_OFFICER, "binhe-02")
COMMANDER = actor("commander-binhe", Role.STREET_COMMANDER, "binhe")
OTHER_COMMANDER = actor("commander-gangwan", Role.STREET_COMMANDER, "gangwan")
CADRE = actor("liaison-shuiwu", Role.DEPARTMENT_LIAISON, "shuiwu")
RESIDENT = actor("resident-1", Role.RESIDENT, GRID)
EVERYBODY = (WORKER, NEXT_WORKER, OFFICER, COMMANDER, OTHER_COMMANDER, CADRE, RESIDENT)

PASSED = ("fire_lane", "wiring", "gas", "walls")
BROKEN_GAS = Found(kind=FindingKind.TROUBLE, text="燃气软管老化", item="gas")


def plan(**changes):
    told = {
        "kind": "home",
        "subject": SubjectKind.HOUSEHOLD,
        "name": "3 号楼 2 单元 501",
        "point": HERE.point,
        "address": HERE.address,
        "day": TODAY,
        **changes,
    }
    return ask.PlanVisit(**told)


def record(**changes):
    return ask.RecordVisit(**{"visited_at": NOON, **changes})


def inspected(*failed, **changes):
    found = failed or (BROKEN_GAS,)
    passed = tuple(item for item in PASSED if item not in {one.item for one in found})
    return record(findings=found, passed=passed, **changes)


RECTIFY = ask.RectifyVisit(text="已更换软管")
GONE = ask.RecheckVisit(gone=True, text="现场查看无隐患")
STILL = ask.RecheckVisit(gone=False, text="仍在漏气")
POSTPONE = ask.PostponeVisit(day=TODAY + timedelta(days=3), reason="住户不在家")
COMMANDS = (
    *(plan(), plan(kind="inspection"), POSTPONE, record(), inspected(), RECTIFY, GONE, STILL),
    record(findings=(Found(kind=FindingKind.TROUBLE, text="楼道堆物", category="E0110"),)),
)


def decide(command, visit=None, by=WORKER, now=NOON, city=CITY):
    facts = {
        ask.PlanVisit: {"facts": Whereabouts(place=HERE, compound="xq-binhe-02-01")},
        ask.RecordVisit: {"facts": "vi-1"},
    }.get(type(command), {})
    return list(VISIT_DECISIONS[type(command)](command, visit, by, city, now, **facts))


def done(visit, events):
    return reduce(evolve_visit, events, visit)


def after(*commands, by=WORKER, now=NOON):
    visit = None
    for command in commands:
        visit = done(visit, decide(command, visit, by, now))
    return visit


STAGES = {
    "planned": after(plan()),
    "visited": after(plan(), record()),
    "found": after(plan(kind="inspection"), inspected()),
    "rectified": after(plan(kind="inspection"), inspected(), RECTIFY),
    "rechecked": after(plan(kind="inspection"), inspected(), RECTIFY, GONE),
}
