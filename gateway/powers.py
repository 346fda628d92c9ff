"""Powers of streets at the door: what the city pack puts under a power needs that power.

An act no power names is nobody's grant. Where one names it, a street that has none of them is told
so before its request goes anywhere (街道赋权).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from contracts.actor import Actor, Role
from contracts.city import City
from contracts.city.local import day_of
from contracts.refusals import NotYours

OF_STREETS: Final = frozenset({Role.STREET_STAFF, Role.STREET_COMMANDER, Role.STREET_SUPERVISOR})


@dataclass(frozen=True)
class Powers:
    """What streets were granted."""

    city: City
    now: Callable[[], datetime]

    def check(self, act: str, actor: Actor) -> None:
        """Refuse a street what it was not granted; `act` is a path of the API.

        Raises:
            NotYours: the pack puts this act under a power, and no street of the actor's has it.
        """
        directory = self.city.directory
        streets = [post.at for post in actor.posts if post.role in OF_STREETS]
        if not streets or not directory.governs(act):
            return
        on = day_of(self.now())
        if not any(directory.may(street, act, on) for street in streets):
            raise NotYours("power_not_granted")
