"""物业报修: the compound's way to be run decides who is asked, and nobody lets it drop."""

from dataclasses import replace
from datetime import date, timedelta
from functools import reduce

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.city import City, Compounds, PropertyMode
from contracts.city.stewards import ladder, three_parties
from contracts.commands.step import TakeStep
from contracts.events.procedure import TaskEnded, TaskMoved, TaskSettled
from contracts.refusals import NotYours, Refused
from services.response import core
from services.response.core.stepping import take as taking
from tests.unit.response.town import (
    DEMO,
    NOON,
    TODAY,
    at,
    begun,
    entrusted,
    go,
    possible,
    somebody,
    step,
)

RUN_BY_COMPANY = "xq-gangwan-01-01"
COMPANY, OWNERS = "wuye-bilan", "yewei-gangwan-01-01"
MANAGER, CHAIR = f"manager-{COMPANY}", f"chair-{OWNERS}"
OFFICER, STREET = "officer-01", "staff-gangwan"


def rungs(place, city: City = DEMO, day: date = TODAY):
    tiers = ladder(city.procedure("repair").tiers, place, city, day)
    return [(tier.tier, tier.responder) for tier in tiers]


def of_mode(mode: PropertyMode, **changes):
    """A compound of this mode in the first street."""
    return next(
        one
        for one in DEMO.compounds
        if one.mode is mode
        and one.community.startswith("gangwan")
        and all(getattr(one, name) == value for name, value in changes.items())
    )


def repair(compound: str = RUN_BY_COMPANY):
    place = at(compound)
    return begun(entrusted("repair", place, rungs(place)[0][1]))


@pytest.mark.mechanism(45, 207)
def test_a_repair_goes_from_the_company_to_the_owners_to_the_community_to_the_street():
    found = rungs(at(RUN_BY_COMPANY))

    assert found == [
        ("company", COMPANY),
        ("committee", OWNERS),
        ("community", "gangwan-01"),
        ("street", "gangwan"),
    ]


@pytest.mark.mechanism(210, 212, 213, 215, 218)
@pytest.mark.parametrize(
    ("compound", "expected"),
    [
        (of_mode(PropertyMode.PROPERTY_COMMITTEE), ["committee", "community", "street"]),
        (of_mode(PropertyMode.SELF_MANAGED), ["committee", "community", "street"]),
        (of_mode(PropertyMode.BACKSTOP, company=None), ["community", "street"]),
        (of_mode(PropertyMode.BACKSTOP, backstop="street"), ["company", "street"]),
    ],
    ids=["property committee", "self managed", "kept by the community", "kept by the street"],
)
def test_the_way_a_compound_is_run_decides_who_is_asked_first(compound, expected):
    found = rungs(at(compound.id))

    assert [tier for tier, _ in found] == expected


@pytest.mark.mechanism(209)
def test_before_its_company_came_a_compound_falls_back_to_its_owners_and_the_community():
    found = rungs(at(RUN_BY_COMPANY), day=date(2021, 2, 28))

    assert [tier for tier, _ in found] == ["committee", "community", "street"]


def test_outside_any_compound_the_community_and_the_street_see_to_it():
    bare = replace(DEMO, compounds=Compounds({}))

    found = rungs(at(RUN_BY_COMPANY), city=bare)

    assert found == [("community", "gangwan-01"), ("street", "gangwan")]


@pytest.mark.mechanism(45, 206)
def test_the_company_accepts_repairs_and_the_case_hears_that_it_is_done():
    task = go(repair(), MANAGER, "accept", repairer="电工班")

    events = step(task, MANAGER, "repaired", result="已更换灯具")

    settled = next(event for event in events if isinstance(event, TaskSettled))
    assert (settled.result, settled.text, settled.department) == ("solved", "已更换灯具", COMPANY)
    assert isinstance(events[-1], TaskEnded)


@pytest.mark.mechanism(45)
def test_a_company_that_cannot_hands_it_on_rung_by_rung_up_to_the_street():
    task, passed = repair(), []

    for by in (MANAGER, CHAIR, OFFICER):
        events = step(task, by, "pass_on", reason="无力维修")
        passed += [event.responder for event in events if isinstance(event, TaskMoved)]
        task = reduce(core.evolve, events, task)

    assert passed == [OWNERS, "gangwan-01", "gangwan"]
    with pytest.raises(NotYours):
        step(task, MANAGER, "accept", repairer="电工班")


