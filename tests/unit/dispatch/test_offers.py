"""社区吹哨、党员报到, report tasks, posts, musters: places taken once, by whom they fit."""

from datetime import timedelta

import pytest

from contracts.commands import offer as ask
from contracts.events import claim as c
from contracts.events import offer as o
from contracts.offer_life import ClaimStage, OfferStage
from contracts.offering import Attendance
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
    making,
    standing,
    ticked,
)
from tests.unit.dispatch.town import COMMANDER, DISTRICT, NOON, OFFICER, RESIDENT, SECRETARY


def kinds(events):
    return [type(event) for event in events]


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
