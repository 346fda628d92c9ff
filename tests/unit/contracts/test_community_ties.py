"""What each community of the demo has of its own: a centre, an adviser, an officer, a team."""

from collections import Counter

import pytest

from contracts.city import City
from contracts.city.organisation import OrganisationKind
from contracts.city.professional import Profession, Professional, Professionals
from contracts.city.teams import TeamKind
from contracts.words import Level
from tests.unit.contracts.city_files import appended, problems


def communities(city: City, street: str = "") -> list[str]:
    return [
        place.id
        for place in city.territories.values()
        if place.level is Level.COMMUNITY and street in ("", place.parent)
    ]


@pytest.mark.mechanism(122)
def test_a_street_and_each_of_its_communities_has_one_governance_centre(city: City):
    centres = Counter(
        one.territory
        for one in city.organisations.values()
        if one.kind is OrganisationKind.GOVERNANCE_CENTRE
    )

    assert centres == Counter(["gangwan", *communities(city, "gangwan")])


@pytest.mark.mechanism(131, 132)
@pytest.mark.parametrize("trade", [Profession.LAWYER, Profession.POLICE])
def test_each_community_has_one_adviser_of_a_trade_who_may_serve_many(
    city: City, trade: Profession
):
    attached = {
        community: [one.account for one in city.professionals.attached((trade,), (community,))]
        for community in communities(city, "gangwan")
    }

    assert {len(found) for found in attached.values()} == {1}
    assert len({found[0] for found in attached.values()}) == 2


@pytest.mark.mechanism(131, 132)
def test_a_second_adviser_of_a_trade_is_named_as_wrong():
    rows = "mediator-01,lawyer,gangwan-01\n"

    found = problems(appended("professions.csv", rows))

    assert ("professions.csv", "second_adviser") in {(one.file, one.code) for one in found}


@pytest.mark.mechanism(132)
def test_the_officer_of_a_grid_comes_before_that_of_its_community():
    known = (
        Professional("of-the-community", Profession.POLICE, ("c1",)),
        Professional("of-the-grid", Profession.POLICE, ("g1",)),
    )
    professionals = Professionals({one.account: one for one in known})

    found = professionals.attached((Profession.POLICE,), ("hc", "s1", "c1", "g1"))

    assert [one.account for one in found] == ["of-the-grid", "of-the-community"]


@pytest.mark.mechanism(279)
def test_every_community_has_one_team_of_members_who_volunteer(city: City):
    teams = [team for team in city.teams.values() if team.kind is TeamKind.VOLUNTEERS]

    assert sorted(team.at for team in teams) == sorted(communities(city))
    assert len(teams) == 50
    assert all(team.members for team in teams)
