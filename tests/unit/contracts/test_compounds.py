"""Compounds: where something lies in, who runs it on which day, and who is asked to repair."""

from datetime import date
from pathlib import Path

import pytest

from contracts.actor import Role
from contracts.city import Backstop, City, Compound, Compounds, PropertyMode, read_city
from contracts.words import Place, Point
from deploy.city.check import read_folder
from tests.unit.contracts.city_files import SMALL, appended

GATE = Point(lng=123.0044, lat=30.0088)
TODAY = date(2026, 11, 22)


def place(grid: str, address: str = "某路 1 号", point: Point = GATE) -> Place:
    return Place(point=point, address=address, territory=grid, path=("haichuan", grid))


def compound(**changes: object) -> Compound:
    told: dict[str, object] = {
        "id": "x",
        "name": "某苑",
        "community": "c",
        "grids": ("g",),
        "mode": PropertyMode.COMPANY,
        "point": GATE,
        "company": "wuye",
        "since": date(2024, 1, 1),
        **changes,
    }
    return Compound(**told)  # pyright: ignore[reportArgumentType]


@pytest.fixture(scope="module")
def demo() -> City:
    return read_city(read_folder(Path("deploy/city/demo")))


def test_a_place_lies_in_the_compound_of_its_grid() -> None:
    city = read_city(SMALL)

    found = city.compound_of(place("binhe-02-01"))

    assert found
    assert found.id == "xq-binhe-02-01"
    assert city.compound_of(place("nowhere")) is None


@pytest.mark.parametrize(
    ("address", "lng", "expected"),
    [
        ("滨河路 1 号", 123.0143, "xq-binhe-02-01"),
        ("滨河路 1 号", 123.0190, "second"),
        ("潮音雅苑 3 号楼", 123.0190, "xq-binhe-02-01"),
    ],
    ids=["the nearest gate", "the other gate", "the name in the address"],
)
def test_of_several_in_a_grid_the_named_one_else_the_nearest(
    address: str, lng: float, expected: str
) -> None:
    row = "second,听潮里,binhe-02,binhe-02-01;binhe-02-02,backstop,,,,,,123.0190,30.0088"
    city = read_city(appended("compounds.csv", row))

    found = city.compound_of(place("binhe-02-01", address, Point(lng=lng, lat=30.0088)))

    assert found
    assert found.id == expected


@pytest.mark.mechanism(209)
@pytest.mark.parametrize(
    ("day", "until", "committee", "mode", "company"),
    [
        (date(2024, 1, 1), None, "yw", PropertyMode.COMPANY, "wuye"),
        (date(2023, 12, 31), None, None, PropertyMode.BACKSTOP, None),
        (date(2023, 12, 31), None, "yw", PropertyMode.PROPERTY_COMMITTEE, None),
        (date(2026, 6, 30), date(2026, 6, 30), None, PropertyMode.COMPANY, "wuye"),
        (date(2026, 7, 1), date(2026, 6, 30), None, PropertyMode.BACKSTOP, None),
    ],
    ids=["its first day", "before", "before, with a committee", "its last day", "after it left"],
)
def test_a_company_serves_between_its_dates_and_the_compound_falls_back_outside(
    day: date,
    until: date | None,
    committee: str | None,
    mode: PropertyMode,
    company: str | None,
) -> None:
    one = compound(until=until, committee=committee)

    assert one.mode_on(day) is mode
    assert one.company_on(day) == company


@pytest.mark.mechanism(210, 218)
def test_the_demo_has_every_way_to_run_a_compound(demo: City) -> None:
    ways = {one.mode_on(TODAY) for one in demo.compounds}

    hired = [one for one in demo.compounds if one.mode is PropertyMode.BACKSTOP and one.company]
    assert ways == set(PropertyMode)
    assert hired
    assert all(one.backstop is Backstop.STREET for one in hired)


@pytest.mark.mechanism(209)
def test_the_demo_has_as_many_compounds_without_a_company_as_the_sources(demo: City) -> None:
    def bare(street: str) -> int:
        return sum(
            one.mode is not PropertyMode.COMPANY and demo.street_of(one.community) == street
            for one in demo.compounds
        )

    assert (bare("gangwan"), bare("binhe")) == (26, 12)


@pytest.mark.mechanism(206)
def test_a_property_company_has_its_branch_its_compounds_and_somebody_to_turn_to(
    demo: City,
) -> None:
    company = demo.organisation("wuye-bilan")

    assert company.branch
    assert len(demo.compounds.of(company.id)) > 100
    assert demo.holders(Role.PROPERTY_MANAGER, company.id)


@pytest.mark.mechanism(212)
def test_a_property_committee_has_members_of_several_posts(demo: City) -> None:
    committee = "wuguan-gangwan-01-05"
    members = demo.holders(Role.PROPERTY_MANAGER, committee)

    posts = {post.role for member in members for post in demo.people[member].posts}
    assert len(members) > 1
    assert Role.COMMUNITY_OFFICER in posts


def test_a_compound_is_found_by_who_answers_for_it() -> None:
    one = compound(committee="yw")

    known = Compounds({one.id: one})

    assert known.of("wuye") == known.of("yw") == (one,)
    assert known.of("nobody") == ()
    assert (known.get("x"), known.get(None), len(known)) == (one, None, 1)
