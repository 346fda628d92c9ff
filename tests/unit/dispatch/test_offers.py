"""社区吹哨、党员报到, report tasks, posts, musters: places taken once, by whom they fit."""

from datetime import timedelta

import pytest

from contracts.commands import offer as ask
from contracts.events import claim as c
from contracts.events import offer as o
from contracts.offer_life import ClaimStage, OfferStage
from contracts.refusals import NotNow, NotSo, NotYours
from tests.unit.dispatch.bazaar import (
    CONFIRM,
    HOUR,
    MEMBER,
    OTHER_MEMBER,
    PLUMBER,
    SECOND,
    SHIFTS,
    URGENT,
    VOLUNTEER,
    VOLUNTEERS,
    act,
    arrived,
    called,
    claimed,
    decide,
    finished,
    kinds,
    making,
    standing,
    ticked,
)
from tests.unit.dispatch.town import COMMANDER, DISTRICT, NOON, OFFICER, RESIDENT, SECRETARY


@pytest.mark.mechanism(4)
def test_a_community_whistles_and_members_sign_up_come_do_it_and_are_confirmed():
    offer = called(places=2, starts_at=NOON + HOUR, ends_at=NOON + 4 * HOUR)
    stages = [offer.stage]

    offer = claimed(offer, MEMBER, VOLUNTEER)
    stages.append(offer.stage)
    offer = arrived(offer, MEMBER, VOLUNTEER, now=NOON + HOUR)
    stages.append(offer.stage)
    offer = finished(offer, MEMBER, VOLUNTEER, now=NOON + 3 * HOUR)
    stages.append(offer.stage)
    said = decide(CONFIRM, offer)

    assert stages == ["open", "filled", "serving", "done"]
    assert kinds(said) == [
        c.ClaimConfirmed,
        c.ClaimConfirmed,
        *(type(one) for one in said if one.type == "deed.recorded"),
        o.OfferConfirmed,
    ]
    record = said[0]
    assert (record.account, record.hours, record.community) == (MEMBER.id, 2.0, "c1")


@pytest.mark.mechanism(83)
def test_a_report_task_is_claimed_by_a_unit_and_a_member_or_expires():
    task = called("task", places=2)

    taken = act(
        task,
        ask.ClaimOffer(unit="roads"),
        PLUMBER,
        facts=standing(PLUMBER, registered=frozenset({"c1"})),
    )
    taken = claimed(taken, MEMBER)
    done = finished(arrived(taken, PLUMBER, MEMBER), PLUMBER, MEMBER)
    confirmed = act(done, CONFIRM)
    said, expired = ticked(task, NOON + timedelta(days=40))

    assert [claim.unit for claim in taken.live] == ["roads", None]
    assert confirmed.stage is OfferStage.CONFIRMED
    assert (kinds(said), expired.stage) == ([o.OfferExpired], OfferStage.EXPIRED)


@pytest.mark.mechanism(101)
def test_one_task_may_settle_several_concerns_and_says_which_it_did_not():
    concerns = tuple(ask.ConcernStated(text=f"Lamp {n}", case_id=f"case-{n}") for n in (1, 2, 3))
    task = called("task", concerns=concerns)
    done = finished(arrived(claimed(task, MEMBER), MEMBER), MEMBER)

    said = decide(ask.ConfirmOffer(result="Two of three", unsettled=("c2",)), done)

    deeds = [one for one in said if one.type == "deed.recorded"]
    assert [(one.case_id, one.offer_id, one.accounts) for one in deeds] == [
        ("case-1", "of-1", (MEMBER.id,)),
        ("case-3", "of-1", (MEMBER.id,)),
    ]
    assert (said[-1].case_ids, said[-1].unsettled_cases) == (("case-1", "case-3"), ("case-2",))


# --- emergencies --------------------------------------------------------------------------------


@pytest.mark.mechanism(108)
def test_a_pool_is_mustered_in_an_emergency_only_and_only_then_from_further_around():
    wide = making("muster", circle="district", places=2)

    with pytest.raises(NotNow) as refused:
        decide(wide)
    offer = act(None, wide, facts=URGENT)
    with pytest.raises(NotSo) as too_wide:
        decide(making("task", circle="street"))

    assert refused.value.code == "no_emergency"
    assert (offer.emergency, offer.circle) == (True, "hc")
    assert claimed(offer, OTHER_MEMBER).left == 1
    assert too_wide.value.code == "circle_too_wide"


@pytest.mark.mechanism(91)
def test_fifty_one_are_called_and_the_muster_time_is_recorded():
    offer = called("muster", URGENT, places=51)
    people = VOLUNTEERS[:51]

    offer = claimed(offer, *people, now=NOON + timedelta(minutes=2))
    late = arrived(offer, *people[:50], now=NOON + timedelta(minutes=20))
    said = decide(ask.ArriveOnOffer(), late, people[50], NOON + timedelta(minutes=31))

    assert offer.stage is OfferStage.FILLED
    assert o.OfferMustered not in kinds(decide(ask.ArriveOnOffer(), offer, people[0]))
    assert [(one.count, one.seconds) for one in said if isinstance(one, o.OfferMustered)] == [
        (51, 31 * 60.0)
    ]


