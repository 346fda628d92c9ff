"""7办5中心 and the enforcement team: the street's own come before a whistle."""

import pytest

from contracts.city import OrganisationKind
from contracts.commands.case import Transfer
from contracts.refusals import NotSo
from contracts.summons import Responder
from contracts.words import Place, Point
from services.dispatch.core import choose
from services.intake.core.transfer import CALLABLE
from tests.journeys.town import city

CITY = city()
TEAM, OFFICE = "zhifa-gangwan", "ban-bianmin-gangwan"


def place(street: str) -> Place:
    return Place(
        point=Point(lng=120.0, lat=30.0),
        address="x",
        territory=street,
        path=CITY.path(street),
    )


@pytest.mark.mechanism(194)
def test_the_street_has_seven_offices_and_five_centres_each_with_somebody_to_answer():
    offices = [one for one in CITY.organisations.values() if one.kind is OrganisationKind.OFFICE]

    assert len(offices) == 12
    assert {one.territory for one in offices} == {"gangwan"}
    assert all(f"liaison-{one.id}" in CITY.people for one in offices)
    assert OrganisationKind.OFFICE.value in CALLABLE
    assert Transfer(department=OFFICE).department == OFFICE


@pytest.mark.mechanism(194)
def test_an_office_of_the_street_is_handed_work_and_never_whistled():
    with pytest.raises(NotSo, match="cannot_be_called"):
        choose.check([Responder(department=OFFICE)], place("gangwan"), CITY)


@pytest.mark.mechanism(19)
def test_the_enforcement_team_is_called_like_a_department_by_its_own_street():
    called = [Responder(department=TEAM, lead=True), Responder(department="chengguan")]

    assert choose.check(called, place("gangwan"), CITY)[0].lead
    with pytest.raises(NotSo, match="cannot_be_called"):
        choose.check(called, place("binhe"), CITY)
