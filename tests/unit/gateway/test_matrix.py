"""Masking by role, cell by cell: domain.md 9.3."""

import pytest

from gateway.matrix import EYES, MATRIX, Eyes, address, name, phones, text
from gateway.scopes import Sight

SAID = "请拨 13812345678，身份证 110101199003071234"
NAME, PLACE, COMMUNITY = "张三丰", "和平路 5 号", "和平社区"
STARS, SHORT = "*" * 18, "110***********1234"

CELLS = [
    (Eyes.ONESELF, "张三丰", "13812345678", "110101199003071234", PLACE),
    (Eyes.SEAT, "张三丰", "13812345678", SHORT, PLACE),
    (Eyes.HANDLER, "张三丰", "138****5678", STARS, PLACE),
    (Eyes.LOCAL, "张**", "138****5678", STARS, PLACE),
    (Eyes.DEPARTMENT, None, "138****5678", STARS, PLACE),
    (Eyes.REPORTED, None, "*" * 11, STARS, PLACE),
    (Eyes.PUBLIC, None, "*" * 11, STARS, COMMUNITY),
    (Eyes.EXPORT, "张**", "138****5678", STARS, COMMUNITY),
]


@pytest.mark.parametrize(("eyes", "called", "phone", "identity", "where"), CELLS)
def test_a_cell_looks_as_the_table_says(eyes, called, phone, identity, where):
    assert name(NAME, eyes) == called
    assert text(SAID, eyes) == f"请拨 {phone}，身份证 {identity}"
    assert address(PLACE, COMMUNITY, eyes) == where


def test_no_row_is_without_its_cells_and_no_reader_without_a_row():
    assert {cell[0] for cell in CELLS} == set(MATRIX) == set(Eyes)
    assert set(EYES) == set(Sight)


def test_the_numbers_a_reveal_shows_are_those_that_were_typed():
    assert phones("拨 13812345678 或 15987654321，13812345678") == ("13812345678", "15987654321")
