"""The check of a pack's map, for those who make packs; see `contracts.city.outline_check`."""

from contracts.city.outline_check import map_problems

__all__ = ["map_problems"]
