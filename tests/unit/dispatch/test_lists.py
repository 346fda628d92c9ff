"""The three lists, through the stores and the bus, as dispatch hears itself."""

from datetime import timedelta

import pytest

from contracts.commands import offer as ask
from contracts.commands import supply as sup
from contracts.offering import Provider
from contracts.refusals import NotSo, NotThere, NotYours
from contracts.words import Urgency
from services.dispatch.core.supply.matching import Wanted, ranked
from tests.unit.dispatch.bazaar import GARDENER, MEMBER, PLUMBER, making
from tests.unit.dispatch.fair import MAPPED
from tests.unit.dispatch.town import (
    HERE,
    NOON,
    OFFICER,
    OTHER_SECRETARY,
    POINT,
    RESIDENT,
    SECRETARY,
)


async def stock(fair):
    """Three resources: two that mend pipes, one near; one that prunes trees."""
    near = await fair.lists(PLUMBER, "roads", categories=("pipe",), capacity=1)
    far = await fair.lists(GARDENER, "parks", at="hc", title="Pipes too")
    trees = await fair.lists(GARDENER, "parks", skills=("masonry",), title="Trees")
    return near, far, trees


@pytest.mark.mechanism(77, 78, 79)
async def test_a_need_is_matched_with_a_resource_agreed_and_done_as_a_deed(fair):
    near, far, _ = await stock(fair)
    stated = sup.StateNeed(
        source="visit",
        text="The drain",
        category="pipe",
        skills=("plumbing",),
        point=POINT,
        address="1",
    )
    need = await fair.does(stated, OFFICER)
    proposals = await fair.lists_of.matches(need, OFFICER)
    seen = [(await fair.kept("needs", need)).stage]

    concern = ask.ConcernStated(text="The drain", need_id=need)
    order = await fair.does(
        making("order", category="pipe", skills=("plumbing",), concerns=(concern,)), OFFICER
    )
    await fair.carries()
    seen.append((await fair.kept("needs", need)).stage)
    held = await fair.kept("resources", near)
    await fair.does(ask.ClaimOffer(), PLUMBER, order)
    await fair.carries()
    seen.append((await fair.kept("needs", need)).stage)
    await fair.does(ask.ArriveOnOffer(), PLUMBER, order)
    await fair.does(ask.FinishOffer(text="Flows"), PLUMBER, order)
    await fair.does(ask.ConfirmOffer(result="It flows"), SECRETARY, order)
    await fair.carries()
    seen.append((await fair.kept("needs", need)).stage)

    assert [one.resource_id for one in proposals.items] == [near, far]
    assert proposals.items[0].score > proposals.items[1].score
    assert seen == ["open", "matched", "agreed", "done"]
    assert held.stage == "reserved"
    assert (await fair.kept("resources", near)).stage == "used"
    assert [e.data.need_id for e in fair.said if e.type == "deed.recorded"] == [need]


@pytest.mark.mechanism(78)
async def test_a_resource_that_is_held_already_sends_the_order_to_the_next(fair):
    near, far, _ = await stock(fair)
    first = await fair.does(making("order", skills=("plumbing",)), OFFICER, key="first")
    second = await fair.does(making("order", skills=("plumbing",)), OFFICER, key="second")

    await fair.carries()

    asked = [(await fair.kept("offers", id)).asked.resource_id for id in (first, second)]
    assert asked == [near, far]
    assert (await fair.kept("resources", near)).holds == {first: "reserved"}


async def test_what_is_declined_is_free_again_and_the_need_is_open(fair):
    near, far, _ = await stock(fair)
    need = await fair.does(
        sup.StateNeed(text="x", skills=("plumbing",), point=POINT, address="1"), OFFICER
    )
    order = await fair.does(
        making(
            "order", skills=("plumbing",), concerns=(ask.ConcernStated(text="x", need_id=need),)
        ),
        OFFICER,
    )
    await fair.carries()
    await fair.does(ask.DeclineOffer(reason="No"), PLUMBER, order)
    await fair.does(ask.DeclineOffer(reason="No"), GARDENER, order)
    await fair.does(ask.RefuseOffer(reason="Nobody"), OFFICER, order)

    await fair.carries()

    assert [(await fair.kept("resources", id)).stage for id in (near, far)] == ["free", "free"]
    assert (await fair.kept("needs", need)).stage == "open"


