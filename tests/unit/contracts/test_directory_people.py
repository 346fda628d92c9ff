"""The people of the directory: a grid's three forces, heads and deputies, who is on duty."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from contracts.actor import Role
from contracts.city import City, read_city
from contracts.city.directory import FORCE, MemberKind, Part, PremiseKind
from contracts.city.local import deputies, force, head, standing, told, triangle
from tests.unit.contracts.city_files import SMALL, appended
from tests.unit.contracts.directories import DAY, MORNING, NIGHT, grids


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
