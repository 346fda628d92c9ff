"""The directory of the demo city, and of one with villages: every chain and overlay."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from contracts.actor import Role
from contracts.city import City, read_city
from contracts.city.directory import (
    FORCE,
    Assignment,
    GridKind,
    MemberKind,
    Part,
    PartyKind,
    Period,
    PremiseKind,
    SeatKind,
    StationKind,
)
from contracts.city.local import deputies, force, head, settles_from, standing, told, triangle
from contracts.city.places import Places
from contracts.words import Level
from deploy.city.check import read_folder
from deploy.city.generate import files
from deploy.city.map_check import map_problems
from deploy.city.plan import Plan
from tests.unit.contracts.city_files import SMALL, appended

DAY = date(2026, 11, 23)
"""A Monday."""
MORNING = datetime(2026, 11, 23, 1, tzinfo=UTC)
"""Nine o'clock in China."""
NIGHT = datetime(2026, 11, 23, 15, tzinfo=UTC)


@pytest.fixture(scope="module")
def city() -> City:
    return read_city(read_folder(Path("deploy/city/demo")), map_problems)


@pytest.fixture(scope="module")
def rural() -> City:
    return read_city(
        files(Plan(streets=1, communities=2, grids=4, building_heads=3, seed=1, villages=4))
    )


def grids(city: City) -> list[str]:
    return [place.id for place in city.territories.values() if place.level is Level.GRID]


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


@pytest.mark.mechanism(176, 188, 189)
def test_a_grid_is_complete_with_street_cadre_community_cadre_and_worker(city: City):
    ready = force(city, "gangwan-01-01", NIGHT)

    assert ready.complete
    assert ready.parts[Part.STREET_CADRE] == ("staff-gangwan",)
    assert ready.parts[Part.COMMUNITY_CADRE] == ("officer-01",)
    assert ready.parts[Part.GRID_WORKER] == ("grid-0101",)
    assert ready.parts[Part.MEMBER_VOLUNTEER] == ("member-01",)
    assert ready.contacts == ("grid-0101", "officer-01", "staff-gangwan", "member-01")


@pytest.mark.mechanism(176)
@pytest.mark.parametrize("part", FORCE)
def test_a_grid_that_lacks_one_of_the_three_is_not_complete(city: City, part: Part):
    kept = [a for a in city.directory.assignments if (a.part, a.at) != (part, "gangwan-01-01")]
    posts = {**city.posts, Role.GRID_WORKER: {}}
    lacking = replace(city, directory=replace(city.directory, assignments=kept), posts=posts)

    ready = force(lacking, "gangwan-01-01", MORNING)

    assert ready.missing == (part,)


@pytest.mark.mechanism(176, 42)
def test_who_is_on_duty_is_called_first(city: City):
    ready = force(city, "gangwan-01-01", MORNING)

    assert ready.contacts[0] == "officer-01"


@pytest.mark.mechanism(177, 187)
def test_the_partys_head_of_the_grid_is_its_head(city: City):
    for grid in grids(city):
        leading = city.directory.leading(grid)
        assert leading is not None
        assert city.directory.assigned(Part.GRID_HEAD, grid, DAY) == (leading.secretary,)
        assert city.directory.assigned(Part.GRID_SECRETARY, grid, DAY) == (leading.secretary,)


@pytest.mark.mechanism(178)
def test_direction_coordination_and_front_line_carry_a_grid_together(city: City):
    three = triangle(city, "gangwan-01-01", DAY)

    assert three.organisation is not None
    assert three.direction == ("officer-01",)
    assert three.coordination == ("grid-0101",)
    assert three.front[:2] == ("building-001", "building-002")


@pytest.mark.mechanism(180)
def test_every_grid_has_one_worker_and_every_worker_one_grid(city: City):
    workers = [standing(city, Part.GRID_WORKER, grid, DAY) for grid in grids(city)]

    assert {len(found) for found in workers} == {1}
    assert len({found[0] for found in workers}) == len(workers) == 590


