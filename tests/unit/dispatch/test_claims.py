"""Claims: who may take a place, and how it is given back, lapses, is missed."""

from datetime import timedelta

import pytest

from contracts.commands import offer as ask
from contracts.events import claim as c
from contracts.events import offer as o
from contracts.offer_life import ClaimStage, OfferStage
from contracts.offering import Attendance
from contracts.refusals import NotNow, NotYours
from tests.unit.dispatch.bazaar import (
    CONFIRM,
    HOUR,
    MEMBER,
    OTHER_MEMBER,
    SECOND,
    VOLUNTEER,
    act,
    arrived,
    called,
    claimed,
    decide,
    finished,
    kinds,
    standing,
    ticked,
)
from tests.unit.dispatch.town import NOON, OFFICER, RESIDENT, SECRETARY


def test_who_took_a_place_and_did_not_come_has_missed_it():
    offer = arrived(claimed(called(places=2), MEMBER, VOLUNTEER), MEMBER)

    said = decide(CONFIRM, offer)

    records = {one.account: type(one) for one in said if isinstance(one, c.ClaimEvent)}
    assert records == {MEMBER.id: c.ClaimConfirmed, VOLUNTEER.id: c.ClaimMissed}


def test_the_community_may_say_otherwise_who_came_and_for_how_long():
    offer = claimed(called(places=2), MEMBER, VOLUNTEER)
    told = (
        Attendance(claim_id="of-1-1", came=True, hours=3),
        Attendance(claim_id="of-1-2", came=False),
    )

    said = decide(ask.ConfirmOffer(attendance=told, result="Clear"), offer)

    records = [one for one in said if isinstance(one, c.ClaimEvent)]
    assert [(type(one), getattr(one, "hours", None)) for one in records] == [
        (c.ClaimConfirmed, 3),
        (c.ClaimMissed, None),
    ]


def test_a_place_is_taken_once_and_the_last_one_fills_it():
    offer = claimed(called(places=2), MEMBER, VOLUNTEER)

    with pytest.raises(NotNow) as refused:
        decide(ask.ClaimOffer(), offer, SECOND)

    assert offer.stage is OfferStage.FILLED
    assert refused.value.code == "illegal_move"
    assert (offer.left, len(offer.live)) == (0, 2)


def test_a_place_given_back_is_free_again():
    offer = claimed(called(places=1), MEMBER)

    said = decide(ask.ReleaseOffer(reason="Ill"), offer, MEMBER)

    assert kinds(said) == [c.ClaimReleased, o.OfferReopened]
    assert claimed(act(offer, ask.ReleaseOffer(reason="Ill"), MEMBER), SECOND).left == 0


def test_a_claim_nobody_began_lapses_once_and_the_place_is_free():
    offer = claimed(called(places=1, kind="wish"), MEMBER)
    late = offer.live[0].start_by

    before, _ = ticked(offer, late - timedelta(seconds=1))
    said, after = ticked(offer, late)
    again, _ = ticked(after, late)

    assert before == []
    assert kinds(said) == [c.ClaimLapsed, o.OfferReopened]
    assert again == []
    assert after.claims[0].stage is ClaimStage.LAPSED


@pytest.mark.mechanism(84)
def test_a_post_that_needs_a_skill_is_for_those_who_have_it():
    post = called("post", skills=("medical",))

    with pytest.raises(NotYours) as refused:
        decide(ask.ClaimOffer(), post, MEMBER)
    active = act(post, ask.ClaimOffer(), MEMBER, facts=standing(MEMBER, skills={"medical", "arts"}))
    over = act(finished(arrived(active, MEMBER), MEMBER), CONFIRM)

    assert refused.value.code == "skill_needed"
    assert (active.stage, over.stage) == (OfferStage.FILLED, OfferStage.CONFIRMED)


@pytest.mark.parametrize(
    ("who", "facts", "code"),
    [
        (OTHER_MEMBER, {}, "not_eligible"),
        (RESIDENT, {}, "not_eligible"),
        (MEMBER, {"paused_until": NOON + HOUR}, "claims_paused"),
    ],
)
def test_who_may_not_claim_is_told_why(who, facts, code):
    with pytest.raises((NotYours, NotNow)) as refused:
        decide(ask.ClaimOffer(), called(places=3), who, facts=standing(who, **facts))

    assert refused.value.code == code


def test_a_resident_who_is_registered_may_claim():
    facts = standing(RESIDENT, registered=frozenset({"g1"}))

    offer = act(called(), ask.ClaimOffer(), RESIDENT, facts=facts)

    assert offer.live[0].account == RESIDENT.id


def test_three_wishes_at_once_are_the_most():
    wish = called("wish")

    with pytest.raises(NotNow) as refused:
        decide(ask.ClaimOffer(), wish, MEMBER, facts=standing(MEMBER, open_wishes=3))

    assert refused.value.code == "too_many_wishes"


def test_nobody_confirms_what_they_did_themselves():
    facts = standing(SECRETARY, registered=frozenset({"c1"}))
    offer = act(called(), ask.ClaimOffer(), SECRETARY, facts=facts)

    with pytest.raises(NotYours) as refused:
        decide(CONFIRM, offer)

    assert refused.value.code == "own_deed"
    assert decide(
        ask.ConfirmOffer(result="x", attendance=(Attendance(claim_id="of-1-1"),)), offer, OFFICER
    )