@pytest.mark.mechanism(45)
def test_a_company_that_lets_its_time_pass_loses_it_to_the_next_rung():
    task, now, moved = repair(), NOON, []

    while not moved:
        now += timedelta(hours=1)
        events = core.tick(task, DEMO, now)
        moved = [event for event in events if isinstance(event, TaskMoved)]
        task = reduce(core.evolve, events, task)

    assert moved[0].responder == OWNERS
    assert "accept" in possible(task)


@pytest.mark.mechanism(45)
def test_what_the_street_cannot_repair_comes_back_to_be_whistled():
    task = repair()
    for by in (MANAGER, CHAIR, OFFICER):
        task = go(task, by, "pass_on", reason="无力维修")

    events = step(task, STREET, "give_back", reason="需动用维修资金，多部门协同")

    settled = next(event for event in events if isinstance(event, TaskSettled))
    assert settled.result == "returned"


@pytest.mark.mechanism(207, 208)
def test_the_three_parties_are_named_on_it_and_work_it_out_together():
    task = repair()

    for by in (MANAGER, CHAIR, OFFICER, "secretary-01"):
        task = go(task, by, "coordinate", note="三方现场协商")

    assert set(task.named["three_party"]) == set(three_parties(task.place, DEMO, TODAY))
    assert task.taken["coordinate"] == 4
    with pytest.raises(NotYours):
        step(task, "manager-wuye-qinghe", "coordinate", note="不相干的公司")


@pytest.mark.mechanism(212, 215)
@pytest.mark.parametrize("mode", [PropertyMode.PROPERTY_COMMITTEE, PropertyMode.SELF_MANAGED])
def test_a_committee_closes_a_repair_at_its_own_compound(mode):
    compound = of_mode(mode)
    chair = f"chair-{compound.committee}"
    task = go(repair(compound.id), chair, "accept", repairer="志愿维修队")

    events = step(task, chair, "repaired", result="居民出工修好")

    assert isinstance(events[-1], TaskEnded)
    assert events[-1].department == compound.committee


@pytest.mark.mechanism(212)
def test_a_member_of_a_property_committee_from_the_community_may_act_for_it():
    task = repair("xq-gangwan-01-05")

    task = go(task, OFFICER, "accept", repairer="社区维修员")

    assert task.taken["accept"] == 1


@pytest.mark.parametrize("by", ["manager-wuye-qinghe", "resident-1", "liaison-chengguan"])
def test_who_is_none_of_them_may_do_nothing(by):
    for name in ("accept", "coordinate", "pass_on", "repaired", "give_back"):
        with pytest.raises(NotYours):
            step(repair(), by, name, reason="x", note="x")


PEOPLE = (MANAGER, CHAIR, OFFICER, STREET, "commander-gangwan", "resident-1")
WORDS = {
    "accept": {"repairer": "某人"},
    "coordinate": {},
    "pass_on": {"reason": "无力"},
    "repaired": {"result": "好了"},
    "give_back": {"reason": "无力"},
}
acts = st.tuples(st.sampled_from(sorted(WORDS)), st.sampled_from(PEOPLE))
histories = st.lists(st.tuples(st.integers(0, 60), st.one_of(st.none(), acts)), max_size=15)


def take(task, act, now):
    if act is None:
        return core.tick(task, DEMO, now)
    name, by = act
    command = TakeStep(step=name, fields=WORDS[name], note="词")
    try:
        return list(taking(command, task, somebody(by), DEMO, now, core.Filed("task-1")))
    except Refused:
        return []


@settings(max_examples=100, deadline=None)
@given(histories)
def test_whatever_anybody_does_an_open_repair_has_somebody_and_a_next_clock(history):
    task, now = repair(), NOON

    for hours, act in history:
        now += timedelta(hours=hours)
        task = reduce(core.evolve, take(task, act, now), task)

        assert task.department
        assert (core.due_at(task) is not None) == task.open
