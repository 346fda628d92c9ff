"""What a person holds over all offers, and what the district switches on, decides who may claim."""

from datetime import timedelta

import pytest

from contracts.commands import emergency as urgent
from contracts.commands import offer as ask
from contracts.envelope import Envelope
from contracts.events import EVENTS
from contracts.events.earning import PointsPosted
from contracts.refusals import NotNow, NotSo, NotYours
from services.chassis.memory_bus import MemoryBus
from tests.unit.dispatch.bazaar import MEMBER, VOLUNTEER, making
from tests.unit.dispatch.town import DISTRICT, NOON, OFFICER, SECRETARY


async def missed_thrice(fair):
    """The member claims three places and comes to none: the offers they were of."""
    missed = list[str]()
    for n in range(3):
        offer = await fair.does(making(places=2), OFFICER, key=f"o{n}")
        await fair.does(ask.ClaimOffer(), MEMBER, offer)
        await fair.does(ask.ClaimOffer(), VOLUNTEER, offer)
        await fair.does(ask.ArriveOnOffer(), VOLUNTEER, offer)
        await fair.does(ask.ConfirmOffer(result="x"), SECRETARY, offer)
        missed.append(offer)
    return missed


async def test_three_wishes_over_all_offers_are_the_most_one_person_holds(fair):
    wishes = [await fair.does(making("wish"), OFFICER, key=f"w{n}") for n in range(4)]
    for wish in wishes[:3]:
        await fair.does(ask.ClaimOffer(), MEMBER, wish)

    with pytest.raises(NotNow) as refused:
        await fair.does(ask.ClaimOffer(), MEMBER, wishes[3])
    await fair.does(ask.ReleaseOffer(reason="Too much"), MEMBER, wishes[0])
    await fair.does(ask.ClaimOffer(), MEMBER, wishes[3])

    assert refused.value.code == "too_many_wishes"


async def test_who_stays_away_three_times_is_paused_for_a_while(fair):
    await missed_thrice(fair)
    last = await fair.does(making(), OFFICER, key="last")

    with pytest.raises(NotNow) as refused:
        await fair.does(ask.ClaimOffer(), MEMBER, last)
    fair.now = NOON + timedelta(days=32)
    later = await fair.does(making(), OFFICER, key="later")
    await fair.does(ask.ClaimOffer(), MEMBER, later)

    assert refused.value.code == "claims_paused"


async def test_who_is_forgiven_a_miss_may_claim_again(fair):
    *_, offer = await missed_thrice(fair)
    last = await fair.does(making(), OFFICER, key="last")
    bus = MemoryBus(EVENTS, patience=0.01)
    await bus.listen("dispatch", fair.ears.handlers)

    for n, (earning, reverses) in enumerate(
        [("hour", f"{offer}-1-hour"), ("no_show", None), ("no_show", f"{offer}-1-no_show")], 1
    ):
        with pytest.raises(NotNow, match="claims_paused"):
            await fair.does(ask.ClaimOffer(), MEMBER, last)
        await bus.publish(taken_back(n, offer, earning, reverses))
        await bus.settle()
    await fair.does(ask.ClaimOffer(), MEMBER, last)
    await bus.close()

    kept = await fair.kept("offers", offer)
    assert [(one.stage.value, one.excused) for one in kept.claims] == [
        ("missed", True),
        ("confirmed", False),
    ]


def taken_back(n, offer, earning, reverses):
    """What evaluation says of a member's passbook."""
    posted = PointsPosted(
        posting_id=f"{offer}-{n}",
        offer_id=offer,
        earning=earning,
        amount=3,
        balance=0,
        year=2026,
        year_points=0,
        reverses=reverses,
        posted_at=NOON,
        mark="m",
    )
    return Envelope(
        id=f"evaluation:pb-dang:{n}",
        source="evaluation",
        subject="pb-dang",
        seq=n,
        type=posted.type,
        time=NOON,
        by="secretary",
        data=posted,
    )


@pytest.mark.mechanism(108)
async def test_the_district_switches_its_emergency_mode_on_and_the_clock_switches_it_off(fair):
    with pytest.raises(NotNow):
        await fair.does(making("muster", places=3), OFFICER)
    with pytest.raises(NotYours):
        await fair.does(urgent.DeclareEmergency(at="hc", reason="Flood"), SECRETARY)
    id = await fair.does(urgent.DeclareEmergency(at="hc", reason="Flood"), DISTRICT)
    with pytest.raises(NotNow):
        await fair.does(urgent.DeclareEmergency(at="hc", reason="Flood"), DISTRICT, key="again")

    await fair.does(making("muster", places=3), OFFICER)
    one = await fair.kept("emergencies", id)
    said = fair.offers.ticks[4][1](one, one.due_at)

    mustered = [e for e in fair.said if e.type == "offer.published"][-1]
    assert mustered.data.emergency
    assert {MEMBER.id, VOLUNTEER.id} <= set(mustered.data.tell)
    assert [e.type for e in said] == ["emergency.ended"]
    with pytest.raises(NotSo):
        await fair.does(urgent.DeclareEmergency(at="c1", reason="x"), DISTRICT, key="small")