@pytest.mark.mechanism(181, 182)
def test_661_buildings_have_a_head_some_of_them_members(city: City):
    buildings = [p for p in city.directory.premises.values() if p.kind is PremiseKind.BUILDING]
    homes = [p for p in city.directory.premises.values() if "centre_household" in p.flags]

    heads = {standing(city, Part.BUILDING_HEAD, one.id, DAY) for one in buildings}

    assert len(heads) == len(buildings) == 661
    assert any("member_head" in one.flags for one in buildings)
    assert {one.kind for one in homes} == {PremiseKind.HOUSEHOLD}


@pytest.mark.mechanism(186)
def test_a_micro_grid_may_stand_between_a_grid_and_its_buildings():
    rows = "m-1,micro_grid,微网格1,binhe-01-01,,\nb-1,building,1号楼,m-1,xq-binhe-01-01,"
    city = read_city(appended("premises.csv", rows))

    assert city.directory.premises_below("m-1")[0].id == "b-1"
    assert city.directory.grid_of("b-1") == "binhe-01-01"


@pytest.mark.mechanism(190)
def test_a_unit_stands_by_a_community_for_its_days_and_no_longer():
    city = read_city(appended("partners.csv", "yiyuan,binhe-01,2026-01-01,2026-06-30"))
    look_up = city.directory.partners_of

    assert look_up("binhe-01", date(2026, 6, 30)) == ("yiyuan",)
    assert look_up("binhe-01", date(2026, 7, 1)) == ()
    assert city.directory.communities_of("yiyuan", date(2026, 2, 1)) == ("binhe-01",)


@pytest.mark.mechanism(191)
def test_a_unit_of_the_area_stands_in_a_grid_and_is_found_there(city: City):
    bank = city.organisation("yinhang")

    assert bank.kind.value == "resident_unit"
    assert city.territory(bank.territory or "").level is Level.GRID


@pytest.mark.mechanism(193)
def test_outside_people_and_units_sit_in_the_streets_big_committee(city: City):
    kinds = {seat.kind: seat.holder for seat in city.directory.seats}

    assert kinds == {
        SeatKind.UNIT: "xuexiao",
        SeatKind.PART_TIME: "head-chengguan",
        SeatKind.DELEGATE: "resident-1",
    }


@pytest.mark.mechanism(195, 196)
def test_a_street_has_one_centre_its_ten_communities_theirs_and_compounds_stations(city: City):
    below = [s for s in city.directory.stations.values() if s.parent == "centre-gangwan"]
    small = [s for s in city.directory.stations.values() if s.kind is StationKind.STATION]

    assert [city.territory(one.at).level for one in below] == [Level.COMMUNITY] * 10
    assert small
    assert all(city.compounds.get(one.at) for one in small)
    assert {one.parent for one in small} <= {one.id for one in below}


@pytest.mark.mechanism(114)
def test_every_unit_has_exactly_one_head(city: City):
    units = [o.id for o in city.organisations.values() if o.kind.value in {"department", "street"}]

    heads = Counter(a.at for a in city.directory.assignments if a.part is Part.HEAD)

    assert all(heads[unit] == 1 for unit in units)
    assert head(city, "chengguan", DAY) == "head-chengguan"
    assert head(city, "gangwan-01-01", DAY) == "grid-0101"


def test_without_assignments_the_post_says_who_the_head_is():
    city = read_city({**SMALL, "assignments.csv": "part,person,at\n"})

    assert head(city, "binhe", DAY) == "commander-binhe"
    assert head(city, "shuiwu", DAY) == "head-shuiwu"


@pytest.mark.mechanism(42)
def test_the_roster_says_who_stands_at_the_window_and_who_is_down_in_the_grid(city: City):
    tuesday = MORNING + timedelta(days=1)

    window = [s.person for s in city.directory.on_duty("gangwan-01", tuesday, "window")]
    patrol = [s.person for s in city.directory.on_duty("gangwan-01", tuesday, "patrol")]

    assert (window, patrol) == (["secretary-01"], ["officer-01"])
    assert city.directory.on_duty("gangwan-01", NIGHT) == ()


