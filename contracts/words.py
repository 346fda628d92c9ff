"""The small words commands and events are made of: texts, ids, places, with their limits.

What a person types may hold line breaks but no other control characters, so that nothing typed
can forge a log line, a cell of a spreadsheet or a direction mark in somebody else's page.
"""

from enum import StrEnum
from typing import Annotated, Literal, TypeAlias
from unicodedata import category

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
)
from pydantic_core import PydanticKnownError


def printable(text: str) -> str:
    """Return the text, if all of it prints; every text a person types is checked by this."""
    if any(category(c) in {"Cc", "Cf", "Cs"} and c not in "\n\t\u200d" for c in text):
        raise ValueError("control characters are not allowed")
    return text


def _no_truth(value: object) -> object:
    """`true` is no degree, though it would do as 1."""
    if isinstance(value, bool):
        raise PydanticKnownError("float_type")
    return value


Words = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=2000),
    AfterValidator(printable),
]
Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=200),
    AfterValidator(printable),
]
Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
Mark = Annotated[str, StringConstraints(max_length=200), AfterValidator(printable)]
"""Where a page ended, or a number somebody else gave."""
Photos = Annotated[tuple[Id, ...], Field(max_length=9)]
Longitude = Annotated[
    float, Field(ge=-180, le=180, allow_inf_nan=False), BeforeValidator(_no_truth)
]
Latitude = Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False), BeforeValidator(_no_truth)]


class Point(BaseModel):
    """A point on the map, WGS 84, degrees."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    lng: Longitude
    lat: Latitude


class Place(BaseModel):
    """Where something is: the point, the words for it, and the smallest territory that holds it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    point: Point
    address: Line
    territory: Id
    """Grid id, or the smallest known territory."""
    path: tuple[Id, ...] = ()
    """District, street, community, grid: every territory the place is in, the largest first."""


class Level(StrEnum):
    """Who holds a case: the ladder from the unit to the district, or a responder."""

    UNIT = "unit"
    GRID = "grid"
    COMMUNITY = "community"
    STREET = "street"
    DISTRICT = "district"
    DEPARTMENT = "department"


class Owner(BaseModel):
    """Who must act next: a level and the territory or organisation at it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    level: Level
    at: Id


class Urgency(StrEnum):
    """特事 急事 普件."""

    SPECIAL = "special"
    URGENT = "urgent"
    ORDINARY = "ordinary"


class Sphere(StrEnum):
    """公家事 大家事 自家事: whose matter it is."""

    PUBLIC = "public"
    SHARED = "shared"
    PRIVATE = "private"


class Channel(StrEnum):
    """How a case came in."""

    APP = "app"
    PATROL = "patrol"
    HOTLINE = "hotline"
    WINDOW = "window"
    GROUP = "group"
    OPEN311 = "open311"
    MINI_PROGRAM = "mini_program"
    """小程序、H5."""
    PLATFORM = "platform"
    """The community's grid platform, on the web."""
    PETITION = "petition"
    """信访代办: an agent carries it."""
    GRID_WORKER = "grid_worker"
    """A resident told the grid worker."""
    BUILDING_HEAD = "building_head"
    HOME_VISIT = "home_visit"
    TALK_MEETING = "talk_meeting"
    """民情恳谈会."""
    LISTENING_DAY = "listening_day"
    """民意5来听: the 5th, 15th and 25th."""
    QUESTIONNAIRE = "questionnaire"
    PROPERTY = "property"
    """物业报修."""
    MONITOR = "monitor"
    """An alarm of a device."""
    WATCH = "watch"
    """An early warning that became a case."""


class Kind(StrEnum):
    """The four occasions of a summoning whistle (北京市街道办事处条例 art. 5), and the exercise."""

    DEMAND = "DEMAND"
    KEY_WORK = "KEY_WORK"
    JOINT_ENFORCE = "JOINT_ENFORCE"
    EMERGENCY = "EMERGENCY"
    DRILL = "DRILL"


class Danger(StrEnum):
    """Why an emergency cannot wait: a life, or one of the four 突发事件 (突发事件应对法 art. 2)."""

    LIFE = "life"
    NATURAL = "natural"
    """自然灾害."""
    ACCIDENT = "accident"
    """事故灾难."""
    HEALTH = "health"
    """公共卫生事件."""
    SOCIAL = "social"
    """社会安全事件."""


class Grade(StrEnum):
    """The rank that must come: 蓝牌 section head, 黄牌 deputy leader, 红牌 main leader."""

    BLUE = "BLUE"
    YELLOW = "YELLOW"
    RED = "RED"


class Satisfaction(StrEnum):
    """What the reporter says at the call-back: 满意 基本满意 不满意 不评价."""

    SATISFIED = "satisfied"
    BASICALLY = "basically_satisfied"
    DISSATISFIED = "dissatisfied"
    NO_OPINION = "no_opinion"


AskedBy: TypeAlias = Literal["phone", "sms", "web", "visit"]
"""How whoever reported is asked."""
