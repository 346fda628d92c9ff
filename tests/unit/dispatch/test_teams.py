"""Teams that are called as such and alliances that share, through the stores people use."""

from dataclasses import replace

import pytest

from contracts.city import Alliance, Team
from contracts.commands import emergency as urgent
from contracts.commands import offer as ask
from contracts.offering import Provider
from contracts.refusals import NotSo, NotYours
from tests.unit.dispatch.bazaar import CITY, GARDENER, MEMBER, PLUMBER, VOLUNTEERS, making
from tests.unit.dispatch.fair import MAPPED, Fair
from tests.unit.dispatch.town import COMMANDER, DISTRICT, LIAISON, OFFICER, SECRETARY

KINDS = ("security", "disaster_rescue", "livelihood_help")
SERVICE = {
    kind: Team(id=kind, kind=kind, name=kind, at="s1", members=(VOLUNTEERS[n].id, "dang"))
    for n, kind in enumerate(KINDS)
}
SHARED = Alliance(id="shared", name="Alliance", at="c1", units=("roads", "parks"))


@pytest.fixture
def fair():
    teams = {**CITY.teams, **SERVICE}
    return Fair(city=replace(MAPPED, teams=teams, alliances={"shared": SHARED}))


def told(fair):
    return [one.data.tell for one in fair.said if one.type == "offer.published"][-1]


@pytest.mark.mechanism(105)
@pytest.mark.parametrize("kind", KINDS)
async def test_each_service_team_answers_a_community_whistle(fair, kind):
    own, stranger = VOLUNTEERS[KINDS.index(kind)], VOLUNTEERS[9]
    whistle = await fair.does(making("member", teams=(kind,), places=2), OFFICER)

    with pytest.raises(NotYours) as refused:
        await fair.does(ask.ClaimOffer(), stranger, whistle)
    for who in (own, MEMBER):
        await fair.does(ask.ClaimOffer(team=kind), who, whistle)
        await fair.does(ask.ArriveOnOffer(), who, whistle)
    await fair.does(ask.ConfirmOffer(result="Calm again"), SECRETARY, whistle)

    assert set(told(fair)) == {own.id, MEMBER.id}
    assert refused.value.code == "not_of_the_team"
    offer = await fair.kept("offers", whistle)
    assert ({one.team for one in offer.claims}, offer.stage) == ({kind}, "confirmed")


@pytest.mark.mechanism(103)
async def test_a_unit_s_vanguard_is_called_to_where_it_is_sent_in_an_emergency(fair):
    team = fair.city.teams["vanguard"]
    muster = making("muster", teams=("vanguard",), circle="street")
    await fair.does(urgent.DeclareEmergency(at="hc", reason="Epidemic"), DISTRICT)

    call = await fair.does(muster, COMMANDER)
    await fair.does(ask.ClaimOffer(), MEMBER, call)
    await fair.does(ask.ArriveOnOffer(), MEMBER, call)

    offer = await fair.kept("offers", call)
    assert (team.unit, team.at, told(fair)) == ("water", "s1", (MEMBER.id,))
    assert (offer.emergency, offer.arrived, offer.claims[0].team) == (True, 1, "vanguard")
    assert offer.circle == team.at


@pytest.mark.mechanism(199)
async def test_the_units_of_an_alliance_share_what_they_have_with_its_community(fair):
    shared = {"alliance": "shared", "provider": Provider.ALLIANCE}
    ours = {
        await fair.lists(who, unit, **shared)
        for who, unit in ((PLUMBER, "roads"), (GARDENER, "parks"))
    }
    with pytest.raises(NotSo) as outside:
        await fair.lists(LIAISON, "water", **shared)

    menu = await fair.lists_of.menu("c1")
    order = await fair.does(making("order", skills=("plumbing",)), OFFICER)

    assert outside.value.code == "not_of_the_alliance"
    assert {dish.resource_id for dish in menu.items if dish.provider == "alliance"} == ours
    offer = await fair.kept("offers", order)
    assert {offer.asked.unit, *(one.unit for one in offer.rest)} == set(SHARED.units)
