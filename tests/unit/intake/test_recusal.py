"""Whoever is reported steps aside 回避: the next level handles, and nothing brings it back."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.actor import Role
from contracts.city import Person
from contracts.commands import case as ask
from contracts.lifecycle import CaseStage
from contracts.recusal import open_path, steps_aside
from contracts.refusals import NotSo, NotYours, Refused
from services.intake.core import DECISIONS, Arrival, evolve, tick
from tests.unit.intake.builders import (
    COMMANDER,
    EVERYBODY,
    HERE,
    LATER,
    LIAISON,
    NOON,
    OFFICER,
    POINT,
    RESIDENT,
    SECRETARY,
    STAFF,
    SUPERVISOR,
    WORKER,
    city,
)

PEOPLE = {
    "wang": Person("wang", "王", ((Role.GRID_WORKER, "g1"),)),
    "zhi": Person("zhi", "指", ((Role.STREET_COMMANDER, "s1"),)),
    "qu": Person("qu", "区", ((Role.DISTRICT_SUPERVISOR, "hc"),)),
    "ren": Person("ren", "任", ((Role.RESIDENT, "c1"),)),
}
CITY = replace(city(), people=PEOPLE)


def reported(about: str | None):
    told = ask.Report(text="灯不亮", category="lamp", point=POINT, address="1", about=about)
    facts = Arrival(number="C1", place=HERE)
    (event,) = DECISIONS[ask.Report](told, None, RESIDENT, CITY, NOON, facts=facts)
    return evolve(None, event)


HANDLED_BY = [
    (None, "g1", False),
    ("water", "g1", True),
    ("wang", "c1", True),
    ("g1", "c1", True),
    ("c1", "s1", True),
    ("s1", "hc", True),
    ("zhi", "hc", True),
    ("c3", "g1", True),
]


@pytest.mark.parametrize(("about", "owner", "confidential"), HANDLED_BY)
def test_the_next_level_above_who_is_reported_holds_it(about, owner, confidential):
    case = reported(about)

    assert case.owner.at == owner
    assert case.confidential is confidential


@pytest.mark.parametrize(
    ("about", "code"),
    [("hc", "nobody_above_reported"), ("nobody", "unknown_reported"), ("ren", "unknown_reported")],
)
def test_who_is_nobody_official_or_has_nobody_above_cannot_be_named(about, code):
    with pytest.raises(NotSo) as refused:
        reported(about)

    assert refused.value.code == code


def test_of_the_top_only_the_person_steps_aside():
    case = reported("qu")

    assert case.recused == ("qu",)
    assert case.owner.at == "g1"


@pytest.mark.parametrize("by", [OFFICER, SECRETARY, WORKER])
def test_nobody_of_the_reported_body_or_below_it_may_act(by):
    with pytest.raises(NotYours) as refused:
        decide(ask.Escalate(reason="x"), reported("c1"), by)

    assert refused.value.code == "reported_steps_aside"


def test_it_is_not_sorted_down_to_who_is_reported_nor_handed_to_it():
    down = ask.Sort(category="lamp", urgency="ordinary", sphere="public", level="community")

    with pytest.raises(NotSo) as sorted_down:
        decide(down, reported("c1"), STAFF)
    with pytest.raises(NotSo) as handed:
        decide(ask.Transfer(department="water"), reported("water"), COMMANDER)

    assert sorted_down.value.code == handed.value.code == "reported_cannot_handle"


ACTS = [
    ask.Sort(category="lamp", urgency="ordinary", sphere="public", level=level)
    for level in ("grid", "community", "street", "district")
] + [
    ask.Transfer(department="water"),
    ask.Transfer(department="gasco"),
    ask.Escalate(reason="x"),
    ask.Answer(text="x"),
    ask.Settle(result="x"),
    ask.FeedBack(text="x"),
    ask.Confirm(),
    ask.Dispute(reason="x"),
]


@given(
    st.sampled_from(["water", "wang", "g1", "c1", "s1", "zhi"]),
    st.lists(st.tuples(st.sampled_from([*ACTS, None]), st.sampled_from(EVERYBODY)), max_size=12),
)
def test_whatever_anybody_does_it_never_comes_to_who_is_reported(about, deeds):
    case, now = reported(about), NOON
    for command, by in deeds:
        case = after(case, command, by)

        assert not case.open or case.due_at
        assert case.owner.at in {*open_path(HERE.path, case.recused), "water", "gasco"}
        assert case.owner.at not in case.recused
    assert now == NOON


def after(case, command, by):
    """The case after an act, or after a very long time when nobody acts."""
    try:
        events = tick(case, CITY, LATER) if command is None else decide(command, case, by)
    except Refused:
        return case
    for event in events:
        case = evolve(case, event)
    return case


def decide(command, case, by):
    extra = {"facts": "case-1"} if isinstance(command, ask.Transfer) else {}
    return list(DECISIONS[type(command)](command, case, by, CITY, NOON, **extra))


def test_a_supervisor_above_and_another_department_need_not_step_aside():
    case = reported("c1")

    assert not steps_aside(SUPERVISOR, case.recused, CITY)
    assert not steps_aside(LIAISON, case.recused, CITY)
    assert not steps_aside(RESIDENT, case.recused, CITY)
    assert case.stage is CaseStage.REPORTED
