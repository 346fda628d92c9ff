"""跨区联合哨: whom a street may call when another district's street shares the whistle, and which
district's word counts (北京丰台/西城 2019)."""

import pytest

from contracts.commands import relief as plea
from contracts.commands import whistle as asking
from contracts.refusals import NotSo, NotYours
from contracts.words import Level
from tests.unit.contracts.two_districts import BUREAU, PARKS
from tests.unit.dispatch.across import (
    CITY,
    COMMANDER,
    FACTS,
    HAICHUAN,
    LINHAI,
    OTHER,
    TEAM,
    act,
    ask,
    relief_of,
    shared,
    tell,
)
from tests.unit.dispatch.builders import JOIN, SUPERVISE, raising, ticked
from tests.unit.dispatch.town import NOON, hours

REFER = asking.DecideRuling(upheld=False, refer=True, reason="Not ours to say")
AGREED = asking.DecideRuling(upheld=True, reason="True")
NAMED = asking.DecideRuling(upheld=True, designated=TEAM, reason="Theirs")
MORE = asking.CallMore(department=TEAM, reason="They fine there")


@pytest.mark.mechanism(1)
@pytest.mark.parametrize("theirs", [TEAM, BUREAU])
@pytest.mark.parametrize(
    ("joint", "callable_"),
    [(("wenchang",), True), (("beiling", "wenchang"), True), (("binhe",), False), ((), False)],
)
def test_whoever_serves_a_street_asked_to_join_or_its_district_can_be_called(
    theirs, joint, callable_
):
    departments = ("gongan", theirs)

    if callable_:
        whistle = shared(*departments, joint=joint)
        assert [call.department for call in whistle.calls] == [*departments]
        assert act(shared("gongan", joint=joint), JOIN, OTHER).joined == ("wenchang",)
    else:
        with pytest.raises(NotSo, match="cannot_be_called"):
            shared(*departments, joint=joint)


@pytest.mark.parametrize("elsewhere", ["zhifa-beiling", "wenchang-01"])
def test_who_serves_another_street_there_or_only_a_community_cannot_be_called(elsewhere):
    with pytest.raises(NotSo, match="cannot_be_called"):
        shared("gongan", elsewhere)


def test_the_street_that_joined_calls_who_serves_it_while_one_that_did_not_may_not():
    with pytest.raises(NotYours):
        ask(MORE, shared(), OTHER)
    (summoned,) = ask(MORE, act(shared(), JOIN, OTHER), OTHER)

    assert (summoned.department, summoned.street) == (TEAM, "gangwan")
    assert summoned.joint == ("wenchang",)


def test_a_draft_is_approved_for_who_serves_the_joined_street():
    drafted = shared("gongan", TEAM, draft=True)

    raised = act(drafted, asking.Approve(tried="Fenced"), COMMANDER)

    assert [call.department for call in raised.calls] == ["gongan", TEAM]


def test_a_whistle_remembers_the_other_districts_that_share_it():
    assert shared().districts == ("linhai",)
    assert shared("gongan", joint=("binhe",)).districts == ()


def test_a_street_the_matter_is_about_is_not_asked_to_join():
    facts = type(FACTS)(**{**vars(FACTS), "aside": ("wenchang",)})
    command = raising("gongan", joint=("wenchang",), problems=({"text": "x", "category": "E0406"},))

    with pytest.raises(NotSo, match="reported_cannot_handle"):
        ask(command, None, facts=facts)


def test_the_leading_street_rules_first_whomever_the_call_answers_to():
    whistle, (opened,) = tell(shared(), "object", 2)

    assert (opened.level, opened.at, opened.joint) == (Level.STREET, "gangwan", ("wenchang",))
    with pytest.raises(NotYours):
        ask(AGREED, act(whistle, JOIN, OTHER), OTHER, facts="wh-1-2-r1")
    assert ask(AGREED, whistle, COMMANDER, facts="wh-1-2-r1")


