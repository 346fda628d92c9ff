"""A year of a district through the services, from one seed, and what holds of any year."""

from collections.abc import AsyncIterator

import pytest

from tests.year.run import Told, whole_year
from tests.year.verdict import CHECKS, Check

SHARE = 40
"""The figures are those of whole streets and districts: here is so much of them, that a year is
over in a minute or two. `make year` tells them whole."""


@pytest.fixture(scope="module")
async def year(mongo_url: str) -> AsyncIterator[Told]:
    async with whole_year(mongo_url, "year", SHARE) as told:
        yield told


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
async def test_of_the_year(year: Told, check: Check):
    wrong = await check(*year)

    assert wrong == []
