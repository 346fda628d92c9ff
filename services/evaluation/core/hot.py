"""热点提示: a place × category that has many more cases this week than in its own past.

Rule 1: only of a community, and only from a least number on: never a person, never a household.
Rule 2: what must be kept from everybody's eyes (restricted categories) is no hot spot.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from pydantic import BaseModel, ConfigDict

from contracts.city import City
from services.evaluation.core.period import week
from services.evaluation.core.tally import Counted, Tally


class HotSpot(BaseModel):
    """One area's category, this week."""

    model_config = ConfigDict(frozen=True)

    week: str
    community: str
    community_name: str
    category: str
    category_zh: str
    category_en: str
    count: int
    past_mean: float
    """Cases a week over the weeks before."""
    weeks: int
    """How many weeks that is."""


class HotSpots(BaseModel):
    """This week's."""

    model_config = ConfigDict(frozen=True)

    week: str
    least: int
    factor: float
    spots: tuple[HotSpot, ...]


def hot_weeks(now: datetime, city: City) -> Sequence[str]:
    """The week of now, then those it is compared with."""
    return [week(now - timedelta(weeks=n)) for n in range(city.rules.judging.hot_weeks + 1)]


def hot_tally(mark: str) -> Tally:
    """What must be counted of one week."""
    return Tally("accounts", "weeks", mark, ("community", "category"))


def hot_spots(weeks: Sequence[str], counts: Sequence[Sequence[Counted]], city: City) -> HotSpots:
    """Return the areas that stand out, the hottest first."""
    rules, past = city.rules.judging, len(weeks) - 1
    before: dict[tuple[str, str], int] = {}
    for rows in counts[1:]:
        for row in rows:
            key = (row["community"], row["category"])
            before[key] = before.get(key, 0) + row["n"]
    spots = [
        _spot(weeks[0], row, before.get((row["community"], row["category"]), 0) / past, past, city)
        for row in counts[0]
        if row["community"] and not _hidden(row["category"], city)
    ]
    hot = [
        spot
        for spot in spots
        if spot.count >= rules.hot_count and spot.count >= rules.hot_factor * spot.past_mean
    ]
    ordered = sorted(hot, key=lambda spot: (-spot.count, spot.community, spot.category))
    return HotSpots(
        week=weeks[0], least=rules.hot_count, factor=rules.hot_factor, spots=tuple(ordered)
    )


def _hidden(category: str, city: City) -> bool:
    return not city.knows_category(category) or city.category(category).restricted


def _spot(week: str, row: Counted, mean: float, past: int, city: City) -> HotSpot:
    community, code = row["community"], row["category"]
    known = city.territories.get(community)
    return HotSpot(
        week=week,
        community=community,
        community_name=known.name if known else community,
        category=code,
        category_zh=city.category(code).name_zh,
        category_en=city.category(code).name_en,
        count=row["n"],
        past_mean=round(mean, 2),
        weeks=past,
    )
