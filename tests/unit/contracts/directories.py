"""The demo city and one with villages, whose directories tests ask."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from contracts.city import City, read_city
from contracts.words import Level
from deploy.city.check import read_folder
from deploy.city.generate import files
from deploy.city.map_check import map_problems
from deploy.city.plan import Plan

DAY = date(2026, 11, 23)
"""A Monday."""
MORNING = datetime(2026, 11, 23, 1, tzinfo=UTC)
"""Nine o'clock in China."""
NIGHT = datetime(2026, 11, 23, 15, tzinfo=UTC)


@pytest.fixture(scope="session")
def city() -> City:
    return read_city(read_folder(Path("deploy/city/demo")), map_problems)


@pytest.fixture(scope="session")
def rural() -> City:
    return read_city(
        files(Plan(streets=1, communities=2, grids=4, building_heads=3, seed=1, villages=4))
    )


def grids(city: City) -> list[str]:
    return [place.id for place in city.territories.values() if place.level is Level.GRID]
