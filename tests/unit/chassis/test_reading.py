"""A body that comes by queue and by tap is understood once, and never taken for another."""

import pytest

from contracts.envelope import Unreadable, encode
from services.chassis.reading import MOST, Reading
from tests.promises.clay import KINDS, said

BODY = encode(said(1))


@pytest.fixture
def reading():
    reading = Reading(KINDS)
    reading.twice = True
    return reading


def test_the_second_reading_is_the_first_one_again_and_a_third_begins_anew(reading):
    first, second, third = (reading(BODY) for _ in range(3))

    assert first == said(1)
    assert second is first
    assert third == first
    assert third is not first


def test_where_nothing_comes_twice_nothing_is_kept():
    reading = Reading(KINDS)

    assert reading(BODY) is not reading(BODY)


def test_bodies_that_never_come_again_give_way(reading):
    first = reading(BODY)

    for seq in range(2, MOST + 2):
        reading(encode(said(seq)))

    assert reading(BODY) is not first


def test_what_cannot_be_read_is_refused_as_often_as_it_comes(reading):
    for _ in range(2):
        with pytest.raises(Unreadable):
            reading(b"{}")