def test_a_night_shift_reaches_into_the_next_morning_and_one_day_beats_the_week():
    rows = "binhe,command,commander-binhe,2026-11-23,08:00-12:00\n"
    rows += (
        "binhe,command,staff-binhe,1-7,08:00-12:00\nbinhe,command,supervisor-binhe,1,20:00-08:00"
    )
    city = read_city(appended("roster.csv", rows))

    def on(now: datetime) -> list[str]:
        return [shift.person for shift in city.directory.on_duty("binhe", now)]

    assert on(MORNING) == ["commander-binhe"]
    assert on(MORNING + timedelta(days=1)) == ["staff-binhe"]
    assert on(datetime(2026, 11, 23, 23, tzinfo=UTC)) == ["supervisor-binhe"]
    assert on(datetime(2026, 11, 24, 23, tzinfo=UTC)) == []


def test_who_is_on_duty_is_told_and_all_when_nobody_is(city: City):
    liaisons = {told(city, Role.DEPARTMENT_LIAISON, "chengguan", MORNING)}
    sunday = MORNING - timedelta(days=1)

    assert liaisons == {("liaison-chengguan",)}
    assert told(city, Role.DEPARTMENT_LIAISON, "chengguan", sunday) == ("liaison-chengguan-2",)
    assert told(city, Role.DEPARTMENT_HEAD, "chengguan", MORNING) == ("head-chengguan",)


def test_deputies_stand_in_a_before_b(city: City):
    assert deputies(city, "gangwan", DAY) == ("supervisor-gangwan", "staff-gangwan")


@pytest.mark.mechanism(200)
def test_members_are_counted_by_kind_and_those_without_office_have_a_post(city: City):
    kinds = {member.kind for member in city.directory.members}
    posts = [m.post for m in city.directory.members if m.kind is MemberKind.NO_POST]

    assert kinds == {MemberKind.IN_SERVICE, MemberKind.NO_POST, MemberKind.RETIRED}
    assert all(posts)


@pytest.mark.mechanism(205)
def test_areas_and_compounds_bear_what_makes_them_hard(city: City):
    traits = city.directory.traits

    assert traits["gangwan-02"] == ("old_compounds",)
    assert traits["xq-gangwan-02-01"] == ("old_compounds",)
    assert city.label("trait.old_compounds", "zh") == "老旧小区多"


@pytest.mark.mechanism(11)
def test_five_powers_are_granted_to_streets_with_their_basis_and_days():
    row = "extra,试点权,Trial power,ours,/trials,binhe,2026-01-01,2026-06-30"
    city = read_city(appended("powers.csv", row))

    granted = {power.code for power in city.directory.granted("gangwan", DAY)}
    early = city.directory.may("binhe", "/trials", date(2026, 2, 1))

    assert len(granted) == 5
    assert early is not None
    assert early.code == "extra"
    assert city.directory.may("binhe", "/trials", DAY) is None
    assert city.directory.may("gangwan", "/trials", date(2026, 2, 1)) is None


@pytest.mark.mechanism(12)
def test_eight_duties_are_the_streets_and_what_was_taken_off_it_says_where_to_go(city: City):
    accepted = [duty for duty in city.directory.duties if duty.accepted]

    refused = city.directory.refused_duty("R15")

    assert len(accepted) == 8
    assert refused is not None
    assert "招商" in refused.reason
    assert city.directory.refused_duty("E0101") is None


@pytest.mark.mechanism(13)
def test_since_a_day_a_matter_is_settled_from_a_lower_level_on(city: City):
    path = city.path("gangwan-01-01")

    assert settles_from(city, "R02", path, date(2025, 12, 31)) is Level.COMMUNITY
    assert settles_from(city, "R02", path, date(2026, 1, 1)) is Level.GRID


@pytest.mark.mechanism(157)
def test_another_district_has_other_names_levels_and_limits_without_other_code():
    rules = SMALL["city.toml"].replace("网格员", "网格管家").replace("[300, 500]", "[100, 900]")

    city = read_city({**SMALL, "city.toml": rules})

    assert city.label("role.grid_worker", "zh") == "网格管家"
    assert city.rules.grid.households == (100, 900)


def test_a_period_meets_another_when_one_day_is_in_both():
    spring = Period(date(2026, 1, 1), date(2026, 6, 30))

    assert spring.meets(Period(date(2026, 6, 30), None))
    assert not spring.meets(Period(date(2026, 7, 1), None))
    assert Assignment(Part.HEAD, "a", "b").period.holds(DAY)
