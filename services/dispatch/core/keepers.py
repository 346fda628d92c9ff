"""Who answers for offers, needs and registrations, at each level."""

from collections.abc import Mapping
from typing import Final

from contracts.actor import Role
from contracts.city import City
from contracts.words import Level, Owner

KEEPERS: Final[Mapping[Level, tuple[Role, ...]]] = {
    Level.COMMUNITY: (Role.COMMUNITY_SECRETARY, Role.COMMUNITY_OFFICER),
    Level.STREET: (Role.STREET_STAFF, Role.STREET_COMMANDER),
    Level.DISTRICT: (Role.DISTRICT_SUPERVISOR,),
    Level.DEPARTMENT: (Role.SOCIAL_WORKER,),
}
"""Who answers for an offer at each level; below a street's social needs its station does."""


_ANSWERABLE: Final = {**KEEPERS, Level.DEPARTMENT: (Role.DEPARTMENT_LIAISON, Role.SOCIAL_WORKER)}


def tell(owner: Owner, city: City) -> tuple[str, ...]:
    """The accounts that answer there."""
    roles = _ANSWERABLE.get(owner.level, ())
    return tuple(account for role in roles for account in city.holders(role, owner.at))