@pytest.mark.mechanism(18)
@pytest.mark.parametrize(
    ("n", "seat", "ruler", "other"),
    [(1, "haichuan", HAICHUAN, LINHAI), (2, "linhai", LINHAI, HAICHUAN)],
)
def test_what_goes_up_goes_to_the_district_the_department_answers_to(n, seat, ruler, other):
    asked, _ = tell(shared(), "object", n)
    ruling = f"wh-1-{n}-r1"

    (referred,) = ask(REFER, asked, facts=ruling)
    whistle = act(asked, REFER, facts=ruling)

    assert (referred.level, referred.at) == (Level.DISTRICT, seat)
    with pytest.raises(NotYours):
        ask(NAMED, whistle, other, facts=ruling)
    decided, *_ = ask(NAMED, whistle, ruler, facts=ruling)
    assert decided.designated == TEAM


def test_what_a_department_cannot_solve_is_its_own_districts_to_study():
    acknowledged, _ = tell(shared(), "acknowledge", 2)
    asked, _ = tell(acknowledged, "cannot_solve", 2)

    (_, opened) = ask(AGREED, asked, facts="wh-1-2-r1")

    assert (opened.level, opened.at) == (Level.DISTRICT, "linhai")


def test_a_word_that_is_late_goes_to_that_district_and_both_are_told():
    asked, _ = tell(shared(), "object", 2)

    said, _ = ticked(asked, NOON + hours(60), CITY)

    late = next(event for event in said if event.type == "ruling.overdue")
    assert (late.at, late.tell) == ("linhai", ("supervisor-linhai", "supervisor-district"))


def test_a_silent_department_is_escalated_to_its_own_district_and_both_are_told():
    said, _ = ticked(act(shared(), JOIN, OTHER), NOON + hours(900), CITY)
    of_the_bureau = [e for e in said if getattr(e, "task_id", "") == "wh-1-2"]

    opened = next(e for e in of_the_bureau if e.type == "ruling.opened")
    escalated = next(e for e in of_the_bureau if e.type == "call.escalated")
    supervised = next(e for e in of_the_bureau if e.type == "supervision.opened")

    assert (opened.about, opened.at) == ("escalation", "linhai")
    assert {"supervisor-linhai", "supervisor-district"} <= set(escalated.tell)
    assert {"supervisor-gangwan", "supervisor-wenchang"} <= set(supervised.tell)


def test_a_pause_is_granted_by_the_street_then_by_the_district_the_department_answers_to():
    grant = plea.DecideRelief(granted=True, reason="So be it")
    acknowledged, _ = tell(shared(), "acknowledge", 2)
    whistle, said = tell(acknowledged, "suspend", 2)
    id = relief_of(said).relief_id

    (passed,) = ask(grant, whistle, facts=id)
    waiting = act(whistle, grant, facts=id)

    assert (passed.level, passed.at) == (Level.DISTRICT, "linhai")
    with pytest.raises(NotYours):
        ask(grant, waiting, HAICHUAN, facts=id)
    assert ask(grant, waiting, LINHAI, facts=id)[0].granted


@pytest.mark.parametrize(("who", "task", "may"), [
    (HAICHUAN, "wh-1-1", True), (HAICHUAN, "wh-1-2", True),
    (LINHAI, "wh-1-1", False), (LINHAI, "wh-1-2", True),
])  # fmt: skip
def test_the_other_district_supervises_only_who_answers_to_it(who, task, may):
    command = SUPERVISE.model_copy(update={"task_id": task})

    if may:
        assert ask(command, shared(), who)
    else:
        with pytest.raises(NotYours, match="not_this_ruler"):
            ask(command, shared(), who)


def test_a_district_that_shares_nothing_has_no_say():
    alone = shared("gongan", PARKS, joint=())

    with pytest.raises(NotYours):
        ask(SUPERVISE, alone, LINHAI)
