"""From a point to its grid."""

import json
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.city import City, read_city
from contracts.city.places import Places
from contracts.words import Level
from deploy.city.generate import files
from deploy.city.plan import DEMO, Plan

CITY = read_city(files(DEMO))
PLACES = Places(CITY)
BOXES = {
    id: (min(ring[::2]), min(ring[1::2]), max(ring[::2]), max(ring[1::2]))
    for id, ((ring,),) in CITY.outlines.items()
    if CITY.territory(id).level is Level.GRID
}
grids = st.sampled_from(sorted(BOXES))
inner = st.floats(0.001, 0.999)


def drawn(*shapes: tuple[str, object]) -> City:
    """The smallest city, whose grids have these geometries."""
    made = files(Plan(streets=1, communities=1, grids=len(shapes), building_heads=0, seed=1))
    features = [{"type": "Feature", "id": id, "geometry": shape} for id, shape in shapes]
    return read_city({**made, "grids.geojson": json.dumps({"features": features})})


def square(west: float, south: float, side: float) -> list[list[float]]:
    east, north = west + side, south + side
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


@given(grids, inner, inner)
def test_a_point_is_in_the_grid_around_it(grid: str, x: float, y: float) -> None:
    west, south, east, north = BOXES[grid]

    found = PLACES.locate(west + (east - west) * x, south + (north - south) * y)

    assert found == grid


@pytest.mark.parametrize(
    ("lng", "lat"), [(0.0, 0.0), (122.99999, 30.001), (180.0, 90.0), (-500.0, 1e9)]
)
def test_a_point_outside_the_city_is_nowhere(lng: float, lat: float) -> None:
    found = PLACES.locate(lng, lat)

    assert found is None


@pytest.mark.parametrize(("lng", "lat"), [(float("nan"), 30.0), (float("inf"), 30.0)])
def test_what_is_no_point_is_nowhere(lng: float, lat: float) -> None:
    found = PLACES.locate(lng, lat)

    assert found is None


def test_a_point_on_a_shared_edge_is_in_the_grid_whose_id_comes_first() -> None:
    edge = BOXES["gangwan-01-01"][2]
    assert edge == BOXES["gangwan-01-02"][0]

    found = {Places(CITY).locate(edge, 30.001) for _ in range(3)}

    assert found == {"gangwan-01-01"}


def test_the_hole_of_a_grid_is_not_in_it() -> None:
    ring = {"type": "Polygon", "coordinates": [square(120, 30, 3), square(121, 31, 1)]}
    places = Places(drawn(("gangwan-01-01", ring)))

    found = [places.locate(120.5, 30.5), places.locate(121.5, 31.5)]

    assert found == ["gangwan-01-01", None]


def test_a_grid_may_have_several_parts() -> None:
    parts = {"type": "MultiPolygon", "coordinates": [[square(120, 30, 1)], [square(125, 30, 1)]]}
    other = {"type": "Polygon", "coordinates": [square(122, 30, 1)]}
    places = Places(drawn(("gangwan-01-01", parts), ("gangwan-01-02", other)))

    found = [places.locate(lng, 30.5) for lng in (120.5, 122.5, 125.5)]

    assert found == ["gangwan-01-01", "gangwan-01-02", "gangwan-01-01"]


def test_in_a_city_without_a_map_every_point_is_nowhere() -> None:
    made = files(Plan(streets=1, communities=1, grids=1, building_heads=0, seed=1))
    places = Places(read_city({**made, "grids.geojson": ""}))

    found = places.locate(123.001, 30.001)

    assert found is None


def test_finding_a_grid_takes_less_than_a_millisecond() -> None:
    points = [(123 + n / 20_000, 30 + n / 30_000) for n in range(1_000)]
    start = perf_counter()

    found = [PLACES.locate(lng, lat) for lng, lat in points]

    assert (perf_counter() - start) / len(found) < 0.001
