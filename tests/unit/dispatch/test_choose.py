"""Who can be called, who may lead, and whom the duty list proposes."""

import pytest

from contracts.refusals import NotSo
from contracts.summons import Responder
from tests.unit.dispatch.builders import calls, decide, raising, stated, whistle
from tests.unit.dispatch.town import STAFF


def refusal(*responders, **changes):
    with pytest.raises(NotSo) as refused:
        decide(raising(responders=responders, **changes))
    return refused.value.code, refused.value.facts["field"]


@pytest.mark.mechanism(18, 88)
def test_exactly_one_leads_and_any_number_assists():
    two_leads = [r.model_copy(update={"lead": True}) for r in calls("water", "roads")]
    no_lead = [r.model_copy(update={"lead": False}) for r in calls("water", "roads")]

    assert refusal(*two_leads) == ("one_must_lead", "responders")
    assert refusal(*no_lead) == ("one_must_lead", "responders")
    assert [call.lead for call in whistle("water", "roads", "fire").calls] == [True, False, False]


def test_one_alone_leads_without_being_told_to():
    made = whistle(responders=(Responder(department="water"),))

    assert made.calls[0].lead


@pytest.mark.parametrize(
    ("department", "code"),
    [
        ("nobody", "unknown_unit"),
        ("s1", "cannot_be_called"),
        ("c2", "cannot_be_called"),
    ],
    ids=["unknown", "a street", "another street's community"],
)
def test_whom_a_street_cannot_call_is_refused_by_name(department, code):
    assert refusal(*calls("water", department)) == (code, "responders")


def test_nobody_is_called_twice():
    assert refusal(*calls("water", "roads", "water")) == ("called_twice", "responders")


@pytest.mark.mechanism(1)
def test_a_community_assists_but_never_leads():
    assert refusal(*calls("c1", "water")) == ("community_cannot_lead", "responders")
    assert refusal(Responder(department="c1")) == ("community_cannot_lead", "responders")
    assert [call.department for call in whistle("water", "c1").calls] == ["water", "c1"]


def test_an_enterprise_is_called_like_a_department():
    assert whistle("gasco").calls[0].lead


def test_without_names_the_duty_list_proposes_and_says_why():
    drafted = decide(raising(responders=(), draft=True))[0]

    assert [(r.department, r.lead) for r in drafted.responders] == [
        ("water", True),
        ("roads", False),
    ]
    assert drafted.responders[0].reason == "duties.csv 2: pipe @ * (art. 9)"


def test_the_first_problems_lead_leads_and_everybody_is_called_once():
    problems = (stated(category="tree"), stated(category="pipe"))

    made = whistle(problems=problems, responders=())

    assert [call.department for call in made.calls] == ["parks", "water", "roads"]
    assert [call.lead for call in made.calls] == [True, False, False]


def test_where_the_duty_list_names_only_the_street_itself_there_is_nobody_to_call():
    lamp = (stated(category="lamp"),)

    assert refusal(problems=lamp) == ("nobody_to_call", "responders")
    assert decide(raising(problems=lamp, responders=()), by=STAFF)[0].responders == ()
