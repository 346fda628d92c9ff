"""What is stuck is offered as a whistle, to whoever may blow it, until it is whistled or over."""

import pytest

from contracts.actor import Actor, Post
from contracts.commands.whistle import Raise
from contracts.events import EVENTS
from contracts.events import case_work as w
from gateway.kinds import CASES
from gateway.present.cases import case_row
from gateway.present.reader import Reader
from gateway.scopes import Scope
from tests.unit.gateway.builders import reported, sampled
from tests.unit.gateway.matters import PLACE, seen
from tests.unit.intake.builders import NOON
from tests.unit.response.town import DEMO


@pytest.mark.mechanism(9)
@pytest.mark.parametrize(
    ("since", "candidate"),
    [((), "yes"), (("case.whistled",), None), (("case.withdrawn",), None)],
)
def test_what_is_stuck_is_a_candidate_until_it_is_whistled_or_over(since, candidate):
    stuck = w.CaseStuck(transfers=2, returns=1, age_days=3)

    view = seen(reported(place=PLACE), stuck, *(sampled(EVENTS[kind]) for kind in since))

    assert CASES.listed(view).get("stuck") == candidate


@pytest.mark.mechanism(9)
@pytest.mark.parametrize("kind", ["case.whistled", "case.solved", "case.answered"])
def test_what_got_going_is_stuck_again_only_when_that_is_said_again(kind):
    stuck = w.CaseStuck(transfers=2, returns=1, age_days=3)
    going = sampled(EVENTS[kind])
    back = sampled(EVENTS["case.reopened" if kind != "case.whistled" else "case.returned"])

    once = seen(reported(place=PLACE), stuck, going, back)
    again = seen(reported(place=PLACE), stuck, going, back, stuck)

    assert (once.get("stuck"), CASES.listed(once).get("stuck")) == (None, None)
    assert CASES.listed(again)["stuck"] == "yes"


def whistler(role="street_commander", at="gangwan"):
    actor = Actor(id="zhi", posts=(Post(role=role, at=at),))
    return Reader(Scope(actor), DEMO, NOON)


@pytest.mark.mechanism(9)
@pytest.mark.parametrize(
    ("reader", "offered"),
    [
        (whistler(), 1),
        (whistler("street_leader"), 1),
        (whistler("street_staff"), 0),
        (whistler("street_commander", "binhe"), 0),
        (whistler("district_supervisor", "haichuan"), 0),
    ],
)
def test_a_commander_is_offered_a_whistle_that_is_ready_to_be_sent(reader, offered):
    stuck = w.CaseStuck(transfers=2, returns=1, age_days=31)
    view = seen(reported(place=PLACE), stuck)

    row = case_row("case-1", view, reader)

    assert row.stuck
    assert len(row.offers) == offered
    for offer in row.offers:
        asked = Raise.model_validate(offer.body)
        assert (offer.method, offer.path) == ("POST", "/whistles")
        assert [problem.case_id for problem in asked.problems] == ["case-1"]
        assert (offer.label_zh, offer.label_en) == ("就此吹哨", "Whistle on this")
        assert "31 天" in asked.reason
        assert "31 days" in offer.why_en


def test_what_is_not_stuck_or_may_not_be_whistled_is_not_offered():
    stuck = w.CaseStuck(transfers=2, returns=1, age_days=31)
    handed = sampled(EVENTS["case.transferred"])

    offers = [
        case_row("case-1", seen(reported(place=PLACE), *since), whistler()).offers
        for since in ((), (handed, stuck), (stuck, sampled(EVENTS["case.whistled"])))
    ]

    assert offers == [(), (), ()]
