"""Where a procedure could be carried out, and where nobody of the city stands in its steps."""

import pytest

from contracts.city.staffing import first_staffed, staffed
from tests.unit.response.town import DEMO

PATH = ("haichuan", "gangwan", "gangwan-01", "gangwan-01-01")
PROCEDURES = DEMO.procedures


@pytest.mark.parametrize(
    ("procedure", "responder"),
    [
        ("repair", "gangwan-01"),
        ("repair", "yewei-gangwan-01-01"),
        ("mediation", "gangwan-01-01"),
        ("police_help", "gongan"),
        ("coordination", "gangwan"),
        ("relief", "gangwan"),
        ("home_service", "shuiwu"),
    ],
)
def test_it_begins_where_a_role_is_held_there_or_around_or_somebody_is_named(procedure, responder):
    assert staffed(PROCEDURES[procedure], responder, PATH, DEMO)


@pytest.mark.parametrize(
    ("procedure", "responder"),
    [
        ("repair", "gangwan-01-01"),
        ("repair", "shuiwu"),
        ("police_help", "gangwan"),
        ("coordination", "gangwan-01"),
        ("mediation", "wuye-bilan"),
    ],
)
def test_it_does_not_begin_where_nobody_may_take_what_opens_first(procedure, responder):
    assert not staffed(PROCEDURES[procedure], responder, PATH, DEMO)


def test_the_first_of_several_that_could_is_found_or_nobody():
    coordination = PROCEDURES["coordination"]

    assert first_staffed(coordination, reversed(PATH), PATH, DEMO) == "gangwan"
    assert first_staffed(coordination, PATH[2:], PATH, DEMO) is None
