"""Acts of a mediation, as far as tests begin with them."""

import pytest

from contracts.refusals import Refused
from services.response.core.order import may_take, open_steps
from tests.unit.response.builders import NOON
from tests.unit.response.haichuan import given, person, take, walk

ACCEPT = {
    "parties": ("张三", "李四"),
    "dispute": "楼上漏水",
    "origin": "application",
    "party_accounts": ("resident-1", "resident-2"),
}


TWO = ("grid-0101", "building-001")
YES = [
    ("grid-0101", "consent", {"party": "张三", "agrees": True}),
    ("resident-2", "consent", {"party": "李四", "agrees": True}),
]


TALK = {"record": "双方各述其由", "rights_told": True, "mode": "moral", "location": "home"}
AGREEMENT = {
    "form": "written",
    "parties_stated": "张三，住三楼；李四，住四楼",
    "facts": "漏水两次，争议为修理费",
    "responsibility": "李四承担修理费",
    "result": "李四三日内付修理费五百元",
    "performance": "转账一次付清",
    "perform_by": "2026-12-01",
    "effective_on": "2026-11-23",
    "signed": ("张三", "李四"),
    "mediator_signed": ("调解员",),
    "sealed": True,
}


STUDIO = {"mediators": ("mediator-01",)}
STATION = {"mediators": ("mediator-gangwan", "mediator-lawyer")}


def assigned():
    """At the lowest tier: accepted, building head and grid worker assigned, everybody agreed."""
    return walk(
        given("mediation", "R02"),
        ("grid-0101", "accept", ACCEPT),
        ("grid-0101", "assign", {"mediators": TWO}),
        *YES,
    )


def tried():
    return walk(assigned(), ("building-001", "mediate", TALK))


def at_the_station(**first):
    task = walk(
        tried(),
        ("grid-0101", "pass_up", {"reason": "谈不拢"}),
        ("mediator-01", "assign", STUDIO),
        ("mediator-01", "mediate", TALK),
        ("mediator-01", "pass_up", {"reason": "还是谈不拢"}),
    )
    return walk(task, ("mediator-gangwan", "assign", first or STATION))


def refused(task, by, step, now=NOON, **fields):
    with pytest.raises(Refused) as refusal:
        take(task, by, step, now=now, **fields)
    return refusal.value


def possible(task, by):
    return {step.step for step in open_steps(task) if may_take(step, task, person(by))}
