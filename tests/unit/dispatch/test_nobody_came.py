"""爽约: who took a place and stays away leaves a miss, however the call then ends."""

from datetime import timedelta

import pytest

from contracts.commands import offer as ask
from contracts.events import claim as c
from contracts.events import offer as o
from contracts.offer_life import ClaimStage, OfferStage
from contracts.offering import Attendance
from contracts.refusals import NotNow, NotSo
from contracts.written import english
from services.dispatch.core.offers.gates import allowed
from tests.unit.dispatch.bazaar import (
    CONFIRM,
    HOUR,
    MEMBER,
    ORDERED,
    PLUMBER,
    SHIFTS,
    VOLUNTEER,
    act,
    arrived,
    called,
    claimed,
    decide,
    kinds,
    making,
    ticked,
)
from tests.unit.dispatch.town import NOON, OFFICER, RESIDENT

BEGINS, ENDS = NOON + HOUR, NOON + 5 * HOUR
CANCEL = ask.CancelOffer(reason="Nobody was there")
BACK = ask.ReleaseOffer(reason="Ill")


def duty(*people, **told):
    """A duty of some hours today, claimed."""
    times = {"starts_at": BEGINS, "ends_at": ENDS, "places": max(len(people), 1)}
    return claimed(called("post", **(times | told)), *people)


def missed(said) -> list[str]:
    return [one.account for one in said if isinstance(one, c.ClaimMissed)]


@pytest.mark.mechanism(90)
def test_what_nobody_came_to_is_ended_by_the_community_and_the_misses_stay():
    _, waiting = ticked(duty(MEMBER, VOLUNTEER), ENDS)

    with pytest.raises(NotNow) as refused:
        decide(CONFIRM, waiting, now=ENDS)
    said = decide(CANCEL, waiting, now=ENDS)

    assert waiting.stage is OfferStage.SERVING
    assert refused.value.code == "nobody_came"
    assert "cancel" in refused.value.facts["allowed"]
    assert missed(said) == [MEMBER.id, VOLUNTEER.id]
    assert isinstance(said[-1], o.OfferCancelled)


def test_what_is_called_off_before_its_time_is_over_is_nobody_s_miss():
    rain = decide(CANCEL, duty(MEMBER), now=BEGINS + timedelta(minutes=10))

    assert kinds(rain) == [o.OfferCancelled]


@pytest.mark.parametrize(
    ("told", "over"),
    [
        ({"shifts": SHIFTS, "starts_at": None, "ends_at": None}, SHIFTS[0].ends_at),
        ({"ends_at": None}, BEGINS + timedelta(days=1)),
        ({"starts_at": None}, ENDS),
    ],
)
def test_a_place_is_missed_when_its_own_time_is_over(told, over):
    offer = called("post", **({"starts_at": BEGINS, "ends_at": ENDS, "places": 2} | told))
    claim = ask.ClaimOffer(shift="night" if "shifts" in told else None)
    taken = act(offer, claim, MEMBER)

    before = decide(CANCEL, taken, now=over - timedelta(seconds=1))
    after = decide(CANCEL, taken, now=over)

    assert (missed(before), missed(after)) == ([], [MEMBER.id])


def test_where_somebody_came_it_is_confirmed_and_not_called_off():
    offer = arrived(duty(MEMBER, VOLUNTEER), MEMBER, now=BEGINS)

    with pytest.raises(NotNow) as refused:
        decide(CANCEL, offer, now=ENDS)

    assert refused.value.code == "on_duty_already"
    assert "cancel" not in allowed(OFFICER, offer)
    assert missed(decide(CONFIRM, offer, now=ENDS)) == [VOLUNTEER.id]


def test_a_place_goes_back_until_its_time_comes_and_not_after():
    offer = duty(MEMBER)

    early = decide(BACK, offer, MEMBER, BEGINS - timedelta(seconds=1))
    with pytest.raises(NotNow) as refused:
        decide(BACK, offer, MEMBER, BEGINS)

    assert isinstance(early[0], c.ClaimReleased)
    assert refused.value.code == "its_time_has_come"


def test_the_community_lets_somebody_go_also_later_and_that_is_no_miss():
    offer = duty(MEMBER, VOLUNTEER)
    leave = ask.ReleaseOffer(claim_id="of-1-1", reason="In hospital")

    excused = act(offer, leave, OFFICER, BEGINS)

    assert excused.claim("of-1-1").stage is ClaimStage.RELEASED
    assert missed(decide(CANCEL, excused, now=ENDS)) == [VOLUNTEER.id]
    for again, code in ((leave, "claim_elsewhere"), (BACK, "unknown_claim")):
        with pytest.raises((NotNow, NotSo)) as refused:
            decide(again, excused, OFFICER, BEGINS)
        assert refused.value.code == code


def test_who_is_on_duty_is_let_go_by_nobody():
    offer = arrived(duty(MEMBER), MEMBER, now=BEGINS)

    with pytest.raises(NotNow) as refused:
        decide(ask.ReleaseOffer(claim_id="of-1-1", reason="Ill"), offer, OFFICER, BEGINS)

    assert refused.value.code == "on_duty_already"


def test_a_place_that_is_free_after_the_end_is_offered_to_nobody():
    _, waiting = ticked(duty(MEMBER), ENDS)

    said = decide(ask.ReleaseOffer(claim_id="of-1-1", reason="Ill"), waiting, OFFICER, ENDS)

    assert kinds(said) == [c.ClaimReleased, o.OfferExpired]


def accepted(**told):
    """An order of a resident that a unit took."""
    order = act(None, making("order", **told), RESIDENT, facts=ORDERED)
    return act(act(order, ask.DispatchOffer()), ask.ClaimOffer(), PLUMBER)


def test_silence_agrees_to_nothing_where_nobody_came():
    one = accepted(starts_at=BEGINS, ends_at=ENDS)

    while not one.over:
        said, one = ticked(one, one.due_at)

    assert one.stage is OfferStage.CANCELLED
    assert [claim.stage for claim in one.claims] == [ClaimStage.MISSED]
    assert english(said[-1].reason)


def test_whoever_ordered_in_vain_may_call_it_off_and_the_unit_has_missed_it():
    said = decide(CANCEL, accepted(ends_at=ENDS), RESIDENT, ENDS)

    assert missed(said) == [PLUMBER.id]


def test_a_unit_that_cannot_keep_the_appointment_still_leaves_it_to_the_next():
    said = decide(BACK, accepted(starts_at=BEGINS, ends_at=ENDS), PLUMBER, BEGINS)

    assert [one.type for one in said][:2] == ["claim.released", "offer.reopened"]


def test_a_place_is_named_once_in_a_confirmation():
    twice = tuple(Attendance(claim_id="of-1-1", came=came) for came in (True, False))

    with pytest.raises(NotSo) as refused:
        decide(ask.ConfirmOffer(attendance=twice, result="Clear"), duty(MEMBER), now=ENDS)

    assert refused.value.code == "claim_twice"
