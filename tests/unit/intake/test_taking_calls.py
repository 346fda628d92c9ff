"""12345 at intake: what the desk that takes a call ends itself, and what it leaves to others."""

import pytest

from contracts.channels import ANSWERABLE, Order, SpecialRoute, TicketKind
from contracts.commands.case import Answer
from contracts.commands.case_work import Divert
from contracts.events.case import CaseAnswered, CaseRefused
from contracts.events.case_work import CaseAlerted
from contracts.lifecycle import CaseStage
from contracts.refusals import NotYours
from services.intake.core import Pair
from services.intake.core.gates import allowed
from tests.unit.intake.builders import OFFICER, RESIDENT, WORKER, act, case, decide, sort
from tests.unit.intake.towns import OPERATOR

ALONE = Pair("case-1", None)
HOURS = Answer(text="The window is open from nine to five")


def called(kind=TicketKind.CONSULT, **more):
    """A case of somebody who rang the hotline."""
    return case(order=Order(external="HC-1", kind=kind), reporters=(OPERATOR.id,), **more)


@pytest.mark.mechanism(25)
@pytest.mark.parametrize("kind", sorted(ANSWERABLE))
def test_a_question_is_answered_by_whoever_took_the_call(kind):
    (answered,) = decide(HOURS, called(kind), OPERATOR)

    assert isinstance(answered, CaseAnswered)
    assert answered.text == HOURS.text


@pytest.mark.mechanism(25)
@pytest.mark.parametrize("kind", sorted(set(TicketKind) - ANSWERABLE))
def test_what_must_be_dispatched_is_not_answered_away_at_the_desk(kind):
    with pytest.raises(NotYours, match="not_the_holder"):
        decide(HOURS, called(kind), OPERATOR)

    assert act(called(kind), HOURS, OFFICER).stage is CaseStage.FED_BACK


@pytest.mark.mechanism(25)
@pytest.mark.parametrize("kind", TicketKind)
@pytest.mark.parametrize("route", [r for r in SpecialRoute if r not in ("emergency", "repeated")])
def test_the_desk_tells_a_caller_where_else_to_turn(kind, route):
    (told,) = decide(Divert(route=route), called(kind), OPERATOR, facts=ALONE)

    assert isinstance(told, CaseRefused)
    assert told.pointer


@pytest.mark.mechanism(25, 49)
def test_the_desk_calls_for_help_at_once_and_the_case_stays_to_be_sorted():
    danger = Divert(route="emergency", services=("119",))
    before = called(TicketKind.HELP)

    (alerted,) = decide(danger, before, OPERATOR, facts=ALONE)

    assert isinstance(alerted, CaseAlerted)
    assert act(before, danger, OPERATOR, facts=ALONE).stage is CaseStage.REPORTED


@pytest.mark.mechanism(25)
def test_the_desk_tells_how_far_the_same_caller_s_earlier_case_has_come():
    earlier = called(number="N0", reported_at=case().reported_at.replace(hour=1))
    again = Divert(route="repeated", earlier="case-0")

    (linked,) = decide(again, called(), OPERATOR, facts=Pair("case-1", earlier))

    assert (linked.into, linked.reporters) == ("case-0", (OPERATOR.id,))


@pytest.mark.parametrize("command", [HOURS, Divert(route="beyond")], ids=["answer", "divert"])
def test_what_was_sorted_or_came_another_way_is_none_of_the_desk_s(command):
    facts = {"facts": ALONE} if isinstance(command, Divert) else {}

    for before in (act(called(), sort(), WORKER), case()):
        with pytest.raises(NotYours, match="not_the_holder"):
            decide(command, before, OPERATOR, **facts)
    with pytest.raises(NotYours, match="not_the_holder"):
        decide(command, called(), RESIDENT, **facts)


def test_the_desk_is_told_what_it_may_do():
    question, complaint = called(), called(TicketKind.COMPLAINT)

    assert {"answer", "divert"} <= {*allowed(OPERATOR, question)}
    assert "answer" not in allowed(OPERATOR, complaint)
    assert "divert" in allowed(OPERATOR, complaint)
    assert not {"answer", "divert"} & {*allowed(OPERATOR, act(question, sort(), WORKER))}
