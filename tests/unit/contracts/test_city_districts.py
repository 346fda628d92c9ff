"""What the services ask of a city of several districts."""

import pytest

from contracts.actor import Actor
from contracts.overseeing import oversees
from tests.unit.contracts.two_districts import BUREAU, HAICHUAN, LINHAI, PARKS, two_districts


def test_a_pack_of_several_districts_has_a_tree_for_each():
    city = two_districts()

    assert city.districts == (HAICHUAN, LINHAI)
    assert city.path("wenchang-01-01")[:2] == (LINHAI, "wenchang")
    assert city.district_of("gangwan-01") == HAICHUAN


@pytest.mark.parametrize(
    ("responder", "called_to", "district"),
    [
        (BUREAU, "gangwan", LINHAI),
        ("zhifa-wenchang", "gangwan", LINHAI),
        (PARKS, "wenchang", HAICHUAN),
        ("gongan", "gangwan", HAICHUAN),
        ("gongan", "wenchang", LINHAI),
        ("nobody", "wenchang", LINHAI),
    ],
)
def test_a_responder_answers_to_its_own_district_or_to_that_which_called_it(
    responder, called_to, district
):
    assert two_districts().district_over(responder, called_to) == district


def test_the_districts_of_names_are_those_of_places_and_of_whoever_serves_one():
    found = two_districts().districts_of(("wenchang", PARKS, "gongan", "resident-1"))

    assert found == {HAICHUAN, LINHAI}
    assert two_districts().districts_of(("gongan",)) == frozenset()


@pytest.mark.parametrize(
    ("account", "unit", "theirs"),
    [
        ("evaluator", "gangwan", True),
        ("evaluator", "wenchang", False),
        ("evaluator", "gongan", True),
        ("evaluator-linhai", BUREAU, True),
        ("evaluator-linhai", PARKS, False),
        ("commander-gangwan", "gangwan", False),
    ],
)
def test_an_overseer_looks_after_the_district_of_the_post_and_who_serves_the_whole_city(
    account, unit, theirs
):
    city = two_districts()
    actor = Actor(id=account, posts=city.people[account].posts)

    assert oversees(actor, city, unit) is theirs
