"""Who looks after a whole district, and where that ends.

Rule 1: an overseer's word and sight are of the district of the post; a city of one district is all
theirs. Rule 2: who serves the whole city is looked after by every district's.
"""

from typing import Final

from contracts.actor import Actor, Role
from contracts.city import City

OVERSEERS: Final = frozenset({Role.DISTRICT_SUPERVISOR, Role.EVALUATOR, Role.AUDITOR})


def overseen(actor: Actor, city: City, roles: frozenset[Role] = OVERSEERS) -> tuple[str, ...]:
    """The districts an actor looks after by one of these roles, in the order of the pack."""
    held = {post.at for post in actor.posts if post.role in roles}
    return tuple(district for district in city.districts if district in held)


def oversees(actor: Actor, city: City, *units: str) -> bool:
    """Whether an actor looks after one of these places, or of who serves them."""
    own, theirs = overseen(actor, city), city.districts_of(units)
    return bool(own) and (not theirs or not theirs.isdisjoint(own))
