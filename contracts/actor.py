"""Who is acting: an account and the posts it holds. Posts outlive people."""

from enum import StrEnum
from typing import Final

from pydantic import BaseModel, ConfigDict


class Role(StrEnum):
    """What a post is for. The words shown to people are in the city pack."""

    RESIDENT = "resident"
    UNIT_HEAD = "unit_head"
    BUILDING_HEAD = "building_head"
    PARTY_MEMBER = "party_member"
    VOLUNTEER = "volunteer"
    GRID_WORKER = "grid_worker"
    COMMUNITY_OFFICER = "community_officer"
    COMMUNITY_SECRETARY = "community_secretary"
    STREET_STAFF = "street_staff"
    STREET_COMMANDER = "street_commander"
    STREET_SUPERVISOR = "street_supervisor"
    STREET_LEADER = "street_leader"
    DEPARTMENT_LIAISON = "department_liaison"
    DEPARTMENT_HEAD = "department_head"
    PROPERTY_MANAGER = "property_manager"
    MEDIATOR = "mediator"
    SOCIAL_WORKER = "social_worker"
    HOTLINE_OPERATOR = "hotline_operator"
    DISTRICT_SUPERVISOR = "district_supervisor"
    EVALUATOR = "evaluator"
    AUDITOR = "auditor"
    OPS = "ops"
    ADMIN = "admin"
    CLOCK = "clock"
    DEVICE = "device"
    """A sensor or a monitoring platform: posts alarms with its own key, and does nothing else."""


MACHINES: Final = frozenset({Role.CLOCK, Role.DEVICE})
"""Posts that no person's account holds."""


class Post(BaseModel):
    """A role at a place or in an organisation (`at` is its id in the city pack)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    role: Role
    at: str


class Actor(BaseModel):
    """The account on whose behalf a command is decided."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    posts: tuple[Post, ...] = ()

    def holds(self, role: Role, *places: str) -> bool:
        """Whether one of the posts is this role at one of these places (anywhere if none given)."""
        return any(p.role is role and (not places or p.at in places) for p in self.posts)

    def holds_any(self, roles: frozenset[Role], *places: str) -> bool:
        """Whether one of the posts is one of these roles at one of these places."""
        return any(self.holds(role, *places) for role in roles)


CLOCK = Actor(id="clock", posts=(Post(role=Role.CLOCK, at="city"),))
"""Who acts when a deadline passes and nobody pressed anything."""
DEVICE_IDS: Final = "alarm-"
"""How the ids of devices begin."""


def unmanned(account: str) -> bool:
    """Whether there is no person behind it who could be asked anything."""
    return account == CLOCK.id or account.startswith(DEVICE_IDS)
