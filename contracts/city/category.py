"""What can be reported, and who must answer for it."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from contracts.calendar import Span
from contracts.words import Level, Sphere, Urgency


class Scheme(StrEnum):
    """Where a category's code comes from."""

    GBT30428 = "GBT30428"
    CJT214 = "CJT214"
    LOCAL = "LOCAL"


class CategoryKind(StrEnum):
    """What sort of matter a category is."""

    PART = "part"
    """部件: a thing that has an owner. Owner first, then territory."""
    EVENT = "event"
    """事件: something that happens at a place. Territory first, then owner."""
    MATTER = "matter"
    """居民事项: what no code list holds."""


class Catalogue(StrEnum):
    """Which half of the street's service catalogue (39项为民服务事项) an item stands in."""

    SERVICE = "service"
    MANAGEMENT = "management"


class Category(BaseModel):
    """One class of things that can be reported."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    """Unique in the pack; part classes begin with P, event classes with E, as 0101 is both; before
    a class of CJ/T 214 that GB/T 30428 lacks stands a C, since its number may be taken there."""
    scheme: Scheme
    kind: CategoryKind
    name_zh: str
    name_en: str
    grade: str | None
    """Time grade of a case, a key of `case_grades` in city.toml; None: no clock of its own."""
    limit: Span | None
    """Limit of this class; None: that of the grade."""
    urgency: Urgency
    sphere: Sphere
    restricted: bool
    """Seen only by those who handle it, never on a board."""
    catalogue: Catalogue | None = None
    """None: it is no item of the service catalogue."""
    cjt214: str | None = None
    """Code of the class in CJ/T 214-2007, converted by name, since numbers differ; its own."""

    @property
    def group(self) -> str:
        """The big class it is of; what no list holds is grouped by the beginning of its code."""
        return self.code[:3] if self.scheme is Scheme.LOCAL else self.code[:-2]


class Duty(BaseModel):
    """Who must answer for a category at a place (权责清单)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    lead: str
    """Organisation id; never a community."""
    assists: tuple[str, ...] = ()
    level_can_settle: Level
    """The lowest level that may settle it without a whistle."""
    reason: str
    """The row of the duty list that says so."""
