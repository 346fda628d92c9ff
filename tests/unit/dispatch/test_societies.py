"""五社联动 and the social-work station 社工站: who gives, and who matches social needs."""

from collections import Counter
from dataclasses import replace

import pytest

from contracts.actor import Role
from contracts.city import Organisation
from contracts.commands import offer as ask
from contracts.commands import supply as sup
from contracts.offering import Provider, Society
from contracts.refusals import NotThere, NotYours
from tests.unit.dispatch.bazaar import GARDENER, PLUMBER, making
from tests.unit.dispatch.fair import MAPPED, Fair
from tests.unit.dispatch.town import OFFICER, POINT, RESIDENT, SECRETARY, actor


@pytest.fixture
def fair():
    return Fair(city=MAPPED)


@pytest.mark.mechanism(272)
async def test_the_five_kinds_of_society_give_resources_and_the_menu_says_which(fair):
    five = ("community", "social_worker", "social_organisation", "volunteers", "charity")
    for one in five:
        told = {"provider": one, "provider_name": one, "skills": ("arts",)}
        await fair.lists(SECRETARY, None, **told)
    await fair.lists(PLUMBER, "roads")

    menu = await fair.lists_of.menu("c1")
    said = [e.data for e in fair.said if e.type == "resource.listed"]

    assert Counter(dish.society for dish in menu.items) == Counter([*five, None])
    assert (said[0].provider, said[0].society) == (Provider.PROJECT, Society.COMMUNITY)


# --- the social-work station ----------------------------------------------------------------------


SOCIAL_WORKER = actor("she-gong", Role.SOCIAL_WORKER, "station")
STATION = Organisation(
    id="station",
    kind="social_work_station",
    name="Station",
    calendar="region",
    round_the_clock=False,
    territory="s1",
)


@pytest.fixture
def stationed():
    """A fair whose street has a social-work station."""
    posts = {**MAPPED.posts, Role.SOCIAL_WORKER: {"station": (SOCIAL_WORKER.id,)}}
    organisations = {**MAPPED.organisations, "station": STATION}
    return Fair(city=replace(MAPPED, posts=posts, organisations=organisations))


COMPANY = {"text": "Company", "skills": ("companionship",), "point": POINT, "address": "1"}


def order_for(need):
    concern = ask.ConcernStated(text="Company", need_id=need)
    return making("order", skills=("companionship",), concerns=(concern,))


@pytest.mark.mechanism(275)
async def test_only_the_staff_of_the_social_work_station_match_a_social_need(stationed):
    listed = {"skills": ("companionship",), "title": "Company"}
    resource = await stationed.lists(GARDENER, "parks", **listed)
    need = await stationed.does(sup.StateNeed(**COMPANY), RESIDENT)
    waiting = await stationed.kept("needs", need)
    with pytest.raises(NotYours) as looked:
        await stationed.lists_of.matches(need, OFFICER)
    with pytest.raises(NotYours) as matched:
        await stationed.does(order_for(need), OFFICER)

    found = await stationed.lists_of.matches(need, SOCIAL_WORKER)
    offer = await stationed.does(order_for(need), SOCIAL_WORKER)
    await stationed.carries()
    await stationed.does(ask.ClaimOffer(), GARDENER, offer)
    await stationed.does(ask.ArriveOnOffer(), GARDENER, offer)
    await stationed.does(ask.FinishOffer(text="Went"), GARDENER, offer)
    with pytest.raises(NotYours):
        await stationed.does(ask.ConfirmOffer(result="x"), SECRETARY, offer)
    await stationed.does(ask.ConfirmOffer(result="She is glad"), SOCIAL_WORKER, offer)
    await stationed.carries()

    assert (waiting.owner.at, waiting.station) == ("station", "station")
    assert looked.value.code == matched.value.code == "station_matches"
    assert [one.resource_id for one in found.items] == [resource]
    assert (await stationed.kept("needs", need)).stage == "done"


@pytest.mark.mechanism(275)
async def test_what_is_not_social_and_what_has_no_station_stays_the_community_s(stationed, fair):
    pipe = sup.StateNeed(text="The drain", skills=("plumbing",), point=POINT, address="1")
    for place, stated in ((stationed, pipe), (fair, sup.StateNeed(**COMPANY))):
        need = await place.does(stated, OFFICER)
        assert (await place.kept("needs", need)).owner.at == "c1"
        await place.lists_of.matches(need, OFFICER)
    with pytest.raises(NotThere):
        await stationed.lists_of.matches(need, SOCIAL_WORKER)


async def test_a_social_need_that_lies_is_told_to_the_station_which_calls_for_nothing_else(
    stationed,
):
    need = await stationed.does(sup.StateNeed(**COMPANY), RESIDENT)
    one = await stationed.kept("needs", need)

    [late] = stationed.offers.ticks[3][1](one, one.due_at)
    with pytest.raises(NotYours):
        await stationed.does(making("post"), SOCIAL_WORKER)

    assert (late.owner.at, late.tell) == ("station", (SOCIAL_WORKER.id,))
    assert late.due_at > one.due_at