@pytest.mark.mechanism(90)
def test_volunteers_are_assigned_to_shifts_stand_on_post_and_are_relieved():
    offer = called("muster", URGENT, shifts=SHIFTS)

    night = act(offer, ask.AssignOffer(account="vol-1", shift="night"), facts=standing(VOLUNTEER))
    night = act(night, ask.ClaimOffer(shift="night"), SECOND)
    with pytest.raises(NotNow) as full:
        decide(ask.ClaimOffer(shift="night"), night, MEMBER)
    day = act(night, ask.ClaimOffer(shift="day"), MEMBER)
    on_post = arrived(day, VOLUNTEER, now=NOON + 2 * HOUR)
    relieved = finished(on_post, VOLUNTEER, now=NOON + 8 * HOUR)

    assert offer.places == 3
    assert full.value.code == "no_places_left"
    first = [one.claims[0].stage for one in (night, on_post, relieved)]
    assert first == [ClaimStage.CLAIMED, ClaimStage.ON_DUTY, ClaimStage.DONE]


@pytest.mark.mechanism(103, 105)
def test_a_team_is_called_as_such_and_only_its_members_come():
    offer = called("member", teams=("vanguard", "rescue"), places=2)

    with pytest.raises(NotYours) as refused:
        decide(ask.ClaimOffer(), offer, VOLUNTEER)
    offer = claimed(offer, MEMBER, VOLUNTEERS[2])

    assert refused.value.code == "not_of_the_team"
    assert [claim.team for claim in offer.live] == ["vanguard", "rescue"]


@pytest.mark.mechanism(104)
def test_what_a_patrol_finds_goes_to_intake():
    offer = called("patrol", teams=("patrol",), shifts=SHIFTS)
    offer = act(offer, ask.ClaimOffer(shift="night"), VOLUNTEER)
    offer = arrived(offer, VOLUNTEER)
    found = ask.ReportFinding(
        category="lamp", text="Dark corner", point=offer.place.point, address="x"
    )

    said = decide(found, offer, VOLUNTEER)

    assert [(type(one), one.finding_id, one.category) for one in said] == [
        (c.PatrolFound, "case-found", "lamp")
    ]


@pytest.mark.mechanism(92)
def test_an_errand_is_asked_for_an_agent_named_run_done_and_rated():
    asked = act(None, making("errand"), RESIDENT)
    offer = act(asked, ask.PublishOffer(), OFFICER)
    stages = [asked.stage, offer.stage]

    for command in (ask.ClaimOffer(), ask.ArriveOnOffer(), ask.FinishOffer(text="Brought")):
        offer = act(offer, command, MEMBER)
        stages.append(offer.stage)
    offer = act(offer, ask.RateOffer(stars=4, words="Kind"), RESIDENT)

    assert [*stages, offer.stage] == ["proposed", "open", "filled", "serving", "done", "rated"]


# --- bad input and forbidden acts ---------------------------------------------------------------

BAD = [
    (making(skills=("magic",)), "unknown_skill"),
    (making(category="nonsense"), "unknown_category"),
    (making(teams=("nobody",)), "unknown_team"),
    (making(beneficiary={"name": "Grandma Li"}), "only_a_wish"),
    (making(starts_at=NOON + 2 * HOUR, ends_at=NOON + HOUR), "ends_before_it_starts"),
    (making(ends_at=NOON - HOUR), "ends_before_it_starts"),
    (making(shifts=(SHIFTS[0], SHIFTS[0])), "shift_twice"),
    (making(circle="district"), "circle_too_wide"),
]


@pytest.mark.parametrize(("command", "code"), BAD, ids=[code for _, code in BAD])
def test_a_call_that_cannot_be_is_refused(command, code):
    with pytest.raises(NotSo) as refused:
        decide(command)

    assert refused.value.code == code


@pytest.mark.parametrize("kind", ["member", "task", "post", "muster", "patrol", "activity"])
def test_a_resident_orders_and_wishes_and_calls_nobody(kind):
    with pytest.raises(NotYours) as refused:
        decide(making(kind), by=RESIDENT)

    assert refused.value.code == "not_yours_to_call"


def test_only_whoever_answers_for_the_place_may_put_a_case_into_an_offer():
    mine = making("order", concerns=(ask.ConcernStated(text="x", case_id="case-1"),))

    with pytest.raises(NotYours):
        decide(mine, by=RESIDENT)


@pytest.mark.parametrize(("by", "level"), [(SECRETARY, "c1"), (COMMANDER, "s1"), (DISTRICT, "hc")])
def test_each_level_answers_for_its_own_call(by, level):
    offer = called(by=by)

    assert offer.home.at == level
