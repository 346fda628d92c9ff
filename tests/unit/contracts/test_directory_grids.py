"""The grids of the directory: what each is, what lies on it, who leads it."""

from collections import Counter

import pytest

from contracts.city import City, read_city
from contracts.city.directory import GridKind, Part
from contracts.city.places import Places
from deploy.city.map_check import map_problems
from tests.unit.contracts.city_files import appended
from tests.unit.contracts.directories import DAY, grids


@pytest.mark.mechanism(168)
def test_every_urban_grid_that_is_made_has_300_to_500_households(city: City):
    counts = [
        grid.households for grid in city.directory.grids.values() if grid.kind is GridKind.GENERAL
    ]

    assert len(counts) == 588
    assert all(count is not None and 300 <= count <= 500 for count in counts)
    assert city.warnings == ()


@pytest.mark.mechanism(169)
def test_the_generator_gives_a_village_one_to_four_grids(rural: City):
    villages = [p.id for p in rural.territories.values() if p.id.startswith("wangshan-0")]
    counts = Counter(
        rural.territory(grid).parent for grid in grids(rural) if grid.startswith("wangshan")
    )

    assert {counts[id] for id in villages if id.count("-") == 1} == {1, 2, 3, 4}


@pytest.mark.mechanism(170, 171, 198)
def test_a_dedicated_grid_has_a_host_and_its_own_head_beside_the_general_ones(city: City):
    kinds = {
        kind: [grid for grid in city.directory.grids.values() if grid.kind is kind]
        for kind in GridKind
    }

    for grid in kinds[GridKind.DEDICATED]:
        assert grid.host
        assert city.knows_organisation(grid.host)
        assert city.directory.assigned(Part.GRID_HEAD, grid.id, DAY)
    assert {grid.host for grid in kinds[GridKind.DEDICATED]} == {"xuexiao", "yiyuan"}
    assert set(city.directory.grids) == set(grids(city))


@pytest.mark.mechanism(198)
def test_a_business_area_has_one_committee_over_several_grids_and_their_organisations():
    rows = "x,business_area_committee,商圈综合党委,p-binhe,binhe-02,,\n"
    rows += "y,alliance_branch,服务联盟党支部,x,binhe-02,,"
    city = read_city(appended("party.csv", rows))

    area = city.directory.party["x"]

    assert area.level == 2
    assert [one.id for one in city.directory.party.values() if one.parent == "x"] == ["y"]


@pytest.mark.mechanism(172, 192)
def test_grids_neither_overlap_nor_leave_a_gap_so_a_point_has_exactly_one(city: City):
    places = Places(city)

    found = {places.locate(c.point.lng, c.point.lat) for c in city.compounds}

    assert list(map_problems(city.territories, city.outlines)) == []
    assert found == set(grids(city))


@pytest.mark.mechanism(173, 174)
def test_the_lines_of_five_departments_lie_on_one_grid_and_each_has_its_owner(city: City):
    grid = city.directory.grids["gangwan-01-01"]

    owners = {city.directory.lines[line].department for line in grid.lines}

    assert set(grid.lines) == {"party", "order", "health", "emergency", "city"}
    assert {city.organisation(owner).kind.value for owner in owners} == {"department"}


@pytest.mark.mechanism(175)
def test_each_grid_is_led_by_exactly_one_party_organisation(city: City):
    led = Counter(grid for one in city.directory.party.values() for grid in one.grids)

    assert set(led) == set(grids(city))
    assert set(led.values()) == {1}


@pytest.mark.mechanism(205)
def test_areas_and_compounds_bear_what_makes_them_hard(city: City):
    traits = city.directory.traits

    assert traits["gangwan-02"] == ("old_compounds",)
    assert traits["xq-gangwan-02-01"] == ("old_compounds",)
    assert city.label("trait.old_compounds", "zh") == "老旧小区多"
