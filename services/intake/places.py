"""The map's grids, which every service that is told a point asks (`contracts.city.places`)."""

from contracts.city.places import Places, shape

__all__ = ["Places", "shape"]
