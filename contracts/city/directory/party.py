"""The party line: five levels, from the street's committee to a member's household (五级网络)."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from contracts.city.directory.areas import ALWAYS, Period


class PartyKind(StrEnum):
    """What an organisation of the party is called, which also says on which level it stands."""

    STREET_COMMITTEE = "street_committee"
    BIG_COMMITTEE = "big_committee"
    """街道大工委: with part-time members from outside."""
    COMMUNITY = "community_organisation"
    BUSINESS_AREA = "business_area_committee"
    """商圈综合党委: several buildings and their organisations under one committee."""
    COMPOUND_BRANCH = "compound_branch"
    RESIDENT_BRANCH = "resident_branch"
    """居民党支部: the same level under the name the 枫桥 street gives it."""
    GRID_BRANCH = "grid_branch"
    ALLIANCE_BRANCH = "alliance_branch"
    BUILDING_GROUP = "building_group"
    CENTRE_HOUSEHOLD = "centre_household"


LEVELS: Final = {
    PartyKind.STREET_COMMITTEE: 1,
    PartyKind.BIG_COMMITTEE: 1,
    PartyKind.COMMUNITY: 2,
    PartyKind.BUSINESS_AREA: 2,
    PartyKind.COMPOUND_BRANCH: 3,
    PartyKind.RESIDENT_BRANCH: 3,
    PartyKind.GRID_BRANCH: 3,
    PartyKind.ALLIANCE_BRANCH: 3,
    PartyKind.BUILDING_GROUP: 4,
    PartyKind.CENTRE_HOUSEHOLD: 5,
}
"""街道党工委 → 社区党组织 → 小区党支部 → 楼栋党小组 → 党员中心户 (海拉尔路街道)."""


@dataclass(frozen=True, slots=True)
class PartyOrganisation:
    """One organisation of the party."""

    id: str
    kind: PartyKind
    name: str
    parent: str | None
    at: str
    """The territory, compound or premise it is built on."""
    grids: tuple[str, ...] = ()
    """The grids it leads; every grid is led by exactly one (支部建在网格上)."""
    secretary: str | None = None
    """Account."""

    @property
    def level(self) -> int:
        """1 to 5, the street's committee being 1."""
        return LEVELS[self.kind]


class MemberKind(StrEnum):
    """How a member is bound to the place."""

    IN_SERVICE = "in_service"
    """在职党员, reported in at a community."""
    MOBILE = "mobile"
    NO_POST = "no_post"
    """无职党员: gets a post (设岗定责)."""
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class Member:
    """A member and where they are counted."""

    person: str
    kind: MemberKind
    of: str
    """Party organisation."""
    post: str = ""
    """What a member without an office has taken on."""


class SeatKind(StrEnum):
    """How somebody from outside sits in a street's body."""

    PART_TIME = "part_time"
    """兼职委员."""
    DELEGATE = "delegate"
    """两代表一委员."""
    UNIT = "unit"
    """A unit that has joined."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat in a body of the street, held by an account or an organisation from outside."""

    body: str
    """Party organisation."""
    holder: str
    kind: SeatKind
    period: Period = ALWAYS
