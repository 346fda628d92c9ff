"""How far apart two points are, on a sphere: good to 0.5 %, which is 1 m in 200 m."""

from math import asin, cos, radians, sin, sqrt

_EARTH_RADIUS_M = 6_371_008.8


def distance_m(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return the metres between two (lng, lat) points in degrees."""
    lng_a, lat_a, lng_b, lat_b = (radians(x) for x in (*a, *b))
    half = sin((lat_b - lat_a) / 2) ** 2
    half += cos(lat_a) * cos(lat_b) * sin((lng_b - lng_a) / 2) ** 2
    return 2 * _EARTH_RADIUS_M * asin(sqrt(min(half, 1.0)))
