"""The numbers of offers: limits by kind, who fits best, what people earn.

Defaults are those of the sources named beside them, else ours, so that a pack written before offers
still loads.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field, model_validator

from contracts.calendar import Span
from contracts.offering import OfferKind

Weight = Annotated[int, Field(ge=0, le=100)]


def _span(text: str) -> Span:
    return Span.parse(text)


class OfferClocks(BaseModel):
    """By when each step of an offer of one kind is due."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    propose: Span = _span("1 wd")
    """For the community to publish or dispatch it."""
    answer: Span = _span("1 wd")
    """For a unit that is asked; silence is a decline."""
    enrol: Span = _span("7 cd")
    """How long it can be claimed, when no time is given."""
    start: Span = _span("7 cd")
    """A claim without a start by then lapses (南宁邕宁, 合肥瑶海 wishes)."""
    serve: Span = _span("15 cd")
    """To do it, when no time is given."""
    confirm: Span = _span("3 wd")
    """For the community to confirm who came."""
    rate: Span = _span("7 cd")
    """For whoever ordered it to rate; silence is consent."""
    reward: str = "service"
    """Row of the points table for a confirmed claim, beside the hours."""


class Earning(StrEnum):
    """Rows of the points table."""

    REPORT_IN = "report_in"
    HOUR = "hour"
    SERVICE = "service"
    WISH = "wish"
    WHISTLE = "whistle"
    MEETING = "meeting"
    MUSTER = "muster"
    NO_SHOW = "no_show"
    FALSE_RECORD = "false_record"


_KINDS: Final[Mapping[OfferKind, OfferClocks]] = {
    **dict.fromkeys(OfferKind, OfferClocks()),
    OfferKind.WISH: OfferClocks(enrol=_span("30 cd"), reward=Earning.WISH),
    OfferKind.MUSTER: OfferClocks(
        enrol=_span("2 h"),
        start=_span("2 h"),
        serve=_span("12 h"),
        answer=_span("30 min"),
        reward=Earning.MUSTER,
    ),
    OfferKind.ACTIVITY: OfferClocks(reward=Earning.MEETING),
}


class Matching(BaseModel):
    """What makes a resource fit a need, in points of 100."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    skill: Weight = 40
    category: Weight = 20
    place: Weight = 20
    capacity: Weight = 10
    record: Weight = 10
    """How often it was asked and took it."""
    least: Weight = 20
    """Below this nothing is proposed: nobody is flooded."""
    most: int = Field(default=5, ge=1, le=10)
    """Proposals per need, and people told of a call without a head-count."""

    @model_validator(mode="after")
    def _sums(self) -> "Matching":
        total = self.skill + self.category + self.place + self.capacity + self.record
        if total != 100:
            raise ValueError(f"the weights of a match sum to {total}, not 100")
        return self


class Earnings(BaseModel):
    """积分 and 时长: what is earned, and what follows from it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    points: Mapping[Earning, int] = {
        Earning.REPORT_IN: 5,
        Earning.HOUR: 2,
        Earning.SERVICE: 0,
        Earning.WISH: 5,
        Earning.WHISTLE: 10,
        Earning.MEETING: 1,
        Earning.MUSTER: 5,
        Earning.NO_SHOW: -3,
        Earning.FALSE_RECORD: -20,
    }
    """Ours, each; only the last two take away."""
    hours_a_day: float = Field(default=8, gt=0, le=24)
    """Hours of one day beyond these earn no points; they are hours all the same."""
    pass_points: int = Field(default=60, ge=0)
    """A year's pass mark (邢台桥西)."""
    pass_hours: float = Field(default=50, ge=0)
    """A year's hours (邢台桥西)."""
    stars: tuple[float, float, float, float, float] = (100, 300, 600, 1000, 1500)
    """Hours of a volunteer's star 1 to 5 (志愿服务记录办法 2012)."""
    star_deeds: tuple[int, int, int, int, int] = (3, 6, 12, 20, 30)
    """Deeds each star needs beside the hours. Ours."""
    member_stars: tuple[int, int, int, int, int] = (30, 60, 90, 120, 150)
    """Points of a year for a member's star 1 to 5. Ours."""

    @model_validator(mode="after")
    def _rises(self) -> "Earnings":
        for name in ("stars", "star_deeds", "member_stars"):
            steps = getattr(self, name)
            if list(steps) != sorted(set(steps)):
                raise ValueError(f"{name} do not rise")
        if missing := [row.value for row in Earning if row not in self.points]:
            raise ValueError(f"the points table lacks {', '.join(missing)}")
        wrong = [row.value for row, n in self.points.items() if (n < 0) is not (row in TAKEN)]
        if wrong:
            raise ValueError(f"the sign is wrong of {', '.join(wrong)}")
        return self


TAKEN: Final = frozenset({Earning.NO_SHOW, Earning.FALSE_RECORD})
"""Rows that take away; each has its reason in its name."""

_SKILLS: Final = (
    *("plumbing", "roofing", "masonry", "electrical", "carpentry", "driving", "cleaning"),
    *("legal", "medical", "teaching", "counselling", "security", "rescue", "organising", "arts"),
    *("companionship", "employment", "governance"),
)


class OfferRules(BaseModel):
    """[offers] of city.toml."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    max_open_wishes: int = Field(default=3, ge=1)
    """Wishes one person may hold at once (8.4). Ours."""
    misses: int = Field(default=3, ge=1)
    """爽约 after which nobody may claim for a while. Ours."""
    pause: Span = _span("30 cd")
    review: Span = _span("365 cd")
    """The community's word on units and members, at least once a year."""
    admit: Span = _span("3 wd")
    """For the community to confirm a registration. Ours."""
    match: Span = _span("3 wd")
    """For a need to find an offer. Ours."""
    reminder: Span = _span("1 wd")
    """How often somebody is told that an offer waits. Ours."""
    emergency: Span = _span("72 h")
    """An emergency that nobody prolongs ends. Ours."""
    skills: tuple[str, ...] = _SKILLS
    """Their names are labels, `skill.<code>`."""
    social_skills: tuple[str, ...] = ("companionship", "counselling", "employment")
    """A need of one of these is a social one, for the social-work station. Ours."""
    social_categories: tuple[str, ...] = ("R10",)
    """So is a need of one of these. Ours."""
    clocks: Mapping[OfferKind, OfferClocks] = {}
    matching: Matching = Matching()
    earning: Earnings = Earnings()

    def is_social(self, category: str | None, skills: Iterable[str]) -> bool:
        """Whether a need is of the social kind."""
        return category in self.social_categories or not set(self.social_skills).isdisjoint(skills)

    def clock(self, kind: OfferKind) -> OfferClocks:
        """The limits of a kind: the pack's, else the usual."""
        return self.clocks.get(kind, _KINDS[kind])
