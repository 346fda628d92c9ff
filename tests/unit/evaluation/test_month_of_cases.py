"""What a month of cases adds up to: closure, tiers, first contact, the four zeros."""

from datetime import timedelta

import pytest

from tests.unit.evaluation import builders as b
from tests.unit.evaluation.accounts import SORTED, Office


@pytest.mark.mechanism(25, 136)
async def test_the_hotline_s_closure_is_closed_of_accepted_with_the_open_remainder(office):
    found = await office.counting.figures("2026-11", "streets")

    [row] = [row for row in found.rows if row.id == "s1"]
    assert (row.hotline.rate.count, row.hotline.rate.of, row.hotline.rate.shown) == (2, 3, "66.7%")
    assert (row.hotline.open, row.hotline.overdue) == (1, 1)


@pytest.mark.mechanism(137)
async def test_the_closure_of_all_matters_is_the_same_formula_over_all_channels(office):
    found = await office.counting.figures("2026-11", "streets")

    assert (found.total.all.rate.count, found.total.all.rate.of) == (4, 5)
    assert (found.total.all.open, found.total.all.left_out) == (1, 1)
    assert found.total.hotline.rate.of == 3


@pytest.mark.mechanism(136, 137)
async def test_closure_stands_by_department_and_by_period(office):
    await office.case("case-9", SORTED, at=b.NOON - timedelta(days=40))

    rows = (await office.counting.figures("2026-11", "departments")).rows
    before = await office.counting.figures("2026-10", "streets")

    assert {row.id: row.all.rate.of for row in rows} == {"fire": 0, "water": 1}
    assert (before.total.all.rate.count, before.total.all.rate.of) == (0, 1)


@pytest.mark.mechanism(64, 68, 149)
async def test_tiers_first_contact_and_the_four_zeros_stand_with_their_bases(office):
    found = (await office.counting.figures("2026-11", "streets")).total

    assert found.tiers["community"].shown == "75.0%"
    assert (found.tiers["department"].count, found.tiers["department"].of) == (1, 4)
    assert (found.first_contact.count, found.first_contact.of) == (1, 5)
    assert found.zeros.channels == {"app": 3, "hotline": 3}
    assert found.zeros.ownerless == 0
    assert found.zeros.wait_hours == 0
    assert (found.zeros.reopened.count, found.zeros.reopened.of) == (1, 5)


async def test_a_month_without_anything_has_dashes():
    found = (await Office().counting.figures("2026-11", "streets")).total

    assert found.all.rate.shown == found.first_contact.shown == "—"
    assert found.zeros.wait_hours is None
