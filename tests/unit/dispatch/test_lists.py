"""双报到 and the three lists, through the stores and the bus, as dispatch hears itself."""

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest

from contracts.commands import emergency as urgent
from contracts.commands import offer as ask
from contracts.commands import registration as reg
from contracts.commands import supply as sup
from contracts.events import EVENTS
from contracts.offering import Provider
from contracts.refusals import NotNow, NotSo, NotThere, NotYours
from contracts.words import Urgency
from services.chassis.acts import Posted, new_id
from services.chassis.memory_bus import MemoryBus
from services.dispatch.core.supply.matching import Wanted, ranked
from tests.unit.dispatch.bazaar import CITY, GARDENER, MEMBER, PLUMBER, VOLUNTEER, making
from tests.unit.dispatch.office import SQUARE, Office
from tests.unit.dispatch.town import (
    DISTRICT,
    HERE,
    NOON,
    OFFICER,
    OTHER_SECRETARY,
    POINT,
    RESIDENT,
    SECRETARY,
)

MAPPED = replace(CITY, outlines={"g1": SQUARE})
PREFIX = {
    ask.MakeOffer: "of-",
    reg.Register: "reg-",
    sup.ListResource: "rs-",
    sup.StateNeed: "nd-",
    urgent.DeclareEmergency: "em-",
}


class Fair(Office):
    """An office whose people help."""

    async def does(self, command, by, id="", key=""):
        """Post a command; gives the id of what it concerns."""
        key = key or f"{type(command).__name__}-{len(self.said)}"
        id = id or new_id(PREFIX[type(command)], by, key)
        fingerprint = sha256(command.model_dump_json().encode()).hexdigest()
        act = Posted(by=by, at=self.now, key=key, fingerprint=fingerprint)
        await self.offers.act(command, id, act)
        return id

    async def carries(self):
        """Let dispatch hear what it said itself, until nothing is new."""
        bus = MemoryBus(EVENTS, patience=0.01)
        await bus.listen("dispatch", self.ears.handlers)
        told = 0
        while told < len(self.said):
            fresh, told = self.said[told:], len(self.said)
            for envelope in fresh:
                await bus.publish(envelope)
            await bus.settle()
        await bus.close()

    async def kept(self, shelf, id):
        """One of them as it is kept."""
        return (await self.shelves[shelf].get(id)).state

    async def registers(self, who, confirm=SECRETARY, **told):
        """Somebody reports and is taken in."""
        id = await self.does(reg.Register(at="c1", **told), who)
        await self.does(reg.ConfirmRegistration(), confirm, id)
        return id

    async def lists(self, who, unit, **told):
        """A unit offers something."""
        usual = {
            "title": "Pipes mended",
            "text": "On Saturdays",
            "at": "c1",
            "skills": ("plumbing",),
        }
        command = sup.ListResource(unit=unit, ends_at=NOON + timedelta(days=30), **(usual | told))
        return await self.does(command, who)


@pytest.fixture
def fair():
    return Fair(city=MAPPED)


# --- 双报到 ---------------------------------------------------------------------------------------


@pytest.mark.mechanism(82)
async def test_a_unit_and_a_member_report_with_skills_and_can_be_called(fair):
    member = await fair.does(reg.Register(at="g1", skills=("medical",), corps="party"), MEMBER)
    unit = await fair.does(reg.Register(at="c1", unit="roads", skills=("plumbing",)), PLUMBER)
    stages = [(await fair.kept("registrations", id)).stage for id in (member, unit)]

    for id in (member, unit):
        await fair.does(reg.ConfirmRegistration(), SECRETARY, id)
    post = await fair.does(making("post", skills=("medical",)), OFFICER)
    await fair.does(ask.ClaimOffer(), MEMBER, post)
    task = await fair.does(making("task"), OFFICER)
    await fair.does(ask.ClaimOffer(unit="roads"), PLUMBER, task)
    await fair.does(reg.LeaveRegistration(reason="Moved"), MEMBER, member)

    assert stages == ["registered", "registered"]
    assert (await fair.kept("offers", post)).live[0].account == MEMBER.id
    assert (await fair.kept("offers", task)).live[0].unit == "roads"
    assert (await fair.kept("registrations", member)).stage == "left"
    published = next(one for one in fair.said if one.type == "offer.published")
    assert published.data.tell == (MEMBER.id,)


async def test_a_registration_always_has_an_owner_and_a_next_date_until_it_is_over(fair):
    id = await fair.does(reg.Register(at="c1"), MEMBER)
    one = await fair.kept("registrations", id)
    tick = fair.offers.ticks[1][1]

    said = tick(one, one.due_at)
    await fair.does(reg.ConfirmRegistration(), SECRETARY, id)
    active = await fair.kept("registrations", id)
    await fair.does(reg.ReviewRegistration(result="good"), SECRETARY, id)
    await fair.does(reg.LeaveRegistration(reason="Moved"), MEMBER, id)
    over = await fair.kept("registrations", id)

    assert (one.owner.at, [e.type for e in said]) == ("c1", ["registration.overdue"])
    assert active.due_at > NOON + timedelta(days=364)
    assert over.due_at is None


@pytest.mark.parametrize(
    ("command", "by", "error", "code"),
    [
        (reg.Register(at="s1"), MEMBER, NotSo, "not_a_community"),
        (reg.Register(at="c1", unit="water"), PLUMBER, NotYours, "not_your_unit"),
        (reg.Register(at="c1", skills=("magic",)), MEMBER, NotSo, "unknown_skill"),
    ],
)
async def test_who_cannot_report_is_told_why(fair, command, by, error, code):
    with pytest.raises(error) as refused:
        await fair.does(command, by)

    assert refused.value.code == code


async def test_nobody_is_registered_twice_or_takes_themselves_in(fair):
    id = await fair.does(reg.Register(at="c1"), MEMBER)

    with pytest.raises(NotNow):
        await fair.does(reg.Register(at="g1"), MEMBER, key="again")
    for stranger in (MEMBER, OTHER_SECRETARY, VOLUNTEER):
        with pytest.raises(NotYours):
            await fair.does(reg.ConfirmRegistration(), stranger, id)


# --- the three lists ------------------------------------------------------------------------------


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


# --- who claims too much, and who stays away ---------------------------------------------------


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
    for n in range(3):
        offer = await fair.does(making(places=2), OFFICER, key=f"o{n}")
        await fair.does(ask.ClaimOffer(), MEMBER, offer)
        await fair.does(ask.ClaimOffer(), VOLUNTEER, offer)
        await fair.does(ask.ArriveOnOffer(), VOLUNTEER, offer)
        await fair.does(ask.ConfirmOffer(result="x"), SECRETARY, offer)
    last = await fair.does(making(), OFFICER, key="last")

    with pytest.raises(NotNow) as refused:
        await fair.does(ask.ClaimOffer(), MEMBER, last)
    fair.now = NOON + timedelta(days=32)
    later = await fair.does(making(), OFFICER, key="later")
    await fair.does(ask.ClaimOffer(), MEMBER, later)

    assert refused.value.code == "claims_paused"


# --- emergencies ------------------------------------------------------------------------------


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
