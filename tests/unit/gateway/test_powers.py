"""What a street was not granted it may not do, whoever asks for it there."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from contracts.actor import Actor, Post, Role
from contracts.city import read_city
from contracts.city.directory import Directory, Period, Power
from contracts.refusals import NotYours
from gateway.powers import Powers
from tests.unit.contracts.city_files import SMALL

NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)
CITY = read_city(SMALL)


def commander(*streets: str) -> Actor:
    return Actor(id="c", posts=tuple(Post(role=Role.STREET_COMMANDER, at=at) for at in streets))


def granting(*streets: str, until: date | None = None) -> Powers:
    power = Power(
        "command", "指挥", "Command", "ours", ("/whistles",), streets, Period(None, until)
    )
    return Powers(replace(CITY, directory=Directory(powers=[power])), lambda: NOW)


@pytest.mark.mechanism(6, 11)
def test_only_a_street_that_was_granted_a_power_uses_it():
    granting("binhe").check("/whistles", commander("binhe"))
    granting("*").check("/whistles", commander("gangwan"))
    granting("binhe").check("/whistles", commander("gangwan", "binhe"))

    with pytest.raises(NotYours, match="power_not_granted"):
        granting("binhe").check("/whistles", commander("gangwan"))


@pytest.mark.mechanism(11)
def test_a_power_ends_with_its_last_day():
    with pytest.raises(NotYours, match="power_not_granted"):
        granting("*", until=date(2026, 11, 22)).check("/whistles", commander("gangwan"))


def test_what_no_power_names_needs_none_and_others_than_streets_are_not_asked():
    liaison = Actor(id="l", posts=(Post(role=Role.DEPARTMENT_LIAISON, at="shuiwu"),))

    granting("binhe").check("/cases", commander("gangwan"))
    granting("binhe").check("/whistles", liaison)