@pytest.mark.mechanism(85)
async def test_social_organisations_and_charities_are_matched_like_units(fair):
    listed = sup.ListResource(
        provider=Provider.SOCIAL_ORGANISATION,
        provider_name="Warm Hands",
        title="Company for the old",
        text="Twice a week",
        skills=("companionship",),
        at="c1",
        ends_at=NOON + timedelta(days=9),
    )
    resource = await fair.does(listed, OFFICER)
    order = await fair.does(making("order", skills=("companionship",)), OFFICER)

    await fair.does(ask.ClaimOffer(), SECRETARY, order)
    offer = await fair.kept("offers", order)

    assert offer.asked.name == "Warm Hands"
    assert (offer.live[0].on_behalf, offer.live[0].unit) == (resource, None)


@pytest.mark.mechanism(81)
async def test_the_menu_of_a_community_is_what_is_free_there_now(fair):
    near, far, trees = await stock(fair)
    over = sup.ListResource(
        unit="roads", title="Over", text="x", at="c1", ends_at=NOON + timedelta(minutes=1)
    )
    await fair.does(over, PLUMBER)
    fair.now = NOON + timedelta(minutes=5)

    menu = await fair.lists_of.menu("c1")
    elsewhere = await fair.lists_of.menu("c2")

    assert {dish.resource_id for dish in menu.items} == {near, far, trees}
    assert [dish.resource_id for dish in elsewhere.items] == [far]


@pytest.mark.mechanism(86)
async def test_nobody_is_flooded_and_what_lies_unclaimed_is_counted(fair):
    await stock(fair)
    city, now = MAPPED, NOON
    wanted = Wanted(HERE, skills=frozenset({"legal"}))
    kept = await fair.shelves["resources"].find({}, limit=9)
    listed = [(one.id, one.state) for one in kept]
    needs = [
        await fair.does(sup.StateNeed(text=f"n{n}", point=POINT, address="1"), OFFICER, key=f"n{n}")
        for n in range(4)
    ]
    concern = ask.ConcernStated(text="x", need_id=needs[0])
    await fair.does(making("task", concerns=(concern,)), OFFICER)
    await fair.carries()

    metrics = await fair.lists_of.metrics("c1", SECRETARY)

    assert ranked(wanted, listed, city, now) == ()
    assert (metrics.needs, metrics.matched, metrics.match_rate) == (4, 1, 0.25)
    assert len(metrics.unclaimed) == 3
    with pytest.raises(NotThere):
        await fair.lists_of.metrics("c1", OTHER_SECRETARY)


def test_a_match_is_the_same_however_the_resources_are_given():
    wanted = Wanted(HERE, "pipe", frozenset({"plumbing"}), urgency=Urgency.URGENT)

    assert ranked(wanted, [], MAPPED, NOON) == ()


@pytest.mark.parametrize(
    ("told", "by", "error", "code"),
    [
        ({"at": "atlantis"}, PLUMBER, NotSo, "no_such_place"),
        ({"unit": "water"}, PLUMBER, NotYours, "not_your_unit"),
        ({"unit": None}, MEMBER, NotYours, "not_the_keeper"),
        ({"unit": None}, SECRETARY, NotSo, "provider_needed"),
        ({"skills": ("magic",)}, PLUMBER, NotSo, "unknown_skill"),
        ({"categories": ("nonsense",)}, PLUMBER, NotSo, "unknown_category"),
        ({"alliance": "nobody"}, PLUMBER, NotSo, "not_of_the_alliance"),
        ({"ends_at": NOON}, PLUMBER, NotSo, "ends_before_it_starts"),
    ],
)
async def test_what_cannot_be_listed_is_refused(fair, told, by, error, code):
    usual = {"unit": "roads", "title": "x", "text": "x", "at": "c1", "ends_at": NOON + timedelta(1)}

    with pytest.raises(error) as refused:
        await fair.does(sup.ListResource(**(usual | told)), by)

    assert refused.value.code == code


async def test_lists_are_taken_off_by_their_own_people_only(fair):
    near, *_ = await stock(fair)
    need = await fair.does(sup.StateNeed(text="x", point=POINT, address="1"), RESIDENT)

    for id, command in (
        (near, sup.WithdrawResource(reason="x")),
        (need, sup.WithdrawNeed(reason="x")),
    ):
        with pytest.raises(NotYours):
            await fair.does(command, GARDENER, id)
    await fair.does(sup.WithdrawResource(reason="x"), PLUMBER, near)
    await fair.does(sup.WithdrawNeed(reason="x"), RESIDENT, need)

    assert (await fair.kept("resources", near)).stage == "withdrawn"
    assert (await fair.kept("needs", need)).due_at is None
