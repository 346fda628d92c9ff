"""Groups, partner units and stations."""

from dataclasses import dataclass
from enum import StrEnum

from contracts.city.directory.areas import ALWAYS, Period


@dataclass(frozen=True, slots=True)
class Group:
    """A group of the five chains (五级微信群): reports go up through it, notices down."""

    id: str
    level: int
    """1 street or town, 2 community or village, 3 grid, 4 building, 5 unit."""
    at: str
    """The unit whose head owns it."""
    name: str
    owner: str
    """Account of the 群主: the head of that level."""
    parent: str | None = None
    """The group above; None for a street's."""
    admins: tuple[str, ...] = ()
    """Accounts that handle what is posted first; the owner when there is none."""

    @property
    def first_handlers(self) -> tuple[str, ...]:
        """Who takes what is posted."""
        return self.admins or (self.owner,)

    def led_by(self, account: str) -> bool:
        """Whether somebody is its owner 群主 or one of its administrators 群管理员."""
        return account == self.owner or account in self.admins


@dataclass(frozen=True, slots=True)
class Partner:
    """包联: a unit stands by a community for some time."""

    unit: str
    community: str
    period: Period = ALWAYS


class StationKind(StrEnum):
    """党群服务阵地."""

    CENTRE = "centre"
    STATION = "station"


@dataclass(frozen=True, slots=True)
class Station:
    """A place of service: 1 centre of the street, one per community, N stations (1+10+N)."""

    id: str
    kind: StationKind
    name: str
    at: str
    """Street, community, compound or grid."""
    parent: str | None
    services: tuple[str, ...] = ()
    calendar: str | None = None
    """When it is open 错时服务: a calendar of the pack; None: as the region works."""
