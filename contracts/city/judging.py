"""The numbers around judging that a pack may leave out: reviews, months, honours, hot spots.

Every default is ours unless a source stands beside it; a district decides its own in `[judging]`
and `[spans]` of city.toml.
"""

from collections.abc import Mapping
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field

from contracts.calendar import Span
from contracts.city.scoring import Points, Share

LIMITS: Final[Mapping[str, Span]] = {
    name: Span.parse(text)
    for name, text in {
        "exclusion.review": "2 wd",  # ours: each of the two people
        "exclusion.window": "2 wd",  # ours: after the call-back's result
        "lagging.review": "30 cd",
        "lagging.sponsor": "3 wd",
        "overdue_appeal": "5 wd",  # ours: after the street confirmed
        "overdue_review": "3 wd",  # ours: each of the two people
        "risk.visit": "3 wd",  # ours: a warned area is visited within
        "score.appeal": "3 wd",
        "score.review.district": "5 wd",
        "street.judgement": "3 wd",
        "board.publish": "3 wd",
    }.items()
}
"""Limits a pack may leave out of `[spans]`."""


class Judging(BaseModel):
    """Section `[judging]`; all of it optional."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    manual_share: Share = 0.2
    """Share of the street's monthly rating in the streets' part of a department's month."""
    ask_before_limit: bool = True
    """Whether who agreed may be called before the limit is over (ours: they have the result; by
    北京接诉即办条例 art. 23 one is called after it). When it is over everybody is called."""
    tries_apart: Span = Span.parse("1 h")
    """Between two tries nobody answered: three in a row are one (ours; domain.md 2.6 has three)."""
    stars: tuple[Points, ...] = (95, 90, 80, 70, 60)
    """星级: lowest scores of five stars down to one."""
    honours: Annotated[int, Field(ge=0, le=20)] = 3
    """How many units of a month are named on the red list 红榜."""
    lagging_below: Points = 70
    """A street whose month scores lower is lagging 滞后 (domain.md 5.5: the red band)."""
    lagging_closed: Share = 0.8
    """A street that closed a smaller share of what it accepted is lagging."""
    lagging_sample: Annotated[int, Field(ge=1)] = 5
    """Whistles or cases below which a street is not said to be lagging."""
    hot_weeks: Annotated[int, Field(ge=1, le=26)] = 4
    """Past weeks a hot spot is compared with."""
    hot_count: Annotated[int, Field(ge=3)] = 5
    """Fewest cases of an area that make a hot spot: never a household's."""
    hot_factor: Annotated[float, Field(gt=1, allow_inf_nan=False)] = 2.0
    """How many times its own past mean makes a hot spot."""
