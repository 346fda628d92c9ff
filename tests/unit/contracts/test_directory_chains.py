"""The chains of the directory, from the street to the household: party, buildings, groups."""

from collections import Counter

import pytest

from contracts.city import City, read_city
from contracts.city.directory import Part, PartyKind, PremiseKind
from contracts.city.local import head
from tests.unit.contracts.city_files import appended
from tests.unit.contracts.directories import DAY


@pytest.mark.mechanism(158)
def test_the_party_line_goes_from_the_street_to_a_members_household_in_five_levels(city: City):
    home = next(o for o in city.directory.party.values() if o.kind is PartyKind.CENTRE_HOUSEHOLD)

    line = [home]
    while line[-1].parent:
        line.append(city.directory.party[line[-1].parent])

    assert [one.level for one in line] == [5, 4, 3, 2, 1]
    assert line[-1].at in city.territories
    assert city.directory.premises[home.at].kind is PremiseKind.HOUSEHOLD


@pytest.mark.mechanism(159, 184)
def test_the_third_level_is_a_compounds_branch_also_under_the_residents_name(city: City):
    party = city.directory.party.values()
    branches = [o for o in party if o.kind is PartyKind.COMPOUND_BRANCH]
    residents = [o for o in party if o.kind is PartyKind.RESIDENT_BRANCH]

    below = {o.kind for o in party if o.parent in {branch.id for branch in residents}}

    assert branches
    assert residents
    assert all(city.compounds.get(one.at) for one in (*branches, *residents))
    assert {one.level for one in (*branches, *residents)} == {3}
    assert below == {PartyKind.BUILDING_GROUP}


@pytest.mark.mechanism(160, 164)
def test_groups_of_five_levels_have_the_head_as_owner_and_somebody_who_handles_first(city: City):
    directory = city.directory
    group = directory.group_at("b-gangwan-01-01-01-u1")
    assert group is not None

    upward = directory.upward(group.id)
    downward = directory.downward(upward[-1].id)

    assert [one.level for one in upward] == [5, 4, 3, 2, 1]
    assert upward[3].owner == head(city, "gangwan-01", DAY) == "secretary-01"
    assert upward[2].owner == directory.assigned(Part.GRID_HEAD, "gangwan-01-01", DAY)[0]
    assert upward[2].first_handlers == ("grid-0101",)
    assert upward[0].first_handlers == (upward[0].owner,)
    assert group in downward
    assert [one.level for one in downward] == sorted(one.level for one in downward)


@pytest.mark.mechanism(161, 252)
def test_the_urban_chain_has_six_nodes_from_the_street_to_the_household(city: City):
    home = "b-gangwan-01-01-01-u1-101"

    chain, at = [], home
    while at in city.directory.premises:
        chain.append(city.directory.premises[at].kind.value)
        at = city.directory.premises[at].parent

    places = [city.territory(id).level.value for id in reversed(city.path(at))]
    assert chain + places[:-1] == ["household", "unit", "building", "grid", "community", "street"]


@pytest.mark.mechanism(162)
def test_the_rural_chain_has_its_own_depth_without_building_or_unit(rural: City):
    home = next(
        p for p in rural.directory.premises.values()
        if p.kind is PremiseKind.HOUSEHOLD and "wangshan" in p.id
    )  # fmt: skip

    chain, at = [], home.id
    while at in rural.directory.premises:
        chain.append(rural.directory.premises[at].kind.value)
        at = rural.directory.premises[at].parent

    assert chain == ["household", "group", "committee"]
    assert rural.territory(at).area_kind == "rural"
    assert [rural.territory(id).name[-1] for id in rural.path(at)[1:3]] == ["镇", "村"]


@pytest.mark.mechanism(163)
def test_every_link_of_the_chain_has_one_group_and_each_unit_at_most_one(city: City, rural: City):
    for pack, street in ((city, "gangwan"), (rural, "wangshan")):
        top = pack.directory.group_at(street)
        assert top is not None
        below = pack.directory.downward(top.id)

        levels = Counter(group.level for group in below)
        assert set(levels) == {1, 2, 3, 4, 5}
        assert len({group.at for group in below}) == len(below)


@pytest.mark.mechanism(186)
def test_a_micro_grid_may_stand_between_a_grid_and_its_buildings():
    rows = "m-1,micro_grid,微网格1,binhe-01-01,,\nb-1,building,1号楼,m-1,xq-binhe-01-01,"
    city = read_city(appended("premises.csv", rows))

    assert city.directory.premises_below("m-1")[0].id == "b-1"
    assert city.directory.grid_of("b-1") == "binhe-01-01"
