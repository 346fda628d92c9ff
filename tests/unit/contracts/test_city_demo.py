"""The demo city: as large as promised, staffed for every role, and made anew byte for byte."""

from collections import Counter
from pathlib import Path

import pytest

from contracts.actor import MACHINES, Role
from contracts.city import City, OrganisationKind, read_city
from contracts.city.modules import Module
from contracts.city.professional import Profession
from contracts.words import Level
from deploy.city.check import main, read_folder
from deploy.city.generate import files
from deploy.city.plan import DEMO, Plan
from gateway.city_view import city_view
from tests.unit.contracts.city_files import SMALL, appended

FOLDER = Path("deploy/city/demo")


def test_the_demo_is_what_the_generator_makes() -> None:
    made = files(DEMO)

    assert made == read_folder(FOLDER)


def test_it_has_the_size_of_the_sources(city: City) -> None:
    levels = Counter(place.level for place in city.territories.values())
    kinds = Counter(organisation.kind for organisation in city.organisations.values())

    first_street = [grid for grid in city.outlines if "gangwan" in city.path(grid)]
    assert (levels[Level.STREET], levels[Level.COMMUNITY]) == (5, 50)
    assert sum(city.territory(id).level is Level.GRID for id in first_street) == 118
    assert (kinds[OrganisationKind.DEPARTMENT], kinds[OrganisationKind.ENTERPRISE]) == (11, 4)
    assert kinds[OrganisationKind.JOINT_ENFORCEMENT] == 5
    assert len([p for p in city.people.values() if p.posts[0].role is Role.BUILDING_HEAD]) == 661


@pytest.mark.parametrize("role", set(Role) - MACHINES)
def test_somebody_holds_every_role(city: City, role: Role) -> None:
    holders = [account for at in city.posts[role].values() for account in at]

    assert holders


@pytest.mark.parametrize(
    "account",
    ["resident-1", "grid-0101", "officer-01", "commander-gangwan", "liaison-chengguan", "auditor"],
)
def test_the_accounts_people_meet_first_are_there(city: City, account: str) -> None:
    assert account in city.people


def test_every_category_has_a_lead_at_every_street(city: City) -> None:
    streets = [p.id for p in city.territories.values() if p.level is Level.STREET]

    leads = {
        city.organisation(city.duty(code, street).lead).kind
        for code in city.categories
        for street in streets
    }

    assert OrganisationKind.COMMUNITY not in leads
    assert OrganisationKind.PARTNER not in leads


def test_the_check_says_ok_and_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(FOLDER)

    said = capsys.readouterr().out
    assert code == 0
    assert "ok, 646 territories" in said
    assert "not published" in said


def test_the_check_prints_every_problem(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = appended("duties.csv", "E02,binhe,@community,,street,\nE02,gangwan,nobody,,street,")
    for name, text in broken.items():
        (tmp_path / name).write_text(text, "utf-8")

    code = main(tmp_path)

    said = capsys.readouterr().out.splitlines()
    assert code == 1
    first = SMALL["duties.csv"].count("\n") + 1
    assert [line.split(":")[0] for line in said] == [
        f"duties.csv, row {first}, lead",
        f"duties.csv, row {first + 1}, lead",
    ]


def test_tables_saved_by_a_chinese_spreadsheet_are_read(tmp_path: Path) -> None:
    for name, text in SMALL.items():
        encoding = "gb18030" if name.endswith(".csv") else "utf-8"
        (tmp_path / name).write_bytes(text.encode(encoding))

    found = read_city(read_folder(tmp_path))

    assert found.territories == read_city(SMALL).territories


@pytest.mark.mechanism(242)
def test_its_platform_offers_repairs_notices_and_payment_outside(city: City) -> None:
    shown = {one.code: (one.path, one.url) for one in city_view(city).modules}

    assert shown["repair"] == ("/cases", None)
    assert shown["notices"] == ("/group-notices", None)
    assert shown["payment"] == (None, "https://pay.haichuan.example/")


@pytest.mark.parametrize(
    "leads", [{}, {"path": "/cases", "url": "https://a.example"}, {"url": "http://a.example"}]
)
def test_a_module_leads_to_one_place_and_outside_only_safely(leads: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"path or a url|should match pattern"):
        Module.model_validate({"code": "pay", "zh": "缴费", "en": "Pay", **leads})


def test_a_street_of_many_communities_is_written_as_it_can_be_read():
    """As many as the large city that is measured has in its first street."""
    plan = Plan(streets=1, communities=24, grids=24, building_heads=0, seed=1)

    city = read_city(files(plan))

    advised = [one.serves for one in city.professionals.of({Profession.LAWYER})]
    assert sum(map(len, advised)) == 24
