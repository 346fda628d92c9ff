"""A new calendar moves what offers, needs and registrations wait for; what was offered stands."""

from dataclasses import replace
from datetime import timedelta

import pytest

from contracts.calendar import Calendar, DayKind, Span
from contracts.calendar.wall import to_wall
from contracts.city.offering import OfferRules
from contracts.commands import registration as reg
from contracts.commands import supply as sup
from contracts.envelope import Envelope
from contracts.events.claim import ClaimMade
from contracts.events.offer import OfferOverdue
from contracts.events.supply import NeedOverdue
from services.dispatch.core import recompute_lists as again
from services.dispatch.core.offers import Offer
from services.dispatch.core.offers.clocks import limit
from services.dispatch.core.offers.evolve import evolve
from services.dispatch.core.registration_life import evolve as registered
from services.dispatch.core.registrations import Arrival, register
from services.dispatch.core.supply.need import evolve as needed
from services.dispatch.core.supply.stating import Stating, state
from tests.unit.dispatch import bazaar
from tests.unit.dispatch.bazaar import MEMBER, VOLUNTEER, at_every_stage, claimed
from tests.unit.dispatch.town import HERE, NOON, OFFICER, POINT, SECRETARY

CITY = replace(bazaar.CITY, calendars={**bazaar.CITY.calendars, "region": Calendar()})
RULES = OfferRules()
STEPS = {
    "proposed": "propose",
    "open": "enrol",
    "filled": "serve",
    "serving": "serve",
    "done": "confirm",
}


def said(*events):
    """Envelopes of what was said at noon."""
    told = {"source": "dispatch", "subject": "x", "by": "x", "time": NOON}
    return [
        Envelope(id=f"e{n}", seq=n, type=event.type, data=event, **told)
        for n, event in enumerate(events, 1)
    ]


def closed_on(*times):
    """The same town, when the days limits end on became holidays; of 24:00, the day before."""
    days = {to_wall(at - timedelta(seconds=1)).date(): DayKind.HOLIDAY for at in times}
    region = CITY.calendars["region"].model_copy(update={"version": "next", "days": days})
    return replace(CITY, calendars={**CITY.calendars, "region": region})


def late(offer: Offer, at):
    """It was said to be late, with a new time."""
    return OfferOverdue(owner=offer.home, was_due_at=NOON, due_at=at, tell=())


def by_rule(stage):
    """An offer of a stage, with the time the city's rule gives from noon on."""
    offer = at_every_stage()[stage]
    at = limit(STEPS[stage], offer.kind, offer.home.at, CITY, NOON)
    return offer.model_copy(update={"due_at": at, "asker": None, "claims": ()}), at


@pytest.mark.mechanism(73)
@pytest.mark.parametrize("stage", STEPS)
def test_the_next_step_of_an_offer_is_due_later_at_every_stage(stage):
    offer, at = by_rule(stage)
    after = closed_on(at)

    [moved] = again.recompute_offer(offer, said(late(offer, at)), after, [CITY])

    later = evolve(offer, moved)
    assert later.due_at == limit(STEPS[stage], offer.kind, offer.home.at, after, NOON) > at
    assert (later.stage, later.owner, moved.moved[0].was) == (offer.stage, offer.owner, at)
    told = said(late(offer, at), moved)
    assert again.recompute_offer(later, told, after, [CITY]) == []


def test_an_offer_that_was_said_to_be_late_is_said_again_later():
    offer = at_every_stage()["proposed"]
    at = CITY.due(offer.home.at, NOON, RULES.reminder).at
    offer = offer.model_copy(update={"due_at": at})

    [moved] = again.recompute_offer(offer, said(late(offer, at)), closed_on(at), [CITY])

    assert moved.due_at == closed_on(at).due(offer.home.at, NOON, RULES.reminder).at > at


def test_until_when_somebody_offers_it_stands():
    offer, at = by_rule("open")
    own = offer.model_copy(update={"due_at": at + timedelta(hours=1)})

    assert again.recompute_offer(own, said(late(own, own.due_at)), closed_on(at), [CITY]) == []


@pytest.mark.mechanism(73)
def test_whoever_claimed_has_until_later_to_begin():
    offer = claimed(at_every_stage()["open"], MEMBER)
    [claim] = offer.live
    at = limit("start", offer.kind, offer.home.at, CITY, NOON)
    offer = offer.model_copy(
        update={"claims": (claim.model_copy(update={"start_by": at}),), "due_at": NOON}
    )
    made = ClaimMade(claim_id=claim.id, account=claim.account, made_at=NOON, start_by=at, left=0)

    [moved] = again.recompute_offer(offer, said(made), closed_on(at), [CITY])

    later = evolve(offer, moved)
    assert later.live[0].start_by == moved.moved[0].due_at > at
    assert (moved.moved[0].id, later.due_at) == (claim.id, offer.due_at)


def need():
    """A need somebody stated at noon."""
    command = sup.StateNeed(source="grid", text="A bench", point=POINT, address="x")
    [told] = state(command, None, OFFICER, CITY, NOON, Stating(number="N1", place=HERE))
    return needed(None, told), told


@pytest.mark.mechanism(73)
def test_a_need_is_to_be_met_later_and_keeps_its_owner():
    one, told = need()
    after = closed_on(one.due_at)

    [moved] = again.recompute_need(one, said(told), after, [CITY])

    later = needed(one, moved)
    assert later.due_at == after.due(one.community, NOON, RULES.match).at > one.due_at
    assert (later.owner, later.stage) == (one.owner, one.stage)
    assert again.recompute_need(later, said(told, moved), after, [CITY]) == []


def test_a_need_that_was_said_to_be_late_is_said_again_later():
    one, _ = need()
    at = CITY.due(one.community, NOON, RULES.reminder).at
    told = NeedOverdue(owner=one.owner, was_due_at=NOON, due_at=at, tell=())

    [moved] = again.recompute_need(needed(one, told), said(told), closed_on(at), [CITY])

    assert moved.due_at > at


@pytest.mark.mechanism(73)
def test_the_community_has_its_word_on_who_reported_later():
    [told] = register(reg.Register(at="c1"), None, VOLUNTEER, CITY, NOON, Arrival(number="R1"))
    one = registered(None, told)
    after = closed_on(one.due_at)

    [moved] = again.recompute_registration(one, said(told), after, [CITY])

    later = registered(one, moved)
    assert later.due_at == after.due("c1", NOON, RULES.admit).at > one.due_at
    assert later.stage == one.stage
    assert SECRETARY.id != one.account


@pytest.mark.mechanism(73)
def test_one_working_day_that_ends_when_three_did_is_not_taken_for_the_rule():
    [told] = register(reg.Register(at="c1"), None, VOLUNTEER, CITY, NOON, Arrival(number="R1"))
    one = registered(None, told)
    after = closed_on(*(CITY.due("c1", NOON, Span.parse(f"{n} wd")).at for n in (1, 2)))

    [moved] = again.recompute_registration(one, said(told), after, [CITY])

    assert after.due("c1", NOON, RULES.reminder).at == one.due_at
    assert moved.due_at == after.due("c1", NOON, RULES.admit).at > one.due_at
