"""From which level somebody asks for a whistle: by the highest post held at the place."""

from collections.abc import Mapping
from typing import Final

from contracts.actor import Actor, Role
from contracts.refusals import NotYours
from contracts.words import Level, Place

_ORIGINS: Final[Mapping[Role, Level]] = {
    Role.STREET_COMMANDER: Level.STREET,
    Role.STREET_LEADER: Level.STREET,
    Role.STREET_STAFF: Level.STREET,
    Role.COMMUNITY_SECRETARY: Level.COMMUNITY,
    Role.COMMUNITY_OFFICER: Level.COMMUNITY,
    Role.GRID_WORKER: Level.GRID,
    Role.BUILDING_HEAD: Level.UNIT,
}
"""The highest post first."""

ASKERS: Final[Mapping[Level, frozenset[Role]]] = {
    level: frozenset(role for role, of in _ORIGINS.items() if of is level)
    for level in _ORIGINS.values()
}
"""Who asks from each level."""


def origin(actor: Actor, place: Place) -> Level:
    """Return the level that asks, when this actor asks for a whistle at this place.

    Raises:
        NotYours: he holds no post there.
    """
    for role, level in _ORIGINS.items():
        if actor.holds(role, *place.path):
            return level
    raise NotYours("no_post_at_the_place", address=place.address)
