"""What an offer is made of: its kind, what it is for, its shifts, who is asked, who came.

An offer is a whistle anybody eligible may answer: 社区吹哨 to members, 群众点单 to partner units,
微心愿, volunteer posts, report tasks, the muster of an emergency. One model carries them all.
"""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from contracts.words import Id, Line, Words

Hours = Annotated[float, Field(gt=0, le=24, allow_inf_nan=False)]
Places = Annotated[int, Field(ge=1, le=1000)]
Stars = Annotated[int, Field(ge=1, le=5)]


class OfferKind(StrEnum):
    """Why people are called; the names shown are the city pack's (`offer.<kind>`)."""

    MEMBER = "member"
    """社区吹哨、党员报到."""
    ORDER = "order"
    """群众点单、社区派单、单位接单: one unit is asked after another."""
    WISH = "wish"
    """微心愿: the beneficiary is hidden."""
    POST = "post"
    """志愿服务岗位, by trade and skill."""
    TASK = "task"
    """报到任务: units and members claim it."""
    MUSTER = "muster"
    """应急集结: a pool and a head-count; the muster time is recorded."""
    PATROL = "patrol"
    """治安巡逻: a team in shifts; what it finds becomes a case."""
    ERRAND = "errand"
    """党员陪跑、红色代办: somebody runs an errand for a resident."""
    ACTIVITY = "activity"
    """主题活动、组织生活: who attended."""


class Circle(StrEnum):
    """From how far around the place people may claim."""

    COMMUNITY = "community"
    STREET = "street"
    DISTRICT = "district"


class Provider(StrEnum):
    """五社联动 and units: who gives a resource."""

    UNIT = "unit"
    ALLIANCE = "alliance"
    """党建联盟: a set of units of the pack that share."""
    SOCIAL_WORKER = "social_worker"
    SOCIAL_ORGANISATION = "social_organisation"
    VOLUNTEERS = "volunteers"
    CHARITY = "charity"
    PROJECT = "project"


class Society(StrEnum):
    """五社联动 (000:11): the five kinds of society a resource may come from.

    The community itself is known to readers of the first version as a project of its own.
    """

    COMMUNITY = "community"
    SOCIAL_WORKER = "social_worker"
    SOCIAL_ORGANISATION = "social_organisation"
    VOLUNTEERS = "volunteers"
    CHARITY = "charity"


def society(provider: Provider | Society) -> Society | None:
    """Which of the five it is; None: a unit, an alliance, a project."""
    return Society(provider.value) if provider.value in set(Society) else None


NeedSource = Literal["visit", "group", "app", "window", "grid", "case"]
"""How a need came to the list."""

Corps = Literal["party", "youth", "women"]
"""党员、青年、巾帼志愿者队伍."""


class Concern(BaseModel):
    """One thing an offer shall settle; one task may settle several (165 tasks, 216 concerns)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Id
    text: Words
    case_id: Id | None = None
    need_id: Id | None = None


class Beneficiary(BaseModel):
    """Whom a wish is for. Only the community sees it, and the claimer once it agrees."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Line
    phone: Line | None = None
    address: Line | None = None


class Shift(BaseModel):
    """One turn of duty and how many it takes."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Id
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    places: Places


class Candidate(BaseModel):
    """A resource that fits, how well, and why: the first is asked first."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    resource_id: Id
    unit: Id | None = None
    """None: its community answers for it."""
    name: Line
    score: int
    """0 to 100, by the weights of the pack."""
    reasons: tuple[Line, ...] = ()


class Attendance(BaseModel):
    """What the community says of one who claimed: came or not, and for how long."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    claim_id: Id
    came: bool = True
    hours: Hours | None = None


class Deed(BaseModel):
    """One concern that is settled, and by whom: an entry of the deed list 实事清单."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    concern_id: Id
    text: Words
    case_id: Id | None = None
    need_id: Id | None = None
