"""Telephone and identity numbers are known in the forms in which people type them."""

import pytest

from contracts.identifying import telephones, without
from contracts.redaction import starred

TELEPHONES = {
    "13812345678": "13812345678",
    "+8613812345678": "13812345678",
    "+86 138-1234-5678": "13812345678",
    "008613812345678": "13812345678",
    "8613812345678": "13812345678",
    "138 1234 5678": "13812345678",
    "138-1234-5678": "13812345678",
    "138－1234－5678": "13812345678",
    "１３８１２３４５６７８": "13812345678",
    "0571-88886666": "057188886666",
    "(010)88886666": "01088886666",
    "（0571）8888 6666": "057188886666",
    "021 5555 1234": "02155551234",
}
"""As typed → the digits of it."""
IDENTITIES = {
    "110101199003071234": "110101199003071234",
    "11010119900307123x": "11010119900307123x",
    "110101 19900307 1234": "110101199003071234",
    "110101-19900307-123X": "11010119900307123X",
    "１１０１０１１９９００３０７１２３４": "110101199003071234",
    "110101900307123": "110101900307123",
}
OTHERS = (
    *("12345", "110", "C20261123-0001", "HC-20261123", "20261123000123456789"),
    *("120.123456,36.123456", "123.0013812345678", "2026-11-23T12:18:08.464000Z"),
    *("case-8a7455169f8e4d59", "P0137-1234567", "123456789012345", "138123456789"),
    *("2026-11-23 1381", "望海路8号3单元501", ""),
)
"""Numbers of tickets, cases, dates and degrees: nobody is named by them."""


def said(typed):
    return f"请拨{typed}，谢谢"


def shown(typed):
    return without(said(typed), lambda digits: f"<t{digits}>", lambda digits: f"<i{digits}>")


@pytest.mark.parametrize(("typed", "digits"), TELEPHONES.items())
def test_a_telephone_is_known_however_it_is_typed(typed, digits):
    assert shown(typed) == said(f"<t{digits}>")
    assert [*telephones(said(typed))] == [typed]


@pytest.mark.parametrize(("typed", "digits"), IDENTITIES.items())
def test_an_identity_number_is_known_however_it_is_typed(typed, digits):
    assert shown(typed) == said(f"<i{digits}>")
    assert [*telephones(said(typed))] == []


@pytest.mark.parametrize("typed", OTHERS)
def test_other_numbers_are_left_alone(typed):
    assert shown(typed) == said(typed)


def test_one_of_the_two_may_be_left_as_it_is():
    both = "13812345678 110101199003071234"

    assert without(both, None, lambda _: "*") == "13812345678 *"
    assert without(both, lambda _: "*", None) == "* 110101199003071234"


@pytest.mark.parametrize("typed", [*TELEPHONES, *IDENTITIES])
def test_what_is_kept_keeps_no_digit_of_them(typed):
    assert not any(c.isdigit() for c in starred(said(typed)))
