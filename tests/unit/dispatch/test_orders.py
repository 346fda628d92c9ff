"""群众点单、社区派单、包联单位接单: one unit after another, and never nobody."""

from datetime import timedelta

import pytest

from contracts.commands import offer as ask
from contracts.events import claim as c
from contracts.events import offer as o
from contracts.offer_life import OfferStage
from contracts.refusals import NotSo, NotYours
from contracts.words import Level
from services.dispatch.core import offers
from tests.unit.dispatch.bazaar import (
    CITY,
    GARDENER,
    MEMBER,
    ORDERED,
    PLUMBER,
    act,
    called,
    decide,
    finished,
    making,
    ticked,
)
from tests.unit.dispatch.town import NOON, OFFICER, RESIDENT, SECRETARY

DECLINE = ask.DeclineOffer(reason="Our plumber is ill")


def ordered():
    """Put to the roads, then to the parks."""
    return act(act(None, making("order", category="pipe"), RESIDENT), ask.DispatchOffer(), OFFICER)


@pytest.mark.mechanism(51, 80)
def test_people_order_the_community_dispatches_a_unit_accepts_serves_and_is_rated():
    order = act(None, making("order", category="pipe"), RESIDENT)
    stages = [order.stage]

    order = act(order, ask.DispatchOffer(), OFFICER, NOON + timedelta(minutes=10))
    stages.append(order.stage)
    for minute, command in enumerate(
        (ask.ClaimOffer(), ask.ArriveOnOffer(), ask.FinishOffer(text="Mended"))
    ):
        order = act(order, command, PLUMBER, NOON + timedelta(minutes=20 + minute))
        stages.append(order.stage)
    said = decide(ask.RateOffer(stars=5, words="Quick"), order, RESIDENT)

    assert stages == ["proposed", "open", "filled", "serving", "done"]
    assert [one.type for one in said] == ["claim.confirmed", "deed.recorded", "offer.rated"]
    assert (said[-1].units, said[-1].stars) == (("roads",), 5)
    assert order.claims[0].made_at == NOON + timedelta(minutes=20)


@pytest.mark.mechanism(80)
def test_a_decline_says_why_and_the_next_unit_is_asked():
    said = decide(DECLINE, ordered(), PLUMBER)

    declined, asked = said
    assert (declined.unit, declined.reason) == ("roads", "Our plumber is ill")
    assert (asked.asked.unit, asked.owner.at, asked.tell) == ("parks", "parks", (GARDENER.id,))


def test_silence_is_a_decline_once():
    order = ordered()

    early, _ = ticked(order, order.due_at - timedelta(seconds=1))
    said, after = ticked(order, order.due_at)

    assert early == []
    assert [one.type for one in said] == ["offer.declined", "offer.dispatched"]
    assert said[0].reason is None
    assert after.asked.unit == "parks"


def test_when_no_unit_is_left_the_community_calls_its_members_or_the_street():
    order = act(act(ordered(), DECLINE, PLUMBER), DECLINE, GARDENER)

    members = act(order, ask.PublishOffer(), OFFICER)
    street = act(order, ask.PassUpOffer(reason="Nobody"), SECRETARY)

    assert (order.stage, order.owner.at) == (OfferStage.PROPOSED, "c1")
    assert act(members, ask.ClaimOffer(), MEMBER).stage is OfferStage.FILLED
    assert (street.owner.level, street.owner.at) == (Level.STREET, "s1")


def test_only_the_unit_that_is_asked_may_take_or_decline_it():
    for command in (ask.ClaimOffer(), DECLINE):
        with pytest.raises(NotYours) as refused:
            decide(command, ordered(), GARDENER)
        assert refused.value.code == "not_asked"


def test_a_unit_that_gives_it_back_after_accepting_has_declined():
    order = act(ordered(), ask.ClaimOffer(), PLUMBER)

    said = decide(ask.ReleaseOffer(reason="Too hard"), order, PLUMBER)

    assert [one.type for one in said] == [
        *("claim.released", "offer.reopened", "offer.declined", "offer.dispatched")
    ]


def test_a_resource_that_is_used_up_leaves_it_to_the_next():
    said = offers.on_full("rs-1", ordered(), CITY, NOON)
    other = offers.on_full("rs-2", ordered(), CITY, NOON)
    taken = offers.on_full("rs-1", act(ordered(), ask.ClaimOffer(), PLUMBER), CITY, NOON)

    assert [one.type for one in said] == ["offer.declined", "offer.dispatched"]
    assert (other, taken) == ([], [])


def test_whoever_ordered_it_and_says_nothing_has_agreed():
    order = ordered()
    for command in (ask.ClaimOffer(), ask.ArriveOnOffer(), ask.FinishOffer(text="Mended")):
        order = act(order, command, PLUMBER)

    said, after = ticked(order, order.due_at)

    assert [type(one) for one in said][-1] is o.OfferConfirmed
    assert any(isinstance(one, c.ClaimConfirmed) for one in said)
    assert after.stage is OfferStage.CONFIRMED


def test_what_is_not_good_enough_is_done_again():
    order = ordered()
    for command in (ask.ClaimOffer(), ask.ArriveOnOffer(), ask.FinishOffer(text="Mended")):
        order = act(order, command, PLUMBER)

    again = act(order, ask.SendBackOffer(reason="Still drips"), RESIDENT)

    assert (again.stage, again.owner.at) == (OfferStage.SERVING, "roads")
    assert finished(again, PLUMBER).stage is OfferStage.DONE


def test_a_community_that_orders_dispatches_at_once_to_whom_it_fits():
    order = called("order", ORDERED)

    assert (order.stage, order.asked.unit) == (OfferStage.OPEN, "roads")


@pytest.mark.parametrize(
    ("offer", "facts", "code"),
    [(called(draft=True), (), "not_an_order"), (called("order", draft=True), (), "nobody_fits")],
)
def test_what_cannot_be_dispatched_is_refused(offer, facts, code):
    with pytest.raises(NotSo) as refused:
        decide(ask.DispatchOffer(), offer, facts=facts)

    assert refused.value.code == code


@pytest.mark.mechanism(36)
def test_a_wish_is_collected_published_claimed_granted_and_confirmed():
    grandma = {"name": "李奶奶", "phone": "13812345678", "address": "1 Lamp Road 301"}
    wish = act(None, making("wish", beneficiary=grandma), RESIDENT)
    stages = [wish.stage]

    wish = act(wish, ask.PublishOffer(), OFFICER)
    stages.append(wish.stage)
    wish = act(wish, ask.ClaimOffer(), MEMBER)
    stages.append(wish.stage)
    wish = act(wish, ask.IntroduceOffer(claim_id="of-1-1"), OFFICER)
    introduced = wish.live[0].introduced
    wish = act(act(wish, ask.ArriveOnOffer(), MEMBER), ask.FinishOffer(text="A warm coat"), MEMBER)
    stages.append(wish.stage)
    wish = act(wish, ask.ConfirmOffer(result="She is glad"), SECRETARY)

    assert [*stages, wish.stage] == ["proposed", "open", "filled", "done", "confirmed"]
    assert introduced
