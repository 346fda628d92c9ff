"""Teams and alliances of a city: callable as such, or a source of the resource list."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field


class TeamKind(StrEnum):
    """What a team is for."""

    VANGUARD = "vanguard"
    """党员抗疫先锋队 of a unit, sent to a place."""
    PATROL = "patrol"
    """治安巡逻队."""
    SECURITY = "security"
    """社会治安服务队."""
    DISASTER_RESCUE = "disaster_rescue"
    """救灾抢险服务队."""
    LIVELIHOOD_HELP = "livelihood_help"
    """民情帮扶服务队."""
    VOLUNTEERS = "volunteers"
    """党员、青年、巾帼志愿服务队 of a community."""


class Team(BaseModel):
    """People who come together when called."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    kind: TeamKind
    name: str = Field(min_length=1)
    at: str
    """Territory it belongs to, or is sent to."""
    unit: str | None = None
    """The organisation it comes from."""
    members: tuple[str, ...] = ()
    """Accounts."""


class Alliance(BaseModel):
    """党建联盟: units that share what they have with a place."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    name: str = Field(min_length=1)
    at: str
    units: tuple[str, ...] = Field(min_length=1)


class Teams(BaseModel):
    """teams.toml."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    teams: tuple[Team, ...] = ()
    alliances: tuple[Alliance, ...] = ()
