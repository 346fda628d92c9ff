"""双报到: units and members report to a community, are taken in, and are called."""

from datetime import timedelta

import pytest

from contracts.commands import offer as ask
from contracts.commands import registration as reg
from contracts.refusals import NotNow, NotSo, NotYours
from tests.unit.dispatch.bazaar import MEMBER, PLUMBER, VOLUNTEER, making
from tests.unit.dispatch.town import NOON, OFFICER, OTHER_SECRETARY, SECRETARY


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
