"""The directory of the demo city, and of one with villages: every chain and overlay."""

from datetime import date

import pytest

from contracts.city import City, read_city
from contracts.city.directory import Assignment, Part, Period, SeatKind, StationKind
from contracts.city.local import settles_from
from contracts.words import Level
from tests.unit.contracts.city_files import SMALL, appended
from tests.unit.contracts.directories import DAY


@pytest.mark.mechanism(190)
def test_a_unit_stands_by_a_community_for_its_days_and_no_longer():
    city = read_city(appended("partners.csv", "yiyuan,binhe-01,2026-01-01,2026-06-30"))
    look_up = city.directory.partners_of

    assert look_up("binhe-01", date(2026, 6, 30)) == ("yiyuan",)
    assert look_up("binhe-01", date(2026, 7, 1)) == ()


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
