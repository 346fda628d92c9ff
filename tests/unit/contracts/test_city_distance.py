"""Metres between two points."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.city import distance_m

points = st.tuples(st.floats(-180, 180), st.floats(-90, 90))


@pytest.mark.parametrize(
    ("a", "b", "metres"),
    [
        ((120.0, 30.0), (120.0, 30.0), 0),
        ((120.0, 30.0), (120.0, 30.001), 111.2),
        ((120.0, 30.0), (120.001, 30.0), 96.3),
        ((0.0, 0.0), (180.0, 0.0), 20_015_114),
        ((116.3913, 39.9075), (121.4737, 31.2304), 1_067_900),
    ],
)
def test_it_is_what_maps_say(a: tuple[float, float], b: tuple[float, float], metres: float) -> None:
    found = distance_m(a, b)

    assert found == pytest.approx(metres, rel=0.005, abs=0.01)


@given(points, points)
def test_it_is_the_same_both_ways_and_never_negative(
    a: tuple[float, float], b: tuple[float, float]
) -> None:
    there, back = distance_m(a, b), distance_m(b, a)

    assert there == pytest.approx(back)
    assert 0 <= there <= 20_015_115
